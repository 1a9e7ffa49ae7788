import { hasRightToLeft, inReadingOrder, isMostlyRightToLeft, scriptOf } from './rightToLeft.ts';

interface PlacedWords {
  str: string;
  transform: readonly number[];
  /** Points along the writing. */
  width: number;
}

/** Words of a page in the order in which they are read: where some run from right to left, a file has them in any order. */
export function inOrder<Words extends PlacedWords>(items: readonly Words[]): readonly Words[] {
  if (!items.some(({ str }) => hasRightToLeft(str))) return items;
  const words = items.map(({ str }) => str);
  const rightToLeft = isMostlyRightToLeft(words);
  const script = scriptOf(words);
  const ordered: Words[] = [];
  for (let from = 0; from < items.length;) {
    let to = from + 1;
    while (to < items.length && onOneLine(items[from]!, items[to]!)) to++;
    const line = items.slice(from, to).toSorted((a, b) => a.transform[4]! - b.transform[4]!);
    const stretches = line.map(({ str }) => ({ text: str, apart: false }));
    const runsLeft = rightToLeft || isMostlyRightToLeft(stretches.map(({ text }) => text));
    for (const { index } of inReadingOrder(stretches, runsLeft, script)) ordered.push(line[index]!);
    from = to;
  }
  return ordered;
}

function onOneLine({ transform: a }: PlacedWords, { transform: b }: PlacedWords): boolean {
  const size = Math.max(Math.abs(a[3]!), Math.abs(b[3]!));
  return Math.abs(a[5]! - b[5]!) < 0.3 * size;
}
