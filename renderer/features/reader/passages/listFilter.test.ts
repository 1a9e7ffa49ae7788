import { expect, it } from 'vitest';
import { fitting, optionsOf, type ListFilter } from './listFilter.ts';
import { inWords, laneLook, type PaintedPassage } from './paint.ts';

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
const numbers = { id: 'l1', name: 'numbers', colour: 'teal' } as const;
const tone = { id: 'l2', name: 'Tone', colour: 'pink' } as const;
const sank = { id: 'c1', shortText: 'A ferry sank' };
const all = [
  passage('a'),
  passage('b', { labels: [numbers, tone], meaning: 'numbers', tone: 'label-teal' }),
  passage('c', { labels: [tone], claims: [sank], standing: 'unverified', meaning: 'No verdict: A ferry sank', tone: 'open', letter: '–' }),
];
const shown = (filter: Partial<ListFilter>): string =>
  fitting(all, { labels: [], claims: [], standings: [], ...filter })
    .map(({ id }) => id)
    .join('');

it('shows all where nothing is asked, the very same list', () => {
  expect(fitting(all, { labels: [], claims: [], standings: [] })).toBe(all);
});

it('matches any of one kind and every kind that is asked', () => {
  expect(shown({ labels: ['l2'] })).toBe('bc');
  expect(shown({ labels: ['l1', 'l2'], standings: ['unverified'] })).toBe('c');
  expect(shown({ claims: ['c1'] })).toBe('c');
  expect(shown({ standings: ['without-claim', 'unverified'] })).toBe('abc');
  expect(shown({ labels: ['l1'], claims: ['c1'] })).toBe('');
});

it('offers each label and claim once, by name', () => {
  expect(optionsOf(all)).toEqual({ labels: [numbers, tone], claims: [sank] });
});

it('the margin shows a passage by its verdict or by its first label', () => {
  const [plain, labelled, claimed] = all;
  expect(laneLook(labelled!, 'label')).toEqual({ tone: 'label-teal', letter: 'N' });
  expect(laneLook(claimed!, 'label')).toEqual({ tone: 'label-pink', letter: 'T' });
  expect(laneLook(claimed!, 'verdict')).toMatchObject({ tone: 'open', letter: '–' });
  expect(laneLook(plain!, 'label')).toEqual({ tone: 'plain', letter: '' });
});

it('words name each label once', () => {
  expect(all.map(inWords)).toEqual(['Highlight', 'numbers. Label Tone', 'No verdict: A ferry sank. Label Tone']);
});
