import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CaretTeller } from './caretTeller.ts';
import type { PaintedPassage } from '../passages/paint.ts';

const passage = (id: string, more: Partial<PaintedPassage> = {}): PaintedPassage => ({
  id,
  ranges: [{ start: 0, end: 5 }],
  strength: 0,
  tone: 'plain',
  letter: '',
  meaning: 'Highlight',
  labels: [],
  claims: [],
  skipReason: '',
  standing: 'without-claim',
  ...more,
});
const refuted = passage('a', {
  meaning: 'Refuted: A ferry sank',
  labels: [{ id: 'l', name: 'Numbers', colour: 'teal' }],
  claims: [
    { id: 'c', shortText: 'A ferry sank' },
    { id: 'd', shortText: 'Two did' },
  ],
});

const said: string[] = [];
const teller = (): CaretTeller => new CaretTeller((text) => said.push(text));
beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
});
afterEach(() => vi.useRealTimers());

it('says how many passages there are, with verdict, claim and label of each', () => {
  const one = teller();
  one.moved(() => [passage('b'), refuted]);
  vi.runAllTimers();
  expect(said).toEqual(['2 passages: Highlight; Refuted: A ferry sank and 1 more claim. Label Numbers']);
});

it('says nothing on the way, and nothing twice', () => {
  const one = teller();
  const looked = vi.fn(() => [passage('a')]);
  for (let step = 0; step < 20; step++) one.moved(looked);
  vi.runAllTimers();
  one.moved(looked);
  vi.runAllTimers();
  expect(said).toEqual(['1 passage: Highlight']);
  expect(looked).toHaveBeenCalledTimes(2);
});

it('is silent outside, and tells a passage again that was left and entered', () => {
  const one = teller();
  for (const found of [[refuted], [], [refuted]]) {
    one.moved(() => found);
    vi.runAllTimers();
  }
  expect(said).toEqual([expect.stringContaining('Refuted'), '', expect.stringContaining('Refuted')]);
});

it('says nothing once its article is gone', () => {
  const one = teller();
  one.moved(() => [refuted]);
  one.stop();
  vi.runAllTimers();
  expect(said).toEqual([]);
});

it('says so many passages by name, and of the others only how many they are', () => {
  teller().moved(() => Array.from({ length: 10_000 }, (_, index) => passage(String(index))));
  vi.runAllTimers();
  expect(said).toEqual([`10,000 passages: ${'Highlight; '.repeat(5)}and 9,995 more`]);
});
