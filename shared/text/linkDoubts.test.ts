import { expect, test } from 'vitest';
import { linkDoubts } from './linkDoubts.ts';
import { labelInLetters } from './punycode.ts';

test.each([
  ['xn--lwmere-wxa', 'löwmere'],
  ['xn--80ak6aa92e', 'аррӏе'],
  ['xn--fiqs8s', '中国'],
  ['xn--bcher-kva', 'bücher'],
  ['xn--maana-pta', 'mañana'],
  ['lowmere', 'lowmere'],
  ['xn--', ''],
  ['xn--broken-!', 'xn--broken-!'],
])('%s reads %s', (label, letters) => expect(labelInLetters(label)).toBe(letters));

test('an address that leads where it seems to is told without a word', () => {
  expect(linkDoubts('https://www.lowmere.example/a?b=c@d', 'the council')).toEqual([]);
  expect(linkDoubts('https://news.lowmere.example/a', 'lowmere.example')).toEqual([]);
  expect(linkDoubts('https://lowmere.example/', 'https://www.lowmere.example/index')).toEqual([]);
  expect(linkDoubts('mailto:ada@lowmere.example', 'ada')).toEqual([]);
});

test('another script in the name of a site is marked, and letters of two scripts are named', () => {
  expect(linkDoubts('https://xn--80ak6aa92e.example/', 'apple')).toEqual([
    expect.stringContaining('of the Cyrillic script. It is written “аррӏе.example”'),
  ]);
  const mixed = linkDoubts('https://xn--pypal-4ve.example/', 'pay');
  expect(mixed).toHaveLength(2);
  expect(mixed[1]).toContain('letters of two scripts');
});

test('words that name another site, words before the name, and an open connection are told', () => {
  const [before, named, open] = linkDoubts('http://bank.example@evil.example/login', 'www.bank.example/login');
  expect(before).toContain('“bank.example”, before the @');
  expect(named).toContain('name “www.bank.example”, but it leads to “evil.example”');
  expect(open).toContain('not encrypted');
});
