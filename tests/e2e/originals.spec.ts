import type { Locator, Page } from '@playwright/test';
import { headline, savedMhtml, savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { wordDocument, harbourReport } from '../../electron/core/importers/testing/wordDocument.ts';
import { column, writePdf } from '../../electron/core/importers/testing/writePdf.ts';
import { expect, test } from './app.ts';
import { resize } from './looking.ts';
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
  await expect(original.pages).toBeFocused();
  const { bytes } = await app.saved(() => page.keyboard.press('s'));
  expect(bytes.equals(report)).toBe(true);
});

test('words of a drawn page are selected, copied, and shown in the text to be made a passage', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Words');
  const twice = {
    words: [...pages[0]!, ...column(50, 300, ['The office stands on the quay.']), ...column(50, 500, ['The office stands on the quay.'])],
  };
  await workbench.importAndClose([pdf('wall.pdf', writePdf([twice, { words: pages[1]! }], { info: { Title: 'Survey of the wall' } }))]);
  const reader = await workbench.openArticle(/^Survey of the wall/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, 'Survey of the wall');
  const first = original.drawn(1);
  const line = (words: string) => first.getByText(words);
  await expect(line('found to stand upright.')).toBeVisible();
  const selected = () => page.evaluate(() => getSelection()!.toString().trim());

  // They are words, not a picture of some, and they lie where they are drawn.
  await expect(original.pane.getByRole('group', { name: 'Page 1 of 2' })).toContainText('two people with a level');
  await expect(first.getByRole('img')).toHaveCount(0);
  expect(await original.inkUnder(line('found to stand upright.'))).toBe(true);

  await original.select(line('last year, by two people'), line('found to stand upright.'));
  // The stop at the end is as wide as half a point on screen: the mouse may stand before or behind its middle.
  expect(await selected()).toMatch(/^last year, by two people with a level, and was\nfound to stand upright\.?$/);
  await line('found to stand upright.').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show in the text' }).click();
  await expect(reader.text).toBeFocused();
  await page.keyboard.press('h');
  await expect(reader.text.locator('mark')).toHaveText(/^last year, by two people with a level, and was found to stand upright\.?$/);

  // By its key too. Of two equal sentences the one is meant that stands between the same others.
  await original.select(line('The office stands on the quay.').first(), line('The office stands on the quay.').first());
  await page.keyboard.press('t');
  await expect(reader.text).toBeFocused();
  expect(await selected()).toMatch(/^The office stands on the quay\.?$/);

  // Words of which nothing says which are meant are not shown in one place as if that were known.
  await page.evaluate(() => getSelection()!.removeAllRanges());
  await line('The office stands on the quay.').last().dblclick();
  await expect(original.said).toContainText('several times');
});

test('of a long original only the pages near the view have words', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Many');
  const many = Array.from({ length: 400 }, (_, index) => ({
    words: column(50, 90, [`This is said on page ${index + 1} and nowhere else.`]),
  }));
  await workbench.importAndClose([pdf('many.pdf', writePdf(many, { info: { Title: 'Many pages' } }))]);
  await workbench.openArticle(/^Many pages/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, 'Many pages');
  await expect(original.drawn(1).getByText('This is said on page 1 ')).toBeVisible();
  for (const number of [100, 200, 400]) {
    await original.pageField.fill(String(number));
    await page.keyboard.press('Enter');
    await expect(original.drawn(number).getByText(`This is said on page ${number} `)).toBeVisible();
    expect(await original.pane.locator('[data-words]').count()).toBeLessThan(8);
  }
});

test('white pages are dimmed in the dark, until a person says otherwise', async ({ app }) => {
  let { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', report)]);
  await workbench.openArticle(/^Survey of the wall/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = () => originalOf(page, 'Survey of the wall');
  const choice = () => original().pane.getByRole('button', { name: 'Dim pages in dark mode' });
  const filter = () =>
    original()
      .drawn(1)
      .locator('canvas')
      .evaluate((canvas) => getComputedStyle(canvas).filter);
  await expect(original().drawn(1)).toBeVisible();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(filter).toBe('none');
  await expect(choice()).toBeHidden();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(filter).toContain('brightness');
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  await expect.poll(filter).toBe('none');
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
  await choice().click();
  await expect.poll(filter).toBe('none');
  page = await app.restart();
  await page.emulateMedia({ colorScheme: 'dark' });
  await new Workbench(page).openArticle(/^Survey of the wall/);
  await expect(original().drawn(1)).toBeVisible();
  await expect(choice()).toHaveAttribute('aria-pressed', 'false');
  expect(await filter()).toBe('none');
});

test('where there is no room for all, the inspector gives way to what is read, and is called over it', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await resize(app, { width: 1280, height: 800 });
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', report)]);
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

// Drawn in a worker of the page, which both hosts have: its long time is taken once.
test('a page that has no end is stopped, and costs nothing but itself @browser', async ({ app }) => {
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
