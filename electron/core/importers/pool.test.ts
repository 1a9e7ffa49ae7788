import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeFork } from './fork.ts';
import type { TextParser } from './parser.ts';
import { createParserPool, type ParserEnding, type ParserProcess } from './pool.ts';

const real = new URL('./process.ts', import.meta.url);
const hostile = new URL('./testing/hostile-process.ts', import.meta.url);
const file = (words: string) => ({ name: 'a.txt', bytes: new TextEncoder().encode(words) });

let pool: TextParser;
afterEach(() => pool.close());

describe('parser processes', () => {
  test('read a file, and stay warm for the next', async () => {
    let started = 0;
    const fork = nodeFork(real);
    pool = createParserPool({ fork: () => (started++, fork()), size: 1 });
    const first = await pool.parse(file('A headline\n\nAnd its text.'));
    expect(first).toMatchObject({ ok: true, extraction: { text: 'A headline\nAnd its text.' } });
    await Promise.all(Array.from({ length: 20 }, (_, index) => pool.parse(file(`Number ${index}.`))));
    expect(started).toBe(1);
  });

  test.each([
    ['exit', 'crashed'],
    ['abort', 'crashed'],
    ['throw', 'crashed'],
    ['eat', 'out-of-memory'],
    ['hoard', 'out-of-memory'],
    ['thread', 'crashed'],
    ['hang', 'too-slow'],
  ])('a file that makes it %s fails alone as %s', { timeout: 60_000 }, async (words, reason) => {
    const fork = nodeFork(hostile);
    pool = createParserPool({ fork, size: 1, deadlineMs: words === 'hang' ? 3_000 : 55_000 });
    const results = await Promise.all([pool.parse(file('Before.')), pool.parse(file(words)), pool.parse(file('After.'))]);
    expect(results).toMatchObject([{ ok: true }, { ok: false, reason }, { ok: true, extraction: { text: 'After.' } }]);
  });

  test('may read the program, and neither read nor write anything else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-parser-'));
    try {
      const secret = join(folder, 'secret.txt');
      writeFileSync(secret, 'secret');
      const flags = nodeFork(real).execArgv;
      const tryTo = (code: string, ...with_: string[]) =>
        spawnSync(process.execPath, [...with_, '-e', `const fs = require('node:fs'); ${code}`], { encoding: 'utf8' });
      const read = `fs.readFileSync(${JSON.stringify(secret)})`;
      const write = `fs.writeFileSync(${JSON.stringify(secret)}, 'x')`;
      const run = `require('node:child_process').execSync('true')`;
      for (const code of [read, write, run]) {
        expect(tryTo(code, ...flags).stderr).toContain('ERR_ACCESS_DENIED');
        // Without the limits all of it works: it is they that protect.
        expect(tryTo(code).status).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('an idle pool lets the program end', () => {
    const code = `
      import { createParserPool } from ${JSON.stringify(new URL('./pool.ts', import.meta.url).href)};
      import { nodeFork } from ${JSON.stringify(new URL('./fork.ts', import.meta.url).href)};
      const pool = createParserPool({ fork: nodeFork(${JSON.stringify(real.href)} && new URL(${JSON.stringify(real.href)})) });
      const result = await pool.parse({ name: 'a.txt', bytes: new TextEncoder().encode('Words.') });
      console.log(result.ok);`;
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', timeout: 30_000 });
    expect([ended.status, ended.stdout.trim()]).toEqual([0, 'true']);
  });
});

describe('the pool', () => {
  /** A process that answers when told to. */
  function fakeFork() {
    const processes: (ParserProcess & { posted: { id: number }[]; answer(message: unknown): void; exit(): void; killed: boolean })[] = [];
    return {
      processes,
      fork(): ParserProcess {
        let onMessage: (message: unknown) => void = () => undefined;
        let onExit: (ending: ParserEnding) => void = () => undefined;
        const made = {
          posted: [] as { id: number }[],
          killed: false,
          post: (message: unknown) => void made.posted.push(message as { id: number }),
          onMessage: (listener: typeof onMessage) => void (onMessage = listener),
          onExit: (listener: typeof onExit) => void (onExit = listener),
          kill: () => void (made.killed = true),
          answer: (message: unknown) => onMessage(message),
          exit: () => onExit('crashed'),
        };
        processes.push(made);
        return made;
      },
    };
  }
  const empty = { ok: false, reason: 'empty' } as const;

  test('never starts more processes than its size', async () => {
    const fake = fakeFork();
    pool = createParserPool({ fork: fake.fork, size: 2 });
    const all = Promise.all(Array.from({ length: 5 }, () => pool.parse(file('x'))));
    expect(fake.processes).toHaveLength(2);
    for (let turn = 0; turn < 5; turn++) {
      const busy = fake.processes[turn % 2]!;
      busy.answer({ id: busy.posted.at(-1)!.id, result: empty });
    }
    expect(await all).toEqual(Array.from({ length: 5 }, () => empty));
    expect(fake.processes).toHaveLength(2);
  });

  test('a process that has grown large is replaced before the next file', async () => {
    const fake = fakeFork();
    pool = createParserPool({ fork: fake.fork, size: 1 });
    const parsing = [pool.parse(file('x')), pool.parse(file('y'))];
    fake.processes[0]!.answer({ id: fake.processes[0]!.posted[0]!.id, result: empty, worn: true });
    expect(await parsing[0]).toEqual(empty);
    expect(fake.processes[0]!.killed).toBe(true);
    fake.processes[1]!.answer({ id: fake.processes[1]!.posted[0]!.id, result: empty, worn: false });
    expect(await parsing[1]).toEqual(empty);
    expect(fake.processes[1]!.killed).toBe(false);
  });

  test('a file that ends a used process is read once more in a new one, and only once', async () => {
    const fake = fakeFork();
    pool = createParserPool({ fork: fake.fork, size: 1 });
    const parsing = ['x', 'y', 'z'].map((words) => pool.parse(file(words)));
    const answer = (at: number): void => fake.processes[at]!.answer({ id: fake.processes[at]!.posted.at(-1)!.id, result: empty });
    answer(0);
    fake.processes[0]!.exit();
    expect(fake.processes[1]!.posted).toMatchObject([{ bytes: file('y').bytes }]);
    fake.processes[1]!.exit();
    expect(await parsing[1]).toEqual({ ok: false, reason: 'crashed' });
    answer(2);
    expect(await Promise.all(parsing)).toEqual([empty, { ok: false, reason: 'crashed' }, empty]);
    expect(fake.processes).toHaveLength(3);
  });

  test('a file that is read once more goes past a used process that is idle', async () => {
    const fake = fakeFork();
    pool = createParserPool({ fork: fake.fork, size: 2 });
    const parsing = ['x', 'y', 'z'].map((words) => pool.parse(file(words)));
    for (const one of fake.processes.slice(0, 2)) one.answer({ id: one.posted[0]!.id, result: empty });
    expect(fake.processes[0]!.posted).toHaveLength(2);
    fake.processes[0]!.exit();
    expect(fake.processes[1]!.posted).toHaveLength(1);
    fake.processes[2]!.answer({ id: fake.processes[2]!.posted[0]!.id, result: empty });
    expect(await parsing[2]).toEqual(empty);
  });

  test('a late answer of another file is not taken', async () => {
    const fake = fakeFork();
    pool = createParserPool({ fork: fake.fork, size: 1 });
    const parsing = pool.parse(file('x'));
    fake.processes[0]!.answer({ id: 99, result: { ok: false, reason: 'binary' } });
    fake.processes[0]!.answer({ id: fake.processes[0]!.posted[0]!.id, result: empty });
    expect(await parsing).toEqual(empty);
  });

  test('a process that cannot be started fails its file, and no other waits for it', async () => {
    pool = createParserPool({
      fork() {
        throw new Error('no more processes');
      },
    });
    expect(await Promise.all([pool.parse(file('x')), pool.parse(file('y')), pool.parse(file('z'))])).toEqual(
      Array.from({ length: 3 }, () => ({ ok: false, reason: 'crashed' })),
    );
  });

  test('aborting and closing stop what waits', async () => {
    const fake = fakeFork();
    pool = createParserPool({ fork: fake.fork, size: 1 });
    const abort = new AbortController();
    const [running, waiting, aborted] = [pool.parse(file('x')), pool.parse(file('y')), pool.parse(file('z'), abort.signal)];
    abort.abort();
    expect(await aborted).toEqual({ ok: false, reason: 'stopped' });
    expect(await pool.parse(file('w'), abort.signal)).toEqual({ ok: false, reason: 'stopped' });
    pool.close();
    expect(await Promise.all([running, waiting])).toEqual([
      { ok: false, reason: 'stopped' },
      { ok: false, reason: 'stopped' },
    ]);
    expect(fake.processes[0]!.killed).toBe(true);
    expect(await pool.parse(file('v'))).toEqual({ ok: false, reason: 'stopped' });
  });
});
