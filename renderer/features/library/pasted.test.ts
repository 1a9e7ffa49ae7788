import { expect, test } from 'vitest';
import { wordsOfMarkup } from './pasted.ts';

test('of markup alone words are read with their lines, and with the letters that its names stand for', () => {
  const html =
    '<head><title>No</title></head><h1>The quarry</h1>\n<p>Forty&nbsp;tons a\n day,<br>says A&amp;B &#8220;twice&#x201D;.</p><ul><li>One</li><li>Two</li></ul><!-- no -->';
  expect(wordsOfMarkup(html)).toBe('The quarry\n\nForty tons a day,\nsays A&B “twice”.\n\nOne\n\nTwo');
  expect(wordsOfMarkup('Fish &foo; chips &#0; &#x110000;')).toBe('Fish &foo; chips &#0; &#x110000;');
});
