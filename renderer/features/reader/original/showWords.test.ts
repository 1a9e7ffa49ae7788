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
const found = (...given: Parameters<typeof words>): string | null => {
  const range = findInText({ text, blocks }, words(...given));
  return range && `${range.start} ${text.slice(range.start, range.end)}`;
};

test('words of an original are found in the text, the ones of their own block', () => {
  expect(found('The second  WALL stands.  Nobody came.', 'Nobody came')).toBe('53 Nobody came');
  expect(found('The wall leans. Nobody came.', 'Nobody came')).toBe('16 Nobody came');
  expect(found('Photo: the harbour office. Nobody knows. Read more', 'Nobody knows.')).toBe('66 Nobody knows.');
});

test('what the text does not say, or says several times, is not found', () => {
  expect(found('Buy our boots now')).toBeNull();
  expect(found('Nobody came.')).toBeNull();
});
