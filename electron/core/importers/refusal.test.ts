import { expect, test } from 'vitest';
import { exhaustion } from './refusal.ts';

function deeper(): number {
  return deeper() + 1;
}

test('what exhausts its reader is told apart from a mistake in it', () => {
  const reasonOf = (work: () => unknown): string => {
    try {
      work();
      return 'nothing';
    } catch (error) {
      return exhaustion(error);
    }
  };
  expect(reasonOf(deeper)).toBe('unsafe');
  expect(reasonOf(() => 'x'.repeat(2 ** 30))).toBe('out-of-memory');
  expect(reasonOf(() => new ArrayBuffer(2 ** 53 - 1))).toBe('out-of-memory');
  expect(() => reasonOf(() => Object.keys(null as unknown as object))).toThrow(TypeError);
});
