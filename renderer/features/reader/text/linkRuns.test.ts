import { expect, test } from 'vitest';
import { cutAtLinks, linksIn } from './linkRuns.ts';
import { cutAtOddities } from './oddRuns.ts';
import { sweepBlock } from './sweep.ts';

const links = [
  { start: 4, end: 9, address: 'https://one.example/' },
  { start: 12, end: 20, address: 'https://two.example/' },
];

test('a run is cut where a link begins or ends, and says all the same what opens and closes it', () => {
  const passage = { id: 'a', ranges: [{ start: 6, end: 14 }], strength: 1 };
  const pieces = cutAtLinks(cutAtOddities(sweepBlock({ start: 0, end: 24 }, [passage]), []), links);
  expect(pieces.map(({ start, end, address, opens, closes }) => [start, end, address, opens.length, closes.length])).toEqual([
    [0, 4, null, 0, 0],
    [4, 6, 'https://one.example/', 0, 0],
    [6, 9, 'https://one.example/', 1, 0],
    [9, 12, null, 0, 0],
    [12, 14, 'https://two.example/', 0, 1],
    [14, 20, 'https://two.example/', 0, 0],
    [20, 24, null, 0, 0],
  ]);
});

test('a block has those that touch it', () => {
  expect(linksIn({ start: 0, end: 4 }, links)).toEqual([]);
  expect(linksIn({ start: 8, end: 13 }, links)).toHaveLength(2);
  expect(linksIn({ start: 20, end: 30 }, links)).toEqual([]);
});
