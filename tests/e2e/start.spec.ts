import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { command, demoFile, holdOpen, messages } from './parts.ts';

/** Puts a file into the folder of cases, and looks at the start screen again. */
async function laid(app: App, name: string, bytes: Buffer): Promise<string> {
  const path = join(app.casesDir, `${name}.assay`);
  writeFileSync(path, bytes);
  await app.page.reload();
  await expect(app.page.getByRole('button', { name: `Open ${name}` })).toBeVisible();
  return path;
}

/** Asks for a case and expects to be told of the trouble at its line, within a second. */
async function refused(page: Page, name: string, words: RegExp): Promise<void> {
  await page.getByRole('button', { name: `Open ${name}` }).click();
  await expect(page.getByRole('alert')).toContainText(words, { timeout: 1_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Assay' })).toBeVisible();
}

test('the first start offers three ways to begin', async ({ app }) => {
  const { page } = app;
  for (const offer of ['Import articles', 'Open a case', 'Try the demo case'])
    await expect(page.getByRole('listitem').getByRole('button', { name: new RegExp(offer) })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Recent cases' })).toBeHidden();
});

test('the demo case has something in every room, and is a private copy', async ({ app }) => {
  const shipped = readFileSync(demoFile);
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await expect(workbench.main.getByRole('row')).toHaveCount(5);
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row')).toHaveCount(13);
  await workbench.go('Evidence');
  await expect(workbench.main.getByRole('row', { name: /Supports/ }).first()).toBeVisible();
  await workbench.go('Report');
  await expect(workbench.main.getByText('43 passengers and three crew').first()).toBeVisible();
  await workbench.go('History');
  await expect(workbench.main.getByRole('heading', { level: 2 }).first()).toBeVisible();
  expect(readFileSync(demoFile).equals(shipped)).toBe(true);
});

test('a case is made, renamed, opened again by the next start, closed, and found among the recent ones', async ({ app }) => {
  let workbench = new Workbench(app.page);
  await workbench.newCase('Quay wall');
  await expect(workbench.main.getByRole('heading', { name: 'Put in the articles you want to check' })).toBeVisible();

  await command(app.page, 'Rename case…');
  const dialog = app.page.getByRole('dialog', { name: 'Rename case' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Quay wall, 2026');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(app.page).toHaveTitle('Quay wall, 2026 – Assay');
  expect(existsSync(join(app.casesDir, 'Quay wall.assay'))).toBe(true);

  await app.restart();
  workbench = new Workbench(app.page);
  await expect(app.page).toHaveTitle('Quay wall, 2026 – Assay');
  await expect(workbench.main.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();

  await command(app.page, 'Close case');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Assay' })).toBeVisible();
  await app.restart();
  await app.page.getByRole('button', { name: 'Open Quay wall, 2026' }).click();
  await expect(app.page).toHaveTitle('Quay wall, 2026 – Assay');
});

test('a file that is no case, and a damaged one, are told apart and left as they are', async ({ app }) => {
  const letter = Buffer.from('Dear editor, this is a letter and not a case. '.repeat(300));
  const path = await laid(app, 'A letter', letter);
  await refused(app.page, 'A letter', /“A letter\.assay” is not an Assay case.*not changed/);
  expect(readFileSync(path).equals(letter)).toBe(true);

  const damaged = readFileSync(demoFile);
  damaged.fill(0xff, 4_096, damaged.length - 4_096);
  const broken = await laid(app, 'Water damage', damaged);
  await refused(app.page, 'Water damage', /“Water damage\.assay” is damaged.*not changed/);
  await expect(app.page.getByRole('button', { name: 'Open read-only' })).toBeHidden();
  expect(readFileSync(broken).equals(damaged)).toBe(true);
});

test('a case of a newer version is offered read-only', async ({ app }) => {
  const newer = readFileSync(demoFile);
  // SQLite keeps the number of the format here.
  newer.writeUInt32BE(9_999, 60);
  const path = await laid(app, 'From the future', newer);
  await refused(app.page, 'From the future', /saved by a newer Assay.*not changed/);

  await app.page.getByRole('button', { name: 'Open read-only' }).click();
  await expect(app.page.getByRole('note')).toContainText('saved by a newer Assay and is open read-only');
  const workbench = new Workbench(app.page);
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('button', { name: 'New claim' })).toBeDisabled();
  expect(readFileSync(path).equals(newer)).toBe(true);
});

test('a case that is open in another Assay is told at once, can be read, and written to once the other is closed', async ({ app }) => {
  const path = await laid(app, 'Shared case', readFileSync(demoFile));
  const other = await holdOpen(path);
  try {
    await refused(app.page, 'Shared case', /open in another Assay.*Nothing was changed/);
    await app.page.getByRole('button', { name: 'Open read-only' }).click();
    await expect(app.page.getByRole('note')).toContainText('open read-only');
    await expect(new Workbench(app.page).main.getByRole('row')).toHaveCount(5);
    await expect(app.page.getByRole('navigation', { name: 'Case' }).getByText('Read-only')).toBeVisible();
    // Its words can be reached and read as well as elsewhere.
    const workbench = new Workbench(app.page);
    await workbench.go('Claims');
    await workbench.main.getByRole('row', { name: /floating trunk/ }).click();
    const field = workbench.inspector.getByRole('textbox', { name: 'Claim', exact: true });
    await field.focus();
    await expect(field).toBeFocused();
    await expect(field).not.toBeEditable();
    await expect(workbench.inspector.getByRole('textbox', { name: 'Status' })).not.toHaveValue('');
    await app.page.getByRole('button', { name: 'Edit this case' }).click();
    await expect(messages(app.page)).toContainText('open in another Assay');
  } finally {
    await other.close();
  }
  await app.page.getByRole('button', { name: 'Edit this case' }).click();
  await expect(app.page.getByRole('navigation', { name: 'Case' }).getByText('Saved')).toBeVisible();
});

test('a case that is gone is said to be gone, and nothing is made in its place', async ({ app }) => {
  const path = join(app.casesDir, 'Lent out.assay');
  copyFileSync(demoFile, path);
  await app.page.reload();
  await app.page.getByRole('button', { name: 'Open Lent out' }).click();
  await expect(app.page.getByRole('navigation', { name: 'Case' })).toBeVisible();
  await command(app.page, 'Close case');
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  await app.page.reload();
  await expect(app.page.getByText(/Not there any more/)).toBeVisible();
  expect(existsSync(path)).toBe(false);
});

// On the desktop the page may name no paths: there the system asks for the file.
test('in the browser a path can be given, and a wrong one is told at the field', { tag: '@browser' }, async ({ app }) => {
  await app.page.getByRole('button', { name: /^Open a case/ }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Open a case' });
  const missing = join(app.casesDir, 'Nowhere.assay');
  await dialog.getByRole('textbox', { name: 'Another file, by its path' }).fill(missing);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('is not there any more. Nothing was created in its place', { timeout: 1_000 });
  expect(existsSync(missing)).toBe(false);
});
