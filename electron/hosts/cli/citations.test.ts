import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('a report is set in the style of its case, unless it is told otherwise', async () => {
  copyFileSync(join(import.meta.dirname, '../../../resources/demo.assay'), join(folder, 'demo.assay'));
  const report = ['report', '--case', 'demo.assay', '--format', 'md', '--out', '-'];
  const plain = (await assay(report)).out;
  expect(plain).not.toContain('Set in the style');
  await assay(['citations', 'styles', '--case', 'demo.assay', '--choose', 'harvard']);
  expect((await assay(report)).out).toContain('Set in the style “Harvard (Cite Them Right');
  expect((await assay([...report, '--style', 'vancouver'])).out).toContain('Set in the style “Vancouver');
  const told = (await assay([...report, '--style', 'none'])).out;
  expect(told).not.toContain('Set in the style');
  expect(told.slice(told.indexOf('## Sources'), told.indexOf('## Method'))).toBe(
    plain.slice(plain.indexOf('## Sources'), plain.indexOf('## Method')),
  );
});

test('a file of citations among others is told as that, kept, and taken over from there', async () => {
  writeFileSync(join(folder, 'boats.txt'), 'Forty boats are lost\n\nAll of them.\n');
  writeFileSync(join(folder, 'boats.bib'), '@misc{boats, title={Forty boats are lost}, author={Okafor, Ben}}\n');
  const done = await assay(['import', '--case', 'boats.assay', '--create', 'boats.txt', 'boats.bib']);
  expect(done).toMatchObject({ code: 0, out: '1 article imported, 1 file of citations kept, 0 already there, 0 failed.\n' });
  const [, id] =
    /holds citations, not an article boats\.bib: 1 citation, kept; take them over with “assay citations import --kept (\S+)”/u.exec(
      done.err,
    )!;
  expect((await assay(['citations', 'files', '--case', 'boats.assay'])).out).toContain(`${id}  1          boats.bib`);
  const taken = await assay(['citations', 'import', '--case', 'boats.assay', '--kept', id!]);
  expect(taken).toMatchObject({ code: 0, out: '1 citation taken, 0 left out, 0 problems.\n' });
  expect((await assay(['citations', 'import', '--case', 'boats.assay'])).code).toBe(2);
});
