import type { Block, TextLink } from '../../../../shared/domain/entities.ts';
import type { Oddity } from '../../../../shared/text/oddities.ts';
import type { PaintedPassage } from '../passages/paint.ts';
import type { BlockSlice } from '../passages/passageStore.ts';
import { cutAtLinks, type LinkedSegment } from './linkRuns.ts';
import { cutEndlessWords, hasEndlessWord, type Breakable } from './longWords.ts';
import { cutAtOddities } from './oddRuns.ts';
import { cutAtPieces } from './pieces.ts';
import { sweepBlock } from './sweep.ts';

/** A run of a block's text that is drawn alike: under the same passages, part of the same oddity and link. */
export interface Run extends Breakable<LinkedSegment<PaintedPassage>> {
  /** Under the passage that the inspector shows. */
  inspected: boolean;
}

/** What of a block stays as it is, whatever passages come and go. */
export interface BlockWords {
  text: string;
  block: Block;
  odd: readonly Oddity[];
  links: readonly TextLink[];
  pieces: readonly number[] | null;
}

/** The runs of a block, in order and without gaps. */
export function runsOf({ text, block, odd, links, pieces }: BlockWords, { passages, inspectedId }: BlockSlice): Run[] {
  const swept = cutAtLinks(cutAtOddities(sweepBlock(block, passages), odd), links);
  const cut = cutEndlessWords(text, pieces ? cutAtPieces(swept, pieces) : swept);
  return cut.map((segment) => ({ ...segment, inspected: inspectedId !== null && segment.passages.some(({ id }) => id === inspectedId) }));
}

/** Most blocks are words and nothing else, which needs no cutting. */
export const isPlain = ({ text, block, odd, links, pieces }: BlockWords, { passages }: BlockSlice): boolean =>
  passages.length === 0 && odd.length === 0 && links.length === 0 && !pieces && !hasEndlessWord(text.slice(block.start, block.end));

/** Are two runs drawn alike? What opens and closes there follows from the place and the passages. */
export function sameRun(a: Run, b: Run): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.inspected === b.inspected &&
    a.breaks === b.breaks &&
    a.odd === b.odd &&
    a.address === b.address &&
    a.passages.length === b.passages.length &&
    a.passages.every((passage, index) => passage === b.passages[index])
  );
}
