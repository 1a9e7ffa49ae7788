import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { percentages } from '../../../shared/text/coverage.ts';

export const libraryColumns = ['title', 'publisher', 'published', 'read', 'passages', 'claims', 'createdAt'] as const;
export type LibraryColumn = (typeof libraryColumns)[number];
export interface LibrarySort {
  column: LibraryColumn;
  descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Text as the filter compares it: without case and accents. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** How much of an article's current text was read, as a whole percentage. */
export const readShare = ({ read, textLength }: DocumentSummary): number => percentages([read, textLength - read])[0]!;

/** What a column sorts by: articles are compared by the share that was read of them, not by how long that is. */
const valueIn = (document: DocumentSummary, column: LibraryColumn): string | number | null =>
  column === 'read' ? document.read / Math.max(1, document.textLength) : document[column];

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
      const [left, right] = [valueIn(a, column), valueIn(b, column)];
      if (!left !== !right && typeof left !== 'number') return Number(!left) - Number(!right);
      const order =
        typeof left === 'number' && typeof right === 'number' ? left - right : collator.compare(String(left ?? ''), String(right ?? ''));
      return direction * order || collator.compare(a.title, b.title);
    });
}
