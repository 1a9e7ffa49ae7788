import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { findElectron } from '../../scripts/electron.ts';
import { expect, test } from '../e2e/app.ts';
import { launchElectron } from '../e2e/electron.ts';
import { callOut, callOutByWebRtc, leave, leaving, staying } from './attacks.ts';
import { startCanary, type Canary } from './canary.ts';

let canary: Canary;
test.beforeEach(async () => {
  canary = await startCanary();
});
test.afterEach(() => canary.close());

test('no way of calling out from the page reaches anything', async ({ app }) => {
  const { page } = app;
  const ends = await callOut(page, canary);
  expect(Object.keys(ends).toSorted()).toEqual([...staying].toSorted());
  expect(ends).toMatchObject({ fetch: 'TypeError', img: 'error', open: 'null' });
  expect(await callOutByWebRtc(page, canary)).toBe('complete');
  expect([...canary.hits]).toEqual([]);
  expect(canary.connections()).toBe(0);
  expect(canary.packets()).toBe(0);
  expect(app.electron!.windows()).toHaveLength(1);
});

test('the page cannot be led away', async ({ app }) => {
  const { page, electron } = app;
  const attempts = await countNavigations(electron!);
  for (const [index, way] of leaving.entries()) {
    await leave(page, way, canary);
    await expect.poll(() => attempts()).toBe(index + 1);
  }
  expect(new URL(page.url()).host).toBe('assay');
  expect([...canary.hits]).toEqual([]);
  expect(canary.connections()).toBe(0);
});

test('a frame cannot be led anywhere either', async ({ app }) => {
  await app.page.evaluate(
    ({ origin }) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentWindow!.location.href = `${origin}/frame`;
    },
    { origin: canary.origin },
  );
  // The main process has dealt with the attempt once it answers what was asked after it.
  await app.electron!.evaluate(() => undefined);
  await expect.poll(() => app.page.evaluate(() => document.readyState)).toBe('complete');
  expect([...canary.hits]).toEqual([]);
});

test('without the request filter, the other guards still let nothing out', async ({ app }) => {
  await removeRequestFilter(app.electron!);
  await callOut(app.page, canary);
  expect([...canary.hits]).toEqual([]);
});

test('without the policy of the page, the other guards still let nothing out', async ({ app }) => {
  await removePagePolicy(app.electron!);
  await app.page.reload();
  await callOut(app.page, canary);
  expect([...canary.hits]).toEqual([]);
});

test('without both, no address is ever found', async ({ app }) => {
  await removeRequestFilter(app.electron!);
  await removePagePolicy(app.electron!);
  await app.page.reload();
  await callOut(app.page, canary);
  expect([...canary.hits]).toEqual([]);
});

test.describe('canaries', () => {
  let unguarded: ElectronApplication;
  test.beforeEach(async ({ display }, testInfo) => {
    const { path, reason } = findElectron();
    testInfo.skip(path === null, `No Electron: ${reason}.`);
    testInfo.skip(!display, 'No display, and no Xvfb to make one.');
    const env = { ...(process.env as Record<string, string>), ...display!.env };
    unguarded = await launchElectron([join(import.meta.dirname, 'unguarded'), `${canary.origin}/page`], env);
  });
  test.afterEach(() => unguarded?.close());

  test('the same attacks call out of an unguarded window', async () => {
    const page = await unguarded.firstWindow();
    await page.waitForURL('**/page');
    await callOut(page, canary);
    await expect.poll(() => staying.filter((way) => !canary.hits.has(way))).toEqual([]);
    // Its TURN server never answers, and the window is closed before that is given up.
    const gathering = callOutByWebRtc(page, canary).catch(() => 'closed');
    await expect.poll(() => canary.packets()).toBeGreaterThan(0);
    await unguarded.close();
    expect(await gathering).toBe('closed');
  });

  test('the same ways lead an unguarded page away', async () => {
    const page = await unguarded.firstWindow();
    for (const way of leaving) {
      await page.goto(`${canary.origin}/page`);
      await leave(page, way, canary);
      await page.waitForURL(`**/${way}`);
      expect(canary.hits).toContain(way);
    }
  });
});

/** Counts the attempts to navigate that the main process sees; returns how to read the count. */
async function countNavigations(electron: ElectronApplication): Promise<() => Promise<number>> {
  await electron.evaluate(({ BrowserWindow }) => {
    const counter = globalThis as { attempts?: number };
    counter.attempts = 0;
    BrowserWindow.getAllWindows()[0]!.webContents.on('will-frame-navigate', () => counter.attempts!++);
  });
  return () => electron.evaluate(() => (globalThis as { attempts?: number }).attempts!);
}

async function removeRequestFilter(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest(null));
}

async function removePagePolicy(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ session }) => {
    const { protocol } = session.defaultSession;
    protocol.unhandle('app');
    protocol.handle(
      'app',
      () => new Response('<!doctype html><title>Bare</title><body></body>', { headers: { 'Content-Type': 'text/html' } }),
    );
  });
}
