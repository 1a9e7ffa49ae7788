import { stanceNames } from '../../../../shared/domain/wording.ts';
import type { Label, LabelColour, Passage, Stance } from '../../../../shared/domain/entities.ts';
import type { Rating } from '../../../../shared/domain/ratings.ts';
import type { Stretch } from '../text/sweep.ts';

/** What a passage looks like: a verdict, a claim without one, a label, evidence, a reason to skip it, or nothing but a mark. */
export type Tone = Rating['tone'] | 'open' | 'evidence' | `label-${LabelColour}` | 'skipped' | 'plain';

/** A passage as it is painted. Equal passages keep the same object, so that nothing is painted twice. */
export interface PaintedPassage extends Stretch {
  tone: Tone;
  /** In the margin lane: the rating's letter, the stance of evidence, or nothing. */
  letter: string;
  /** What the colour says, in words. */
  meaning: string;
  /** Why it was passed over on purpose; empty where it was not. */
  skipReason: string;
  /** In the order in which they were put on. */
  labels: readonly Pick<Label, 'id' | 'name' | 'colour'>[];
  /** The claims that it serves, the gravest verdict first. */
  claims: readonly { id: string; shortText: string }[];
  /** How far the work on it is. Evidence serves a claim, and waits for no verdict of its own; what serves one is not skipped. */
  standing: 'skipped' | 'without-claim' | 'unverified' | 'verified';
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

/** How a passage is painted: the gravest standing verdict of its claims, else why it is skipped, else its first label, else its role. */
export function paint(passage: Passage, ratingOf: RatingOf, labelOf: LabelOf): PaintedPassage {
  const { id, ranges, skipReason } = passage;
  const labels = labelsOf(passage, labelOf);
  const sightings = passage.sightings.map((sighting) => ({ sighting, rating: ratingOf(sighting.ratingId) }));
  if (sightings.length > 1)
    sightings.sort((a, b) => (strengths[b.rating?.tone ?? 'open'] ?? 0) - (strengths[a.rating?.tone ?? 'open'] ?? 0));
  const claims = claimsOf(sightings, passage.evidence);
  const [gravest] = sightings;
  if (gravest) {
    const { rating, sighting } = gravest;
    const tone = rating?.tone ?? 'open';
    return {
      id,
      ranges,
      labels,
      claims,
      skipReason,
      tone,
      strength: strengths[tone] ?? 1,
      letter: rating?.letter ?? '–',
      meaning: `${rating?.name ?? 'No verdict'}: ${sighting.shortText}`,
      standing: sightings.some((other) => other.rating === null) ? 'unverified' : 'verified',
    };
  }
  const [label] = labels;
  const [evidence] = passage.evidence;
  if (!evidence && skipReason !== '')
    return {
      id,
      ranges,
      labels,
      claims,
      skipReason,
      tone: 'skipped',
      strength: 0,
      letter: '',
      meaning: `Skipped: ${skipReason}`,
      standing: 'skipped',
    };
  const tone: Tone = label ? `label-${label.colour}` : evidence ? 'evidence' : 'plain';
  return {
    id,
    ranges,
    labels,
    claims,
    skipReason,
    tone,
    strength: tone === 'plain' ? 0 : 1,
    letter: evidence ? stanceSigns[evidence.stance] : '',
    meaning: evidence ? `${stanceNames[evidence.stance]}: ${evidence.shortText}` : (label?.name ?? 'Highlight'),
    standing: evidence ? 'verified' : 'without-claim',
  };
}

// Of ten thousand passages most have none, or one: those cost no more than they must.
const none: never[] = [];

function labelsOf({ labelIds }: Passage, labelOf: LabelOf): PaintedPassage['labels'] {
  if (labelIds.length === 0) return none;
  return labelIds.flatMap((labelId) => {
    const label = labelOf(labelId);
    return label ? [{ id: label.id, name: label.name, colour: label.colour }] : [];
  });
}

function claimsOf(
  sightings: readonly { sighting: Passage['sightings'][number] }[],
  evidence: Passage['evidence'],
): PaintedPassage['claims'] {
  if (sightings.length + evidence.length === 0) return none;
  const served = [...sightings.map(({ sighting }) => sighting), ...evidence].map(({ claimId, shortText }) => ({ id: claimId, shortText }));
  // A passage may be both where a claim was seen and evidence for it.
  return served.length === 1 ? served : [...new Map(served.map((claim) => [claim.id, claim])).values()];
}

/** A passage in one line of words: verdict or role, claim, and the labels that this does not name already. */
export function inWords({ meaning, labels, claims }: PaintedPassage): string {
  const names = labels.map(({ name }) => name).filter((name) => name !== meaning);
  const more = claims.length > 1 ? ` and ${claims.length - 1} more ${claims.length === 2 ? 'claim' : 'claims'}` : '';
  const labelled = names.length > 0 ? `. ${names.length === 1 ? 'Label' : 'Labels'} ${names.join(', ')}` : '';
  return `${meaning}${more}${labelled}`;
}

/** What the margin shows of a passage: by its verdict, or by its first label. */
export function laneLook(passage: PaintedPassage, by: 'verdict' | 'label'): Pick<PaintedPassage, 'tone' | 'letter'> {
  if (by === 'verdict') return passage;
  const [label] = passage.labels;
  return label ? { tone: `label-${label.colour}`, letter: initialOf(label.name) } : { tone: 'plain', letter: '' };
}

const initialOf = (name: string): string => ([...name.trim()][0] ?? '').toLocaleUpperCase();

/** The custom property that holds a tone's ink. */
export function inkOf(tone: Tone): string {
  if (tone === 'open') return 'var(--accent)';
  if (tone === 'evidence') return 'var(--ink-soft)';
  if (tone === 'skipped') return 'var(--ink-faint)';
  if (tone === 'plain') return 'var(--mark-line)';
  return tone.startsWith('label-') ? `var(--${tone})` : `var(--rating-${tone})`;
}

export function samePaint(a: PaintedPassage, b: PaintedPassage): boolean {
  return (
    a.tone === b.tone &&
    a.letter === b.letter &&
    a.meaning === b.meaning &&
    a.standing === b.standing &&
    a.skipReason === b.skipReason &&
    sameItems(a.labels, b.labels, (one, other) => one.id === other.id && one.name === other.name && one.colour === other.colour) &&
    sameItems(a.claims, b.claims, (one, other) => one.id === other.id && one.shortText === other.shortText) &&
    sameItems(a.ranges, b.ranges, (one, other) => one.start === other.start && one.end === other.end)
  );
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[], same: (one: Item, other: Item) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => same(item, b[index]!));
}
