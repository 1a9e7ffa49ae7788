import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { command, demoFile, holdOpen } from './parts.ts';

/** Commands that take what had the keyboard off the page must not let it fall to the page as a whole. */

async function laid(app: App, name: string, bytes = readFileSync(demoFile)): Promise<string> {
  const path = join(app.casesDir, `${name}.assay`);
  writeFileSync(path, bytes);
  await app.page.reload();
  return path;
}

const head = (page: Page, name: string | RegExp): Locator => page.getByRole('main').getByRole('heading', { level: 1, name });

async function press(button: Locator, key = 'Enter'): Promise<void> {
  await button.focus();
  await button.press(key);
}

test('into a backup the keyboard goes on at the way back, and from there at the head of the page', async ({ app: { page } }) => {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await command(page, 'Make a backup now');
  await page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: 'Safekeeping' }).click();
  await workbench.main.getByRole('option', { name: /Made by hand/ }).click();
  await press(workbench.inspector.getByRole('button', { name: 'Look inside' }));
  const back = page.getByRole('button', { name: 'Back to the case as it is now' });
  await expect(back).toBeFocused();
  await back.press('Enter');
  await expect(head(page, 'Library')).toBeFocused();
});

test('the first check leaves the keyboard at its button', async ({ app: { page } }) => {
  await new Workbench(page).openDemo();
  await page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: 'Safekeeping' }).click();
  const main = page.getByRole('main');
  await main.getByRole('tab', { name: 'Checks' }).click();
  await press(main.getByRole('button', { name: 'Check the whole case' }));
  await expect(main.getByText('Nothing is wrong.')).toBeVisible();
  await expect(main.getByRole('button', { name: 'Check again' })).toBeFocused();
});

test('after a claim is deleted, from its inspector or with others, the keyboard is on the next one', async ({ app: { page } }) => {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.go('Claims');
  const rows = workbench.main.getByRole('grid', { name: 'Claims' }).locator('[data-row]');
  await expect(rows.first()).toBeVisible();
  const count = await rows.count();
  await rows.first().click();
  await press(workbench.inspector.getByRole('button', { name: 'More for this claim' }));
  await page.getByRole('menuitem', { name: /^Delete claim/ }).click();
  await expect(rows).toHaveCount(count - 1);
  await expect(rows.first()).toBeFocused();

  await page.keyboard.press('x');
  await press(page.getByRole('toolbar', { name: 'Selected claims' }).getByRole('button', { name: 'Delete' }));
  await expect(rows).toHaveCount(count - 2);
  await expect(rows.first()).toBeFocused();
});

test('a case that is open elsewhere leaves the keyboard on its line, and reading it begins at the head', async ({ app }) => {
  const { page } = app;
  const path = await laid(app, 'Shared case');
  const other = await holdOpen(path);
  try {
    const line = page.getByRole('button', { name: 'Open Shared case' });
    await press(line);
    await expect(page.getByRole('alert')).toContainText('open in another Assay');
    await expect(line).toBeFocused();
    await press(page.getByRole('button', { name: 'Open read-only' }));
    await expect(head(page, 'Library')).toBeFocused();
  } finally {
    await other.close();
  }
});

test('the screen of a damaged case is entered and left at its head', async ({ app }) => {
  const { page } = app;
  const bytes = readFileSync(demoFile);
  bytes.fill(0xff, 4_096, bytes.length - 4_096);
  await laid(app, 'Water damage', bytes);
  await press(page.getByRole('button', { name: 'Open Water damage' }));
  await press(page.getByRole('alert').getByRole('button', { name: 'See what can be saved' }));
  await expect(head(page, /Water damage/)).toBeFocused();
  await press(page.getByRole('button', { name: 'Back to the start' }));
  await expect(head(page, 'Assay')).toBeFocused();
});

test('putting the file of the case back leaves the keyboard in the case', async ({ app }) => {
  const { page } = app;
  const path = join(app.casesDir, 'Tidied away.assay');
  copyFileSync(demoFile, path);
  await page.reload();
  await press(page.getByRole('button', { name: 'Open Tidied away' }));
  await expect(head(page, 'Library')).toBeFocused();
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  const frozen = page.getByRole('alert').filter({ hasText: 'The file of this case is gone' });
  await press(frozen.getByRole('button', { name: 'Put the file back' }));
  await expect(frozen).toBeHidden();
  await expect(head(page, 'Library')).toBeFocused();
});
