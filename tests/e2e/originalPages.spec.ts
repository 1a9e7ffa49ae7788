import { column, writePdf } from '../../electron/core/importers/testing/writePdf.ts';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { originalOf } from './original.ts';
import { flashes, pdf, survey, surveyPages } from './survey.ts';

test('the pages of a PDF lie beside its text, and a passage is marked where it stands on them', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.importAndClose([pdf('wall.pdf', survey)]);
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
  expect(bytes.equals(survey)).toBe(true);
});

test('words of a drawn page are selected, copied, and shown in the text to be made a passage', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Words');
  const twice = {
    words: [
      ...surveyPages[0]!,
      ...column(50, 300, ['The office stands on the quay.']),
      ...column(50, 500, ['The office stands on the quay.']),
    ],
  };
  await workbench.importAndClose([
    pdf('wall.pdf', writePdf([twice, { words: surveyPages[1]! }], { info: { Title: 'Survey of the wall' } })),
  ]);
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
  await workbench.importAndClose([pdf('wall.pdf', survey)]);
  const reader = await workbench.openArticle(/^Survey of the wall/);
  await reader.highlight('two people with a level');
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
  await reader.mark('two people with a level').click();
  await expect(original().marks).toHaveCount(1);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(filter).toContain('brightness');
  const { words, mark } = await original().contrast(original().marks);
  expect(words).toBeGreaterThan(4.5);
  expect(mark).toBeGreaterThan(1.5);
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
