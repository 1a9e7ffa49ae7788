import { expect, test } from 'vitest';
import type { Passage } from '../../shared/domain/entities.ts';
import { withChanges } from './passageList.ts';

const passage = (id: string, start: number, exact = id): Passage => ({ id, ranges: [{ start, end: start + 3 }], exact }) as Passage;

test('what changed is put in its place, what is gone is left out, and the rest stays the same objects', () => {
  const known = [passage('a', 0), passage('b', 10), passage('c', 20)];
  const merged = withChanges(known, { passages: [passage('b', 30, 'moved'), passage('d', 5)], removed: ['a', 'never there'] });
  expect(merged.map(({ id, exact }) => `${id} ${exact}`)).toEqual(['d d', 'c c', 'b moved']);
  expect(merged[1]).toBe(known[2]);
  expect(withChanges(known, { passages: [], removed: [] })).toEqual(known);
});
