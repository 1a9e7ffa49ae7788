import { markerOf, numeral, type NumberForm } from '../marker.ts';
import { isElement, type DomElement } from './dom.ts';

/** The numbers of one list of a page. */
export interface ItemNumbers {
  /** The marker of the next item. */
  next(item: DomElement): string | undefined;
}

const ofType: Record<string, NumberForm> = {
  a: 'lower-letter',
  A: 'upper-letter',
  i: 'lower-roman',
  I: 'upper-roman',
};
const ofStyle: Record<string, NumberForm> = {
  decimal: 'decimal',
  'decimal-leading-zero': 'padded',
  'lower-alpha': 'lower-letter',
  'lower-latin': 'lower-letter',
  'upper-alpha': 'upper-letter',
  'upper-latin': 'upper-letter',
  'lower-roman': 'lower-roman',
  'upper-roman': 'upper-roman',
};
const styleOfList = /(?:^|;)\s*list-style(?:-type)?\s*:([^;]*)/i;

/** Numbers as a browser gives them to the items of an `ol` (HTML, 4.4.5), by what its own attributes say. */
export function itemNumbers(list: DomElement): ItemNumbers {
  const style =
    styleOfList
      .exec(list.getAttribute('style') ?? '')?.[1]
      ?.toLowerCase()
      .trim()
      .split(/\s+/) ?? [];
  const styled = style.map((word) => ofStyle[word]).find((form) => form !== undefined);
  const isPlain = styled === undefined && style.some((word) => /^(?:none|disc|circle|square)$/.test(word));
  const form = styled ?? ofType[list.getAttribute('type') ?? ''] ?? 'decimal';
  const step = list.hasAttribute('reversed') ? -1 : 1;
  const start = wholeNumber(list.getAttribute('start'));
  let last = (start ?? (step < 0 ? itemsOf(list) : 1)) - step;
  return {
    next(item) {
      last = wholeNumber(item.getAttribute('value')) ?? last + step;
      return isPlain ? undefined : markerOf(`${numeral(last, form)}.`);
    },
  };
}

function itemsOf(list: DomElement): number {
  let items = 0;
  for (let node = list.firstChild; node; node = node.nextSibling) if (isElement(node) && node.localName === 'li') items++;
  return items;
}

function wholeNumber(written: string | null): number | undefined {
  return written !== null && /^\s*-?\d{1,9}\b/.test(written) ? Number.parseInt(written, 10) : undefined;
}
