import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the real command in a process of its own. */
function assay(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, ASSAY_USER_DATA: join(folder, 'user'), ASSAY_CASES: join(folder, 'cases'), ASSAY_SQLITE_BINDING: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...args], { cwd: folder, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

test('a case whose first page is gone is salvaged, and its words are written out', async () => {
  const article = join(folder, 'wall.txt');
  writeFileSync(article, 'Harbour wall gives way\n\nForty boats were damaged, the port office said.\n');
  await assay('import', '--case', 'harbour.assay', '--create', article);
  const path = join(folder, 'harbour.assay');
  writeFileSync(path, readFileSync(path).fill(0, 0, 4_096));
  const damaged = readFileSync(path);

  const made = await assay('salvage', '--case', 'harbour.assay', '--to', 'saved.assay');
  expect(made).toEqual({ code: 0, err: '', out: expect.stringMatching(/^Made .*saved\.assay of \d+ rows; nothing is lost\.\n$/) });
  expect((await assay('list', 'documents', '--case', 'saved.assay')).out).toContain('Harbour wall gives way');
  expect((await assay('verify', '--case', 'saved.assay')).code).toBe(0);
  expect((await assay('salvage', '--case', 'harbour.assay', '--to', 'saved.assay')).err).toContain('already there');

  expect((await assay('salvage', '--case', 'harbour.assay', '--export', 'words.md')).code).toBe(0);
  expect(readFileSync(join(folder, 'words.md'), 'utf8')).toContain('Forty boats were damaged');
  expect(readFileSync(path).equals(damaged)).toBe(true);
}, 90_000);

test('nothing readable: 4; both ways at once are not understood: 2', async () => {
  writeFileSync(join(folder, 'noise.assay'), Buffer.alloc(50_000, 7));
  const ran = await assay('salvage', '--case', 'noise.assay', '--json');
  expect(ran.code).toBe(4);
  expect(ran.err).toContain('NOTHING_SALVAGED');
  expect((await assay('salvage', '--case', 'noise.assay', '--to', 'a.assay', '--export', 'b.md')).code).toBe(2);
}, 90_000);
