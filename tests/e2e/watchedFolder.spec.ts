import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { messages } from './parts.ts';

const words = 'The tram was late again, and nobody at the depot knew why it took four hours.\n';

/** Chooses a folder as each host lets a person do it. */
async function choose(app: App, folder: string): Promise<void> {
  const dialog = app.page.getByRole('dialog', { name: 'Watched folder' });
  if (app.electron) {
    await app.electron.evaluate(({ dialog: system }, path) => {
      system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, folder);
    await dialog.getByRole('button', { name: 'Choose folder…' }).click();
  } else {
    await dialog.getByRole('textbox', { name: 'Folder, by its path' }).fill(folder);
    await app.page.keyboard.press('Enter');
  }
  await expect(dialog.getByRole('status')).toContainText('New files in');
  await dialog.getByRole('button', { name: 'Done' }).click();
}

test('what comes into a watched folder is imported, told quietly, and taken back from the message', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  const folder = join(app.casesDir, '../inbox');
  mkdirSync(folder);
  writeFileSync(join(folder, 'old.txt'), `Old as it is\n\n${words}`);
  await app.page.keyboard.press('ControlOrMeta+k');
  await app.page.keyboard.type('Watched folder');
  await app.page.keyboard.press('Enter');
  await choose(app, folder);
  await workbench.go('Library');
  await expect(workbench.main.getByRole('button', { name: 'Watched folder: Watching inbox' })).toBeVisible();

  writeFileSync(join(folder, 'depot.txt.crdownload'), `Depot closes early\n\n${words}`);
  writeFileSync(join(folder, 'snow.txt'), `Snow in May\n\n${words}`);
  renameSync(join(folder, 'depot.txt.crdownload'), join(folder, 'depot.txt'));
  await expect(messages(app.page)).toContainText('2 new files from inbox.', { timeout: 20_000 });
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 2);
  await messages(app.page).getByRole('button', { name: 'Undo' }).click();
  await expect(workbench.main.getByRole('row')).toHaveCount(0);
  await expect(messages(app.page)).toContainText('Undone: Import 2 articles from the watched folder “inbox”');

  await workbench.main.getByRole('button', { name: 'Watched folder: Watching inbox' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Watched folder' });
  await dialog.getByRole('button', { name: 'Stop watching' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('button', { name: /^Watched folder/ })).toBeHidden();
});

// The dialog of the system offers none.
test('a folder that is none is refused where it is chosen @browser', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  await app.page.keyboard.press('ControlOrMeta+k');
  await app.page.keyboard.type('Watched folder');
  await app.page.keyboard.press('Enter');
  const dialog = app.page.getByRole('dialog', { name: 'Watched folder' });
  await dialog.getByRole('textbox', { name: 'Folder, by its path' }).fill(join(app.casesDir, 'nothing'));
  await app.page.keyboard.press('Enter');
  await expect(dialog).toContainText('there is no such folder');
});
