import type { Locator } from '@playwright/test';
import { wordDocument, harbourReport } from '../../electron/core/importers/testing/wordDocument.ts';
import { writePdf } from '../../electron/core/importers/testing/writePdf.ts';
import { expect, test } from './app.ts';
import { resize } from './looking.ts';
import { Workbench } from './models.ts';
import { originalOf } from './original.ts';
import { pdf, survey } from './survey.ts';

test('texts are shown as they are in their file; other files can be saved', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Files');
  const markdown = '# The quay\n\nThe quay is *closed* until March.\n\nNobody has said who decided that.\n';
  const docx = Buffer.from(wordDocument(harbourReport));
  await workbench.importAndClose([
    { name: 'quay.md', mimeType: 'text/markdown', buffer: Buffer.from(markdown) },
    { name: 'report.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', buffer: docx },
  ]);
  const reader = await workbench.openArticle(/quay/i);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, '');
  await expect(original.pages).toContainText('The quay is *closed* until March.');
  await reader.select('Nobody has said who');
  await page.keyboard.press('Shift+o');
  await expect(original.marks).toHaveText('Nobody has said who');

  await workbench.openArticle(/harbour|report/i);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  await expect(original.pane).toContainText('not drawn here');
  const { bytes } = await app.saved(() => original.pane.getByRole('button', { name: 'Save the original' }).last().click());
  expect(bytes.equals(docx)).toBe(true);
});

test('a scan lies beside the text that is written for it; a broken file says so, and its text can be written all the same', async ({
  app,
}) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Scans');
  const scan = writePdf([{ words: [] }, { words: [] }]);
  const results = await workbench.import([pdf('scan.pdf', scan), pdf('broken.pdf', Buffer.from('%PDF-1.7\nnothing of a PDF\n'))]);
  await results.getByRole('button', { name: 'Keep all of these' }).click();
  await results.getByRole('button', { name: 'Done' }).click();

  const reader = await workbench.openArticle(/scan/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, '');
  await expect(original.drawn(1)).toBeVisible();
  await expect(original.pane).toContainText('of 2');
  await page.getByRole('textbox', { name: 'Transcript' }).fill('The ferry does not sail on Sunday.');
  await page.getByRole('button', { name: 'Save as its text' }).click();
  await expect(reader.text).toContainText('The ferry does not sail on Sunday.');
  await expect(original.drawn(1)).toBeVisible();
  await reader.select('does not sail');
  await page.keyboard.press('Shift+o');
  await expect(original.said).toContainText('does not say on which page');

  await workbench.openArticle(/broken/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  await expect(original.pane).toContainText('It is damaged');
  await expect(page.getByRole('textbox', { name: 'Transcript' })).toBeEditable();
});

test('where there is no room for all, the inspector gives way to what is read, and is called over it', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await resize(app, { width: 1280, height: 800 });
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', survey)]);
  const reader = await workbench.openArticle(/^Survey of the wall/);
  const width = async (locator: Locator): Promise<number> => (await locator.boundingBox())!.width;
  await expect(page.getByRole('separator', { name: 'Width of the inspector' }).or(workbench.inspector).first()).toBeVisible();
  await reader.highlight('two people with a level');
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, 'Survey of the wall');
  await expect(original.drawn(1)).toBeVisible();
  await expect.poll(() => width(original.pane)).toBeGreaterThan(450);
  expect(await width(reader.text)).toBeGreaterThan(400);

  // A passage that is chosen is shown on its page, which nothing covers; what is written about it brings the inspector.
  await reader.mark('two people with a level').click();
  await expect(original.marks).toHaveCount(1);
  await expect(workbench.inspector).toHaveCSS('opacity', '0');
  await page.keyboard.press('n');
  await expect(workbench.inspector.getByRole('textbox', { name: 'New note' })).toBeFocused();
  await expect(workbench.inspector).toHaveCSS('opacity', '1');
  await reader.place('measured in the spring');
  await expect(workbench.inspector).toHaveCSS('opacity', '0');
  await page.getByRole('button', { name: 'Show inspector' }).click();
  await workbench.inspector.getByRole('button', { name: 'New claim' }).click();
  await expect(workbench.claim().words).toBeFocused();

  await page.keyboard.press('ControlOrMeta+.');
  await expect(workbench.inspector).toHaveCSS('opacity', '0');
  await expect(reader.text).toBeFocused();

  // With room for all, all of them stand there.
  await original.pane.getByRole('button', { name: 'Close the original' }).click();
  await expect(page.getByRole('button', { name: 'Show inspector' })).toHaveCount(0);
  await expect.poll(() => width(workbench.inspector)).toBeGreaterThan(300);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  await expect(page.getByRole('button', { name: 'Show inspector' })).toBeVisible();
  await resize(app, { width: 1920, height: 1080 });
  await expect(page.getByRole('button', { name: 'Show inspector' })).toHaveCount(0);
});

test('how an original is looked at is remembered with its article', async ({ app }) => {
  let { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', survey)]);
  await workbench.openArticle(/^Survey of the wall/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, 'Survey of the wall');
  await original.pages.focus();
  const remembered = page.waitForRequest(/rememberOriginalView/).catch(() => null);
  await page.keyboard.press('ArrowRight');
  await expect(original.pageField).toHaveValue('2');
  if (app.host === 'browser') await remembered;
  else await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete');
  await page.reload();
  await page.getByRole('main').first().waitFor();
  await new Workbench(page).openArticle(/^Survey of the wall/);
  await expect(originalOf(page, 'Survey of the wall').pageField).toHaveValue('2');
});
