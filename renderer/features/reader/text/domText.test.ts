import { expect, it } from 'vitest';
import { normalise } from '../../../../shared/text/normalise.ts';
import { tidySelection } from './domText.ts';

const { text, blocks } = normalise([
  { kind: 'paragraph', text: 'One two three.' },
  { kind: 'paragraph', text: 'Four five.' },
]);
const tidied = (start: number, end: number): string | null => {
  const range = tidySelection(text, blocks, { start, end });
  return range && text.slice(range.start, range.end);
};

it('leaves a selection as it is where it holds words alone', () => {
  expect(tidied(4, 7)).toBe('two');
  expect(tidied(4, text.length)).toBe('two three.\nFour five.');
});

it('takes the white space off both ends', () => {
  expect(tidied(3, 8)).toBe('two');
  expect(tidied(3, 4)).toBeNull();
});

it('clamps the end that a triple click leaves in the next block', () => {
  expect(tidied(0, blocks[1]!.start)).toBe('One two three.');
});

it('knows an empty selection', () => {
  expect(tidied(5, 5)).toBeNull();
  expect(tidied(blocks[1]!.start, blocks[1]!.start)).toBeNull();
});
