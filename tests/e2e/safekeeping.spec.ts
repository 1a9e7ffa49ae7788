import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { command, demoFile, holdOpen, messages } from './parts.ts';

const root = join(import.meta.dirname, '../..');

/** The demo case under another name in the folder of cases, open in the window. */
async function openCopy(app: App, name: string): Promise<{ workbench: Workbench; path: string }> {
  const path = join(app.casesDir, `${name}.assay`);
  copyFileSync(demoFile, path);
  await app.page.reload();
  await app.page.getByRole('button', { name: `Open ${name}` }).click();
  await expect(app.page.getByRole('navigation', { name: 'Case' })).toBeVisible();
  return { workbench: new Workbench(app.page), path };
}

async function openedDemo(app: App): Promise<Workbench> {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  return workbench;
}

async function safekeeping(page: Page): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: 'Safekeeping' }).click();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1, name: 'Safekeeping' })).toBeVisible();
  return main;
}

async function makeBackup(page: Page): Promise<Locator> {
  const main = await safekeeping(page);
  await main.getByRole('button', { name: 'Make a backup' }).first().click();
  const made = main.getByRole('listbox', { name: 'Backups' }).getByRole('option', { name: /Made by hand/ });
  await expect(made.first()).toBeVisible();
  return made.first();
}

/** Gives the first claim of the demo case other words, and waits until they are saved. */
async function rename(workbench: Workbench, from: RegExp, to: string): Promise<void> {
  await workbench.go('Claims');
  await workbench.main.getByRole('row', { name: from }).click();
  await workbench.claim().write('Short text', to);
  await expect(workbench.main.getByRole('row', { name: to })).toBeVisible();
}

/** Overwrites pages of a case, as a failing disk does; the first page, by which it is known as a case, is left. */
function damage(path: string, pages: { from: number; to: number }): void {
  const bytes = readFileSync(path);
  bytes.fill(0xff, pages.from * 4096, Math.min(bytes.length, pages.to * 4096));
  writeFileSync(path, bytes);
}

async function closeCase(page: Page): Promise<void> {
  await command(page, 'Close case');
  await expect(page.getByRole('heading', { level: 1, name: 'Assay' })).toBeVisible();
}

test('a backup is made, looked into and gone back to, and going back is undone', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await makeBackup(page);
  await rename(workbench, /floating trunk/, 'A trunk did it');

  const main = await safekeeping(page);
  await main.getByRole('option', { name: /Made by hand.*One change since/ }).click();
  const backup = workbench.inspector.getByRole('article', { name: 'Backup' });
  await expect(backup.getByRole('listitem').filter({ hasText: 'Edit short text' })).toBeVisible();
  await expect(backup.getByRole('row', { name: 'Claims – 1 –' })).toBeVisible();

  await backup.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByRole('note')).toContainText('You are looking into a backup');
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /floating trunk/ })).toBeVisible();
  await expect(workbench.main.getByRole('button', { name: 'New claim' })).toBeDisabled();
  await page.getByRole('button', { name: 'Back to the case as it is now' }).click();
  await expect(workbench.main.getByRole('row', { name: /A trunk did it/ })).toBeVisible();

  await backup.getByRole('button', { name: 'Restore…' }).click();
  const question = page.getByRole('alertdialog', { name: /Go back to the backup/ });
  await expect(question).toContainText('can be undone');
  await expect(question.getByRole('listitem').filter({ hasText: 'Edit short text' })).toBeVisible();
  await question.getByRole('button', { name: 'Restore' }).click();
  await expect(workbench.main.getByRole('row', { name: /floating trunk/ })).toBeVisible();
  await expect(backup.getByText('The case is as it was then')).toBeVisible();
  await expect(backup.getByRole('row', { name: 'Claims – 1 –' })).toBeHidden();

  await messages(page).getByRole('button', { name: 'Undo' }).click();
  await expect(workbench.main.getByRole('row', { name: /A trunk did it/ })).toBeVisible();
  await safekeeping(page);
  await expect(main.getByRole('option', { name: /Before a restore/ })).toBeVisible();
});

test('a backup is exported as a case of its own', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await (await makeBackup(page)).click();
  const { name, bytes } = await app.saved(() => workbench.inspector.getByRole('button', { name: 'Export…' }).click());
  expect(name).toMatch(/backup of .*\.assay$/);
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
});

test('how often and how many is a setting that lasts', async ({ app }) => {
  await new Workbench(app.page).openDemo();
  await command(app.page, 'Backup settings…');
  const minutes = (page: Page): Locator =>
    page.getByRole('dialog', { name: 'Backups' }).getByRole('textbox', { name: 'Back up every (minutes)' });
  await minutes(app.page).fill('25');
  await minutes(app.page).press('Tab');
  await expect(app.page.getByText('A backup is made after 25 minutes')).toBeVisible();
  await app.restart();
  await command(app.page, 'Backup settings…');
  await expect(minutes(app.page)).toHaveValue('25');
});

test('a number is counted up and down by keys, and one that cannot be is told', async ({ app }) => {
  const { page } = app;
  await new Workbench(page).openDemo();
  await command(page, 'Backup settings…');
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  const minutes = dialog.getByRole('textbox', { name: 'Back up every (minutes)' });
  await minutes.press('ArrowUp');
  await minutes.press('ArrowUp');
  await expect(minutes).toHaveValue('12');
  await expect(dialog.getByText('A backup is made after 12 minutes')).toBeVisible();
  await minutes.press('PageUp');
  await expect(minutes).toHaveValue('22');
  await minutes.press('PageDown');
  await minutes.press('ArrowDown');
  await expect(dialog.getByText('A backup is made after 11 minutes')).toBeVisible();

  await minutes.fill('');
  await minutes.press('Tab');
  await expect(minutes).toHaveAccessibleDescription('A number is needed. It stays 11; 1 to 240 are possible.');
  await expect(minutes).toHaveValue('11');
  await minutes.fill('0');
  await minutes.press('Enter');
  await expect(minutes).toHaveAccessibleDescription('0 is too few: 1 is the least.');
  await expect(minutes).toHaveValue('1');
  await expect(dialog.getByText('A backup is made after a minute')).toBeVisible();
  await minutes.fill('ten');
  await minutes.press('Tab');
  await expect(minutes).toHaveAccessibleDescription(/“ten” is no whole number. It stays 1/);
  await minutes.fill('30');
  await minutes.press('Tab');
  await expect(minutes).toHaveAccessibleDescription('');
  await expect(dialog.getByText('A backup is made after 30 minutes')).toBeVisible();
  await minutes.press('Escape');
  await expect(dialog).toBeHidden();
});

// On the desktop the page may name no paths: there the system asks for the folder.
test('another folder for backups is tried before it is taken', { tag: '@browser' }, async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await makeBackup(page);
  await page.getByRole('main').getByRole('button', { name: 'Settings…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Backups' });
  const field = dialog.getByRole('textbox', { name: 'Another folder, by its path' });
  await field.fill(join(demoFile, 'no folder'));
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(field).toHaveAccessibleDescription(/is a file, or lies under one/);
  await expect(field).toHaveValue(join(demoFile, 'no folder'));
  await field.fill('backups');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/is not the full path of a folder.*Write the whole path/);
  const folder = join(app.casesDir, '../kept elsewhere');
  await field.fill(folder);
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog.getByText(folder)).toBeVisible();
  await expect(field).toHaveValue('');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await rename(workbench, /floating trunk/, 'Words for the other folder');
  await makeBackup(page);
  await expect(page.getByRole('main').getByRole('option')).toHaveCount(2);
  expect(existsSync(folder)).toBe(true);
});

test('the whole case is checked, part by part', async ({ app }) => {
  const { page } = app;
  await new Workbench(page).openDemo();
  const main = await safekeeping(page);
  await main.getByRole('tab', { name: 'Checks' }).click();
  await main.getByRole('button', { name: 'Check the whole case' }).click();
  await expect(main.getByText('Nothing is wrong.')).toBeVisible();
  await expect(main.getByRole('tabpanel').getByRole('listitem')).toHaveCount(9);
  await expect(main.getByRole('listitem').filter({ hasText: 'Every quote stands word for word' })).toContainText(/\d+ checked/);
  // A copy of the demo case was not changed yet: there is a journal beside it, and nothing in it.
  await expect(main.getByRole('listitem').filter({ hasText: 'Nothing was changed yet' })).toContainText('nothing to check');
});

test('a case that was not closed properly says so, is checked, and goes quiet', async ({ app }) => {
  await rename(await openedDemo(app), /floating trunk/, 'Words before the crash');
  await app.kill();
  const { page } = app;
  const notice = page
    .getByRole('region', { name: 'Notices about this case' })
    .getByRole('status')
    .filter({ hasText: 'not closed properly' });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'What this means' }).click();
  await expect(notice).toContainText('the whole case is checked now');
  await notice.getByRole('button', { name: 'Show the check' }).click();
  await expect(page.getByRole('main').getByText('Nothing is wrong.')).toBeVisible({ timeout: 30_000 });
  await notice.getByRole('button', { name: 'Dismiss this notice' }).click();
  await expect(notice).toBeHidden();
  const workbench = new Workbench(page);
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /Words before the crash/ })).toBeVisible();
});

test('a case that is damaged while Assay is gone is told at the next start, and restored without a loss', async ({ app }) => {
  const { workbench, path } = await openCopy(app, 'Water damage');
  await makeBackup(app.page);
  await rename(workbench, /floating trunk/, 'Words after the backup');
  damage(path, { from: 1, to: 12 });
  await app.kill();

  const { page } = app;
  await expect(page.getByRole('heading', { name: /could not be opened/ })).toBeVisible();
  await expect(page.getByText(/is damaged: parts of the file are not as Assay wrote them/)).toBeVisible();
  await page.getByRole('button', { name: 'See what can be saved' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /is damaged/ })).toBeVisible();
  await expect(page.getByRole('radio', { name: /Recommended/ })).toBeChecked();
  await expect(page.getByRole('radio', { name: /Brings back everything/ })).toBeChecked();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /is restored/ })).toBeVisible();
  const kept = await page.getByText(/^Water damage .*\.assay$/).textContent();
  expect(existsSync(join(app.casesDir, kept!))).toBe(true);

  await page.getByRole('button', { name: 'Go to the case' }).click();
  const restored = new Workbench(page);
  await restored.go('Claims');
  await expect(restored.main.getByRole('row', { name: /Words after the backup/ })).toBeVisible();
});

test('a damaged case without a backup is salvaged to a new case and exported, and is left as it is', async ({ app }) => {
  const path = join(app.casesDir, 'Found on a stick.assay');
  copyFileSync(demoFile, path);
  damage(path, { from: 20, to: 160 });
  const before = readFileSync(path);
  const { page } = app;
  await page.reload();
  await page.getByRole('button', { name: 'Open Found on a stick' }).click();
  await page.getByRole('alert').getByRole('button', { name: 'See what can be saved' }).click();
  await expect(page.getByText('There is no backup of this case')).toBeVisible();

  const { name, bytes } = await app.saved(() => page.getByRole('button', { name: 'Export' }).click());
  expect(name).toMatch(/\.md$/);
  expect(bytes.toString()).toContain('ferry');

  await page.getByRole('button', { name: 'Salvage' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Salvaged to/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Not read/ })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the list' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to the case' }).click();
  await expect(page.getByRole('navigation', { name: 'Case' })).toContainText('salvaged');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a case that is gone is got back from its backup', async ({ app }) => {
  const { workbench, path } = await openCopy(app, 'Lent out');
  await rename(workbench, /floating trunk/, 'Words before it was lent');
  await makeBackup(app.page);
  await closeCase(app.page);
  for (const suffix of ['', '-wal', '-shm', '.journal']) rmSync(path + suffix, { force: true });
  const { page } = app;
  await page.reload();
  await page.getByRole('button', { name: 'Get it back…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /is not there any more/ })).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('button', { name: 'Go to the case' }).click();
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /Words before it was lent/ })).toBeVisible();
});

test('a file that is deleted under the open case freezes it, and is put back with all that was saved', async ({ app }) => {
  const { page } = app;
  const { workbench, path } = await openCopy(app, 'Tidied away');
  await rename(workbench, /floating trunk/, 'Words that were saved');
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });

  const frozen = page.getByRole('alert').filter({ hasText: 'The file of this case is gone' });
  await expect(frozen).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Case' })).toContainText('Not saved: the file is gone');
  // Reading goes on.
  await workbench.openArticle(/what the first note says/);

  await frozen.getByRole('button', { name: 'Put the file back' }).click();
  await expect(frozen).toBeHidden();
  expect(existsSync(path)).toBe(true);
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /Words that were saved/ })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Case' })).toContainText('Saved');
});

test('a file that is replaced under the open case is left alone, and what was open is saved as a new file', async ({ app }) => {
  const { page } = app;
  const { workbench, path } = await openCopy(app, 'Overwritten');
  await rename(workbench, /floating trunk/, 'Words of this window');
  const other = join(app.casesDir, 'other');
  copyFileSync(demoFile, other);
  renameSync(other, path);

  const frozen = page.getByRole('alert').filter({ hasText: 'Another file is in the place of this case' });
  await expect(frozen).toBeVisible();
  await frozen.getByRole('button', { name: 'Save as a new file' }).click();
  await expect(frozen).toBeHidden();
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /Words of this window/ })).toBeVisible();
  expect(readFileSync(path).equals(readFileSync(demoFile))).toBe(true);
});

test('a case that another Assay writes to is read, and follows what is written', async ({ app }) => {
  const { page } = app;
  const path = join(app.casesDir, 'Shared case.assay');
  copyFileSync(demoFile, path);
  const writer = await holdOpen(path);
  try {
    await page.reload();
    await page.getByRole('button', { name: 'Open Shared case' }).click();
    await expect(page.getByRole('alert')).toContainText('open in another Assay', { timeout: 1_000 });
    await page.getByRole('button', { name: 'Open read-only' }).click();
    await expect(page.getByRole('note')).toContainText('What another Assay writes to it is seen here at once');
  } finally {
    await writer.close();
  }
  const workbench = new Workbench(page);
  await workbench.go('Claims');
  const input = JSON.stringify({ id: crypto.randomUUID(), fields: { text: 'Said by the one who writes.' } });
  execFileSync(process.execPath, [join(root, 'electron/hosts/cli.ts'), 'call', 'claims.create', '--case', path, '--input', input], {
    env: { ...process.env, ASSAY_SQLITE_BINDING: '', ASSAY_USER_DATA: join(app.userDataDir, 'writer') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await expect(workbench.main.getByRole('row', { name: /Said by the one who writes/ })).toBeVisible();
});
