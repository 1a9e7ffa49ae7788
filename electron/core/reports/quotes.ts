import type { Block, TextRange } from '../../../shared/domain/entities.ts';
import { quote } from '../../../shared/text/anchor.ts';
import { numberRuns, pagesOf, pageWords } from '../../../shared/text/pages.ts';

/** What the stored text says at these ranges; null when they lie outside it. Offsets are UTF-16 code units. */
export function sliceRanges(text: string, ranges: readonly TextRange[]): string | null {
  if (ranges.some((range) => range.end > text.length)) return null;
  return quote(text, ranges);
}

/** Numbers that are told; the first of many say little. */
const mostNumbers = 3;

/**
 * Where the ranges stand, in words a reader can find them by: “p. 4” where the original has pages, else “paragraph 7”, “paragraphs 7–8”, “heading 2”,
 * and how these are numbered in the original: “paragraph 7 (2.1)”.
 */
export function locate(blocks: readonly Block[], ranges: readonly TextRange[]): string {
  const pages = pagesOf(blocks, ranges);
  if (pages.length > 0) return pageWords(pages);
  const counts = { heading: 0, paragraph: 0 };
  const numbered = blocks.map((block) => {
    const kind = block.kind === 'heading' ? ('heading' as const) : ('paragraph' as const);
    return { kind, number: ++counts[kind], marker: block.marker, start: block.start, end: block.end };
  });
  const touched = numbered.filter((block) => ranges.some((range) => range.start < block.end && range.end > block.start));
  const paragraphs = touched.filter((block) => block.kind === 'paragraph').map((block) => block.number);
  const numbers = paragraphs.length > 0 ? paragraphs : touched.map((block) => block.number);
  if (numbers.length === 0) return '';
  const name = paragraphs.length > 0 ? 'paragraph' : 'heading';
  const place = numbers.length === 1 ? `${name} ${numbers[0]}` : `${name}s ${numberRuns(numbers)}`;
  const markers = touched.flatMap(({ kind, marker }) =>
    kind === name && marker !== undefined ? [marker.replaceAll(/^\(|[.)]$/g, '')] : [],
  );
  return markers.length === 0 || markers.length > mostNumbers ? place : `${place} (${markers.join(', ')})`;
}
