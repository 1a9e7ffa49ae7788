import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultScale } from '../../../../shared/domain/ratings.ts';
import type { Label, Passage } from '../../../../shared/domain/entities.ts';
import { paint, type RatingOf } from './paint.ts';
import { PassageStore } from './passageStore.ts';

const blocks = [0, 10, 20].map((start) => ({ start, end: start + 9, kind: 'paragraph' as const }));
const noLabels: Label[] = [];
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
    skipReason: '',
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

it('holds in its blocks exactly the passages of its list', () => {
  const store = new PassageStore(blocks);
  const given = [passage('a', 2, 5), passage('b', 4, 25), passage('c', 12, 15), passage('d', 21, 28)];
  for (const some of [given, given.slice(1), [...given.slice(2), passage('b', 11, 13)]]) {
    store.update(some, ratingOf, [], null);
    const painted = new Set([...blocks.keys()].flatMap((block) => store.slice(block).passages));
    expect(new Set(store.all())).toEqual(painted);
    expect(store.all().map(({ id }) => id)).toEqual(some.toSorted((a, b) => a.ranges[0]!.start - b.ranges[0]!.start).map(({ id }) => id));
  }
});

it('repaints a passage whose label, or whose second claim, is another one, since words and margin tell of them', () => {
  const store = new PassageStore(blocks);
  const label = (name: string) => [{ id: 'l', colour: 'teal', name } as Label];
  const sighting = (claimId: string) => ({ id: claimId, claimId, shortText: claimId, ratingId: 'supported' });
  const sightings = [sighting('one'), sighting('two')];
  store.update([passage('a', 2, 5, { labelIds: ['l'], sightings })], ratingOf, label('Numbers'), null);
  const painted = listening(store);
  store.update([passage('a', 2, 5, { labelIds: ['l'], sightings })], ratingOf, label('Figures'), null);
  store.update([passage('a', 2, 5, { labelIds: ['l'], sightings: sightings.slice(0, 1) })], ratingOf, label('Figures'), null);
  store.update([passage('a', 2, 5, { labelIds: ['l'], sightings: sightings.slice(0, 1) })], ratingOf, label('Figures'), null);
  expect(painted).toEqual([0, 0]);
});

it('paints a passage again when its label is renamed, though nothing of the passage itself was read anew', () => {
  const store = new PassageStore(blocks);
  const read = [passage('a', 2, 5, { labelIds: ['l'] }), passage('b', 12, 15)];
  const named = (name: string) => [{ id: 'l', colour: 'teal', name } as Label];
  store.update(read, ratingOf, named('Numbers'), null);
  const painted = listening(store);
  store.update(read, ratingOf, named('Figures'), null);
  expect([painted, store.find('a')?.meaning]).toEqual([[0], 'Figures']);
});

it('comes out as a new one would, whatever came and went', () => {
  const place = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat(26), fc.integer({ min: 1, max: 20 }));
  const lists = fc.array(fc.tuple(fc.uniqueArray(place, { selector: ([id]) => id }), fc.constantFrom('a', 'b', null)), { maxLength: 8 });
  fc.assert(
    fc.property(lists, (steps) => {
      const store = new PassageStore(blocks);
      const told = new Map<string, string>();
      store.subscribe((repainted) => {
        for (const { before, now } of repainted)
          if (now) told.set(now.id, now.id);
          else told.delete(before!.id);
      });
      // The same passage is the same object, as in the lists that are brought up to date.
      const made = new Map<string, Passage>();
      for (const [places, inspectedId] of steps) {
        const list = places.map(([id, start, length]) => {
          const key = `${id} ${start} ${length}`;
          if (!made.has(key)) made.set(key, passage(id, start, Math.min(29, start + length)));
          return made.get(key)!;
        });
        store.update(list, ratingOf, noLabels, inspectedId);
        const fresh = new PassageStore(blocks);
        fresh.update(list, ratingOf, noLabels, inspectedId);
        expect(store.all()).toEqual(fresh.all());
        for (const block of blocks.keys()) expect(store.slice(block)).toEqual(fresh.slice(block));
        expect([...told.keys()].toSorted()).toEqual(list.map(({ id }) => id).toSorted());
      }
    }),
  );
});

it('a passage that is skipped is told so with its reason and waits for no claim, until a claim rests on it', () => {
  const skipped = passage('a', 0, 4, { skipReason: 'Opinion', labelIds: [] });
  expect(paint(skipped, ratingOf, () => undefined)).toMatchObject({ tone: 'skipped', meaning: 'Skipped: Opinion', standing: 'skipped' });
  const sightings = [{ id: 's', claimId: 'c', shortText: 'A ferry sank', ratingId: null }];
  expect(paint({ ...skipped, sightings }, ratingOf, () => undefined)).toMatchObject({ tone: 'open', standing: 'unverified' });
});
