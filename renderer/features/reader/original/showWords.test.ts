import { expect, test } from 'vitest';
import type { Block } from '../../../../shared/domain/entities.ts';
import { findInText } from './showWords.ts';

const paragraphs = ['The wall leans. Nobody came.', 'The second wall stands. Nobody came.', 'Nobody knows.'];
const text = paragraphs.join('\n');
const blocks: Block[] = [];
for (const words of paragraphs) {
  const start = blocks.length === 0 ? 0 : blocks.at(-1)!.end + 1;
  blocks.push({ start, end: start + words.length, kind: 'paragraph' });
}
const words = (block: string, chosen = block) => ({ block, start: block.indexOf(chosen), end: block.indexOf(chosen) + chosen.length });
const found = (...given: Parameters<typeof words>): string => {
  const range = findInText({ text, blocks }, words(...given));
  return typeof range === 'string' ? range : `${range.start} ${text.slice(range.start, range.end)}`;
};

test('words of an original are found in the text, the ones of their own block', () => {
  expect(found('The second  WALL stands.  Nobody came.', 'Nobody came')).toBe('53 Nobody came');
  expect(found('The wall leans. Nobody came.', 'Nobody came')).toBe('16 Nobody came');
  expect(found('Photo: the harbour office. Nobody knows. Read more', 'Nobody knows.')).toBe('66 Nobody knows.');
});

test('what the text does not say, or says several times, is not found', () => {
  expect(found('Buy our boots now')).toBe('none');
  expect(found('Nobody came.')).toBe('several');
});

test('of equal words those are meant that stand between the same neighbours', () => {
  const between = (before: string, after: string) => {
    const range = findInText({ text, blocks }, { ...words('Nobody came.'), before, after });
    return typeof range === 'string' ? range : range.start;
  };
  expect(between('The second wall stands. ', '')).toBe(53);
  expect(between('', ' The second wall')).toBe(16);
  expect(between('Photo: the harbour. ', '')).toBe('several');
});

test('pieces of a sentence that stand far apart are not the sentence', () => {
  const far = [
    'The second wall stands',
    ...Array.from({ length: 20 }, (_, at) => `Line ${at} of another matter.`),
    'a long way off it',
  ].join(' ');
  const range = findInText(
    { text: far, blocks: [{ start: 0, end: far.length, kind: 'paragraph' }] },
    words('The second wall stands a long way off it'),
  );
  expect(range).toBe('none');
});
