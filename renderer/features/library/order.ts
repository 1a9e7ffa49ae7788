import type { DocumentSummary } from '../../../shared/domain/entities.ts';

export type LibraryColumn = 'title' | 'publisher' | 'published' | 'passages' | 'claims' | 'createdAt';
export interface LibrarySort {
  column: LibraryColumn;
  descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Text as the filter compares it: without case and accents. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Articles in which every word of the filter occurs in title, publisher, byline or file name, in the order asked for; empty values last. */
export function orderedDocuments(
  documents: readonly DocumentSummary[],
  filter: string,
  { column, descending }: LibrarySort,
): DocumentSummary[] {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  const direction = descending ? -1 : 1;
  return documents
    .filter((document) => {
      const text = folded(`${document.title} ${document.publisher} ${document.byline} ${document.fileName}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => {
      const [left, right] = [a[column], b[column]];
      if (!left !== !right && typeof left !== 'number') return Number(!left) - Number(!right);
      const order =
        typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left ?? ''), String(right ?? ''));
      return direction * order || collator.compare(a.title, b.title);
    });
}
