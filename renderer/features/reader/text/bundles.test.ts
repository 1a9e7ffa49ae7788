import { expect, test } from 'vitest';
import type { BlockKind } from '../../../../shared/domain/entities.ts';
import { bundlesOf, type BlockGroup } from './blocks.tsx';

const groups = (...parts: [kind: BlockKind, count: number][]): BlockGroup[] => {
  let at = 0;
  return parts.map(([kind, count]) => ({ kind, from: at, to: (at += count) }));
};
const spans = (bundle: readonly BlockGroup[]): string => bundle.map(({ kind, from, to }) => `${kind} ${from}-${to}`).join(', ');

test('prose is bundled by twenty blocks, and every block stands in one bundle', () => {
  expect(bundlesOf(groups(['heading', 1], ['paragraph', 45])).map(spans)).toEqual([
    'heading 0-1, paragraph 1-20',
    'paragraph 20-40',
    'paragraph 40-46',
  ]);
});

test('a list stays in one piece, and ends its bundle; only a very long one goes on in the next', () => {
  expect(bundlesOf(groups(['paragraph', 15], ['list-item', 30], ['paragraph', 5])).map(spans)).toEqual([
    'paragraph 0-15, list-item 15-45',
    'paragraph 45-50',
  ]);
  expect(bundlesOf(groups(['table-cell', 450])).map(spans)).toEqual(['table-cell 0-200', 'table-cell 200-400', 'table-cell 400-450']);
});

test('there are hardly ever more than a thousand bundles', () => {
  expect(bundlesOf(groups(['paragraph', 100_000]))).toHaveLength(1_000);
});
