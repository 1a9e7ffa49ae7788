import { expect, it } from 'vitest';
import { defaultScale } from '../../../shared/domain/ratings.ts';
import type { Label, Passage } from '../../../shared/domain/entities.ts';
import { paint, type RatingOf } from './paint.ts';
import { PassageStore } from './passageStore.ts';

const blocks = [0, 10, 20].map((start) => ({ start, end: start + 9, kind: 'paragraph' as const }));
const ratingOf: RatingOf = (id) => defaultScale.ratings.find((rating) => rating.id === id) ?? null;

function passage(id: string, start: number, end: number, more: Partial<Passage> = {}): Passage {
  return {
    id,
    revision: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    documentId: 'd',
    versionId: 'v',
    ranges: [{ start, end }],
    exact: '',
    prefix: '',
    suffix: '',
    waiting: false,
    labelIds: [],
    noteCount: 0,
    sightings: [],
    evidence: [],
    ...more,
  };
}

function listening(store: PassageStore): number[] {
  const painted: number[] = [];
  for (const index of blocks.keys()) store.subscribeBlock(index, () => painted.push(index));
  return painted;
}

it('repaints only the blocks that a new passage touches', () => {
  const store = new PassageStore(blocks);
  store.update([passage('a', 2, 5)], ratingOf, [], null);
  const painted = listening(store);
  const untouched = store.slice(0);
  store.update([passage('a', 2, 5), passage('b', 12, 25)], ratingOf, [], null);
  expect(painted.toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(store.slice(0)).toBe(untouched);
});

it('repaints nothing when the same passages are read again', () => {
  const store = new PassageStore(blocks);
  store.update([passage('a', 2, 15)], ratingOf, [], 'a');
  const painted = listening(store);
  store.update([passage('a', 2, 15, { noteCount: 3 })], ratingOf, [], 'a');
  expect(painted).toEqual([]);
});

it('repaints where a passage was, when it goes, and where the inspected one is, when another is inspected', () => {
  const store = new PassageStore(blocks);
  store.update([passage('a', 2, 5), passage('b', 12, 15)], ratingOf, [], 'a');
  const painted = listening(store);
  store.update([passage('a', 2, 5), passage('b', 12, 15)], ratingOf, [], 'b');
  expect(painted.splice(0).toSorted((a, b) => a - b)).toEqual([0, 1]);
  store.update([passage('b', 12, 15)], ratingOf, [], 'b');
  expect(painted).toEqual([0]);
});

it('paints the gravest verdict, before role and label', () => {
  const label = { id: 'l', colour: 'teal', name: 'Numbers' } as Label;
  const sighting = (ratingId: string | null) => ({ id: 's', claimId: 'c', shortText: 'A ferry sank', ratingId });
  const labelOf = () => label;
  expect(
    paint(passage('a', 0, 5, { sightings: [sighting('supported'), sighting('refuted')], labelIds: ['l'] }), ratingOf, labelOf),
  ).toMatchObject({ tone: 'refuted', letter: 'R', meaning: 'Refuted: A ferry sank' });
  expect(paint(passage('a', 0, 5, { sightings: [sighting(null)] }), ratingOf, labelOf)).toMatchObject({ tone: 'open', letter: '–' });
  expect(paint(passage('a', 0, 5, { labelIds: ['l'] }), ratingOf, labelOf)).toMatchObject({ tone: 'label-teal', letter: '' });
  expect(paint(passage('a', 0, 5), ratingOf, labelOf)).toMatchObject({ tone: 'plain', letter: '', meaning: 'Highlight' });
  const evidence = [{ id: 'e', claimId: 'c', shortText: 'A ferry sank', stance: 'refutes' as const }];
  expect(paint(passage('a', 0, 5, { evidence }), ratingOf, labelOf)).toMatchObject({
    tone: 'evidence',
    letter: 'E−',
    meaning: 'Refutes: A ferry sank',
  });
});
