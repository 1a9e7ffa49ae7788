import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { Refusal } from '../refusal.ts';
import { zipOf } from '../testing/archives.ts';
import { wordDocument } from '../testing/wordDocument.ts';
import { archiveLimits, openArchive } from './archive.ts';

/** What becomes of an archive when all of it is read: `fine`, or why it was refused. */
function outcome(bytes: Uint8Array, limits?: typeof archiveLimits): string {
  try {
    const archive = openArchive(bytes, limits);
    for (const name of archive.names) archive.read(name);
    return 'fine';
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

/** Changes the fields of every directory entry: offset in the entry, bytes, value. */
function edited(bytes: Uint8Array, edits: readonly [at: number, length: 1 | 2 | 4, value: number][], signature = 0x02014b50): Uint8Array {
  const copy = Buffer.from(bytes);
  for (let place = 0; place + 4 <= copy.length; place++)
    if (copy.readUInt32LE(place) === signature) for (const [at, length, value] of edits) copy.writeUIntLE(value, place + at, length);
  return copy;
}

const textOf = (bytes: Uint8Array | null): string => Buffer.from(bytes ?? []).toString();
const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1024 * 1024);
const words = zipOf({ 'a.txt': 'words '.repeat(50) });
const size = { compressed: 20, size: 24, name: 28, attributes: 38 };

test('files are read as they were packed, deflated or stored', () => {
  const archive = openArchive(zipOf({ 'a.txt': 'words', 'b/c.txt': 'more' }, { stored: ['a.txt'] }));
  expect(archive.names).toEqual(['a.txt', 'b/c.txt']);
  expect(textOf(archive.read('b/c.txt'))).toBe('more');
  expect(textOf(archive.read('a.txt'))).toBe('words');
  expect(archive.read('nowhere')).toBeNull();
});

test.each<[string, Uint8Array]>([
  ['by its ratio', zipSync({ a: zeros(60) })],
  ['by their sum', zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n}`, zeros(9)])))],
])('what says itself that it is too much, %s, is not unpacked at all', (_, bytes) => {
  expect(() => openArchive(bytes)).toThrow(Refusal);
});

test.each<[string, Uint8Array, string]>([
  ['a file of few bytes that fills memory', zipSync({ a: zeros(60) }), 'unsafe'],
  ['one that says that it is small', edited(zipSync({ a: zeros(60) }), [[size.size, 4, 100]]), 'unsafe'],
  ['one that says that it is four gigabytes', edited(words, [[size.size, 4, 0xffffffff]]), 'unsafe'],
  ['many that each are allowed', zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n}`, zeros(9)]))), 'unsafe'],
  [
    'many that each are allowed, and say that they are small',
    edited(zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${n}`, zeros(9)]))), [[size.size, 4, 100]]),
    'unsafe',
  ],
  ['more files than anybody needs', zipOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`${n}`, '']))), 'unsafe'],
  ['a path to the folder above', zipOf({ '../a': '' }), 'unsafe'],
  ['the same with other slashes', zipOf({ '..\\a': '' }), 'unsafe'],
  ['a path from the top of the disk', zipOf({ '/etc/a': '' }), 'unsafe'],
  ['a path to a drive', zipOf({ 'C:/a': '' }), 'unsafe'],
  [
    'a link',
    edited(words, [
      [5, 1, 3],
      [size.attributes, 4, 0xa1ff0000],
    ]),
    'unsafe',
  ],
  ['a password', edited(words, [[8, 2, 1]]), 'encrypted'],
  ['a method that nobody uses', edited(words, [[10, 2, 9]]), 'unsupported'],
  ['words that were changed', edited(words, [[16, 4, 1]]), 'damaged'],
  ['bytes that are cut off', edited(words, [[size.compressed, 4, 1_000_000]]), 'damaged'],
  ['no directory', words.subarray(0, words.length - 30), 'damaged'],
  ['nothing', new Uint8Array(), 'damaged'],
])('%s: %#', (_, bytes, expected) => expect(outcome(bytes)).toBe(expected));

test('files that share their bytes are refused, and so are two of one name', () => {
  const two = Buffer.from(zipOf({ aa: 'words', bb: 'words' }, { stored: ['aa', 'bb'] }));
  const places = [...two.keys()].filter((place) => place + 4 <= two.length && two.readUInt32LE(place) === 0x02014b50);
  expect(outcome(two)).toBe('fine');
  const overlapping = Buffer.from(two);
  overlapping.writeUInt32LE(two.readUInt32LE(places[0]! + 42), places[1]! + 42);
  expect(outcome(overlapping)).toBe('unsafe');
  const twice = Buffer.from(two);
  for (const place of places) twice.write('aa', place + 46, 'latin1');
  expect(outcome(twice)).toBe('unsafe');
});

test('an archive in an archive is never opened by itself', () => {
  const inside = zipSync({ a: zeros(60) });
  expect(outcome(zipSync({ 'a.zip': [inside, { level: 0 }] }))).toBe('fine');
});

test('without its limits a bomb does go off', () => {
  const limits = { ...archiveLimits, ratio: 1e9, unpacked: 1e9 } as unknown as typeof archiveLimits;
  expect(outcome(edited(zipSync({ a: zeros(60) }), [[size.size, 4, 100]]), limits)).toBe('fine');
});

test('a bomb in a document is one file with a reason', async () => {
  const bytes = wordDocument({ body: `<w:p><w:r><w:t>${'a'.repeat(40_000_000)}</w:t></w:r></w:p>` });
  expect(await extract({ name: 'a.docx', bytes })).toMatchObject({ ok: false, reason: 'unsafe' });
});
