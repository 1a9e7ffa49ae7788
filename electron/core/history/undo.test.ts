import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dumpJournaled } from '../store/dump.ts';
import { testCore } from '../testing.ts';
import { commandNames, takeSteps, type Step } from './random-steps.ts';

const step: fc.Arbitrary<Step> = fc.record({
  // Making things comes up more often than unmaking them, so that sessions grow.
  command: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...commandNames) },
    { weight: 2, arbitrary: fc.constantFrom(...commandNames.filter((name) => /create|paste|record|assign/.test(name))) },
    { weight: 1, arbitrary: fc.constantFrom<Step['command']>('history.undo', 'history.redo', 'notes.update', 'notes.remove') },
  ),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
  c: fc.nat(1_000),
});

const opening: Step[] = ['documents.paste', 'labels.create', 'claims.create', 'passages.create', 'evidence.create', 'verdicts.record'].map(
  (command, index) => ({ command: command as Step['command'], a: index, b: 1, c: 1 }),
);

test('whatever was done: undoing all gives the first state byte for byte, redoing all the last', async () => {
  const taken = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const core = testCore();
      try {
        const { store, client } = core;
        const empty = dumpJournaled(store);
        for (const command of await takeSteps(core, [...opening, ...steps])) taken.set(command, (taken.get(command) ?? 0) + 1);
        // What the session left undone is done again first: else redoing all would go further than it did.
        while ((await client.history.state({})).redo !== null) await client.history.redo({});
        const full = dumpJournaled(store);
        while ((await client.history.state({})).undo !== null) await client.history.undo({});
        expect(dumpJournaled(store)).toBe(empty);
        while ((await client.history.state({})).redo !== null) await client.history.redo({});
        expect(dumpJournaled(store)).toBe(full);
        expect((await client.integrity.verify({})).checks.flatMap((check) => check.problems)).toEqual([]);
      } finally {
        core.close();
      }
    }),
    { numRuns: Number(process.env['ASSAY_SEQUENCES'] ?? 60) },
  );
  // The canary of the sessions themselves: they came to every command that changes a case.
  expect(commandNames.filter((name) => name !== 'history.redo' && !taken.has(name))).toEqual([]);
}, 600_000);

test('canary: a change that goes past the journal is lost to undo and redo, and seen', async () => {
  const core = testCore();
  try {
    const { store, client } = core;
    await takeSteps(core, opening);
    store.db.exec("UPDATE claim SET text = 'written past the journal'");
    const full = dumpJournaled(store);
    while ((await client.history.state({})).undo !== null) await client.history.undo({});
    while ((await client.history.state({})).redo !== null) await client.history.redo({});
    expect(dumpJournaled(store)).not.toBe(full);
  } finally {
    core.close();
  }
});
