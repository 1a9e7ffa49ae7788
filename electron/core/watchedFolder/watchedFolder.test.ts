import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AssayEvent } from '../../../shared/contract/events.ts';
import type { TaskInput } from '../maintenance/tasks.ts';
import { testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';
import { lookAtFolder, readSeenFile, type Look } from './look.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
let beats: Set<() => void>;
let events: AssayEvent[];
let listening: AbortController;

/** A core whose time goes on when the test says so. */
function begin(options: Parameters<typeof testCore>[0] = {}): TestCore {
  beats = new Set();
  const started = testCore({
    casesDir: files.path('cases'),
    settingsDir: files.path('settings'),
    every: (_milliseconds, tick) => {
      beats.add(tick);
      return () => beats.delete(tick);
    },
    ...options,
  });
  events = [];
  listening = new AbortController();
  void (async () => {
    for await (const event of started.core.workbench.subscribe(listening.signal)) events.push(event);
  })().catch(() => undefined);
  return started;
}

async function end(): Promise<void> {
  listening.abort();
  core.close();
  await core.core.settled();
}

/** What begins to wait meanwhile waits for the next time. */
function goOn(): void {
  const due = [...beats];
  for (const beat of due) beat();
}

/** Lets time go on until something is so. */
const until = (isSo: () => boolean | Promise<boolean>): Promise<boolean> =>
  vi.waitUntil(
    async () => {
      goOn();
      await nextTurn();
      return isSo();
    },
    { timeout: 10_000, interval: 5 },
  );

type WatchedImport = Extract<AssayEvent, { type: 'watched-import' }>;
const told = (): WatchedImport[] => events.filter((event) => event.type === 'watched-import');
const titles = async (): Promise<string[]> => (await core.client.documents.list({})).map(({ title }) => title);
const inbox = (name = ''): string => files.path(`inbox/${name}`);
const write = (name: string, words: string): void =>
  writeFileSync(inbox(name), `${words}\n\nThat is what it says, and it says nothing else.\n`);
const state = async () => (await core.client.watchedFolder.get({})).state;

beforeEach(async () => {
  files = testFolder();
  core = begin();
  await core.client.cases.create({ name: 'Harbour' });
  mkdirSync(inbox());
});
afterEach(async () => {
  await end();
  files.remove();
});

describe('a watched folder', () => {
  test('gives its new files to the case, as an operation of their own; what lay there stays out', async () => {
    write('old.txt', 'Old as it is');
    expect(await core.client.watchedFolder.get({})).toEqual({ state: 'off', folder: '' });
    expect(await core.client.watchedFolder.set({ path: inbox() })).toMatchObject({ state: 'watching' });
    write('one.txt', 'One came in');
    write('two.txt', 'Two came in');
    await until(() => told().reduce((sum, { made }) => sum + made, 0) === 2);
    expect((await titles()).toSorted()).toEqual(['One came in', 'Two came in']);
    const { operations } = await core.client.history.list({});
    expect(operations[0]!.label).toContain('from the watched folder “inbox”');
    const newest = told().at(-1)!;
    expect(newest).toMatchObject({ folder: 'inbox', failed: 0, seq: operations[0]!.seq });
    await core.client.history.undo({ seq: newest.seq! });
    expect((await titles()).length).toBeLessThan(2);
  });

  test('takes a file once it stands still, whatever it was called before, and the same bytes once', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    write('page.html.crdownload', '<p>Half of it');
    write('paper.txt', '');
    write('paper.txt.part', 'Part of a paper');
    write('~$letter.txt', 'Owner of a letter');
    write('done.txt', 'Done at once');
    await until(() => told().length === 1);
    expect(await titles()).toEqual(['Done at once']);
    // The download is over.
    rmSync(inbox('paper.txt'));
    renameSync(inbox('paper.txt.part'), inbox('paper.txt'));
    await until(() => told().length === 2);
    expect(await titles()).toEqual(['Done at once', 'Part of a paper']);
    writeFileSync(inbox('again.txt'), 'Done at once\n\nThat is what it says, and it says nothing else.\n');
    write('last.txt', 'Last of all');
    await until(() => told().length === 3);
    expect(await titles()).toEqual(['Done at once', 'Part of a paper', 'Last of all']);
  });

  test('takes files whose times lie far back or ahead, and those that come after them', async () => {
    write('archive.txt', 'Written long ago');
    utimesSync(inbox('archive.txt'), new Date('2001-01-01'), new Date('2001-01-01'));
    renameSync(inbox('archive.txt'), files.path('archive.txt'));
    await core.client.watchedFolder.set({ path: inbox() });
    renameSync(files.path('archive.txt'), inbox('archive.txt'));
    await until(() => told().length === 1);
    write('ahead.txt', 'Written ahead of its time');
    utimesSync(inbox('ahead.txt'), new Date('2101-01-01'), new Date('2101-01-01'));
    await until(() => told().length === 2);
    write('after.txt', 'Written after it');
    await until(() => told().length === 3);
    expect(await titles()).toEqual(['Written long ago', 'Written ahead of its time', 'Written after it']);
  });

  test('waits for a file that still grows', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    writeFileSync(inbox('grows.txt'), 'It grows\n');
    let parts = 0;
    await until(() => {
      if (parts < 6) appendFileSync(inbox('grows.txt'), `\nPart ${++parts} of what it says.\n`);
      return told().length > 0;
    });
    const [document] = await core.client.documents.list({});
    expect((await core.client.documents.get({ documentId: document!.id })).version.text).toContain('Part 6');
    expect(told()).toHaveLength(1);
  });

  test('tells of a file that fails once', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    writeFileSync(inbox('photo.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
    let parts = 0;
    // While another one grows, what is new is looked at again and again.
    await until(() => {
      if (parts < 8) appendFileSync(inbox('grows.txt'), `\nPart ${++parts} of what it says.\n`);
      return told().length > 1;
    });
    expect([parts, told().length]).toEqual([8, 2]);
    expect(told()[0]).toMatchObject({ made: 0, failed: 1, seq: null, outcomes: [{ outcome: 'failed', name: 'photo.png' }] });
    write('one.txt', 'One came in');
    await until(() => told().length === 3);
    expect(told()[2]).toMatchObject({ made: 1, failed: 0 });
  });

  test('tells of a file that fails once also where the clock of the folder is coarse', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    const { workbench } = core.core;
    const maintain = workbench.maintain.bind(workbench);
    // As on disks that count in seconds: what fails and what grows changed in the same one.
    const second = 1_000 * Math.ceil(Date.now() / 1_000);
    const lookCoarsely = async (asked: TaskInput<'lookAtFolder'>, signal?: AbortSignal): Promise<Look> => {
      const look = await maintain('lookAtFolder', { ...asked, afterMs: 0 }, signal);
      if (!look.ok) return look;
      const fresh = asked.afterMs < second ? look.fresh.map((file) => ({ ...file, changedMs: second })) : [];
      return { ...look, newestMs: second, fresh };
    };
    vi.spyOn(workbench, 'maintain').mockImplementation(((name: string, input: TaskInput<'lookAtFolder'>, signal?: AbortSignal) =>
      name === 'lookAtFolder' ? lookCoarsely(input, signal) : maintain(name as 'lookAtFolder', input, signal)) as typeof maintain);
    try {
      writeFileSync(inbox('photo.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
      let parts = 0;
      await until(() => {
        if (parts < 8) appendFileSync(inbox('grows.txt'), `\nPart ${++parts} of what it says.\n`);
        return told().some(({ made }) => made === 1);
      });
      expect(told().map(({ made, failed }) => [made, failed])).toEqual([
        [0, 1],
        [1, 0],
      ]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  test('leads nowhere else: links in it are passed over', async () => {
    mkdirSync(files.path('elsewhere'));
    writeFileSync(files.path('elsewhere/secret.txt'), 'A secret that lies elsewhere, and stays there.');
    await core.client.watchedFolder.set({ path: inbox() });
    symlinkSync(files.path('elsewhere/secret.txt'), inbox('secret.txt'));
    symlinkSync(files.path('elsewhere'), inbox('elsewhere'));
    write('one.txt', 'One came in');
    await until(() => told().length === 1);
    expect(await titles()).toEqual(['One came in']);
  });

  test('that goes is told as gone, and is watched on when it comes back', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    rmSync(inbox(), { recursive: true });
    await until(async () => (await state()) === 'gone');
    mkdirSync(inbox());
    await until(async () => (await state()) === 'watching');
    write('one.txt', 'One came in');
    await until(() => told().length === 1);
  });

  test('goes on after a restart, with what came in the meantime', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    write('one.txt', 'One came in');
    await until(() => told().length === 1);
    await end();
    write('two.txt', 'Two came in');
    core = begin();
    await core.client.cases.openPath({ path: files.path('cases/Harbour.assay') });
    expect(await state()).toBe('watching');
    await until(() => told().length === 1);
    expect(await titles()).toHaveLength(2);
  });

  test('is off on another machine, which says so until somebody decides', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    await end();
    core = begin({ settingsDir: files.path('settings of another') });
    await core.client.cases.openPath({ path: files.path('cases/Harbour.assay') });
    expect(await core.client.watchedFolder.get({})).toEqual({ state: 'elsewhere', folder: '' });
    expect(await core.client.watchedFolder.stop({})).toEqual({ state: 'off', folder: '' });
  });

  test('waits while the case is only read', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    core.core.workbench.reopen(true);
    expect(await state()).toBe('paused');
    await expect(core.client.watchedFolder.set({ path: inbox() })).rejects.toMatchObject({ code: 'READ_ONLY' });
    core.core.workbench.reopen();
    expect(await state()).toBe('watching');
  });

  test('that is none is refused, and so are the backups of the case', async () => {
    const refused = (path: string) => expect(core.client.watchedFolder.set({ path })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await refused('inbox');
    await refused(inbox('nothing'));
    mkdirSync(files.path('settings/backups/one'), { recursive: true });
    await refused(files.path('settings/backups'));
    symlinkSync(files.path('settings/backups/one'), files.path('by a link'));
    await refused(files.path('by a link'));
    expect(await state()).toBe('off');
  });

  test('that does not answer is told as silent, and nothing waits for it', async () => {
    await core.client.watchedFolder.set({ path: inbox() });
    const { workbench } = core.core;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      vi.spyOn(workbench, 'maintain').mockImplementation(
        (_name, _input, signal) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error));
          }),
      );
      write('one.txt', 'One came in');
      for (let turn = 0; turn < 200 && (await state()) !== 'silent'; turn++) {
        goOn();
        await nextTurn();
        vi.advanceTimersByTime(5_000);
      }
      expect(await state()).toBe('silent');
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
    }
    await until(() => told().length === 1);
    expect(await state()).toBe('watching');
  });
});

const context = {
  nativeBinding: undefined,
  check: () => undefined,
  hold: async <Result>(work: () => Result | Promise<Result>) => work(),
};

test('a link is neither seen nor read, and another file in the place of one is not taken for it', () => {
  mkdirSync(files.path('elsewhere'));
  writeFileSync(files.path('elsewhere/secret.txt'), 'A secret that lies elsewhere.');
  symlinkSync(files.path('elsewhere/secret.txt'), inbox('secret.txt'));
  write('one.txt', 'One came in');
  const at = new Date('2026-03-01T10:00:00Z');
  utimesSync(inbox('one.txt'), at, at);
  const look = lookAtFolder({ folder: inbox(), afterMs: 0, withOthers: true }, context);
  if (!look.ok) throw new Error(look.why);
  expect(look.fresh.map(({ name }) => name)).toEqual(['one.txt']);
  const [file] = look.fresh;
  expect(readSeenFile({ folder: inbox(), file: file! })).toHaveLength(file!.size);
  rmSync(inbox('one.txt'));
  // Of the same size and time, so that nothing but the link tells it from the other.
  writeFileSync(files.path('elsewhere/secret.txt'), 'x'.repeat(file!.size));
  utimesSync(files.path('elsewhere/secret.txt'), at, at);
  symlinkSync(files.path('elsewhere/secret.txt'), inbox('one.txt'));
  expect(readSeenFile({ folder: inbox(), file: file! })).toBe('vanished');
  rmSync(inbox('one.txt'));
  write('one.txt', 'Another one came in');
  expect(readSeenFile({ folder: inbox(), file: file! })).toBe('vanished');
});

test('a folder with very many files is looked at without being carried about', () => {
  for (let number = 0; number < 3_000; number++) writeFileSync(inbox(`${number}.txt`), 'x');
  const first = lookAtFolder({ folder: inbox(), afterMs: 0, withOthers: false }, context);
  if (!first.ok) throw new Error(first.why);
  const again = lookAtFolder({ folder: inbox(), afterMs: first.newestMs, withOthers: false }, context);
  expect(again).toMatchObject({ ok: true, fresh: [], others: [] });
});
