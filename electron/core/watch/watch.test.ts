import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssayEvent } from '../../../shared/contract/events.ts';
import { openInSecondProcess } from '../store/second-process.ts';
import { addLabel, countLabels, openTestStore, testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
let beat: () => void;
let events: AssayEvent[];
let listening: AbortController;

/** A core on a case in a file, whose heart beats when the test says so. */
function begin(): TestCore {
  const beats = new Set<() => void>();
  beat = () => beats.forEach((tick) => tick());
  return testCore({
    casesDir: files.path('cases'),
    settingsDir: files.path('settings'),
    every: (_milliseconds, tick) => {
      beats.add(tick);
      return () => beats.delete(tick);
    },
  });
}

async function listen(): Promise<void> {
  events = [];
  const stream = core.core.workbench.subscribe(listening.signal);
  void (async () => {
    for await (const event of stream) events.push(event);
  })().catch(() => undefined);
  await Promise.resolve();
}

/** Health as windows were told it, newest last. */
async function told(): Promise<string[]> {
  await new Promise(setImmediate);
  return events.flatMap((event) => (event.type === 'health' ? [event.health.state] : []));
}

const label = (name: string) => core.client.labels.create({ id: core.newId(), name, colour: 'red', definition: '' });
const names = async () => (await core.client.labels.list({})).map((known) => known.name);
const live = () => core.core.workbench.requireCase().live;

let path: string;
beforeEach(async () => {
  files = testFolder();
  listening = new AbortController();
  core = begin();
  await core.client.cases.create({ name: 'Harbour' });
  path = files.path('cases/Harbour.assay');
  await label('One');
  await listen();
});
afterEach(() => {
  listening.abort();
  core.close();
  files.remove();
});

describe('the file of the open case', () => {
  test('that was deleted is told at the next beat, refuses changes, and is read on', async () => {
    rmSync(path);
    beat();
    expect(await told()).toEqual(['missing']);
    expect(await core.client.cases.current({})).toMatchObject({ health: { state: 'missing' }, counts: { claims: 0 } });
    await expect(label('Two')).rejects.toMatchObject({ code: 'CASE_GONE', data: { name: 'Harbour.assay', what: 'missing' } });
    await expect(core.client.history.undo({})).rejects.toMatchObject({ code: 'CASE_GONE' });
    expect(() => live().keep(() => undefined)).toThrow(expect.objectContaining({ code: 'CASE_GONE' }));
    expect(await names()).toEqual(['One']);
    expect(existsSync(path)).toBe(false);
  });

  test('that vanishes between two beats takes no change all the same, and windows are told by the refusal', async () => {
    renameSync(path, files.path('cases/moved.assay'));
    await expect(label('Two')).rejects.toMatchObject({ code: 'CASE_GONE' });
    expect(await told()).toEqual(['missing']);
  });

  test('that vanishes while a change is being made takes nothing of it', () => {
    expect(() =>
      live().transact('Cut off', (tx) => {
        tx.insert('label', { id: core.newId(), name: 'Half', colour: 'red', definition: '', parent_id: null });
        rmSync(path);
      }),
    ).toThrow(expect.objectContaining({ code: 'CASE_GONE' }));
    expect(countLabels(live())).toBe(1);
  });

  test('that was moved is whole where it is now: what stood in the log beside it has gone into it', async () => {
    const moved = files.path('moved.assay');
    live().db.pragma('wal_checkpoint(TRUNCATE)');
    await label('Two');
    renameSync(path, moved);
    const headOfCopy = (name: string): number => {
      cpSync(moved, files.path(name));
      const copy = openTestStore(files.path(name), { readOnly: true });
      const { seq } = copy.journal.head();
      copy.close();
      return seq;
    };
    // Canary: at this moment the moved file lacks what the log holds.
    expect(headOfCopy('early.assay')).toBe(2);
    beat();
    expect(headOfCopy('late.assay')).toBe(3);
  });

  test('that is open elsewhere under its new name is not written to', async () => {
    const moved = files.path('moved.assay');
    await label('Two');
    live().db.pragma('wal_checkpoint(TRUNCATE)');
    await label('Three');
    renameSync(path, moved);
    const other = openInSecondProcess(moved);
    expect(await other.next()).toEqual({ ok: { readOnly: null } });
    await other.ask('label theirs');
    beat();
    await other.ask('label theirs-too');
    await other.ask('close');
    await core.client.cases.close({});
    const again = openTestStore(moved);
    expect(again.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(countLabels(again)).toBe(4);
    again.close();
  });

  test('that was replaced is told, and neither file is written to', async () => {
    const other = files.path('other.assay');
    openTestStore(other, { create: true }).close();
    renameSync(other, path);
    const before = readFileSync(path);
    beat();
    expect(await told()).toEqual(['replaced']);
    await expect(label('Two')).rejects.toMatchObject({ code: 'CASE_GONE', data: { what: 'replaced' } });
    expect(await names()).toEqual(['One']);
    await core.client.cases.close({});
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0).toBe(false);
  });

  test('that was written over in place is told, and nothing more is written to it', async () => {
    await core.client.cases.create({ name: 'Other' });
    await core.client.cases.openPath({ path });
    await label('Two');
    events = [];
    writeFileSync(path, readFileSync(files.path('cases/Other.assay')));
    const before = readFileSync(path);
    beat();
    expect(await told()).toEqual(['replaced']);
    await expect(label('Three')).rejects.toMatchObject({ code: 'CASE_GONE', data: { what: 'replaced' } });
    await core.client.cases.close({});
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(await core.client.cases.openPath({ path })).toMatchObject({ name: 'Other', seq: 1 });
    expect((await core.client.integrity.verify({})).ok).toBe(true);
  });

  test('that comes back is written to again', async () => {
    renameSync(path, files.path('moved.assay'));
    beat();
    renameSync(files.path('moved.assay'), path);
    beat();
    expect(await told()).toEqual(['missing', 'ok']);
    await label('Two');
    expect(await names()).toEqual(['One', 'Two']);
    await core.client.cases.close({});
    const again = openTestStore(path);
    expect(countLabels(again)).toBe(2);
    again.close();
  });

  test('whose folder was renamed is missing, and comes back with it', async () => {
    renameSync(files.path('cases'), files.path('elsewhere'));
    beat();
    expect(await told()).toEqual(['missing']);
    renameSync(files.path('elsewhere'), files.path('cases'));
    beat();
    expect(await told()).toEqual(['missing', 'ok']);
    await label('Two');
  });

  test('may gain a second name while it is open', async () => {
    linkSync(path, files.path('second name.assay'));
    beat();
    await label('Two');
    expect(await told()).toEqual([]);
  });
});

describe('rescue', () => {
  const history = () => live().statement('SELECT seq, label, hash FROM operation').all();

  test('puts the case back where it was, with all its history, and goes on in it', async () => {
    await label('Two');
    const before = history();
    rmSync(path);
    beat();
    expect(await core.client.cases.rescue({ how: 'put-back' })).toMatchObject({ name: 'Harbour', health: { state: 'ok' }, readOnly: null });
    expect(history()).toEqual(before);
    await label('Three');
    await core.client.history.undo({});
    await core.client.history.undo({});
    expect(await names()).toEqual(['One']);
    expect((await core.client.integrity.verify({})).ok).toBe(true);
    await core.client.cases.close({});
    const again = openTestStore(path);
    expect(countLabels(again)).toBe(1);
    again.close();
  });

  test('puts nothing back where something stands, and where there is no folder', async () => {
    rmSync(path);
    writeFileSync(path, 'something else');
    beat();
    await expect(core.client.cases.rescue({ how: 'put-back' })).rejects.toMatchObject({ code: 'CASE_EXISTS' });
    expect(readFileSync(path, 'utf8')).toBe('something else');
    renameSync(files.path('cases'), files.path('elsewhere'));
    await expect(core.client.cases.rescue({ how: 'put-back' })).rejects.toMatchObject({ code: 'CASE_MISSING' });
    expect(await names()).toEqual(['One']);
    mkdirSync(files.path('cases'));
    expect(await core.client.cases.rescue({ how: 'put-back' })).toMatchObject({ seq: 2, folder: files.path('cases') });
    await label('Two');
  });

  test('saves the case as a new file under a free name, and leaves what stands in its place', async () => {
    const before = history();
    const other = files.path('other.assay');
    openTestStore(other, { create: true }).close();
    renameSync(other, path);
    const there = readFileSync(path);
    beat();
    const saved = await core.client.cases.rescue({ how: 'save-copy' });
    expect(saved).toMatchObject({ name: 'Harbour', fileName: 'Harbour 2.assay', health: { state: 'ok' }, readOnly: null });
    expect(history()).toEqual(before);
    await label('Two');
    expect(readFileSync(path).equals(there)).toBe(true);
    expect(readdirSync(files.path('cases')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a file that took the place of the case is opened, and what was open is kept as a new file', async () => {
    const other = files.path('other.assay');
    await core.client.cases.openPath({ path: other, create: true });
    await core.client.cases.openPath({ path });
    renameSync(other, path);
    beat();
    expect(await core.client.cases.openPath({ path })).toMatchObject({ name: 'other', health: { state: 'ok' }, seq: 1 });
    await label('Theirs');
    const kept = openTestStore(files.path('cases/Harbour 2.assay'), { readOnly: true });
    expect(kept.journal.head().seq).toBe(2);
    kept.close();
  });

  describe('of a case that was written over in place', () => {
    beforeEach(async () => {
      await core.client.cases.create({ name: 'Other' });
      await core.client.cases.openPath({ path });
      for (let count = 0; count < 30; count++) await label(`Label ${count}`);
      live().db.pragma('wal_checkpoint(TRUNCATE)');
      await core.client.drafts.keep({ key: 'note:claim', text: 'Half a thought' });
      await label('Two');
    });
    const overwrite = (): void => {
      writeFileSync(path, readFileSync(files.path('cases/Other.assay')));
      beat();
    };

    test('gives all that was saved and typed, of a backup and the journal or of the journal alone', async () => {
      const before = history();
      const { seq } = live().journal.head();
      overwrite();
      expect(await core.client.cases.rescue({ how: 'save-copy' })).toMatchObject({
        fileName: 'Harbour 2.assay',
        seq,
        health: { state: 'ok' },
      });
      expect(history()).toEqual(before);
      expect(await core.client.drafts.list({})).toMatchObject([{ text: 'Half a thought' }]);
      expect((await core.client.integrity.verify({})).ok).toBe(true);
    });

    test('is opened where the other file is asked for, and kept under another name', async () => {
      const { seq } = live().journal.head();
      await core.client.backups.make({});
      await label('Three');
      live().sideJournal!.trim(seq);
      overwrite();
      expect(await core.client.cases.openPath({ path })).toMatchObject({ name: 'Other', seq: 1, health: { state: 'ok' } });
      const kept = openTestStore(files.path('cases/Harbour 2.assay'), { readOnly: true });
      expect(kept.journal.head().seq).toBe(seq + 1);
      kept.close();
    });

    test('is refused where neither has all of it, and nothing is made that looks whole', async () => {
      rmSync(`${path}.journal`);
      overwrite();
      await expect(core.client.cases.rescue({ how: 'save-copy' })).rejects.toMatchObject({ code: 'CASE_DAMAGED' });
      expect(readdirSync(files.path('cases')).filter((name) => name.startsWith('Harbour 2'))).toEqual([]);
    });
  });

  test('what took the place and is no case is refused, and the case at hand stays open', async () => {
    writeFileSync(files.path('other'), 'Not a case at all.');
    renameSync(files.path('other'), path);
    beat();
    await expect(core.client.cases.openPath({ path })).rejects.toMatchObject({ code: 'NOT_A_CASE' });
    expect(await names()).toEqual(['One']);
    expect(readdirSync(files.path('cases')).filter((name) => !name.startsWith('.') && name.endsWith('.assay'))).toEqual(['Harbour.assay']);
  });

  test('a case with a second name is saved as a file of its own', async () => {
    linkSync(path, files.path('second name.assay'));
    await core.client.cases.close({});
    expect(await core.client.cases.openPath({ path })).toMatchObject({ readOnly: 'linked' });
    expect(await core.client.cases.rescue({ how: 'save-copy' })).toMatchObject({ readOnly: null, fileName: 'Harbour 2.assay', seq: 2 });
    await label('Two');
  });

  test('a case in memory is saved as a file', async () => {
    core.core.workbench.createAt(':memory:', 'Loose');
    await label('Two');
    await expect(core.client.cases.rescue({ how: 'put-back' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await core.client.cases.rescue({ how: 'save-copy' })).toMatchObject({ fileName: 'Loose.assay', seq: 2 });
  });
});

describe('the reserve', () => {
  const reserve = () => join(files.path('cases'), '.Harbour.assay.reserve');

  test('is really there while a case is open, and not when it is closed', async () => {
    expect(existsSync(reserve())).toBe(false);
    beat();
    const { size, blocks } = statSync(reserve());
    expect(size).toBe(1_048_576);
    expect(blocks * 512).toBeGreaterThanOrEqual(size);
    await core.client.cases.close({});
    expect(existsSync(reserve())).toBe(false);
  });

  test('is not made in a folder that is carried to other machines', async () => {
    mkdirSync(files.path('Dropbox'));
    await core.client.cases.openPath({ path: files.path('Dropbox/Shared.assay'), create: true });
    beat();
    expect(readdirSync(files.path('Dropbox')).filter((name) => name.endsWith('.reserve'))).toEqual([]);
  });

  test('is not made beside a case that is only read', async () => {
    await core.client.cases.openPath({ path, readOnly: true });
    beat();
    expect(existsSync(reserve())).toBe(false);
  });
});

describe('a case that is read while another writes to it', () => {
  test('follows: each look tells what was committed since the last', async () => {
    await core.client.cases.openPath({ path, readOnly: true });
    const writer = openTestStore(path);
    events = [];
    beat();
    addLabel(writer, 'Theirs');
    addLabel(writer, 'Theirs too');
    beat();
    beat();
    await told();
    expect(events).toMatchObject([{ type: 'changed', seq: 4, label: 'Create label', kind: 'do', tables: ['label'], ids: { length: 2 } }]);
    expect(await names()).toEqual(['One', 'Theirs', 'Theirs too']);
    writer.undo();
    writer.keep(() => void writer.db.exec('CREATE TABLE scratch (x)'));
    beat();
    await told();
    expect(events).toMatchObject([{ kind: 'do' }, { kind: 'undo', seq: 5 }]);
    writer.close();
  });

  test('says whether it follows', async () => {
    expect(await core.client.cases.current({})).toMatchObject({ follows: true });
    core.core.workbench.createAt(':memory:', 'Loose');
    expect(await core.client.cases.current({})).toMatchObject({ follows: false });
  });
});
