import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testStyle } from '../../core/citations/testing/styles.ts';

// Every step here starts a whole process.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-citations-'));
  env = { ...process.env, ASSAY_USER_DATA: join(folder, 'user'), ASSAY_CASES: join(folder, 'cases'), CI: '1', ASSAY_SQLITE_BINDING: '' };
  writeFileSync(join(folder, 'wall.txt'), 'Harbour wall gives way\n\nForty boats were damaged, the port office said.\n');
  await assay(['import', '--case', 'wall.assay', '--create', 'wall.txt']);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the real command in a process of its own, in the folder of this test. */
function assay(args: string[], stdin = ''): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...args], { cwd: folder, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin!.end(stdin);
  });
}

test('citations go in, come out, and set the sources of a report', async () => {
  writeFileSync(
    join(folder, 'library.bib'),
    '@article{wall, title={{Harbour} wall gives way}, author={Brandt, Ada}, date={2024-05}}\n@misc{else, title={Nobody knows it}}\n@misc{cut, title={Off',
  );
  const dry = await assay(['citations', 'import', '--case', 'wall.assay', '--dry-run', 'library.bib']);
  expect(dry).toMatchObject({ code: 1, out: '1 citation would be taken, 1 left out, 1 problem.\n' });
  expect(dry.err).toContain('1/2 Harbour wall gives way -> Harbour wall gives way (same title)');
  expect(dry.err).toContain('Entry 3 (line 3) has no end');
  const taken = await assay(
    ['citations', 'import', '--case', 'wall.assay', '--json', '-'],
    readFileSync(join(folder, 'library.bib'), 'utf8'),
  );
  expect(JSON.parse(taken.out)).toMatchObject({
    format: 'bibtex',
    taken: 1,
    left: 1,
    entries: [{ outcome: 'taken' }, { outcome: 'no-article' }],
  });

  const out = await assay(['citations', 'export', '--case', 'wall.assay', '--format', 'ris', '--out', 'wall.ris']);
  expect(out).toMatchObject({ code: 0, out: `Wrote 1 citation to ${join(folder, 'wall.ris')}.\n` });
  expect(out.err).toContain('lost: Harbour wall gives way: That nobody confirmed these fields');
  expect(readFileSync(join(folder, 'wall.ris'), 'utf8')).toContain('AU  - Brandt, Ada\r\n');

  writeFileSync(join(folder, 'house.csl'), testStyle());
  const styles = await assay(['citations', 'styles', '--case', 'wall.assay', '--add', 'house.csl', '--choose', 'harvard']);
  expect(styles.code).toBe(0);
  expect(styles.out).toMatch(/^harvard +chosen +Harvard/mu);
  expect(styles.out).toContain('House style');
  const report = ['report', '--case', 'wall.assay', '--format', 'md', '--out', '-'];
  expect((await assay([...report, '--style', 'nowhere'])).code).toBe(4);
  expect((await assay(report)).code).toBe(0);
  expect((await assay(['citations', 'import', '--case', 'wall.assay', 'missing.bib'])).code).toBe(2);
});
