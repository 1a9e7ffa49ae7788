import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dumpJournaled } from '../store/dump.ts';
import { testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const create = (text: string) => core.client.claims.create({ id: core.newId(), fields: { text } });

test('undo and redo go by name, and a new change overtakes what was undone', async () => {
  expect(await core.client.history.state({})).toMatchObject({ undo: null, redo: null });
  await expect(core.client.history.undo({})).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO', data: { direction: 'undo' } });
  const claim = await create('One.');
  await core.client.claims.bulkUpdate({ claimIds: [claim.id], fields: { priority: 'urgent' } });
  expect(await core.client.history.state({})).toMatchObject({ undo: 'Set priority to Urgent', redo: null });
  expect(await core.client.history.undo({})).toMatchObject({ label: 'Set priority to Urgent', tables: ['claim'], ids: [claim.id] });
  expect(await core.client.history.state({})).toMatchObject({ undo: 'Create claim', redo: 'Set priority to Urgent' });
  await create('Two.');
  expect(await core.client.history.state({})).toMatchObject({ undo: 'Create claim', redo: null });
  await expect(core.client.history.redo({})).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO', data: { direction: 'redo' } });
  const { operations, more } = await core.client.history.list({});
  expect(more).toBe(false);
  expect(operations.map(({ label, kind, state }) => [label, kind, state])).toEqual([
    ['Create claim', 'do', 'live'],
    ['Set priority to Urgent', 'undo', null],
    ['Set priority to Urgent', 'do', 'abandoned'],
    ['Create claim', 'do', 'live'],
    ['Create case', 'do', null],
  ]);
});

test('the list comes in pages, and each operation tells its changes row by row', async () => {
  const claim = await create('Old words.');
  const edited = await core.client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { text: 'New words.' } });
  const first = await core.client.history.list({ limit: 1 });
  expect(first).toMatchObject({ more: true, operations: [{ seq: edited.revision, label: 'Reword claim', actor: 'Tester', changes: 1 }] });
  const rest = await core.client.history.list({ before: edited.revision });
  expect(rest.operations.map((operation) => operation.seq)).toEqual([claim.revision, 1]);
  expect(await core.client.history.changes({ seq: edited.revision })).toEqual([
    {
      table: 'claim',
      rowId: claim.id,
      title: 'New words.',
      names: {},
      before: { text: 'Old words.', revision: claim.revision, updated_at: claim.updatedAt },
      after: { text: 'New words.', revision: edited.revision, updated_at: edited.updatedAt },
    },
  ]);
  await expect(core.client.history.changes({ seq: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('undo is told to every window like any other change', async () => {
  await create('One.');
  const told: string[] = [];
  core.store.onChange((committed) => told.push(`${committed.kind} ${committed.label}`));
  await core.client.history.undo({});
  await core.client.history.redo({});
  expect(told).toEqual(['undo Create claim', 'redo Create claim']);
});

test('undo and redo go on after the case was closed and opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-history-'));
  try {
    const path = join(folder, 'case.assay');
    const { workbench } = core.core;
    const reopen = () => {
      workbench.closeCase();
      workbench.open(path);
      return workbench.requireCase().store;
    };
    workbench.createAt(path);
    const states = [dumpJournaled(workbench.requireCase().store)];
    for (const text of ['One.', 'Two.', 'Three.']) {
      await create(text);
      states.push(dumpJournaled(workbench.requireCase().store));
    }
    for (const state of states.slice(0, -1).toReversed()) {
      await core.client.history.undo({});
      expect(dumpJournaled(reopen())).toBe(state);
    }
    await expect(core.client.history.undo({})).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    for (const state of states.slice(1)) {
      await core.client.history.redo({});
      expect(dumpJournaled(reopen())).toBe(state);
    }
  } finally {
    core.core.workbench.closeCase();
    rmSync(folder, { recursive: true, force: true });
  }
});
