import type { TextRange } from '../../domain/entities.ts';
import { nearest } from './editDistance.ts';
import { exactPlaces } from './exactPlaces.ts';
import type { GramIndex } from './gramIndex.ts';
import { mappedSpans, type MappedSpan } from './mappedSpan.ts';
import type { AnchorMethod } from './outcome.ts';
import { judge, leastContext, leastScore, longestCompared, seek, shortQuote, tooClose, type Sighting, type Wanted } from './seek.ts';
import type { TextMap } from './textMap.ts';
import { tokenAfter, tokenBefore } from './tokens.ts';

/** A stretch of the new text that may stand for one of the old text. */
interface Place {
  range: TextRange;
  /** 0..1 */
  score: number;
  method: AnchorMethod;
}

/** What became of one stretch of the old text. Without a range it is lost, or waits for the analyst with its candidates. */
export interface Placed {
  range: TextRange | null;
  score: number;
  method: AnchorMethod;
  moved: boolean;
  candidates: Place[];
}

// Measured on revisions of long texts: with less kept, what stands there mostly says something else.
const leastSurvival = 0.35;
const shortestRatio = 0.3;
const longestRatio = 2;
// Words that are nearly all there may have a longer insertion between them.
const wellKept = 0.8;
const longestOfWellKept = 4;
// A place most of whose words come from elsewhere in the old text belongs to what stood there.
const mostForeign = 0.5;
const contextLength = 64;
const mostTwins = 16;
// What replaced a passage between unchanged neighbours is worth a look while it is about as long.
const leastLook = 0.15;

/**
 * A function that places stretches of the old text (UTF-16) in the new one. `indexed` is asked only when words must be looked
 * for. `veto` off takes away the protection against look-alikes; only its test does that.
 */
export function fragmentPlacer(map: TextMap, indexed: () => GramIndex, veto: boolean): (range: TextRange) => Placed {
  let keptBefore: Int32Array | undefined;
  return (old) => {
    const spans = mappedSpans(map, old);
    const span = spans.find((each) => isAcceptable(each, old));
    const mapped = span && { range: span.range, score: span.likeness, method: 'map' as const };
    if (mapped && readsAlike(old, mapped.range)) return { ...mapped, moved: span.moved, candidates: [] };
    const wanted = wantedOf(old);
    const found = search(old, wanted);
    if (mapped) {
      const rivals = found.filter(({ range }) => range.end <= mapped.range.start || range.start >= mapped.range.end);
      const own = fitOf(wanted, mapped.range);
      if (!rivals.some(({ score }) => score > own - tooClose)) return { ...mapped, moved: span.moved, candidates: [] };
      return undecided([mapped, ...rivals.map(asPlace)]);
    }
    const [best, second] = found;
    const clear = best && (!second || best.score - second.score > tooClose);
    if (clear && !best.endsOnly) return { range: best.range, score: best.quoteScore, method: 'search', moved: true, candidates: [] };
    if (best) return undecided(found.map(asPlace));
    const doubtful = spans.find(({ survived, foreign }) => survived >= leastLook && (!veto || foreign <= mostForeign));
    return undecided(doubtful ? [{ range: doubtful.range, score: doubtful.likeness, method: 'map' }] : []);
  };

  function isAcceptable({ range, survived, foreign }: MappedSpan, old: TextRange): boolean {
    const ratio = (range.end - range.start) / (old.end - old.start);
    const isLikelySize = ratio >= shortestRatio && (ratio <= longestRatio || (survived >= wellKept && ratio <= longestOfWellKept));
    return survived >= leastSurvival && isLikelySize && (!veto || foreign <= mostForeign);
  }

  function readsAlike(old: TextRange, range: TextRange): boolean {
    return map.older.text.slice(old.start, old.end) === map.newer.text.slice(range.start, range.end);
  }

  function wantedOf({ start, end }: TextRange): Wanted {
    const { key } = map.older;
    return {
      quote: key.subarray(start, end),
      prefix: key.subarray(Math.max(0, start - contextLength), start),
      suffix: key.subarray(end, end + contextLength),
      expected: expectedPlace(start),
    };
  }

  /** How well a place fits, on the scale of what a search finds: 0..1. */
  function fitOf(wanted: Wanted, range: TextRange): number {
    const { key } = map.newer;
    const found =
      wanted.quote.length > longestCompared ? null : nearest(wanted.quote, key, { from: range.start, to: range.end }, wanted.quote.length);
    return judge(key, wanted, range, found ? 1 - found.edits / wanted.quote.length : 1).score;
  }

  function search(old: TextRange, wanted: Wanted): Sighting[] {
    const { older, newer } = map;
    const index = indexed();
    const exact = exactPlaces(newer.text, index, older.text.slice(old.start, old.end), mostTwins).map((start): Sighting => {
      const range = { start, end: start + old.end - old.start };
      return { range, quoteScore: 1, endsOnly: false, ...judge(index.key, wanted, range, 1) };
    });
    const alike = seek(index, wanted, leastScore);
    return [...exact, ...alike.filter(({ range }) => !exact.some((twin) => twin.range.start < range.end && range.start < twin.range.end))]
      .filter(
        (sighting) =>
          sighting.score >= leastScore &&
          (old.end - old.start >= shortQuote || sighting.contextScore >= leastContext) &&
          (!veto || !standsForAnother(sighting.range, old)),
      )
      .sort((a, b) => b.score - a.score);
  }

  /** Whether the map traces most of a place to parts of the old text outside of the stretch. */
  function standsForAnother(range: TextRange, old: TextRange): boolean {
    const { older, newer, oldOf } = map;
    const from = tokenAfter(newer, range.start);
    const to = tokenBefore(newer, range.end);
    let foreign = 0;
    for (let token = from; token < to; token++) {
      const origin = oldOf[token]!;
      if (origin >= 0 && (older.ends[origin]! <= old.start || older.starts[origin]! >= old.end))
        foreign += newer.ends[token]! - newer.starts[token]!;
    }
    return from < to && foreign > mostForeign * (newer.weights[to]! - newer.weights[from]!);
  }

  /** Where a place of the old text would stand: after what is kept of what stood before it. */
  function expectedPlace(offset: number): number {
    keptBefore ??= endsOfKept(map);
    return keptBefore[tokenAfter(map.older, offset)]!;
  }
}

function asPlace({ range, score }: Sighting): Place {
  return { range, score, method: 'search' };
}

function undecided(candidates: Place[]): Placed {
  return { range: null, score: 0, method: 'none', moved: false, candidates };
}

/** For each token of the old text where, in the new one, the last token before it ends that is kept in order: UTF-16. */
function endsOfKept({ older, newer, newOf, moved }: TextMap): Int32Array {
  const ends = new Int32Array(older.count + 1);
  for (let token = 0; token < older.count; token++)
    ends[token + 1] = newOf[token]! < 0 || moved[token] === 1 ? ends[token]! : newer.ends[newOf[token]!]!;
  return ends;
}
