import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { readPlainText } from './plainText.ts';

const shape = (source: string) => readPlainText(source).blocks.map(({ kind, level, text }) => `${kind}${level ?? ''}: ${text}`);

const long = 'The council of Brindle voted on Tuesday to close the old swimming pool, which had been losing money for years.';
const other = 'Opponents said the figures were wrong and that the vote, taken late at night, ought to be held once more.';

describe('paragraphs of plain text', () => {
  test('blank lines between paragraphs', () => {
    expect(shape(`${long}\n\n${other}\n\n\n${long}\n`)).toEqual([`paragraph: ${long}`, `paragraph: ${other}`, `paragraph: ${long}`]);
  });

  test('a line for each paragraph, without blank lines', () => {
    expect(shape(`Pool to close\n${long}\n${other}\n“No way back”\n${long}`)).toEqual([
      'heading1: Pool to close',
      `paragraph: ${long}`,
      `paragraph: ${other}`,
      'heading2: “No way back”',
      `paragraph: ${long}`,
    ]);
  });

  test('lines broken at a width are joined, and paragraphs stay apart', () => {
    const wrap = (text: string) => text.replaceAll(/(.{1,72})(?:\s+|$)/g, '$1\n').trim();
    const source = `Pool to close\n\n${wrap(`${long} ${other}`)}\n\n${wrap(`${other} ${long}`)}\n`;
    expect(source.split('\n').length).toBeGreaterThan(8);
    expect(shape(source)).toEqual(['heading1: Pool to close', `paragraph: ${long} ${other}`, `paragraph: ${other} ${long}`]);
  });

  test('a hyphen at the end of a broken line stays', () => {
    const source = `${'They asked for a long and detailed inquiry into the well-'}\n${'known decision, and for an answer before the month was'}\n${'over, and then the matter was closed by everyone there.'}`;
    expect(shape(source)).toEqual([`paragraph: ${source.replace('-\n', '-').replace('\n', ' ')}`]);
  });

  test('verse keeps its lines', () => {
    const lines = ['The pool is cold,', 'the pool is old,', 'and it was sold', 'for less than gold.'];
    expect(shape(lines.join('\n'))).toEqual(lines.map((line) => `paragraph: ${line}`));
  });

  test.each(['\r\n', '\r', '\u2028'])('line ends of every system: %j', (end) => {
    expect(shape(`Pool to close${end}${long}${end}${other}`)).toHaveLength(3);
  });

  test('lists are lists, one dash is speech', () => {
    expect(shape(`${long}\n- the roof\n- the boiler\n${other}\n– Never, she said.\n${long}`)).toEqual([
      `paragraph: ${long}`,
      'list-item1: the roof',
      'list-item1: the boiler',
      `paragraph: ${other}`,
      'paragraph: – Never, she said.',
      `paragraph: ${long}`,
    ]);
  });
});

describe('what surrounds an article', () => {
  test('a date prefix is no text', () => {
    const read = readPlainText(` date 2024-11-02 ${long}\n\n${other}`);
    expect(read.datePrefix).toBe('2024-11-02');
    expect(read.blocks[0]!.text).toBe(long);
  });

  test.each([`The date 2024-11-02 was named. ${long}`, `Date 2024-13-45 ${long}`, `update 2024-11-02 ${long}`])(
    'only a real one: %s',
    (source) => expect(readPlainText(source)).toMatchObject({ datePrefix: null, blocks: [{ text: source }] }),
  );

  test('debris goes, repeated teasers and everything else stay', () => {
    const source = `Pool to close\n\n${long}\n\n${long}\n\nad-image\n${other}\n\nADVERTISEMENT\n\nOpinion\n\nView All\n\nImage: Title: pool`;
    expect(shape(source)).toEqual([
      'heading1: Pool to close',
      `paragraph: ${long}`,
      `paragraph: ${long}`,
      `paragraph: ${other}`,
      'paragraph: Opinion',
      'paragraph: View All',
      'paragraph: Image: Title: pool',
    ]);
  });

  test.each([
    ['a short sentence', 'I do.'],
    ['a source', 'Via Wire Service'],
    ['a credit', 'Photo by A. Sample'],
    ['a lead-in', 'The mayor wrote:'],
  ])('%s is no heading', (_, line) => expect(shape(`${long}\n\n${line}\n\n${other}`)[1]).toBe(`paragraph: ${line}`));
});

const seeds = join(import.meta.dirname, '../../../../../shared/seeds');

describe.skipIf(!existsSync(seeds))('real articles', () => {
  const names = existsSync(seeds) ? readdirSync(seeds).filter((name) => name.endsWith('.txt')) : [];
  test.each(names)('%s: every word is kept, in order, and every paragraph is a block', async (name) => {
    const bytes = readFileSync(join(seeds, name));
    const result = await extract({ name, bytes });
    if (!result.ok) throw new Error(result.reason);
    const { text, blocks, guesses } = result.extraction;
    const source = bytes
      .toString('utf8')
      .replace(/^\s*date \d{4}-\d{2}-\d{2} /, '')
      .split('\n')
      .map((line) => line.trim().normalize('NFC'))
      .filter((line) => line !== '' && line !== 'ad-image');
    expect(text.split(/\s+/)).toEqual(source.join(' ').split(/\s+/));
    expect(blocks).toHaveLength(source.length);
    expect(guesses.title!.value.length).toBeGreaterThan(20);
    expect(guesses.language?.value).toBe('en');
    const dated = /^\s*date (\S+)/.exec(bytes.toString('utf8'))?.[1];
    expect(guesses.published?.value).toBe(dated);
  });
});
