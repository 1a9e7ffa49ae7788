import type { Block, TextRange } from '../../../shared/domain/entities.ts';
import { quote } from '../../../shared/text/anchor.ts';

/** What the stored text says at these ranges; null when they lie outside it. Offsets are UTF-16 code units. */
export function sliceRanges(text: string, ranges: readonly TextRange[]): string | null {
  if (ranges.some((range) => range.end > text.length)) return null;
  return quote(text, ranges);
}

/** Where the ranges stand, in words a reader can count by: “paragraph 7”, “paragraphs 7–8”, “heading 2”. */
export function locate(blocks: readonly Block[], ranges: readonly TextRange[]): string {
  const counts = { heading: 0, paragraph: 0 };
  const numbered = blocks.map((block) => {
    const kind = block.kind === 'heading' ? ('heading' as const) : ('paragraph' as const);
    return { kind, number: ++counts[kind], start: block.start, end: block.end };
  });
  const touched = numbered.filter((block) => ranges.some((range) => range.start < block.end && range.end > block.start));
  const paragraphs = touched.filter((block) => block.kind === 'paragraph').map((block) => block.number);
  const numbers = paragraphs.length > 0 ? paragraphs : touched.map((block) => block.number);
  if (numbers.length === 0) return '';
  const name = paragraphs.length > 0 ? 'paragraph' : 'heading';
  return numbers.length === 1 ? `${name} ${numbers[0]}` : `${name}s ${runs(numbers)}`;
}

/** `[3, 4, 5, 9]` as `3–5, 9`. */
function runs(numbers: readonly number[]): string {
  const parts: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = parts.at(-1);
    if (open && number === open[1] + 1) open[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
