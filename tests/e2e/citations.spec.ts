import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { zipSync } from 'fflate';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { choose, command, messages } from './parts.ts';
import { testStyle } from '../../electron/core/citations/testing/styles.ts';
import { extract } from '../../electron/core/importers/extract.ts';

const entry = `@article{ferry,
  title = {{FERRY OF FEAR}},
  author = {Quill, Tamsin and {Cobb’s Bank Press}},
  journaltitle = {The Marrow Evening Star}, entrysubtype = {newspaper},
  date = {2024-06}, volume = {12},
}`;

/** The words that are on the disk and no part of the case yet. */
function keptWords(app: App): string[] {
  const db = new Database(join(app.userDataDir, 'Demo case.assay'), { readonly: true, fileMustExist: true });
  try {
    return db.prepare<[], string>('SELECT text FROM draft').pluck().all();
  } finally {
    db.close();
  }
}

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

/** Drops files onto the window, as a file manager does. */
async function dropFiles(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }));
  const carried = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, bytes } of all) transfer.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
    return transfer;
  }, given);
  for (const step of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', step, { dataTransfer: carried });
}

/** The report's sources, as the preview shows them in a window. */
const sourcesIn = (page: Page) => new Workbench(page).main.getByRole('region', { name: 'Report' }).locator('#sources');
const loadStyle = async (page: Page, name: string, text: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await new Workbench(page).main.getByRole('button', { name: 'Load a citation style (.csl)…' }).click();
  await (await chooser).setFiles([file(name, text)]);
};

test('the sources of the report are set in a style that is chosen or loaded: a step of the case, undone, and known to every window', async ({
  app,
}) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Report');
  const sources = sourcesIn(app.page);
  await expect(sources).toBeAttached();
  await expect(sources).not.toContainText('Set in the style');
  const other = await app.newWindow();
  await new Workbench(other).go('Report');
  await choose(workbench.main, 'Sources', 'APA, 7th edition');
  for (const page of [app.page, other]) await expect(sourcesIn(page)).toContainText('Set in the style “APA, 7th edition”');
  await expect(sources).toContainText('SHA-256 of the original');
  await workbench.undo();
  for (const page of [app.page, other]) await expect(sourcesIn(page)).not.toContainText('Set in the style');
  await workbench.redo();
  await expect(sourcesIn(other)).toContainText('Set in the style “APA, 7th edition”');
  await workbench.go('History');
  await expect(workbench.main).toContainText('Set citation style to APA, 7th edition');
  await workbench.go('Report');

  await loadStyle(app.page, 'broken.csl', testStyle({ bibliography: '' }));
  await expect(app.page.getByText('it sets citations alone, and no list of sources')).toBeVisible();
  await loadStyle(app.page, 'house.csl', testStyle());
  await expect(sources).toContainText('Set in the style “House style”');
  await app.page.reload();
  await workbench.go('Report');
  await expect(sources).toContainText('Set in the style “House style”');
  await workbench.main.getByRole('button', { name: 'Take “House style” out of the case' }).click();
  await expect(sources).not.toContainText('Set in the style');
  await workbench.undo();
  await expect(sources).toContainText('Set in the style “House style”');
});

test('what is printed and exported sets its sources in the chosen style, in every format that has sources', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Report');
  await loadStyle(app.page, 'house.csl', testStyle());
  await expect(sourcesIn(app.page)).toContainText('Set in the style “House style”');
  // Family name first, the year in brackets, the publication in capitals, bars between: nothing that Assay does by itself.
  const set = 'Tarrant, Oswin | [2025] | Marrow: what the first note says, and what it does not | QUAY & CHANNEL';
  const bytesOf = async (format: string): Promise<Buffer> =>
    (await app.saved(() => app.page.getByRole('button', { name: `Export as ${format}` }).click())).bytes;
  const html = (await bytesOf('HTML')).toString('utf8');
  const markdown = (await bytesOf('Markdown')).toString('utf8');
  const read = await extract({ name: 'report.pdf', bytes: await bytesOf('PDF') });
  const texts = {
    HTML: html.replaceAll(/<[^>]*>/g, '').replaceAll('&#x26;', '&'),
    Markdown: markdown.replaceAll(/[_\\]/g, ''),
    PDF: read.ok ? read.extraction.text : '',
  };
  for (const [format, text] of Object.entries(texts)) {
    const words = text.replaceAll(/\s+/g, ' ');
    expect.soft(words, format).toMatch(/Set in the style “ ?House style ?”/);
    expect.soft(words, format).toContain(set);
  }
  // A table of claims says where evidence stands, and sets no list of sources.
  expect((await bytesOf('CSV')).toString('utf8')).not.toContain('Tarrant, Oswin |');
});

test('a file of citations that is dropped is no article: it is kept, and its citations are shown', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Walls');
  await workbench.importAndClose([file('wall.txt', 'Harbour wall gives way\n\nIt fell.\n')]);
  const library = '@misc{wall, title={Harbour wall gives way}, author={Brandt, Ada}}\n';
  await dropFiles(app.page, [file('library.bib', library)]);
  const dialog = app.page.getByRole('dialog', { name: 'Import citations' });
  await expect(dialog).toContainText('library.bib holds citations, and is no article. It is kept with this case as it came.');
  await expect(dialog).toContainText('BibTeX: 1 entry, 1 about an article of this case.');
  await dialog.getByRole('button', { name: 'Take 1 citation' }).click();
  await expect(workbench.main.getByRole('row')).toHaveCount(2);
  await workbench.main.getByRole('row', { name: /Harbour wall/ }).click();
  await expect(workbench.inspector.getByRole('textbox', { name: 'Byline' })).toHaveValue('Ada Brandt');

  await command(app.page, 'Import citations…');
  const kept = dialog.getByRole('region', { name: 'Files with citations in this case' });
  await expect(kept.getByRole('listitem')).toContainText('library.bib1 citation');
  const { name, bytes } = await app.saved(() => kept.getByRole('button', { name: 'Save “library.bib” as it came' }).click());
  expect([name, bytes.toString('utf8')]).toEqual(['library.bib', library]);
  await kept.getByRole('button', { name: 'Take “library.bib” out of the case' }).click();
  await expect(kept).toBeHidden();
  const taken = messages(app.page).getByRole('status').locator('> *').filter({ hasText: 'was taken out of this case' });
  await taken.getByRole('button', { name: 'Undo' }).click();
  await expect(kept.getByRole('listitem')).toHaveCount(1);
});

test('among other files, in a ZIP archive too, a file of citations is told beside the articles', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Walls');
  const archive = zipSync({
    'sources/library.ris': new TextEncoder().encode('TY  - NEWS\nTI  - Harbour wall gives way\nAU  - Brandt, Ada\nER  - \n'),
  });
  await dropFiles(app.page, [
    file('wall.txt', 'Harbour wall gives way\n\nIt fell.\n'),
    { name: 'more.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) },
  ]);
  const results = app.page.getByRole('dialog', { name: '1 article imported' });
  await expect(results).toContainText('1 file holds citations, not an article');
  await expect(results).toContainText('more.zip/sources/library.ris');
  await results.getByRole('button', { name: 'Look at the citations of “more.zip/sources/library.ris”' }).click();
  await expect(app.page.getByRole('dialog', { name: 'Import citations' })).toContainText('RIS: 1 entry, 1 about an article of this case.');
});

test('what was corrected in a citation that is not taken yet is there again after the dialog, and after a crash', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Library');
  const open = async (page: Page) => {
    const bench = new Workbench(page);
    await bench.go('Library');
    await bench.main.getByRole('row', { name: /FERRY OF FEAR/ }).click();
    await bench.inspector.getByRole('button', { name: 'Paste or open a citation…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Citation for an article' });
    await dialog.getByRole('textbox', { name: 'Citations' }).fill(entry);
    await dialog.getByRole('button', { name: 'Read' }).click();
    return { dialog, byline: dialog.getByRole('textbox', { name: 'Byline' }) };
  };
  const first = await open(app.page);
  await first.byline.fill('T. Quill, as she signs');
  await first.dialog.getByRole('button', { name: 'Back' }).click();
  await app.page.keyboard.press('Escape');
  const second = await open(app.page);
  await expect(second.byline).toHaveValue('T. Quill, as she signs');
  await expect(second.dialog).toContainText('Restored what you typed');
  await second.byline.fill('T. Quill, who signs');
  await expect.poll(() => keptWords(app)).toContain('T. Quill, who signs');
  const third = await open(await app.crash(app.page));
  await expect(third.byline).toHaveValue('T. Quill, who signs');
  // Thrown away on purpose, and taken back.
  await third.dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(third.byline).toHaveValue('Tamsin Quill and Cobb’s Bank Press');
  await third.byline.fill('Tamsin Quill');
  await third.dialog.getByRole('button', { name: 'Take these fields' }).click();
  await expect(third.dialog).toBeHidden();
  // What was taken is nobody's draft any more.
  await expect.poll(() => keptWords(app)).not.toContain('Tamsin Quill');
});
