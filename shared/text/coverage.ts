import type { TextRange } from '../domain/entities.ts';
import { mergeRanges } from './ranges.ts';

/** What became of a sentence, by the furthest that the work on it went; a reason to skip it counts where nothing else was done. */
export const sentenceStates = ['claimed', 'highlighted', 'skipped', 'read', 'unread'] as const;
export type SentenceState = (typeof sentenceStates)[number];

/** What coverage needs to know about a passage. */
export interface CoveringPassage {
  ranges: readonly TextRange[];
  /** `verified` counts as claimed: its claims have verdicts, or it is evidence. */
  standing: 'skipped' | 'without-claim' | 'unverified' | 'verified';
}

export interface CoveredSentence extends TextRange {
  state: SentenceState;
  /** Claimed, and nothing of it waits for a verdict. */
  verified: boolean;
}

/** How much of a text: in sentences, and in UTF-16 units of them. */
export interface Amount {
  sentences: number;
  characters: number;
}

export interface Coverage {
  sentences: readonly CoveredSentence[];
  total: Amount;
  by: Readonly<Record<SentenceState, Amount>>;
  /** Those of the claimed ones that wait for no verdict. */
  verified: Amount;
  /** Sentences that were read, whatever else was done with them. */
  read: Amount;
}

/** A sentence counts as read from this share of it on: its ends may stand in a line that was just out of sight. */
const readFrom = 0.8;

/**
 * What became of every sentence of a text. A sentence has the state of the passages that touch it; one without any was read or was
 * not. All offsets are UTF-16 units over one text, sentences in order and apart. Its time grows with the number of sentences,
 * passages and stretches read, and not with how they meet.
 */
export function coverageOf(sentences: readonly TextRange[], read: readonly TextRange[], passages: readonly CoveringPassage[]): Coverage {
  const touchedBy = (...standings: CoveringPassage['standing'][]): number[] =>
    overlaps(sentences, mergeRanges(passages.flatMap(({ ranges, standing }) => (standings.includes(standing) ? ranges : []))));
  const verified = touchedBy('verified');
  const unverified = touchedBy('unverified');
  const highlighted = touchedBy('without-claim');
  const skipped = touchedBy('skipped');
  const seen = overlaps(sentences, mergeRanges(read));

  const none = (): Amount => ({ sentences: 0, characters: 0 });
  const by = { claimed: none(), highlighted: none(), skipped: none(), read: none(), unread: none() };
  const sums = { total: none(), verified: none(), read: none() };
  const covered = sentences.map(({ start, end }, index): CoveredSentence => {
    const characters = end - start;
    const count = (amount: Amount): void => {
      amount.sentences++;
      amount.characters += characters;
    };
    const isRead = characters > 0 && seen[index]! >= characters * readFrom;
    const isVerified = verified[index]! > 0 && unverified[index] === 0;
    const state =
      verified[index]! + unverified[index]! > 0
        ? 'claimed'
        : highlighted[index]! > 0
          ? 'highlighted'
          : skipped[index]! > 0
            ? 'skipped'
            : isRead
              ? 'read'
              : 'unread';
    count(by[state]);
    count(sums.total);
    if (isVerified) count(sums.verified);
    if (isRead) count(sums.read);
    return { start, end, state, verified: isVerified };
  });
  return { sentences: covered, by, ...sums };
}

/** How many units of each stretch lie in some range; both in order, and neither touching themselves. */
function overlaps(stretches: readonly TextRange[], ranges: readonly TextRange[]): number[] {
  let first = 0;
  return stretches.map(({ start, end }) => {
    while (first < ranges.length && ranges[first]!.end <= start) first++;
    let units = 0;
    for (let at = first; at < ranges.length && ranges[at]!.start < end; at++)
      units += Math.min(end, ranges[at]!.end) - Math.max(start, ranges[at]!.start);
    return units;
  });
}

/**
 * The index of the next sentence after a place (before it, for -1) whose state is wanted, round the end of the text; -1 where there
 * is none. A sentence that holds the place is not the next one, unless it is the only one.
 */
export function nextSentence(
  { sentences }: Pick<Coverage, 'sentences'>,
  offset: number,
  wanted: readonly SentenceState[],
  direction: 1 | -1 = 1,
): number {
  const fits = ({ state }: CoveredSentence): boolean => wanted.includes(state);
  if (direction > 0) {
    const ahead = sentences.findIndex((sentence) => sentence.start > offset && fits(sentence));
    return ahead >= 0 ? ahead : sentences.findIndex(fits);
  }
  const behind = sentences.findLastIndex((sentence) => sentence.end < offset && fits(sentence));
  return behind >= 0 ? behind : sentences.findLastIndex(fits);
}

/**
 * Shares of a whole as whole percentages that add up to 100. What there is some of is never 0, and what is not all is never 100: an
 * article with one unread sentence is not read.
 */
export function percentages(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part * 100) / whole);
  const rounded = exact.map((share) => (share > 0 ? Math.max(1, Math.floor(share)) : 0));
  let left = 100 - rounded.reduce((sum, share) => sum + share, 0);
  const byRest = exact.map((_, index) => index).toSorted((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || exact[b]! - exact[a]!);
  for (const index of byRest) {
    if (left <= 0) break;
    if (exact[index]! < 1) continue;
    rounded[index]!++;
    left--;
  }
  // Small parts that were lifted to 1 are taken from the largest.
  if (left !== 0) rounded[exact.indexOf(Math.max(...exact))]! += left;
  return rounded;
}
