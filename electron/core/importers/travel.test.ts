import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { packed, unpacked } from './travel.ts';

const read = async (lines: number) =>
  extract({
    name: 'a.txt',
    bytes: new TextEncoder().encode(Array.from({ length: lines }, (_, line) => `Line ${line}, soft\u00ad.`).join('\n\n')),
  });

test('a short result travels as it is', async () => {
  const result = await read(10);
  expect(packed(result)).toBe(result);
  const failure = { ok: false, reason: 'empty' } as const;
  expect(packed(failure)).toBe(failure);
});

test('long lists travel in pieces, and arrive whole and in order, with room for others between them', async () => {
  const result = await read(25_000);
  const travelling = packed(structuredClone(result));
  if (!('packed' in travelling)) throw new Error('It was not packed.');
  expect(travelling.pieces.map(([list]) => list)).toEqual(['blocks', 'blocks', 'blocks', 'removed', 'removed', 'removed']);
  expect(travelling.extraction.blocks).toEqual([]);
  let others = 0;
  const count = setInterval(() => others++, 0);
  expect(await unpacked(structuredClone(travelling))).toEqual(result);
  clearInterval(count);
  expect(others).toBeGreaterThan(0);
});
