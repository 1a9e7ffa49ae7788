import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { paragraphs, savedPage } from '../../core/importers/testing/webPages.ts';
import { procedureNames } from './call.ts';

// Nearly every test here starts whole processes, one after another.
vi.setConfig({ testTimeout: 60_000 });

const cli = join(import.meta.dirname, '../cli.ts');

let folder: string;
let articles: string;
let env: NodeJS.ProcessEnv;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-cli-'));
  articles = join(folder, 'articles');
  mkdirSync(articles);
  writeFileSync(
    join(articles, 'wall.txt'),
    'date 2026-01-03\n\nHarbour wall gives way\n\nForty boats were damaged, the port office said.\n',
  );
  writeFileSync(join(articles, 'insurers.md'), '# Insurers count the boats\n\nThirty-one boats are insured in Lowmere.\n');
  writeFileSync(join(articles, 'empty.txt'), '');
  env = { ...process.env, ASSAY_USER_DATA: join(folder, 'user'), ASSAY_CASES: join(folder, 'cases'), CI: '1', ASSAY_SQLITE_BINDING: '' };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs the real command in a process of its own, in the folder of this test. */
function assay(args: string[], stdin = '', more: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: folder, env: { ...env, ...more } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin!.end(stdin);
  });
}

const json = <Value>(ran: Ran): Value => JSON.parse(ran.out) as Value;
const failure = (ran: Ran): { code: string; message: string } =>
  (JSON.parse(ran.err.trim().split('\n').at(-1)!) as { error: { code: string; message: string } }).error;

describe('arguments', () => {
  test.each([
    [['--help']],
    [['create', '--help']],
    [['import', '--help']],
    [['list', '--help']],
    [['report', '--help']],
    [['verify', '--help']],
    [['backup', '--help']],
    [['watch', '--help']],
    [['serve', '--help']],
    [['call', '--help']],
  ])('%s explains itself', async (args) => {
    const { code, out } = await assay(args);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: assay/);
    expect(out).toContain('Exit codes:');
    if (args.length > 1) expect(out).toMatch(/Examples?:\n/);
  });

  test('the help of call lists every procedure', async () => {
    const { out } = await assay(['call', '--help']);
    const lines = out.split('\n').map((line) => line.trim());
    expect(procedureNames().filter((name) => !lines.includes(name))).toEqual([]);
  });

  test.each([
    [[]],
    [['nothing']],
    [['list', 'people', '--case', 'a.assay']],
    [['list', 'claims']],
    [['import', '--case', 'a.assay']],
    [['report', '--case', 'a.assay', '--format', 'doc', '--out', 'r']],
    [['serve', '--port', 'http']],
    [['call', 'claims.nothing', '--case', 'a.assay']],
    [['verify', '--case', 'a.assay', '--fast']],
    [['backup', '--case', 'a.assay', '--list', '--export', 'x', '--out', 'y']],
    [['backup', '--case', 'a.assay', '--export', 'x']],
    [['watch', '--case', 'a.assay', '--folder', 'x', '--off']],
    [['backup', '--case', 'a.assay', '--list', '--restore', 'x']],
  ])('%j is not understood: 2, and nothing on stdout', async (args) => {
    const ran = await assay(args);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err).toContain('assay: ');
  });
});

describe('a case that cannot be opened', () => {
  test('is missing: 3, and none is made in its place', async () => {
    const ran = await assay(['list', 'documents', '--case', 'gone.assay', '--json']);
    expect(ran.code).toBe(3);
    expect(failure(ran)).toMatchObject({ code: 'CASE_MISSING' });
    expect(existsSync(join(folder, 'gone.assay'))).toBe(false);
    expect((await assay(['import', '--case', 'gone.assay', articles])).code).toBe(3);
    expect(existsSync(join(folder, 'gone.assay'))).toBe(false);
  });

  test('is not a case: 3, and stays as it was', async () => {
    writeFileSync(join(folder, 'letter.assay'), 'Dear reader');
    const ran = await assay(['verify', '--case', 'letter.assay', '--json']);
    expect(ran.code).toBe(3);
    expect(failure(ran)).toMatchObject({ code: 'NOT_A_CASE' });
    expect(readFileSync(join(folder, 'letter.assay'), 'utf8')).toBe('Dear reader');
  });

  test('is there already: 3', async () => {
    expect((await assay(['create', '--case', 'twice.assay', '--name', 'Once'])).out).toBe('Made “Once” (twice.assay).\n');
    const ran = await assay(['create', '--case', 'twice.assay', '--json']);
    expect(ran.code).toBe(3);
    expect(failure(ran)).toMatchObject({ code: 'CASE_EXISTS' });
  });
});

test('a folder is chosen to be watched, and told, until none is', async () => {
  mkdirSync(join(folder, 'inbox'));
  await assay(['create', '--case', 'watched.assay']);
  // Which folder it is stands in the settings of a person, who is another one in the other tests.
  const more = { ASSAY_USER_DATA: join(folder, 'user who watches') };
  const watch = (...args: string[]) => assay(['watch', '--case', 'watched.assay', ...args], '', more);
  expect(await watch()).toMatchObject({ code: 0, out: 'No folder is watched for this case.\n' });
  expect((await watch('--folder', 'nothing')).code).toBe(4);
  expect((await watch('--folder', 'inbox')).out).toMatch(/inbox is watched for this case while it is open in Assay\.\n$/);
  expect(json(await watch('--json'))).toMatchObject({ state: 'paused', folder: expect.stringMatching(/inbox$/) });
  expect((await watch('--off')).out).toBe('No folder is watched for this case.\n');
});

test('a page that was saved again is an article of its own and told, or a new version where that is asked for', async () => {
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  const page = (words: string): string => savedPage({ article: `<p>${paragraphs[0]} ${words}</p>` });
  writeFileSync(join(pages, 'first.html'), page('It rained.'));
  await assay(['import', '--case', 'trams.assay', '--create', 'pages']);
  writeFileSync(join(pages, 'second.html'), page('It snowed.'));
  const own = await assay(['import', '--case', 'trams.assay', 'pages']);
  expect(own).toMatchObject({ code: 0, out: '1 article imported, 1 already there, 0 failed.\n' });
  expect(own.err).toContain('another text from the address of “Tram sheds sold for half their price”');
  writeFileSync(join(pages, 'third.html'), page('It hailed.'));
  const made = await assay(['import', '--case', 'trams.assay', '--new-versions', 'pages']);
  expect(made).toMatchObject({ code: 0, out: '0 articles imported, 1 new version, 2 already there, 0 failed.\n' });
  expect(made.err).toContain('1/1 version 2 of Tram sheds sold for half their price');
});

test('articles in, a claim made, the report out', async () => {
  const imported = await assay(['import', '--case', 'harbour.assay', '--create', '--json', 'articles']);
  expect(imported.code).toBe(1);
  expect(json(imported)).toMatchObject({ imported: 2, duplicates: 0, failed: 1 });
  expect(imported.err).toMatch(/^1\/3 /);
  expect(imported.err).toContain('There is no text in this file.');

  const again = await assay(['import', '--case', 'harbour.assay', join('articles', 'wall.txt')]);
  expect(again).toMatchObject({ code: 0, out: '0 articles imported, 1 already there, 0 failed.\n' });

  const documents = json<{ id: string; title: string; published: string | null }[]>(
    await assay(['list', 'documents', '--case', 'harbour.assay', '--json']),
  );
  expect(documents.map(({ title }) => title).toSorted()).toEqual(['Harbour wall gives way', 'Insurers count the boats']);

  const wall = documents.find(({ published }) => published === '2026-01-03')!;
  const { version } = json<{ version: { id: string; text: string } }>(
    await assay(['call', 'documents.get', '--case', 'harbour.assay', '--input', JSON.stringify({ documentId: wall.id })]),
  );
  const exact = 'Forty boats were damaged';
  const start = version.text.indexOf(exact);
  const input = {
    id: uuid(),
    fields: { text: 'Forty boats were damaged in Lowmere.', claimant: 'Port office' },
    sighting: {
      id: uuid(),
      passage: {
        create: {
          id: uuid(),
          documentId: wall.id,
          anchor: { versionId: version.id, ranges: [{ start, end: start + exact.length }], exact },
        },
      },
    },
  };
  const made = await assay(['call', 'claims.create', '--case', 'harbour.assay', '--input', '-', '--json'], JSON.stringify(input));
  expect(made.code).toBe(0);
  expect(json(made)).toMatchObject({ id: input.id, claimant: 'Port office' });
  expect(made.out.trim().split('\n')).toHaveLength(1);

  const table = await assay(['list', 'claims', '--case', 'harbour.assay']);
  expect(table.out).toMatch(/Port office +Forty boats were damaged/);

  const report = await assay(['report', '--case', 'harbour.assay', '--format', 'md', '--out', 'report.md', '--json']);
  expect(report.code).toBe(0);
  expect(json(report)).toMatchObject({ gaps: expect.arrayContaining([expect.objectContaining({ kind: 'no-verdict' })]) as unknown });
  expect(report.err).toContain('lacks: ');
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('Forty boats were damaged in Lowmere.');
  const printed = await assay(['report', '--case', 'harbour.assay', '--format', 'csv', '--out', '-']);
  expect(printed.out).toContain('Forty boats were damaged in Lowmere.');

  const verified = await assay(['verify', '--case', 'harbour.assay', '--json']);
  expect(verified.code).toBe(0);
  expect(json(verified)).toMatchObject({ ok: true });

  // One-off commands do not change what the application opens next.
  expect(existsSync(join(folder, 'user', 'settings.json'))).toBe(false);
});

test('verify says what is sound, what is not, and that a case lay alone', async () => {
  expect((await assay(['create', '--case', 'checked.assay'])).code).toBe(0);
  expect((await assay(['call', 'cases.rename', '--case', 'checked.assay', '--input', '{"name":"Checked"}'])).code).toBe(0);
  rmSync(join(folder, 'checked.assay.journal'));
  const alone = await assay(['verify', '--case', 'checked.assay']);
  expect(alone).toMatchObject({ code: 0, out: expect.stringContaining('The case is sound: operation 2') as unknown });
  expect(alone.err).toContain('journal');
  expect(alone.out).toMatch(/^ok {3}Rows and their hashes \(\d+ checked\)$/m);
  expect(alone.out).toMatch(/^ok {3}Quotes of the passages \(nothing to check\)$/m);
  const damaged = new Database(join(folder, 'checked.assay'));
  damaged.exec("UPDATE rating_scale SET name = 'Another scale'");
  damaged.close();
  const bad = await assay(['verify', '--case', 'checked.assay']);
  expect(bad.code).toBe(1);
  expect(bad.out).toMatch(/^BAD {2}Rows and their hashes/m);
});

describe('call', () => {
  beforeAll(async () => {
    expect((await assay(['create', '--case', 'calls.assay'])).code).toBe(0);
  });

  test('JSON that is none, and input that does not fit: 2', async () => {
    const broken = await assay(['call', 'labels.list', '--case', 'calls.assay', '--input', '{"a":', '--json']);
    expect(broken.code).toBe(2);
    expect(failure(broken).code).toBe('BAD_JSON');
    const wrong = await assay(['call', 'labels.create', '--case', 'calls.assay', '--input', '{"id":1}', '--json']);
    expect(wrong.code).toBe(2);
    expect(failure(wrong)).toMatchObject({ code: 'INVALID_INPUT', data: { problems: expect.any(Array) as unknown } });
  });

  test('what a rule refuses: 4', async () => {
    const ran = await assay(['call', 'history.undo', '--case', 'calls.assay', '--json']);
    expect(ran.code).toBe(4);
    expect(failure(ran)).toMatchObject({ code: 'NOTHING_TO_UNDO', message: 'There is nothing to undo.' });
    const locked = await assay(['call', 'cases.rename', '--case', 'calls.assay', '--read-only', '--input', '{"name":"New"}']);
    expect(locked.code).toBe(4);
  });

  test('files go in by path and come out by --out; pieces come one a line', async () => {
    const input = { importId: uuid(), files: [{ name: 'wall.txt', file: { $file: 'articles/wall.txt' } }] };
    const steps = await assay(['call', 'documents.import', '--case', 'calls.assay', '--input', JSON.stringify(input)]);
    const lines = steps.out.trim().split('\n');
    expect(lines).toHaveLength(1);
    const { outcome } = JSON.parse(lines[0]!) as { outcome: { outcome: string; documentId: string } };
    expect(outcome.outcome).toBe('imported');
    const back = await assay([
      'call',
      'documents.original',
      '--case',
      'calls.assay',
      '--input',
      JSON.stringify({ documentId: outcome.documentId }),
      '--out',
      'back.txt',
      '--json',
    ]);
    expect(json(back)).toMatchObject({ $file: { name: 'wall.txt' } });
    expect(readFileSync(join(folder, 'back.txt')).equals(readFileSync(join(articles, 'wall.txt')))).toBe(true);
    const missing = { importId: uuid(), files: [{ name: 'x', file: { $file: 'none.txt' } }] };
    expect((await assay(['call', 'documents.import', '--case', 'calls.assay', '--input', JSON.stringify(missing)])).code).toBe(2);
  });

  test('procedures that need no case are called without one', async () => {
    expect(json(await assay(['call', 'cases.current']))).toBeNull();
    const ran = await assay(['call', 'labels.list', '--json']);
    expect([ran.code, failure(ran).code]).toEqual([3, 'NO_CASE_OPEN']);
  });
});

test('a report that cannot be written says so: 4', async () => {
  await assay(['create', '--case', 'out.assay']);
  const ran = await assay(['report', '--case', 'out.assay', '--format', 'csv', '--out', 'no/such/folder/r.csv', '--json']);
  expect([ran.code, failure(ran).code]).toEqual([4, 'OUT_FAILED']);
});

test('no command writes over a case: 4, and the option is named that was given', async () => {
  await assay(['import', '--create', '--case', 'whole.assay', join('articles', 'wall.txt')]);
  const [{ id: documentId }] = json<[{ id: string }]>(await assay(['list', 'documents', '--case', 'whole.assay', '--json']));
  const { backups } = json<{ backups: { id: string }[] }>(await assay(['backup', '--case', 'whole.assay', '--list', '--json']));
  const path = join(folder, 'whole.assay');
  const before = readFileSync(path);
  const named = ['--case', 'whole.assay', '--json'];
  for (const [option, args] of [
    ['--out', ['report', '--format', 'md', '--out', 'whole.assay']],
    ['--out', ['backup', '--export', backups[0]!.id, '--out', 'whole.assay']],
    ['--out', ['call', 'documents.original', '--input', JSON.stringify({ documentId }), '--out', 'whole.assay.journal']],
    ['--export', ['salvage', '--export', 'whole.assay']],
  ] as const) {
    const ran = await assay([...args, ...named]);
    expect([ran.code, failure(ran).code], args[0]).toEqual([4, 'OUT_REFUSED']);
    expect(failure(ran).message).toContain(`Name another file with ${option}.`);
  }
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a backup is made when a case is closed, listed, and exported as a case', async () => {
  await assay(['import', '--create', '--case', 'kept.assay', join('articles', 'wall.txt')]);
  const { backups } = json<{ backups: { id: string }[] }>(await assay(['backup', '--case', 'kept.assay', '--list', '--json']));
  expect(backups).toMatchObject([{ reason: 'close', seq: 2 }]);
  // It has all that is there.
  expect((await assay(['backup', '--case', 'kept.assay'])).out).toMatch(new RegExp(`^${backups[0]!.id} has all up to operation 2`));
  const ran = await assay(['backup', '--case', 'kept.assay', '--export', backups[0]!.id, '--out', 'copy.assay']);
  expect([ran.code, ran.out.startsWith('Wrote '), existsSync(join(folder, 'copy.assay'))]).toEqual([0, true, true]);
  const unknown = await assay(['backup', '--case', 'kept.assay', '--export', 'none', '--out', 'none.assay', '--json']);
  expect([unknown.code, failure(unknown).code, existsSync(join(folder, 'none.assay'))]).toEqual([4, 'NOT_FOUND', false]);
});

describe('a case that is open in another process', () => {
  test('is read all the same, and says so; writing is refused: 3', async () => {
    await assay(['create', '--case', 'busy.assay']);
    const holder = spawn(process.execPath, [cli, 'call', 'events.subscribe', '--case', 'busy.assay'], { cwd: folder, env });
    await once(holder.stdout, 'data');
    try {
      const read = await assay(['list', 'documents', '--case', 'busy.assay', '--json']);
      expect(read).toMatchObject({ code: 0, out: '[]\n' });
      expect(read.err).toContain('open in another Assay');
      expect((await assay(['verify', '--case', 'busy.assay'])).code).toBe(0);
      const write = await assay(['import', '--case', 'busy.assay', 'articles', '--json']);
      expect([write.code, failure(write).code]).toEqual([3, 'CASE_OPEN_ELSEWHERE']);
    } finally {
      holder.kill('SIGINT');
    }
    const [code] = (await once(holder, 'exit')) as [number];
    expect([0, 130]).toContain(code);
    expect((await assay(['import', '--case', 'busy.assay', join('articles', 'wall.txt')])).code).toBe(0);
  });
});

describe('serve', () => {
  test('prints one link, lets a browser in, and closes the case when it is stopped', async (context) => {
    if (!existsSync(join(import.meta.dirname, '../../../dist/renderer/index.html'))) context.skip('the page is not built');
    await assay(['create', '--case', 'served.assay']);
    const server = spawn(process.execPath, [cli, 'serve', '--case', 'served.assay', '--json'], { cwd: folder, env });
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { link, origin } = JSON.parse(String(line)) as { link: string; origin: string };
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]{43}$/);
    const entered = await fetch(link, { redirect: 'manual' });
    const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
    expect(await (await fetch(`${origin}/`, { headers: { cookie } })).text()).toContain('<html');
    const call = await fetch(`${origin}/api/cases/current`, {
      method: 'POST',
      headers: { cookie, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: '{"json":{}}',
    });
    expect(await call.json()).toMatchObject({ json: { name: 'served' } });
    server.kill('SIGTERM');
    expect((await once(server, 'exit'))[0]).toBe(0);
    // Closed in order: the write-ahead log is folded into the one file.
    expect(existsSync(join(folder, 'served.assay-wal'))).toBe(false);
  });
});

test.skipIf(process.getuid?.() === 0)('a case in a folder that cannot be written to is read, and not written: 4', async () => {
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  await assay(['create', '--case', join(locked, 'a.assay')]);
  chmodSync(locked, 0o555);
  chmodSync(join(locked, 'a.assay'), 0o444);
  try {
    expect((await assay(['list', 'documents', '--case', 'locked/a.assay'])).code).toBe(0);
    expect((await assay(['call', 'cases.rename', '--case', 'locked/a.assay', '--input', '{"name":"B"}'])).code).toBe(4);
  } finally {
    chmodSync(locked, 0o755);
  }
});
