import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dumpJournaled } from '../../store/dump.ts';
import { testCore, type TestCore } from '../../testing.ts';
import { takeSteps, type Step } from '../random-steps.ts';

let core: TestCore;
let folder: string;
let tmp: string | undefined;
beforeEach(() => {
  // Private copies lie in the system's folder for temporary files: here one of its own, to see what is left there.
  folder = mkdtempSync(join(tmpdir(), 'assay-past-test-'));
  tmp = process.env['TMPDIR'];
  core = testCore();
  process.env['TMPDIR'] = folder;
});
afterEach(() => {
  if (tmp === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = tmp;
  core.close();
  rmSync(folder, { recursive: true, force: true });
});

const step = (command: Step['command'], a = 1, b = 1, c = 1): Step => ({ command, a, b, c });
const first: Step[] = [
  step('documents.paste', 3, 5),
  step('labels.create', 4, 2),
  step('claims.create', 1, 1, 1),
  step('evidence.create', 2, 1, 4),
  step('evidence.create', 5, 2, 1),
  step('verdicts.record', 1, 4, 1),
  step('claims.create', 7, 2, 1),
  step('notes.create', 2, 0, 3),
];
const then: Step[] = [
  step('documents.paste', 8, 9),
  step('claims.update', 0, 2, 0),
  step('evidence.remove', 0),
  step('verdicts.record', 0, 3, 1),
  step('documents.update', 0, 7, 2),
  step('claims.remove', 1, 1),
  step('labels.remove', 0),
  step('history.undo'),
  step('documents.remove', 0, 1),
  step('cases.rename', 5),
  step('claims.create', 3, 3, 2),
];

const shown = () => core.core.workbench.requireCase().store;
const reports = async (): Promise<string[]> => {
  const all: string[] = [];
  for (const groupBy of ['article', 'rating'] as const)
    for (const format of ['html', 'md', 'csv'] as const) {
      const { file } = await core.client.reports.export({ format, groupBy, annex: groupBy === 'article' });
      all.push(`${file.name}\n${await file.text()}`);
    }
  return all;
};

describe('an earlier moment', () => {
  test('is the case as it was, to the last byte, in every report too', async () => {
    await takeSteps(core, first);
    const { seq } = core.store.journal.head();
    const [then1, state, operations] = [await reports(), dumpJournaled(core.store), await core.client.history.list({})];
    expect(then1.join()).toContain(core.store.journal.head().hash);
    expect((await takeSteps(core, then)).length).toBeGreaterThan(8);
    const now = dumpJournaled(core.store);
    expect(await reports()).not.toEqual(then1);

    const openCase = await core.client.history.viewAsOf({ seq });
    expect(openCase).toMatchObject({
      readOnly: 'as-of',
      seq,
      asOf: { seq, at: operations.operations[0]!.at, after: operations.operations[0]!.label },
    });
    expect(dumpJournaled(shown())).toBe(state);
    expect(await reports()).toEqual(then1);
    expect(await core.client.history.list({})).toEqual(operations);
    expect((await core.client.integrity.verify({})).checks.flatMap(({ problems }) => problems)).toEqual([]);
    await expect(core.client.cases.rename({ name: 'Another past' })).rejects.toMatchObject({
      code: 'READ_ONLY',
      data: { reason: 'as-of' },
    });
    await expect(core.client.history.undoOne({ seq })).rejects.toMatchObject({ code: 'READ_ONLY' });

    expect(await core.client.history.backToNow({})).toMatchObject({ readOnly: null, asOf: null });
    expect(dumpJournaled(shown())).toBe(now);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says of what came later that it does not exist then, not that it was lost', async () => {
    const { seq } = core.store.journal.head();
    const claim = await core.client.claims.create({ id: core.newId(), fields: { text: 'Later.' } });
    await core.client.history.undo({});
    await core.client.history.redo({});
    await core.client.history.viewAsOf({ seq });
    const missing = () => core.client.claims.get({ claimId: claim.id });
    await expect(missing()).rejects.toMatchObject({ data: { kind: 'claim', shown: 'as-of' }, message: /does not exist at this moment/ });
    expect(await core.client.history.viewAsOf({ seq: seq + 2 })).toMatchObject({ asOf: { after: 'Undo Create claim' } });
    await core.client.history.backToNow({});
    expect(await missing()).toMatchObject({ text: 'Later.' });
    await expect(core.client.claims.get({ claimId: core.newId() })).rejects.toMatchObject({ message: /undo brings it back/ });
  });

  test('any moment of a session, undoing and redoing included; each says what stood and what was undone then', async () => {
    const moments: { state: string; operations: unknown }[] = [];
    for (const next of [...first, ...then, step('history.redo'), step('history.undo'), step('history.undo')]) {
      await takeSteps(core, [next]);
      moments[core.store.journal.head().seq] = { state: dumpJournaled(core.store), operations: await core.client.history.list({}) };
    }
    for (const [seq, { state, operations }] of [...moments.entries()].filter(([, moment]) => moment)) {
      await core.client.history.viewAsOf({ seq });
      expect(dumpJournaled(shown())).toBe(state);
      expect(await core.client.history.list({})).toEqual(operations);
    }
    await core.client.history.backToNow({});
    expect(readdirSync(folder)).toEqual([]);
  });

  test('names that changed hands since are told apart', async () => {
    const create = (text: string, claimant: string) => core.client.claims.create({ id: core.newId(), fields: { text, claimant } });
    const one = await create('One.', 'Ada');
    const { seq } = core.store.journal.head();
    const state = dumpJournaled(core.store);
    const renamed = await core.client.claims.update({ claimId: one.id, revision: one.revision, fields: { claimant: 'ADA' } });
    await core.client.claims.update({ claimId: one.id, revision: renamed.revision, fields: { claimant: 'Grace' } });
    await create('Two.', 'Ada');
    await core.client.history.viewAsOf({ seq });
    expect(dumpJournaled(shown())).toBe(state);
  });

  test('that never was is refused, and closing the case leaves no copy behind', async () => {
    await expect(core.client.history.viewAsOf({ seq: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await core.client.history.viewAsOf({ seq: 1 });
    expect(readdirSync(folder)).toHaveLength(1);
    core.core.workbench.closeCase();
    expect(existsSync(folder) && readdirSync(folder)).toEqual([]);
  });
});
