import { afterEach, beforeEach, expect, test } from 'vitest';
import { testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

/** A window that is there until the function returned is called. */
async function openWindow(): Promise<{ windowId: string; close(): Promise<void> }> {
  const windowId = core.newId();
  const going = new AbortController();
  const events = await core.client.events.subscribe({ windowId }, { signal: going.signal });
  await events.next();
  return {
    windowId,
    async close() {
      going.abort();
      await events.return?.().catch(() => undefined);
    },
  };
}
const isBroken = async (): Promise<boolean> => (await core.client.documents.unfinishedImport({})) !== null;

test('an import that goes on in a window was not broken off, until that window is gone', async () => {
  const [first, second] = [await openWindow(), await openWindow()];
  const importId = core.newId();
  await core.client.documents.beginImport({ importId, total: 9, windowId: first.windowId });
  expect(await isBroken()).toBe(false);
  await second.close();
  expect(await isBroken()).toBe(false);
  await first.close();
  expect(await isBroken()).toBe(true);
  await core.client.documents.endImport({ importId });
  expect(await isBroken()).toBe(false);
});

test('a window that listens twice for a moment is there until both are over', async () => {
  const window = await openWindow();
  const going = new AbortController();
  const again = await core.client.events.subscribe({ windowId: window.windowId }, { signal: going.signal });
  await again.next();
  await core.client.documents.beginImport({ importId: core.newId(), total: 9, windowId: window.windowId });
  await window.close();
  expect(await isBroken()).toBe(false);
  going.abort();
  await again.return?.().catch(() => undefined);
  expect(await isBroken()).toBe(true);
});

test('names of files that are in tell the files of an import from others', async () => {
  const importId = core.newId();
  await core.client.documents.beginImport({ importId, total: 3 });
  const files = ['a.txt', 'b.txt'].map((name) => ({ name, file: new File([`What ${name} says, and nothing else.`], name) }));
  for await (const { outcome } of await core.client.documents.import({ importId, files })) expect(outcome.outcome).toBe('imported');
  expect(await core.client.documents.unfinishedImport({})).toMatchObject({ done: 2, someOfThem: ['a.txt', 'b.txt'] });
});

test('another import leaves the one that was broken off where it waits', async () => {
  const [broken, other] = [core.newId(), core.newId()];
  await core.client.documents.beginImport({ importId: broken, total: 3 });
  await core.client.documents.beginImport({ importId: other, total: 1 });
  await core.client.documents.endImport({ importId: other });
  expect(await core.client.documents.unfinishedImport({})).toMatchObject({ importId: broken, total: 3 });
});
