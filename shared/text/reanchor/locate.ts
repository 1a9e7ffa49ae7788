import type { TextRange } from '../../domain/entities.ts';
import { describe, fragmentSeparator, type AnchorProblem } from '../anchor.ts';
import { exactPlaces } from './exactPlaces.ts';
import type { GramIndex } from './gramIndex.ts';
import { matchKey } from './matchKey.ts';
import { lost, review, type Candidate, type Reanchored } from './outcome.ts';
import { judge, leastContext, leastScore, seek, shortQuote, type Wanted } from './seek.ts';

/** A quote whose old text is not at hand. */
export interface Quote {
  exact: string;
  prefix: string;
  suffix: string;
  /** Where it stood in its own text, UTF-16; null where that is not known. */
  start: number | null;
}

// A quote repeated thousands of times is as undecided as one repeated so often.
const mostTwins = 16;
const mostCandidates = 6;
// A place that shares less than half its letters with the quote is not worth an analyst's look.
const leastQuote = 0.5;

/**
 * Looks for a quote in a text that may differ from the one it was taken from. Taken as `exact` only where its words stand
 * letter for letter and only once, or only once together with what surrounds them; all else is for the analyst, or lost.
 */
export function locate(text: string, index: GramIndex, quote: Quote, problem: AnchorProblem | null = null): Reanchored {
  if (quote.exact.trim() === '') return lost(problem, false);
  const wanted = wantedOf(quote);
  const places = twins(text, index, quote).map((start) => ({ start, end: start + quote.exact.length }));
  const only = places.length === 1 ? places[0]! : placeInContext(text, index, quote);
  if (only && isEnough(index.key, wanted, only)) return taken(text, [only], problem);
  if (places.length > 0) {
    const shown = places.map((range) => asCandidate(text, [range], judge(index.key, wanted, range, 1).score));
    return review(best(shown), problem, false);
  }
  if (quote.exact.includes(fragmentSeparator)) return locateFragments(text, index, quote.exact.split(fragmentSeparator), problem);
  const alike = seek(index, wanted, leastQuote).filter(
    ({ score, contextScore }) => score >= leastScore && (quote.exact.length >= shortQuote || contextScore >= leastContext),
  );
  return review(best(alike.map(({ range, score }) => asCandidate(text, [range], score))), problem, false);
}

/** The first places where the words stand letter for letter, and the one they came from if they stand there too. */
function twins(text: string, index: GramIndex, { exact, start }: Quote): number[] {
  const places = exactPlaces(text, index, exact, mostTwins);
  const isMissing = start !== null && text.startsWith(exact, start) && !places.includes(start);
  return isMissing ? [...places, start] : places;
}

function wantedOf({ exact, prefix, suffix, start }: Quote): Wanted {
  return { quote: matchKey(exact), prefix: matchKey(prefix), suffix: matchKey(suffix), expected: start };
}

/** The one place where a quote stands with all that surrounds it. */
function placeInContext(text: string, index: GramIndex, { exact, prefix, suffix }: Quote): TextRange | null {
  if (prefix + suffix === '') return null;
  const [first, ...others] = exactPlaces(text, index, prefix + exact + suffix, 2);
  if (first === undefined || others.length > 0) return null;
  return { start: first + prefix.length, end: first + prefix.length + exact.length };
}

/** Whether a place is no coincidence: words long enough, or with the right ones around them, or at the very place they came from. */
function isEnough(key: Uint16Array, wanted: Wanted, range: TextRange): boolean {
  if (wanted.quote.length >= shortQuote || range.start === wanted.expected) return true;
  return judge(key, wanted, range, 1).contextScore >= leastContext;
}

/** A quote that leaves something out: all its fragments, each letter for letter and only once, in their order. */
function locateFragments(text: string, index: GramIndex, fragments: readonly string[], problem: AnchorProblem | null): Reanchored {
  const ranges: TextRange[] = [];
  let sure = true;
  for (const fragment of fragments) {
    const places = exactPlaces(text, index, fragment, mostTwins);
    const after = ranges.at(-1)?.end ?? 0;
    const start = places.find((place) => place >= after);
    if (start === undefined) return lost(problem, false);
    sure &&= places.length === 1 && fragment.length >= shortQuote;
    ranges.push({ start, end: start + fragment.length });
  }
  return sure ? taken(text, ranges, problem) : review([asCandidate(text, ranges, leastScore)], problem, false);
}

function asCandidate(text: string, ranges: readonly TextRange[], score: number): Candidate {
  return { anchor: describe(text, ranges), score, method: 'search' };
}

function best(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((a, b) => b.score - a.score).slice(0, mostCandidates);
}

function taken(text: string, ranges: readonly TextRange[], problem: AnchorProblem | null): Reanchored {
  const whole = asCandidate(text, ranges, 1);
  const isSame = (range: TextRange, at: number): boolean => range.start === ranges[at]?.start && range.end === ranges[at].end;
  return { ...whole, state: 'exact', candidates: [], problem, snapped: !whole.anchor.ranges.every(isSame) };
}
