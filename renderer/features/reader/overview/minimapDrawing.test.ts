import { describe, expect, test } from 'vitest';
import { strokesOf, ticksOf } from './minimapDrawing.ts';
import type { Tone } from '../passages/paint.ts';
import { TextMap } from './textMap.ts';

const map = new TextMap([{ start: 0, end: 1_000, kind: 'paragraph' }], [{ top: 0, bottom: 2_000 }], 2_000);
const passage = (start: number, end: number, tone: Tone, strength: number) => ({ ranges: [{ start, end }], tone, strength });

describe('the overview of an article', () => {
  test('passages stand where their text does, the strongest of those that meet is seen, and none is too thin to see', () => {
    const strokes = strokesOf(
      [passage(0, 500, 'refuted', 9), passage(100, 101, 'label-blue', 1), passage(500, 600, 'open', 2), passage(800, 801, 'label-blue', 1)],
      map,
      200,
    );
    expect(strokes).toEqual([
      { top: 0, height: 100, tone: 'refuted', claim: true },
      { top: 100, height: 20, tone: 'open', claim: true },
      { top: 160, height: 2, tone: 'label-blue', claim: false },
    ]);
  });

  test('however many passages there are, there are no more strokes than lines', () => {
    const tones: readonly Tone[] = ['plain', 'open', 'refuted'];
    const many = Array.from({ length: 10_000 }, (_, index) => passage(index % 1_000, (index % 1_000) + 3, tones[index % 3]!, index % 3));
    expect(strokesOf(many, map, 200).length).toBeLessThanOrEqual(202);
  });

  test('each part of a passage is a stroke', () => {
    const parts = { ...passage(0, 0, 'plain', 0), ranges: [at(0, 100), at(900, 1_000)] };
    expect(strokesOf([parts], map, 200).map(({ top }) => top)).toEqual([0, 180]);
  });

  test('what is found at one height is one tick, however often it is', () => {
    const many = Array.from({ length: 1_000 }, (_, start) => at(start, start + 1));
    expect(ticksOf(many, map, 200)).toHaveLength(201);
    expect(ticksOf([], map, 200)).toEqual([]);
  });

  test('an article that was not measured yet has nothing to show', () => {
    const empty = new TextMap([], [], 0);
    expect(ticksOf([at(0, 1)], empty, 200)).toEqual([0]);
  });
});

function at(start: number, end: number) {
  return { start, end };
}
