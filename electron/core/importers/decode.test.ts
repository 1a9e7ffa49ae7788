import { describe, expect, test } from 'vitest';
import { decode, largestFile } from './decode.ts';

const words = 'The ferry “Astrid” was late — again. Nobody at the café knew why it took four hours.\n';
const russian =
  'Паром опоздал на четыре часа, и никто в порту не знал почему. Капитан сказал, что виноват туман, но утром тумана не было.\n';
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, order: 'le' | 'be', mark = false) => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};
/** Bytes of a one-byte encoding, found by asking the decoder what each byte means. */
const oneByte = (text: string, encoding: string) => {
  const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from([...text], (character) => table.indexOf(character));
};
const join = (...parts: (Uint8Array | number[])[]) => new Uint8Array(Buffer.concat(parts.map((part) => Uint8Array.from(part))));

describe('decoding', () => {
  test.each<[string, Uint8Array, string, string]>([
    ['UTF-8', utf8(words), words, 'utf-8'],
    ['UTF-8 with a mark', join([0xef, 0xbb, 0xbf], utf8(words)), words, 'utf-8'],
    ['UTF-16 LE with a mark', utf16(words, 'le', true), words, 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(words, 'be', true), words, 'utf-16be'],
    ['UTF-16 LE without one', utf16(words, 'le'), words, 'utf-16le'],
    ['UTF-16 BE without one', utf16(words, 'be'), words, 'utf-16be'],
    ['Russian UTF-16 LE without one', utf16(russian, 'le'), russian, 'utf-16le'],
    ['Russian UTF-16 BE without one', utf16(russian, 'be'), russian, 'utf-16be'],
    ['windows-1251', oneByte(russian.repeat(3), 'windows-1251'), russian.repeat(3), 'windows-1251'],
    ['windows-1252', oneByte(words.repeat(3), 'windows-1252'), words.repeat(3), 'windows-1252'],
    ['Chinese UTF-8', utf8('渡轮又迟到了，没有人知道为什么。'), '渡轮又迟到了，没有人知道为什么。', 'utf-8'],
    ['one letter', utf8('x'), 'x', 'utf-8'],
  ])('%s', (_, bytes, text, encoding) => expect(decode(bytes)).toEqual({ ok: true, text, encoding }));

  test('UTF-8 with broken bytes keeps everything else', () => {
    const bytes = utf8(words.repeat(4));
    bytes[bytes.indexOf(0xe2)] = 0xff;
    const decoded = decode(bytes);
    expect(decoded).toMatchObject({ ok: true, encoding: 'utf-8, broken' });
    expect(decoded.ok && decoded.text).toContain('\ufffd');
    expect(decoded.ok && decoded.text.replace(/\ufffd+/, '“')).toBe(words.repeat(4));
  });

  test('UTF-8 cut in the middle of a character keeps everything else', () => {
    const bytes = utf8(`${words.repeat(4)}“`);
    expect(decode(bytes.subarray(0, bytes.length - 1))).toEqual({ ok: true, encoding: 'utf-8, broken', text: `${words.repeat(4)}\ufffd` });
  });
});

describe('what is no text', () => {
  const noise = Uint8Array.from({ length: 4_000 }, (_, index) => (index * index * 31 + index * 7) % 256);
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'empty'],
    ['only white space', utf8(' \n\t \r\n'), 'empty'],
    ['only a mark', join([0xef, 0xbb, 0xbf]), 'empty'],
    ['only a UTF-16 mark', join([0xff, 0xfe]), 'empty'],
    ['a picture', join([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], noise), 'binary'],
    ['a photograph', join([0xff, 0xd8, 0xff, 0xe0], noise), 'binary'],
    ['noise', noise, 'binary'],
    ['a few control characters', Uint8Array.from([1, 2, 3, 4, 5]), 'binary'],
    ['NULs', new Uint8Array(1_000), 'binary'],
    ['text with NULs anywhere', utf8(words.replaceAll(' ', '\0').replaceAll('e', 'e\0\0')), 'binary'],
    ['UTF-32', join([0xff, 0xfe, 0x00, 0x00], [0x41, 0, 0, 0]), 'undecodable'],
  ])('%s is told as such', (_, bytes, reason) => expect(decode(bytes)).toEqual({ ok: false, reason }));

  test('50 MB are read, one byte more is not', () => {
    const bytes = new Uint8Array(largestFile + 1).fill(0x61);
    expect(decode(bytes)).toEqual({ ok: false, reason: 'too-large' });
    expect(decode(bytes.subarray(1)).ok).toBe(true);
  });
});
