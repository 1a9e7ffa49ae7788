import type { Page } from '@playwright/test';
import { headline, savedMhtml, savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { wordDocument, harbourReport } from '../../electron/core/importers/testing/wordDocument.ts';
import { column, writePdf } from '../../electron/core/importers/testing/writePdf.ts';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { originalOf } from './original.ts';

const pages = [
  [
    { text: 'The wall at Lowmere', x: 50, y: 70, size: 20, bold: true },
    ...column(50, 110, [
      'The wall was last measured in the spring of',
      'last year, by two people with a level, and was',
      'found to stand upright.',
    ]),
  ],
  column(50, 90, ['Forty boats lay behind the wall when it gave way, and', 'all of them were damaged, eleven beyond repair.']),
  column(50, 90, ['The office asks for a new wall, and for nobody to', 'walk upon the old one.']),
];
const report = writePdf(
  pages.map((words) => ({ words })),
  { info: { Title: 'Survey of the wall' }, language: 'en' },
);
const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

/** Words of the text are lit up for a moment: they were gone to. */
const flashes = (page: Page): Promise<boolean> =>
  page.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith('reader-flash')));

test('the pages of a PDF lie beside its text, and a passage is marked where it stands on them', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', report)]);
  const reader = await workbench.openArticle(/^Survey of the wall/);

  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, 'Survey of the wall');
  await expect(original.pageField).toHaveValue('1');
  await expect(original.drawn(1)).toBeVisible();

  await reader.select('all of them were damaged');
  await page.keyboard.press('Shift+o');
  await expect(original.marks).toHaveCount(1);
  await expect(original.marks).toBeInViewport();
  expect(await original.inkUnder(original.marks)).toBe(true);

  await original.pages.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(original.pageField).toHaveValue('3');
  await page.keyboard.press('t');
  await expect(reader.text).toBeFocused();

  // A double click on words of a page shows them in the text.
  await reader.text.evaluate((element) => (element.scrollTop = 0));
  await original.pages.focus();
  await page.keyboard.press('g');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await original.marks.dblclick({ force: true });
  await expect.poll(() => flashes(page)).toBe(true);

  // It is there again when the article is opened again, as it was left.
  await original.pages.focus();
  await page.keyboard.press('p');
  await page.keyboard.press('g');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(original.pageField).toHaveValue('2');
  await expect(original.drawn(2)).toBeInViewport({ ratio: 1 });
  const { bytes } = await app.saved(() => page.keyboard.press('s'));
  expect(bytes.equals(report)).toBe(true);
});

test('a saved page lies beside its text as it looked, with the words marked in it', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Sheds');
  await workbench.importAndClose([
    { name: 'sheds.html', mimeType: 'text/html', buffer: Buffer.from(savedPage()) },
    {
      name: 'sheds.mhtml',
      mimeType: 'multipart/related',
      buffer: Buffer.from(
        savedMhtml(savedPage({ charset: 'windows-1252' }).replaceAll(headline, 'Halls for sale').replace('forty trams', 'fifty trams')),
      ),
    },
  ]);
  const reader = await workbench.openArticle(new RegExp(headline));
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, headline);
  await expect(original.page.getByRole('heading', { name: headline })).toBeVisible();
  await expect(original.page.getByText('Accept all of them')).toBeVisible();
  await reader.select('It was the last day to say yes.');
  await page.keyboard.press('Shift+o');
  await expect(original.page.locator('mark')).toHaveText('It was the last day to say yes.');
  await expect(original.page.locator('mark')).toBeInViewport();
  await expect(original.said).toHaveText('');

  // And back: words of the page, in the text.
  await original.page.getByText('Who buys').dblclick();
  await expect.poll(() => flashes(page)).toBe(true);
  await page.keyboard.press('t');
  await expect(reader.text).toBeFocused();
  await original.page.getByText('Advertisement').dblclick();
  await expect(original.said).toContainText('not in the text');

  // What came along in the file is shown; what did not is said.
  await workbench.openArticle(/Halls for sale/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const kept = originalOf(page, 'Halls for sale');
  await expect(kept.page.locator('figure img')).toHaveAttribute('src', /^blob:/);
  await workbench.openArticle(new RegExp(headline));
  await expect(original.page.getByRole('img', { name: /not kept in this file: Halls made of brick/ })).toBeVisible();

  // Keys work from within the page.
  await original.page.getByText('Who buys').click();
  await page.keyboard.press('Escape');
  await expect(reader.text).toBeFocused();
});

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

/** Two pages; the second draws a form that draws the next one ten times, and so on: it has no end that anybody lives to see. */
function endlessPdf(): Buffer {
  const content = (text: string, resources: string): string => `<< /Length ${text.length} ${resources} >>\nstream\n${text}\nendstream`;
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, level) =>
    content(
      level === depth - 1 ? '0 0 9 9 re f' : '/F Do '.repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /F ${11 + level} 0 R >> >>`,
    ),
  );
  const page = (drawn: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${drawn} 0 R /Resources << /Font << /F1 7 0 R >> /XObject << /F 10 0 R >> >> >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>',
    page(5),
    page(6),
    content(
      'BT /F1 24 Tf 1 0 0 1 50 760 Tm (Endless survey) Tj /F1 12 Tf 1 0 0 1 50 700 Tm (The wall was measured twice in the spring of last year.) Tj ET',
      '',
    ),
    content('/F Do', ''),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    'null',
    'null',
    ...forms,
  ];
  return Buffer.from(
    `%PDF-1.7\n${objects.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer << /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`,
    'latin1',
  );
}

test('a page that has no end is stopped, and costs nothing but itself', async ({ app }) => {
  test.slow();
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Endless');
  await workbench.importAndClose([pdf('endless.pdf', endlessPdf())]);
  const reader = await workbench.openArticle(/Endless survey/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, '');
  await expect(original.drawn(1)).toBeVisible();
  // While it goes on, the text is read and worked on as ever.
  await reader.highlight('measured twice');
  await expect(original.pane.getByRole('alert')).toContainText('took too long to draw, and was stopped', { timeout: 60_000 });
  await original.pages.focus();
  await page.keyboard.press('p');
  await reader.select('spring of last year');
  await page.keyboard.press('Shift+o');
  await expect(original.marks.first()).toBeInViewport();
  await expect(original.pane.getByRole('alert')).toContainText('was stopped');
});

test('the pages of an original turn with those of the text, until they are let go of', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Long');
  const words = (number: number) =>
    column(50, 90, [
      ...Array.from({ length: 40 }, (_, line) => `On page ${number}, line ${line + 1} says what the wall was like that day, and no more.`),
      'It ends there.',
    ]);
  const long = writePdf(
    Array.from({ length: 12 }, (_, index) => ({ words: words(index + 1) })),
    { info: { Title: 'Diary of the wall' } },
  );
  await workbench.importAndClose([pdf('diary.pdf', long)]);
  const reader = await workbench.openArticle(/^Diary of the wall/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, 'Diary');
  await expect(original.drawn(1)).toBeVisible();
  const readOn = (page: number): Promise<void> =>
    reader.text
      .locator(`[data-page="${page}"]`)
      .first()
      .evaluate((block) => block.scrollIntoView({ block: 'start' }));
  await readOn(7);
  await expect(original.pageField).toHaveValue('7');
  await original.pane.getByRole('button', { name: 'Turn pages with the text' }).click();
  await readOn(2);
  await original.pages.focus();
  await page.keyboard.press('ArrowRight');
  await expect(original.pageField).toHaveValue('8');
});

test('how an original is looked at is remembered with its article', async ({ app }) => {
  let { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', report)]);
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
