import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { restoreRows } from '../../electron/core/backups/restore.ts';
import { commandNames, takeSteps, type Step } from '../../electron/core/history/random-steps.ts';
import { dumpJournaled } from '../../electron/core/store/dump.ts';
import { openStore, type Store } from '../../electron/core/store/open.ts';
import { testCore, type TestCore } from '../../electron/core/testing.ts';
import { rounds } from './rounds.ts';

/** What happens to a session between two commands: nothing, a restart, a backup kept aside, or the return to that. */
type Between = 'restart' | 'back-up' | 'restore';
type Event = Step | Between;

const step: fc.Arbitrary<Step> = fc.record({
  // Making things comes up more often than unmaking them, so that sessions grow; what is seldom possible is tried more often.
  command: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...commandNames) },
    { weight: 2, arbitrary: fc.constantFrom(...commandNames.filter((name) => /create|paste|record|assign/.test(name))) },
    { weight: 1, arbitrary: fc.constantFrom<Step['command']>('history.undo', 'history.redo', 'notes.update', 'notes.remove') },
    { weight: 1, arbitrary: fc.constantFrom<Step['command']>('history.undoOne', 'history.restore', 'claims.remove', 'documents.import') },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Step['command']>(
        'passages.join',
        'passages.split',
        'evidence.update',
        'labels.update',
        'claims.updateSighting',
      ),
    },
  ),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
  c: fc.nat(1_000),
});

const opening: Step[] = ['documents.paste', 'labels.create', 'claims.create', 'passages.create', 'evidence.create', 'verdicts.record'].map(
  (command, index) => ({ command: command as Step['command'], a: index, b: 1, c: 1 }),
);

interface Session {
  core: TestCore;
  store(): Store;
  restart(): void;
  close(): void;
}

function openSession(onDisk: boolean): Session {
  const core = testCore();
  const { workbench } = core.core;
  const folder = mkdtempSync(join(tmpdir(), 'assay-undo-'));
  const path = join(folder, 'case.assay');
  if (onDisk) workbench.createAt(path);
  return {
    core,
    store: () => workbench.requireCase().store,
    restart() {
      if (!onDisk) return;
      workbench.closeCase();
      workbench.open(path);
    },
    close() {
      core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Takes a session through its events; returns the commands that changed the case. */
async function run(session: Session, events: readonly Event[]): Promise<Step['command'][]> {
  const { client, newId } = session.core;
  const folder = mkdtempSync(join(tmpdir(), 'assay-undo-backup-'));
  const backup = join(folder, 'backup.assay');
  const taken: Step['command'][] = [];
  let backedUp = false;
  try {
    for (const event of events) {
      const store = session.store();
      if (event === 'restart') session.restart();
      else if (event === 'back-up') {
        writeFileSync(backup, store.image());
        backedUp = true;
      } else if (event === 'restore') {
        if (!backedUp) continue;
        const options = { clock: () => new Date(), newId, actor: () => 'Tester' };
        const other = openStore({ ...options, path: backup, readOnly: true, readOnlyReason: 'backup' });
        restoreRows(store, other, 'Restore backup');
        other.close();
      } else taken.push(...(await takeSteps({ client, newId, store }, [event])));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return taken;
}

async function allTheWay(session: Session, direction: 'undo' | 'redo', restarts: number): Promise<void> {
  const { client } = session.core;
  for (let taken = 1; (await client.history.state({}))[direction] !== null; taken++) {
    await client.history[direction]({});
    if (restarts > 0 && taken % restarts === 0) session.restart();
  }
}

/** How sessions go, how many of them, whether on a disk, where a restart means something, and their least and greatest length. */
async function sessions(
  event: fc.Arbitrary<Event>,
  numRuns: number,
  onDisk: boolean,
  [minLength, maxLength]: readonly [number, number],
): Promise<Set<Step['command']>> {
  const taken = new Set<Step['command']>();
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength, maxLength, size: 'max' }), async (events) => {
      const session = openSession(onDisk);
      try {
        const empty = dumpJournaled(session.store());
        for (const command of await run(session, [...opening, ...events])) taken.add(command);
        // What the session left undone is done again first: else redoing all would go further than it did.
        await allTheWay(session, 'redo', 0);
        const full = dumpJournaled(session.store());
        await allTheWay(session, 'undo', onDisk ? 7 : 0);
        expect(dumpJournaled(session.store())).toBe(empty);
        await allTheWay(session, 'redo', onDisk ? 5 : 0);
        expect(dumpJournaled(session.store())).toBe(full);
        expect((await session.core.client.integrity.verify({})).checks.flatMap((check) => check.problems)).toEqual([]);
      } finally {
        session.close();
      }
    }),
    { numRuns },
  );
  return taken;
}

// Protects: whatever was done, in bulk, by import, by undoing one in the middle or out of the trash, can be undone byte for byte.
test('undoing all gives the first state byte for byte, redoing all the last', async () => {
  const taken = await sessions(step, rounds(60, 5_000), false, [25, 60]);
  // The canary of the sessions themselves: they came to every command that changes a case.
  expect(commandNames.filter((name) => name !== 'history.redo' && !taken.has(name))).toEqual([]);
});

// Protects: the order of undo is in the file, so it survives restarts and the return to a backup. On a disk a session takes four times as long.
test('the same with restarts and backups in between', { timeout: rounds(120_000, 14_400_000) }, async () => {
  const between = fc.constantFrom<Between>('restart', 'restart', 'back-up', 'restore');
  await sessions(fc.oneof({ weight: 6, arbitrary: step }, { weight: 1, arbitrary: between }), rounds(6, 3_000), true, [5, 25]);
});

test('canary: a change that goes past the journal is lost to undo and redo, and seen', async () => {
  const session = openSession(false);
  try {
    await run(session, opening);
    session.store().db.exec("UPDATE claim SET text = 'written past the journal'");
    const full = dumpJournaled(session.store());
    await allTheWay(session, 'undo', 0);
    await allTheWay(session, 'redo', 0);
    expect(dumpJournaled(session.store())).not.toBe(full);
  } finally {
    session.close();
  }
});
