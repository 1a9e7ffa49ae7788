import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importLimits } from '../../shared/domain/importLimits.ts';
import { nodeFork } from '../../electron/core/importers/fork.ts';
import type { TextParser } from '../../electron/core/importers/parser.ts';
import { createParserPool } from '../../electron/core/importers/pool.ts';
import { archives } from './hostile/archives.ts';
import { bring, type Ending } from './hostile/bring.ts';
import { damagedFiles, sound } from './hostile/damaged.ts';
import { utf8, type HostileFile } from './hostile/file.ts';
import { messages, pages } from './hostile/markup.ts';
import { pdfs } from './hostile/pdfs.ts';
import { texts } from './hostile/texts.ts';
import { long, rounds } from './rounds.ts';

const parser = new URL('../../electron/core/importers/process.ts', import.meta.url);
const unwatchedParser = new URL('../../electron/core/importers/testing/unwatched-process.ts', import.meta.url);
/** Seconds that starting a process, and a machine that others use, may add. */
const grace = 3;
/** Milliseconds */
const longestBlock = 100;

let pool: TextParser;
beforeAll(() => void (pool = createParserPool({ fork: nodeFork(parser), size: 1 })));
afterAll(() => pool.close());

function withinLimits({ seconds, resident, blocked }: Ending, limit: number): void {
  expect.soft(seconds, 'seconds').toBeLessThan(limit + grace);
  expect.soft(resident ?? 0, 'megabytes resident').toBeLessThanOrEqual(importLimits.memoryMegabytes);
  expect.soft(blocked, 'milliseconds without an answer').toBeLessThan(longestBlock);
}

// Protects: limits of archives, of XML, of nesting, of time and of resident memory. Each has its canary at the end, or beside the reader.
describe.each<[string, readonly HostileFile[], number]>([
  ['archives and documents', archives, importLimits.seconds],
  ['web pages', pages, importLimits.seconds],
  ['messages', messages, importLimits.seconds],
  ['texts', texts, importLimits.seconds],
  ['PDFs', pdfs, importLimits.secondsOfPdf],
])('hostile %s', (_, files, limit) => {
  test.each(files.filter(({ brief }) => long || brief))('$what', { timeout: 120_000 }, async ({ name, make, ends, says = '' }) => {
    const bytes = make();
    const ending = await bring(pool, name, bytes);
    expect(ends).toContain(ending.end);
    if (ending.end === 'read') expect(ending.text).toContain(says);
    withinLimits(ending, limit);
    const next = await pool.parse({ name: 'next.txt', bytes: utf8('The next file is read.') });
    expect(next).toMatchObject({ ok: true });
  });
});

// Protects: no damage to a file, of any format, does more than keep it from being read.
test(`files that are cut, changed or chance`, { timeout: 3_600_000 }, async () => {
  const refusals = ['read', 'empty', 'no-text', 'binary', 'unsafe', 'encrypted', 'damaged', 'unsupported', 'undecodable', 'old-word'];
  const wrong: string[] = [];
  for (const { what, name, bytes } of damagedFiles(20_251, rounds(12, 600))) {
    const ending = await bring(pool, name, bytes);
    if (!refusals.includes(ending.end) || ending.seconds > importLimits.seconds) wrong.push(`${what}: ${ending.end}`);
    withinLimits(ending, importLimits.secondsOfPdf);
  }
  expect(wrong).toEqual([]);
  for (const [name, make] of Object.entries(sound)) expect([name, (await bring(pool, name, make())).end]).toEqual([name, 'read']);
});

test('canary: without the watch over it, a file fills more memory than it may, and a long answer is noticed', async () => {
  const unwatched = createParserPool({ fork: nodeFork(unwatchedParser), size: 1 });
  const ending = await bring(unwatched, 'a.txt', utf8('Words.'));
  unwatched.close();
  expect(ending.end).toBe('no-text');
  if (process.platform === 'linux') expect(ending.resident).toBeGreaterThan(importLimits.memoryMegabytes);
  const busy: TextParser = {
    ...pool,
    async parse() {
      await Promise.resolve();
      const begin = process.threadCpuUsage();
      while (process.threadCpuUsage(begin).user < 150_000);
      return { ok: false, reason: 'empty' };
    },
  };
  expect((await bring(busy, 'a.txt', utf8('Words.'))).blocked).toBeGreaterThan(longestBlock);
});
