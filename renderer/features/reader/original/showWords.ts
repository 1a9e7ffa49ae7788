import { findQuoted } from '../../../../shared/text/original/findQuoted.ts';
import { lettersOf } from '../../../../shared/text/original/letters.ts';
import type { DocumentDetail, TextRange } from '../../../../shared/domain/entities.ts';
import type { ReaderHandle } from '../../../actions/action.ts';

/** Words that were chosen in an original: `[start, end)` of the block that they stand in. */
export interface SelectedWords {
  block: string;
  start: number;
  end: number;
}

/** Where words of an original stand in the text; null where they do not, or at several places. */
export function findInText({ text, blocks }: Pick<DocumentDetail['version'], 'text' | 'blocks'>, words: SelectedWords): TextRange | null {
  const letters = lettersOf(blocks.map(({ start, end }) => text.slice(start, end)));
  const find = (part: SelectedWords): ReturnType<typeof findQuoted> =>
    findQuoted(letters, { ...part, before: '', after: '', twins: 1, twinsBefore: 0, pages: [] });
  const inBlock = find(words);
  const alone = words.block.slice(words.start, words.end);
  // What stands around them in the original may not be in the text.
  const { outcome, places } = inBlock.outcome === 'none' ? find({ block: alone, start: 0, end: alone.length }) : inBlock;
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last || outcome === 'several') return null;
  return { start: blocks[first.item]!.start + first.start, end: blocks[last.item]!.start + last.end };
}

/** Shows words of an original in its text, where the keyboard stays or follows. Says why where it cannot; null where it did. */
export function showWords(
  reader: ReaderHandle | null,
  version: DocumentDetail['version'],
  words: SelectedWords | null,
  keyboard: 'stays' | 'follows',
): string | null {
  if (!reader) return null;
  if (!words) return 'Select words here first: they are shown in the text then.';
  const found = findInText(version, words);
  if (!found) return 'These words are not in the text, or stand in it several times.';
  reader.show([found]);
  if (keyboard === 'follows') reader.focus();
  return null;
}
