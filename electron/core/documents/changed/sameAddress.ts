import type { SameAddress } from '../../../../shared/contract/documents.ts';
import type { Store } from '../../store/open.ts';
import { pageAddress } from './pageAddress.ts';
import { documentsWithAddress, type DatedPage } from './queries.ts';

/** Documents by the page at whose address they were found. */
export interface PagesOfCase {
  /** The oldest other document of the same page, and why it may not be an earlier state of this one; null where there is none. */
  otherOf(page: DatedPage): SameAddress | null;
  add(page: DatedPage): void;
}

export function pagesOfCase(store: Store): PagesOfCase {
  const byKey = new Map<string, DatedPage[]>();
  function add(page: DatedPage): void {
    const key = pageAddress(page.address)?.key;
    if (key === undefined) return;
    const there = byKey.get(key);
    if (!there) byKey.set(key, [page]);
    else if (!there.some(({ id }) => id === page.id)) there.push(page);
  }
  for (const page of documentsWithAddress(store)) add(page);
  return {
    add,
    otherOf(page) {
      const key = pageAddress(page.address)?.key;
      const other = key === undefined ? undefined : byKey.get(key)?.find(({ id }) => id !== page.id);
      return other ? { documentId: other.id, title: other.title, doubt: doubtAbout(page, other) } : null;
    },
  };
}

/** Why a page may be no later state of one that is there; null where nothing speaks against it. */
function doubtAbout(page: DatedPage, there: DatedPage): SameAddress['doubt'] {
  if (isOlder(page, there)) return 'older';
  return pageAddress(page.address)!.edition === pageAddress(there.address)!.edition ? null : 'other-edition';
}

type Dates = Pick<DatedPage, 'published' | 'modified' | 'accessed'>;

/** Whether a page was written, or else fetched, before another one. False where the dates do not tell. */
function isOlder(page: Dates, there: Dates): boolean {
  return (writtenBefore(page, there) ?? before(page.accessed, there.accessed)) === true;
}

function writtenBefore(page: Dates, there: Dates): boolean | null {
  if (page.modified !== null || there.modified === null) return before(page.modified ?? page.published, there.modified ?? there.published);
  return null;
}

/** Whether one partial date lies before another; null where they are the same as far as both say, or one is missing. */
function before(one: string | null, other: string | null): boolean | null {
  if (one === null || other === null) return null;
  const known = Math.min(one.length, other.length);
  const [a, b] = [one.slice(0, known), other.slice(0, known)];
  return a === b ? null : a < b;
}

/** Pages in the order in which they were written, as far as that is known; others stay where they are. */
export function inOrderOfWriting<Page extends Dates>(pages: readonly Page[]): Page[] {
  const ordered: Page[] = [];
  for (const page of pages) {
    const place = ordered.findIndex((other) => isOlder(page, other));
    ordered.splice(place < 0 ? ordered.length : place, 0, page);
  }
  return ordered;
}
