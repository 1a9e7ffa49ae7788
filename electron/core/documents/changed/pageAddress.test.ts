import { expect, test } from 'vitest';
import { pageAddress } from './pageAddress.ts';

const page = 'https://lowmere-courier.example/2025/03/04/tram-sheds';
const keyOf = (address: string): string | undefined => pageAddress(address)?.key;

test.each([
  ['another scheme', 'http://lowmere-courier.example/2025/03/04/tram-sheds'],
  ['www.', 'https://www.lowmere-courier.example/2025/03/04/tram-sheds'],
  ['a mobile host', 'https://m.lowmere-courier.example/2025/03/04/tram-sheds'],
  ['letters of the host, and its port', 'https://Lowmere-Courier.example:443/2025/03/04/tram-sheds'],
  ['a slash at the end', `${page}/`],
  ['its index', `${page}/index.html`],
  ['a place in it', `${page}#comments`],
  ['marks of campaigns', `${page}?utm_source=mail&utm_medium=x&fbclid=abc&gclid=1&ref_src=twsrc`],
  ['escapes that need none', 'https://lowmere-courier.example/2025/03/04/tram%2Dsheds'],
])('%s makes no other page', (_what, address) => {
  expect(pageAddress(address)).toEqual(pageAddress(page));
});

test.each([
  ['amp', 'https://amp.lowmere-courier.example/2025/03/04/tram-sheds'],
  ['amp', `${page}/amp/`],
  ['amp', 'https://lowmere-courier.example/amp/2025/03/04/tram-sheds'],
  ['amp', `${page}?amp=1`],
  ['amp', `${page}?outputType=amp&utm_source=x`],
  ['amp', 'https://www.google.com/amp/s/www.lowmere-courier.example/2025/03/04/tram-sheds'],
  ['amp', 'https://lowmere--courier-example.cdn.ampproject.org/c/s/www.lowmere-courier.example/2025/03/04/tram-sheds?amp'],
  ['print', `${page}?print=1`],
  ['print', `${page}?view=print`],
  ['print', `${page}/print`],
])('the %s form belongs to its page: %s', (edition, address) => {
  expect(pageAddress(address)).toEqual({ key: keyOf(page), edition });
});

test('what names the page stays in it', () => {
  const base = 'https://forum.example/read.php';
  expect(keyOf(`${base}?id=7&page=2`)).toBe(keyOf(`${base}?page=2&id=7&utm_source=x`));
  expect(keyOf(`${base}?id=7`)).not.toBe(keyOf(`${base}?id=8`));
  expect(keyOf('https://a.example/One')).not.toBe(keyOf('https://a.example/one'));
  expect(keyOf('https://a.example:8080/one')).not.toBe(keyOf('https://a.example/one'));
  expect(keyOf('https://app.example/#!/story/1')).not.toBe(keyOf('https://app.example/#!/story/2'));
  // A host that is called so, and a path that only looks like a form.
  expect(pageAddress('https://m.example/one')).toEqual({ key: 'm.example/one', edition: 'page' });
  expect(pageAddress('https://shop.example/print')).toEqual({ key: 'shop.example/print', edition: 'page' });
  expect(pageAddress('https://a.example/ways?output=map')).toEqual({ key: 'a.example/ways?output=map', edition: 'page' });
  expect(pageAddress('https://xn--lwmere-wxa.example/%D1%82')?.key).toBe(pageAddress('https://löwmere.example/т')?.key);
});

test.each([
  '',
  'no address',
  'mailto:a@b.example',
  'ftp://a.example/x',
  'file:///tmp/x.html',
  'https://a.example',
  'https://a.example/?utm_source=x',
])('%s names no page of its own', (address) => expect(pageAddress(address)).toBeNull());
