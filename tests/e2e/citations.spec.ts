import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { choose, command, messages } from './parts.ts';
import { testStyle } from '../../electron/core/citations/testing/styles.ts';

const entry = `@article{ferry,
  title = {{FERRY OF FEAR}},
  author = {Quill, Tamsin and {Cobb’s Bank Press}},
  journaltitle = {The Marrow Evening Star}, entrysubtype = {newspaper},
  date = {2024-06}, volume = {12},
}`;

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a citation is pasted for one article: its fields are shown with where they come from, corrected, and taken', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Library');
  await workbench.main.getByRole('row', { name: /FERRY OF FEAR/ }).click();
  const byline = workbench.inspector.getByRole('textbox', { name: 'Byline' });
  const before = await byline.inputValue();
  await workbench.inspector.getByRole('button', { name: 'Paste or open a citation…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Citation for an article' });

  await dialog.getByRole('textbox', { name: 'Citations' }).fill('Quill, T. (2024). Ferry of fear.');
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(dialog).toContainText('neither CSL-JSON nor BibTeX nor RIS');

  await dialog.getByRole('textbox', { name: 'Citations' }).fill(entry);
  await dialog.getByRole('button', { name: 'Read' }).click();
  const fields = dialog.getByRole('group', { name: 'Fields of entry 1' });
  await expect(fields.getByRole('textbox', { name: 'Byline' })).toHaveValue('Tamsin Quill and Cobb’s Bank Press');
  await expect(fields).toContainText('BibTeX author');
  await expect(fields).toContainText('volume (12)');
  await fields.getByRole('textbox', { name: 'Byline' }).fill('Tamsin Quill');
  await expect(fields).toContainText('As you wrote it');
  await dialog.getByRole('button', { name: 'Take these fields' }).click();
  await expect(dialog).toBeHidden();
  await expect(byline).toHaveValue('Tamsin Quill');
  await messages(app.page).getByRole('button', { name: 'Undo' }).click();
  await expect(byline).toHaveValue(before);
});

test('a library of citations is matched with the articles, taken in one step, and undone in one', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Walls');
  await workbench.importAndClose([
    file('wall.txt', 'Harbour wall gives way\n\nIt fell.\n'),
    file('boats.txt', 'Forty boats are lost\n\nAll of them.\n'),
  ]);
  await command(app.page, 'Import citations…');
  const dialog = app.page.getByRole('dialog', { name: 'Import citations' });
  const chooser = app.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Open a file…' }).click();
  await (
    await chooser
  ).setFiles([
    file(
      'library.ris',
      'TY  - NEWS\nTI  - Harbour wall gives way\nAU  - Brandt, Ada\nER  - \nTY  - NEWS\nTI  - Forty boats are lost\nAU  - Okafor, Ben\nER  - \nTY  - BOOK\nTI  - Of walls\nER  - \nTI  - astray\n',
    ),
  ]);
  await expect(dialog).toContainText('RIS: 3 entries, 2 about an article of this case.');
  await expect(dialog.getByRole('region', { name: 'What could not be read' })).toContainText('Line 12 belongs to no entry');
  const entries = dialog.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  await expect(entries.nth(0)).toContainText(/same title, \d+ fields?/);
  await expect(entries.nth(2)).toContainText('No article of this case is like it.');
  const { name, bytes } = await app.saved(() => dialog.getByRole('button', { name: 'Save the 1 left out…' }).click());
  expect(name).toBe('citations left out.ris');
  expect(bytes.toString('utf8')).toContain('TI  - Of walls');
  await dialog.getByRole('button', { name: 'Take 2 citations' }).click();
  await expect(dialog).toBeHidden();

  const byline = workbench.inspector.getByRole('textbox', { name: 'Byline' });
  await workbench.main.getByRole('row', { name: /Harbour wall/ }).click();
  await expect(byline).toHaveValue('Ada Brandt');
  await expect(workbench.inspector).toContainText('From a citation: RIS AU');
  await workbench.undo();
  await expect(byline).toHaveValue('');
  await workbench.main.getByRole('row', { name: /Forty boats/ }).click();
  await expect(byline).toHaveValue('');
});

test('citations of selected articles are exported, and what the format cannot hold is said first', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Library');
  const rows = workbench.main.getByRole('row');
  await rows.nth(1).click();
  await rows.nth(2).click({ modifiers: ['ControlOrMeta'] });
  await workbench.main.getByRole('button', { name: 'Export 2 citations…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Export citations' });
  await dialog.getByText('RIS', { exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Export 2 citations' })).toBeEnabled();
  const { name, bytes } = await app.saved(() => dialog.getByRole('button', { name: 'Export 2 citations' }).click());
  expect(name).toMatch(/\.ris$/);
  expect(bytes.toString('utf8').match(/^TY {2}- /gm)).toHaveLength(2);
});

test('the sources of the report are set in a style that is chosen or loaded, and the choice stays with the case', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Report');
  const sources = workbench.main.getByRole('region', { name: 'Report' }).locator('#sources');
  await expect(sources).toBeAttached();
  await expect(sources).not.toContainText('Set in the style');
  await choose(workbench.main, 'Sources', 'APA, 7th edition');
  await expect(sources).toContainText('Set in the style “APA, 7th edition”');
  await expect(sources).toContainText('SHA-256 of the original');

  const chooser = app.page.waitForEvent('filechooser');
  await workbench.main.getByRole('button', { name: 'Load a citation style (.csl)…' }).click();
  await (await chooser).setFiles([file('broken.csl', testStyle({ bibliography: '' }))]);
  await expect(app.page.getByText('it sets citations alone, and no list of sources')).toBeVisible();

  const again = app.page.waitForEvent('filechooser');
  await workbench.main.getByRole('button', { name: 'Load a citation style (.csl)…' }).click();
  await (await again).setFiles([file('house.csl', testStyle())]);
  await expect(sources).toContainText('Set in the style “House style”');
  await app.page.reload();
  await workbench.go('Report');
  await expect(sources).toContainText('Set in the style “House style”');
  const { bytes } = await app.saved(() => app.page.getByRole('button', { name: 'Export as Markdown' }).click());
  expect(bytes.toString('utf8')).toContain('Set in the style “House style”');
  await workbench.main.getByRole('button', { name: 'Take “House style” out of the case' }).click();
  await expect(sources).not.toContainText('Set in the style');
});
