import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { childOf, readXml, textOf } from './xml.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const prefixes = { 'urn:a': 'a' };
function outcome(source: string): string {
  try {
    readXml(utf8(source), prefixes);
    return 'fine';
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

test('names are those that we gave, whatever prefix the writer took', () => {
  const root = readXml(utf8('<x:r xmlns:x="urn:a" x:k="1" k="2"><y xmlns="urn:a">w&amp;<![CDATA[<o>]]></y></x:r>'), prefixes);
  expect(root.name).toBe('a:r');
  expect([...root.attributes]).toEqual(
    expect.arrayContaining([
      ['a:k', '1'],
      ['k', '2'],
    ]),
  );
  expect(textOf(childOf(root, 'a:y'))).toBe('w&<o>');
});

test('children can be taken as they come, and are not kept then', () => {
  const taken: string[] = [];
  const root = readXml(utf8('<a><b><c>1</c><c>2</c></b></a>'), {}, { of: 'b', take: (child) => taken.push(textOf(child)) });
  expect(taken).toEqual(['1', '2']);
  expect(childOf(root, 'b')?.children).toEqual([]);
});

test('a document may have more elements than memory holds where each is taken as it comes', () => {
  let taken = 0;
  readXml(utf8(`<a>${'<b><c/></b>'.repeat(600_000)}</a>`), {}, { of: 'a', take: () => taken++ });
  expect(taken).toBe(600_000);
});

test.each(['utf-16le', 'utf-16be', 'windows-1252'])('it may be written in %s', (encoding) => {
  const text = `<?xml version="1.0" encoding="${encoding.slice(0, 6) === 'utf-16' ? 'UTF-16' : encoding}"?><a>café</a>`;
  const bytes = encoding === 'windows-1252' ? Buffer.from(text, 'latin1') : Buffer.from(`\ufeff${text}`, 'utf16le');
  expect(textOf(readXml(encoding === 'utf-16be' ? bytes.swap16() : bytes, {}))).toBe('café');
});

const laughs = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
test.each<[string, string, string]>([
  ['a billion laughs', `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l10;</a>`, 'unsafe'],
  ['an entity from a file', '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', 'unsafe'],
  ['an entity that nobody declared', '<a>&nowhere;</a>', 'damaged'],
  ['elements without end', '<a>'.repeat(100_000), 'unsafe'],
  ['more elements than memory holds', `<a>${'<b/>'.repeat(1_100_000)}</a>`, 'unsafe'],
  ['a document cut short', '<a><b>', 'damaged'],
  ['no document', 'words', 'damaged'],
  ['nothing', '', 'damaged'],
  ['a document type alone', '<!DOCTYPE html><html>words</html>', 'fine'],
])('%s', (_, source, expected) => expect(outcome(source)).toBe(expected));

test('a hundred thousand attributes are no trouble', () => {
  const source = `<a ${Array.from({ length: 100_000 }, (_, n) => `k${n}="1"`).join(' ')}>words</a>`;
  const start = performance.now();
  expect(textOf(readXml(utf8(source), {}))).toBe('words');
  expect(performance.now() - start).toBeLessThan(5_000);
});
