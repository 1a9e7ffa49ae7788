import { findQuoted } from '../../../../shared/text/original/findQuoted.ts';
import { bareLetters, lettersOf } from '../../../../shared/text/original/letters.ts';
import type { DocumentDetail, TextRange } from '../../../../shared/domain/entities.ts';
import type { ReaderHandle } from '../../../actions/action.ts';

/** Words that were chosen in an original: `[start, end)` of the block that they stand in. */
export interface SelectedWords {
  block: string;
  start: number;
  end: number;
  /** What stands around the block. */
  before?: string;
  after?: string;
}

/** What is found that spreads over more than so many times its own letters is pieces of other places. */
const widest = 2;

/** Where words of an original stand in the text; that they do not, or at several places of which nothing says which is meant. */
export function findInText(
  { text, blocks }: Pick<DocumentDetail['version'], 'text' | 'blocks'>,
  words: SelectedWords,
): TextRange | 'none' | 'several' {
  const letters = lettersOf(blocks.map(({ start, end }) => text.slice(start, end)));
  const find = (part: SelectedWords): ReturnType<typeof findQuoted> =>
    findQuoted(letters, { before: '', after: '', ...part, twins: 1, twinsBefore: 0, pages: [] });
  const inBlock = find(words);
  const alone = words.block.slice(words.start, words.end);
  // What stands around them in the original may not be in the text.
  const { outcome, places } = inBlock.outcome === 'none' ? find({ block: alone, start: 0, end: alone.length }) : inBlock;
  if (outcome === 'several') return 'several';
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last) return 'none';
  const range = { start: blocks[first.item]!.start + first.start, end: blocks[last.item]!.start + last.end };
  const isOne = range.end > range.start && bareLetters(text.slice(range.start, range.end)).length <= widest * bareLetters(alone).length;
  return isOne ? range : 'none';
}

/** How a person is told that words of an original are not shown in its text. */
export const saidOfNotShown = {
  nothing: 'Select words here first: they are shown in the text then.',
  none: 'These words are not in the text.',
  several: 'These words stand in the text several times. Select more of them, to say which are meant.',
} as const;

/** Shows words of an original in its text, selected, so that they can be made a passage there. */
export function selectInText(reader: ReaderHandle, range: TextRange, keyboard: 'stays' | 'follows'): void {
  if (keyboard === 'follows') {
    reader.select(range);
    reader.focus();
  }
  reader.show([range]);
}

/** Shows words of an original in its text, where the keyboard stays or follows. Says why where it cannot; null where it did. */
export function showWords(
  reader: ReaderHandle | null,
  version: DocumentDetail['version'],
  words: SelectedWords | null,
  keyboard: 'stays' | 'follows',
): string | null {
  if (!reader) return null;
  if (!words) return saidOfNotShown.nothing;
  const found = findInText(version, words);
  if (typeof found === 'string') return saidOfNotShown[found];
  selectInText(reader, found, keyboard);
  return null;
}
