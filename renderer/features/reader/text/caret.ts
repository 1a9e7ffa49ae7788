import type { TextUnit } from '../../../actions/action.ts';
import type { Block, TextRange } from '../../../../shared/domain/entities.ts';
import { runsLeft } from '../../../../shared/text/direction.ts';
import { blockIndexAt, nextUnit, previousUnit, unitAt } from '../../../../shared/text/segment.ts';

/** The text that a caret moves in. */
export interface CaretText {
  text: string;
  blocks: readonly Block[];
  language: string;
}

/** A place in the text and, while something is selected, the end of the selection that stays. */
export interface Caret {
  at: number;
  anchor: number | null;
}

export type CaretUnit = Exclude<TextUnit, 'line'>;

/** The selected range, or null. */
export function selectedRange({ at, anchor }: Caret): TextRange | null {
  return anchor === null || anchor === at ? null : { start: Math.min(at, anchor), end: Math.max(at, anchor) };
}

/**
 * Where the caret is after one step. Characters, words and paragraphs move it as in an editor; sentences are walked whole:
 * one step selects the next sentence, so that it can be acted on at once. By characters and words 1 is to the right on the page,
 * which is back where the paragraph runs to the left.
 */
export function moveCaret(text: CaretText, caret: Caret, unit: CaretUnit, side: 1 | -1, extend: boolean): Caret {
  if (text.text === '') return caret;
  if (unit === 'sentence') return extend ? extendBySentence(text, caret, side) : walkSentence(text, caret, side);
  const direction = unit !== 'paragraph' && runsLeft(paragraphAt(text, caret.at)) ? (-side as 1 | -1) : side;
  const selected = selectedRange(caret);
  if (selected && !extend && unit === 'character') return { at: direction > 0 ? selected.end : selected.start, anchor: null };
  const at = step(text, caret.at, unit, direction);
  return { at, anchor: extend ? (caret.anchor ?? caret.at) : null };
}

function paragraphAt({ text, blocks }: CaretText, at: number): string {
  const block = blocks[blockIndexAt(blocks, at)];
  return block ? text.slice(block.start, block.end) : '';
}

/** The selection with one of its ends moved by a step, never emptied or turned round. */
export function moveEdge(text: CaretText, range: TextRange, edge: 'start' | 'end', unit: CaretUnit, direction: 1 | -1): TextRange {
  const moved = { ...range, [edge]: step(text, range[edge], unit, direction, edge) };
  return moved.start < moved.end ? moved : range;
}

function step({ text, blocks, language }: CaretText, at: number, unit: CaretUnit, direction: 1 | -1, edge?: 'start' | 'end'): number {
  const block = blocks[blockIndexAt(blocks, at)];
  if (!block) return at;
  if (unit === 'paragraph') {
    if (direction < 0) return previousUnit(text, blocks, at, 'paragraph', language)?.start ?? at;
    return nextUnit(text, blocks, at, 'paragraph', language)?.start ?? text.length;
  }
  if (unit === 'character') {
    if (direction > 0) {
      if (at < block.end) return unitAt(text, blocks, at, 'grapheme', language)?.end ?? at;
      return nextUnit(text, blocks, at, 'paragraph', language)?.start ?? at;
    }
    if (at > block.start) return previousUnit(text, blocks, at, 'grapheme', language)?.start ?? at;
    return blocks[blockIndexAt(blocks, at) - 1]?.end ?? at;
  }
  const kind = unit === 'sentence' ? 'sentence' : 'word';
  // A start belongs before a word, an end behind one; a caret goes behind when it moves on and before when it moves back.
  if (edge === 'start' && direction > 0) return nextUnit(text, blocks, at, kind, language)?.start ?? at;
  if (edge === 'end' && direction < 0) {
    const last = previousUnit(text, blocks, at, kind, language);
    return (last && (last.end < at ? last : previousUnit(text, blocks, last.start, kind, language))?.end) ?? at;
  }
  if (direction < 0) return previousUnit(text, blocks, at, kind, language)?.start ?? at;
  const here = unitAt(text, blocks, at, kind, language);
  if (here && here.end > at) return here.end;
  return nextUnit(text, blocks, at, kind, language)?.end ?? at;
}

function walkSentence({ text, blocks, language }: CaretText, caret: Caret, direction: 1 | -1): Caret {
  const selected = selectedRange(caret);
  const { at } = caret;
  const here = unitAt(text, blocks, at, 'sentence', language);
  // A caret inside a sentence, or before it, takes that one; a caret behind it has read it.
  const beside = here && (direction > 0 ? at < here.end : at > here.start) ? here : null;
  const from = selected?.start ?? at;
  const sentence =
    (selected ? null : beside) ??
    (direction > 0 ? nextUnit(text, blocks, from, 'sentence', language) : previousUnit(text, blocks, from, 'sentence', language));
  return sentence ? { at: sentence.end, anchor: sentence.start } : caret;
}

function extendBySentence(source: CaretText, caret: Caret, direction: 1 | -1): Caret {
  const { text, blocks, language } = source;
  const anchor = caret.anchor ?? unitAt(text, blocks, caret.at, 'sentence', language)?.start ?? caret.at;
  const at =
    direction > 0
      ? caret.at >= anchor
        ? step(source, caret.at, 'sentence', 1)
        : Math.min(anchor, nextUnit(text, blocks, caret.at, 'sentence', language)?.start ?? anchor)
      : caret.at <= anchor
        ? step(source, caret.at, 'sentence', -1)
        : endBefore(source, caret.at, anchor);
  // Taking back the last sentence of a selection leaves it: there is always one to act on.
  return at === anchor ? caret : { at, anchor };
}

function endBefore(source: CaretText, at: number, floor: number): number {
  const { text, blocks, language } = source;
  const last = previousUnit(text, blocks, at, 'sentence', language);
  const end = last && (last.end < at ? last : previousUnit(text, blocks, last.start, 'sentence', language))?.end;
  return Math.max(floor, end ?? floor);
}
