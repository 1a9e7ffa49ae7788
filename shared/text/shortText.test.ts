import { expect, it } from 'vitest';
import { named, shortTextLimit, shortTextOf } from './shortText.ts';

it('leaves a short text as it is, on one line', () => {
  expect(shortTextOf(' The ferry\nsank. ')).toBe('The ferry sank.');
  expect(shortTextOf('x'.repeat(shortTextLimit))).toHaveLength(shortTextLimit);
});

it('cuts between words and says so', () => {
  const short = shortTextOf('The harbour office counted forty-one ferries on Monday, of which thirty-nine, it says, left on time.');
  expect(short).toBe('The harbour office counted forty-one ferries on Monday, of which…');
});

it('never exceeds the limit, and never cuts a character', () => {
  expect(shortTextOf('x'.repeat(200))).toHaveLength(shortTextLimit);
  const emoji = shortTextOf('👩‍🚀'.repeat(40));
  expect(emoji.length).toBeLessThanOrEqual(shortTextLimit);
  expect(emoji.replaceAll('👩‍🚀', '')).toBe('…');
});

it('names a thing in few words, and one without words by its kind', () => {
  expect(named('article', 'Depot burns')).toBe('article “Depot burns”');
  expect(named('article', 'x'.repeat(200))).toHaveLength('article “”'.length + 60);
  expect(named('article', ' \n')).toBe('article');
});
