import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { paragraphs, savedPage } from '../testing/webPages.ts';
import { extract } from '../extract.ts';
import { nodeFork } from '../fork.ts';
import type { TextParser } from '../parser.ts';
import { createParserPool } from '../pool.ts';

/** Milliseconds; what the program grants a file. */
const deadline = 15_000;

let pool: TextParser;
beforeAll(() => {
  pool = createParserPool({ fork: nodeFork(new URL('../process.ts', import.meta.url)), deadlineMs: deadline });
});
afterAll(() => pool.close());

const article = paragraphs.map((words) => `<p>${words}</p>`).join('');
const around = (bomb: string): string => savedPage({ article: `${article}${bomb}` });

test.each<[string, () => string]>([
  ['a hundred thousand elements, one inside the other', () => around('<div>'.repeat(100_000))],
  ['a hundred thousand inline elements, one inside the other', () => around(`${'<b>'.repeat(100_000)}deep`)],
  ['a hundred thousand attributes', () => around(`<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}>x</p>`)],
  ['240 kB of line breaks', () => around('<br>'.repeat(60_000))],
  ['60,000 lines of one letter', () => around('a<br>'.repeat(60_000))],
  ['a table of 50,000 cells', () => around(`<table>${'<tr><td>1</td><td>2</td></tr>'.repeat(25_000)}</table>`)],
  ['comments without end', () => around('<!--'.repeat(100_000))],
  ['tags without end', () => around('<html <body <p '.repeat(30_000))],
  ['entities of entities', () => `<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${around('&b;'.repeat(50_000))}`],
  ['5 MB of data in an address', () => around(`<img src="data:image/png;base64,${'A'.repeat(5_000_000)}">`)],
  ['JSON-LD nested without end', () => savedPage({ head: `<script type="application/ld+json">${'['.repeat(100_000)}</script>` })],
  ['20 MB in one line', () => around(`<p>${'word '.repeat(4_000_000)}</p>`)],
])('%s: done or refused with a reason, within the deadline', { timeout: 40_000 }, async (_, page) => {
  const start = performance.now();
  const result = await pool.parse({ name: 'bomb.html', bytes: new TextEncoder().encode(page()) });
  expect(performance.now() - start).toBeLessThan(deadline + 3_000);
  if (result.ok) expect(result.extraction.text).toContain(paragraphs[0]);
  else expect(['too-slow', 'crashed', 'too-large']).toContain(result.reason);
  // Whatever it did, the next file is read.
  const next = await pool.parse({ name: 'next.html', bytes: new TextEncoder().encode(savedPage()) });
  expect(next).toMatchObject({ ok: true });
});

test('100 MB in one line is refused by its size', async () => {
  const result = await extract({ name: 'bomb.html', bytes: new Uint8Array(100_000_000).fill(0x61) });
  expect(result).toEqual({ ok: false, reason: 'too-large' });
});

test('nothing is loaded and nothing is run', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
  const global = globalThis as { canary?: boolean };
  const active = `<script>globalThis.canary = true</script><img src=x onerror="globalThis.canary = true"><iframe src="https://canary.example/"></iframe>
    <link rel="stylesheet" href="https://canary.example/a.css"><object data="https://canary.example/o"></object><video src="https://canary.example/v" autoplay></video>
    <svg onload="globalThis.canary = true"><script>globalThis.canary = true</script></svg><meta http-equiv="refresh" content="0;url=https://canary.example/">`;
  const result = await extract({ name: 'page.html', bytes: new TextEncoder().encode(around(active)) });
  if (!result.ok) throw new Error(result.reason);
  expect(asked).not.toHaveBeenCalled();
  expect(global.canary).toBeUndefined();
  expect(result.extraction.text).not.toMatch(/canary|<|script/);
  asked.mockRestore();
});
