import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { paragraphs, savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { answerFileDialogs, expect, test } from './app.ts';
import { fixture, Reader, Workbench } from './models.ts';
import { messages } from './parts.ts';

const words = 'The tram “Marta” was late — again. Nobody at the café knew why it took four hours.\n';
const russian =
  'Трамвай опоздал на четыре часа, и никто в депо не знал почему. Водитель сказал, что виноват снег, но утром снега не было.\n'.repeat(3);

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
/** Cyrillic letters as windows-1251 has them. */
const windows1251 = (text: string): Buffer => {
  const letters = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from([...text].map((letter) => letters.indexOf(letter)));
};
const file = (name: string, content: Buffer | string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const broken = (): Buffer => {
  const bytes = Buffer.from(words.repeat(4));
  bytes[bytes.indexOf(0xe2)] = 0xff;
  return bytes;
};

async function open(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  return workbench;
}

/** Drops files onto the window, as a file manager does. */
async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const carried = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, text } of given) transfer.items.add(new File([text], name, { type: 'text/plain' }));
    return transfer;
  }, files);
  for (const step of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', step, { dataTransfer: carried });
}

/** What became of the files, once the reading of them is done. */
async function outcome(page: Page, title: string): Promise<Locator> {
  const results = page.getByRole('dialog', { name: title });
  await expect(results).toBeVisible({ timeout: 30_000 });
  return results;
}

const line = (results: Locator, name: string): Locator => results.getByRole('listitem').filter({ hasText: name });

test('bad files among good ones get a line each, with the reason; the others are in, whatever their encoding', async ({ app }) => {
  const workbench = await open(app.page);
  const results = await workbench.import([
    file('photo.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])),
    file('nothing.txt', ''),
    file('paper.pdf', '%PDF-1.7\n%âãÏÓ'),
    file('little endian.txt', utf16(`Little endian\n\n${words}`)),
    file('big endian.txt', utf16(`Big endian\n\n${words}`).swap16()),
    file('cyrillic.txt', windows1251(russian)),
    file('broken.txt', broken()),
    file('plain.txt', `Plain as it is\n\n${words}`),
  ]);
  await expect(results.getByRole('heading', { level: 2, name: '5 articles imported' })).toBeVisible();
  await expect(line(results, 'photo.txt')).toContainText('This is not a text file.');
  await expect(line(results, 'nothing.txt')).toContainText('There is no text in this file.');
  await expect(line(results, 'paper.pdf')).toContainText('damaged or incomplete');
  await expect(results.getByRole('heading', { name: '3 files were not imported' })).toBeVisible();
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 4 + 5);

  const texts: [title: RegExp, words: string][] = [
    [/^Little endian/, 'The tram “Marta” was late — again.'],
    [/^Big endian/, 'The tram “Marta” was late — again.'],
    [/^Трамвай/, 'Водитель сказал, что виноват снег'],
    [/\ufffd/, 'Nobody at the café knew why'],
  ];
  for (const [title, expected] of texts) await expect((await workbench.openArticle(title)).text).toContainText(expected);
});

test('an import is one step for undo, and the same bytes are recognised', async ({ app }) => {
  const workbench = await open(app.page);
  const files = [fixture('quay-wall.txt'), fixture('harbour-board.md')];
  await workbench.importAndClose(files);
  await expect(workbench.main.getByRole('row')).toHaveCount(7);

  const again = await workbench.import([...files, fixture('quay-wall.txt')]);
  await expect(again.getByRole('heading', { level: 2, name: 'Nothing was imported' })).toBeVisible();
  await expect(again.getByRole('heading', { name: '3 files were already there' })).toBeVisible();
  await line(again, 'harbour-board.md').getByRole('button', { name: 'Harbour board pays for new bolts' }).click();
  await expect(new Reader(app.page, app.page.getByRole('region', { name: /^Text of Harbour board/ })).text).toBeVisible();

  await workbench.go('Library');
  await workbench.undo();
  await expect(messages(app.page)).toContainText(/Undone: Import/);
  await expect(workbench.main.getByRole('row')).toHaveCount(5);
  await workbench.redo();
  await expect(workbench.main.getByRole('row')).toHaveCount(7);
});

test('files are dropped onto the window', async ({ app }) => {
  const workbench = await open(app.page);
  await drop(app.page, [
    { name: 'depot.txt', text: `Depot closes early\n\n${words}` },
    { name: 'timetable.md', text: `# Timetable is a guess\n\n${words}` },
  ]);
  const results = await outcome(app.page, '2 articles imported');
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row', { name: /Depot closes early/ })).toBeVisible();
  await expect(workbench.main.getByRole('row', { name: /Timetable is a guess/ })).toBeVisible();
});

test('files dropped on the start screen get a case of their own', async ({ app }) => {
  const answered = await answerFileDialogs(app.page, 'Trams');
  await drop(app.page, [{ name: 'depot.txt', text: `Depot closes early\n\n${words}` }]);
  if (!answered) {
    const dialog = app.page.getByRole('dialog', { name: 'New case' });
    await expect(dialog).toContainText('The file you chose is imported into it.');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Trams');
    await app.page.keyboard.press('Enter');
  }
  await outcome(app.page, '1 article imported');
});

test('an article is pasted; what was guessed can be corrected at once', async ({ app }) => {
  const workbench = await open(app.page);
  await app.page.keyboard.press('ControlOrMeta+Shift+v');
  const paste = app.page.getByRole('dialog', { name: 'Paste article' });
  await paste.getByRole('textbox', { name: 'Text of the article' }).fill(`Depot closes early\n\n12 May 2026\n\n${words}`);
  await paste.getByRole('button', { name: 'Add to the library' }).click();
  const results = await outcome(app.page, '1 article imported');
  const guessed = results.getByRole('group', { name: 'Depot closes early' });
  await expect(guessed.getByRole('textbox', { name: 'Published' })).toHaveValue('2026-05-12');
  await guessed.getByRole('textbox', { name: 'Publisher' }).fill('Tram Gazette');
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row', { name: /Depot closes early/ })).toContainText('Tram Gazette');
});

test('a folder is imported with what is inside its folders, but not with what is hidden', async ({ app }) => {
  const workbench = await open(app.page);
  const folder = join(app.casesDir, '../clippings');
  mkdirSync(join(folder, 'may/.trash'), { recursive: true });
  writeFileSync(join(folder, 'depot.txt'), `Depot closes early\n\n${words}`);
  writeFileSync(join(folder, 'may/snow.txt'), `Snow in May\n\n${words}`);
  writeFileSync(join(folder, 'may/.trash/old.txt'), 'Thrown away long ago.');
  // Not through the chooser: a browser without a screen has none for folders.
  await app.page.locator('input[webkitdirectory]').setInputFiles(folder);
  const results = await outcome(app.page, '2 articles imported');
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row', { name: /Snow in May/ })).toBeVisible();
});

test('Stop ends an import, keeps what is in and says what was left out', async ({ app }) => {
  const workbench = await open(app.page);
  await workbench.go('Library');
  const paragraph = words.repeat(40);
  const many = Array.from({ length: 600 }, (_, number) => file(`part ${number}.txt`, `Part number ${number}\n\n${paragraph}`));
  const chooser = app.page.waitForEvent('filechooser');
  await app.page.keyboard.press('ControlOrMeta+i');
  await (await chooser).setFiles(many);
  await app.page.getByRole('button', { name: 'Stop' }).click();
  const results = app.page.getByRole('dialog', { name: /imported/ });
  await expect(results.getByText('The import was stopped before this file.').first()).toBeVisible();
  const all = results.getByRole('button', { name: 'Show all' });
  if (await all.isVisible()) await all.click();
  const stopped = await results.getByText('The import was stopped before this file.').count();
  expect(stopped).toBeGreaterThan(0);
  await results.getByRole('button', { name: 'Done' }).click();
  const documents = app.page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: /^Library/ });
  await expect(documents).toContainText(String(4 + many.length - stopped));
});

test('an import can be paused and resumed, and says how far it is; nothing comes in twice', async ({ app }) => {
  const workbench = await open(app.page);
  await workbench.go('Library');
  const paragraph = words.repeat(40);
  const many = Array.from({ length: 600 }, (_, number) => file(`part ${number}.txt`, `Part number ${number}\n\n${paragraph}`));
  const chooser = app.page.waitForEvent('filechooser');
  await app.page.keyboard.press('ControlOrMeta+i');
  await (await chooser).setFiles(many);
  await app.page.getByRole('button', { name: 'Pause' }).click();
  const progress = app.page.getByRole('progressbar', { name: 'Import' });
  await expect(progress).toContainText(/Paused at \d+ of 600/);
  // The rest of the workbench goes on.
  await workbench.go('Claims');
  await app.page.getByRole('button', { name: 'Resume' }).click();
  const results = await outcome(app.page, '600 articles imported');
  await results.getByRole('textbox', { name: 'Filter files' }).fill('part 599');
  await expect(results.getByRole('group')).toHaveCount(1);
  await results.getByRole('button', { name: 'Done' }).click();
  await workbench.undo();
  await expect(app.page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: /^Library/ })).toContainText('4');
});

test('a file that says what an article says is a copy of it, and can be made one of its own', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  const results = await workbench.import([
    file('depot.txt', `Depot closes early\n\n${words}`),
    file('sent by mail.txt', `Depot closes early\r\n\r\n${words}\r\n`),
    file('sent again.txt', `Depot closes early\n\n\n${words}`),
  ]);
  await expect(results.getByRole('heading', { name: '2 files say what an article says already' })).toBeVisible();
  await line(results, 'sent again.txt').getByRole('button', { name: 'Make it an article of its own' }).click();
  await expect(results.getByRole('heading', { name: '1 file says what an article says already' })).toBeVisible();
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 2);
  await workbench.main.getByRole('row', { name: /Depot/ }).last().click();
  const copy = await app.saved(() => workbench.inspector.getByRole('button', { name: 'Download sent by mail.txt' }).click());
  expect(copy.name).toBe('sent by mail.txt');
  expect(String(copy.bytes)).toBe(`Depot closes early\r\n\r\n${words}\r\n`);
});

test('an archive is imported file by file, and a picture in it can be kept', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  const archive = zipSync({
    'may/depot.txt': Buffer.from(`Depot closes early\n\n${words}`),
    'snow.txt': Buffer.from(`Snow in May\n\n${words}`),
    'scan.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
  });
  const results = await workbench.import([{ name: 'clippings.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) }]);
  await expect(results.getByRole('heading', { level: 2, name: '2 articles imported' })).toBeVisible();
  await line(results, 'clippings.zip/scan.png').getByRole('button', { name: 'Keep it, and write its text' }).click();
  await expect(results.getByRole('heading', { name: '1 file is kept, without text' })).toBeVisible();
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 3);
});

test('a page that was saved again is offered as a new version, and is one step with its import', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  const page = (date: string, price: string): string =>
    savedPage({ article: paragraphs.map((text) => `<p>${text.replace('four million', price)}</p>`).join('') }).replace('2025-03-05', date);
  await workbench.importAndClose([file('tuesday.html', page('2025-03-05', 'four million'))]);
  const reader = await workbench.openArticle(/Tram sheds/);
  await reader.highlight('sold on Tuesday for four million');

  const results = await workbench.import([
    file('friday.html', page('2025-03-07', 'six million')),
    file('sunday.html', page('2025-03-09', 'seven million')),
    file('monday.html', page('2025-03-03', 'a million')),
  ]);
  await expect(
    results.getByRole('heading', { name: '3 articles came from the address of one that is here, with another text' }),
  ).toBeVisible();
  await expect(line(results, 'monday.html')).toContainText('it is the older text of the two');
  await results.getByRole('button', { name: 'Make all versions of those' }).click();
  await expect(results.getByRole('heading', { name: '3 files are versions of an article that was here' })).toBeVisible();
  await expect(line(results, 'sunday.html')).toContainText('Version 4 of Tram sheds sold for half their price');
  await expect(line(results, 'monday.html')).toContainText('Version 2, an older text, of Tram sheds');
  await line(results, 'sunday.html').getByRole('button', { name: 'Review 1 passage' }).click();
  await expect(app.page.getByRole('region', { name: /^Text of/ })).toContainText('seven million');

  await workbench.go('Library');
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 1);
  await workbench.undo();
  await expect(messages(app.page)).toContainText('Undone: Import 3 versions of articles');
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 1);
  await expect((await workbench.openArticle(/Tram sheds/)).text).toContainText('four million');
});

test('an older text from the same address goes behind the current one, which stays as it is', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  const page = (date: string, price: string) =>
    file(
      `${price}.html`,
      savedPage({ article: paragraphs.map((text) => `<p>${text.replace('four million', price)}</p>`).join('') }).replace(
        '2025-03-05',
        date,
      ),
    );
  await workbench.importAndClose([page('2025-03-07', 'six million')]);
  await (await workbench.openArticle(/Tram sheds/)).highlight('sold on Tuesday for six million');
  const results = await workbench.import([page('2025-03-03', 'four million')]);
  await line(results, 'four million.html').getByRole('button', { name: 'Make it an earlier version' }).click();
  await expect(messages(app.page)).toContainText('now: an older text, behind the current one.');
  await results.getByRole('button', { name: 'Done' }).click();

  const reader = await workbench.openArticle(/Tram sheds/);
  await expect(reader.text).toContainText('six million');
  await expect(reader.text.locator('mark')).not.toHaveCount(0);
  await app.page.getByRole('button', { name: 'Version 1 of 2: versions of this article' }).click();
  await app.page.getByRole('menuitem', { name: 'Compare versions' }).click();
  const comparison = app.page.getByRole('region', { name: 'Comparison of two versions' });
  await expect(comparison.getByRole('status').first()).toHaveText('1 difference');
  await expect(comparison.getByRole('deletion').or(comparison.locator('del'))).toContainText('four');
});

test('whether an article is a new version of another can be decided later', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  const page = (words: string) => file(`${words}.html`, savedPage({ article: `<p>${paragraphs[0]}</p><p>${paragraphs[2]} ${words}</p>` }));
  await workbench.importAndClose([page('It rained.')]);
  await workbench.importAndClose([page('It snowed.')]);
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 2);
  await workbench.main
    .getByRole('row', { name: /Tram sheds/ })
    .first()
    .click();
  await workbench.inspector.getByRole('button', { name: 'Make this a new version of it' }).click();
  await expect(messages(app.page)).toContainText('It is version 2 of “Tram sheds sold for half their price” now.');
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 1);
  await expect((await workbench.openArticle(/Tram sheds/)).text).toContainText('It snowed.');
});
