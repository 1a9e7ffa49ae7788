import { expect, test } from 'vitest';
import { paragraphs } from '../testing/webPages.ts';
import { parsePage } from './dom.ts';
import { linesOf } from './lines.ts';
import { showHiddenArticle } from './unhide.ts';

const text = [...paragraphs, ...paragraphs].map((words) => `<p>${words}</p>`).join('');

/** How many lines of a page are in view after what a script would have shown is shown. */
function shown(body: string): number {
  const page = linesOf(parsePage(body).documentElement, undefined);
  showHiddenArticle(page);
  return page.lines.filter(({ element }) => !element.hidden).length;
}

test('the one hidden part that holds the running text is shown where hardly any is in view', () => {
  expect(shown(`<p>Loading</p><div hidden><section>${text}</section></div><div hidden><p>${paragraphs[0]}</p></div>`)).toBe(9);
});

test('what is hidden stays so beside an article in view, where it is little, or where no part holds most', () => {
  expect(shown(`<main>${text}</main><div hidden>${text}${text}</div>`)).toBe(8);
  expect(shown(`<p>Loading</p><div hidden><p>${paragraphs[0]}</p></div>`)).toBe(1);
  expect(shown(`<p>Loading</p>${`<div hidden>${text}</div>`.repeat(3)}`)).toBe(1);
});
