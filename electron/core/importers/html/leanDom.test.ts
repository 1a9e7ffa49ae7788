import { expect, test } from 'vitest';
import { parseHTML } from './leanDom.ts';

const { document } = parseHTML('<!DOCTYPE html><html><body><p class="a">one</p><p style="display: none">two</p></body></html>');
const [plain, hidden] = document.querySelectorAll('p');

test('a node carries nothing to listen with', () => {
  expect(() => plain!.addEventListener('click', () => undefined)).toThrow();
});

test('a style is there where a page gives one', () => {
  expect(plain!.style).toBeNull();
  expect(hidden!.style.display).toBe('none');
});

test('a page can be read and changed as before', () => {
  plain!.setAttribute('id', 'first');
  document.body.append(document.createElement('hr'));
  expect(plain!.getAttribute('id')).toBe('first');
  expect(document.body.lastElementChild!.localName).toBe('hr');
  expect(document.querySelector('#first')!.textContent).toBe('one');
});
