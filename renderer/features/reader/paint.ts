import { stanceNames } from '../../../shared/domain/wording.ts';
import type { Label, LabelColour, Passage, Stance } from '../../../shared/domain/entities.ts';
import type { Rating } from '../../../shared/domain/ratings.ts';
import type { Stretch } from './sweep.ts';

/** What a passage looks like: a verdict, a claim without one, a label, evidence, or nothing but a mark. */
export type Tone = Rating['tone'] | 'open' | 'evidence' | `label-${LabelColour}` | 'plain';

/** A passage as it is painted. Equal passages keep the same object, so that nothing is painted twice. */
export interface PaintedPassage extends Stretch {
  tone: Tone;
  /** In the margin lane: the rating's letter, the stance of evidence, or nothing. */
  letter: string;
  /** What the colour says, in words. */
  meaning: string;
  /** How far the work on it is. Evidence serves a claim, and waits for no verdict of its own. */
  standing: 'without-claim' | 'unverified' | 'verified';
}

const strengths: Record<string, number> = {
  refuted: 9,
  'mostly-refuted': 8,
  disputed: 7,
  caveat: 6,
  'mostly-supported': 5,
  supported: 4,
  unproven: 3,
  none: 2,
  open: 2,
};
const stanceSigns: Record<Stance, string> = { supports: 'E+', refutes: 'E−', context: 'E' };

export type RatingOf = (id: string | null) => Rating | null;
export type LabelOf = (id: string) => Label | undefined;

/** How a passage is painted: the gravest standing verdict of its claims, else its first label, else its role. */
export function paint(passage: Passage, ratingOf: RatingOf, labelOf: LabelOf): PaintedPassage {
  const { id, ranges } = passage;
  const [gravest] = passage.sightings
    .map((sighting) => ({ sighting, rating: ratingOf(sighting.ratingId) }))
    .toSorted((a, b) => (strengths[b.rating?.tone ?? 'open'] ?? 0) - (strengths[a.rating?.tone ?? 'open'] ?? 0));
  if (gravest) {
    const { rating, sighting } = gravest;
    const tone = rating?.tone ?? 'open';
    return {
      id,
      ranges,
      tone,
      strength: strengths[tone] ?? 1,
      letter: rating?.letter ?? '–',
      meaning: `${rating?.name ?? 'No verdict'}: ${sighting.shortText}`,
      standing: passage.sightings.some(({ ratingId }) => ratingOf(ratingId) === null) ? 'unverified' : 'verified',
    };
  }
  const label = passage.labelIds.map(labelOf).find((found) => found !== undefined);
  const [evidence] = passage.evidence;
  const tone: Tone = label ? `label-${label.colour}` : evidence ? 'evidence' : 'plain';
  return {
    id,
    ranges,
    tone,
    strength: tone === 'plain' ? 0 : 1,
    letter: evidence ? stanceSigns[evidence.stance] : '',
    meaning: evidence ? `${stanceNames[evidence.stance]}: ${evidence.shortText}` : (label?.name ?? 'Highlight'),
    standing: evidence ? 'verified' : 'without-claim',
  };
}

/** The custom property that holds a tone's ink. */
export function inkOf(tone: Tone): string {
  if (tone === 'open') return 'var(--accent)';
  if (tone === 'evidence') return 'var(--ink-soft)';
  if (tone === 'plain') return 'var(--mark-line)';
  return tone.startsWith('label-') ? `var(--${tone})` : `var(--rating-${tone})`;
}

export function samePaint(a: PaintedPassage, b: PaintedPassage): boolean {
  return (
    a.tone === b.tone &&
    a.letter === b.letter &&
    a.meaning === b.meaning &&
    a.standing === b.standing &&
    a.ranges.length === b.ranges.length &&
    a.ranges.every((range, index) => range.start === b.ranges[index]!.start && range.end === b.ranges[index]!.end)
  );
}
