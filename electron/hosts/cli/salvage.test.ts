import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
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

test('no file at all is a missing case: 3', async () => {
  const ran = await assay('salvage', '--case', 'typo.assay', '--json');
  expect(ran.code).toBe(3);
  expect(ran.err).toContain('CASE_MISSING');
  expect((await assay('salvage', '--case', 'typo.assay', '--export', 'words.md')).code).toBe(3);
}, 90_000);

test('the backups of a damaged case are listed, exported and restored, by the commands that a check names', async () => {
  const article = join(folder, 'quay.txt');
  writeFileSync(article, 'Quay closed\n\nThe quay was closed on Monday.\n');
  await assay('import', '--case', 'old quay.assay', '--create', article);
  const path = join(folder, 'old quay.assay');
  writeFileSync(path, readFileSync(path).fill(0xff, 4_096, 12_288));
  const damaged = readFileSync(path);

  const checked = await assay('verify', '--case', 'old quay.assay');
  expect(checked.code).toBe(3);
  expect(checked.err).toContain("assay backup --case 'old quay.assay' --list");
  const listed = await assay('backup', '--case', 'old quay.assay', '--list', '--json');
  expect(listed).toMatchObject({ code: 0, err: expect.stringContaining('is damaged') });
  const [backup] = (JSON.parse(listed.out) as { backups: { id: string; missing: number }[] }).backups;
  expect(backup).toMatchObject({ missing: 0 });
  expect((await assay('backup', '--case', 'old quay.assay', '--list')).out).toContain(backup!.id);
  expect((await assay('backup', '--case', 'old quay.assay', '--export', backup!.id, '--out', 'copy.assay')).code).toBe(0);
  expect((await assay('list', 'documents', '--case', 'copy.assay')).out).toContain('Quay closed');
  expect((await assay('backup', '--case', 'old quay.assay', '--restore', 'none')).code).toBe(4);
  expect(readFileSync(path).equals(damaged)).toBe(true);
  const restored = await assay('backup', '--case', 'old quay.assay', '--restore', backup!.id);
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('nothing is missing') });
  expect((await assay('verify', '--case', 'old quay.assay')).code).toBe(0);
  const kept = readdirSync(folder).find((name) => name.startsWith('old quay (damaged'))!;
  expect(readFileSync(join(folder, kept)).equals(damaged)).toBe(true);
}, 180_000);

test('a case of a newer Assay is read, and not changed', async () => {
  const article = join(folder, 'pier.txt');
  writeFileSync(article, 'Pier open\n\nThe pier was opened on Monday.\n');
  await assay('import', '--case', 'newer.assay', '--create', article);
  const db = new Database(join(folder, 'newer.assay'));
  db.pragma('user_version = 99');
  db.close();
  const before = readFileSync(join(folder, 'newer.assay'));
  for (const args of [
    ['list', 'documents', '--case', 'newer.assay'],
    ['report', '--case', 'newer.assay', '--format', 'md', '--out', 'newer.md'],
    ['verify', '--case', 'newer.assay'],
    ['backup', '--case', 'newer.assay'],
  ]) {
    const ran = await assay(...args);
    expect([args[0], ran.code, ran.err]).toEqual([args[0], 0, expect.stringContaining('newer Assay')]);
  }
  expect((await assay('backup', '--case', 'newer.assay', '--list')).code).toBe(0);
  expect((await assay('import', '--case', 'newer.assay', article)).code).toBe(3);
  expect(readFileSync(join(folder, 'newer.assay')).equals(before)).toBe(true);
}, 180_000);
