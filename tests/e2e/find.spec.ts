import type { Locator } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { type Reader, Workbench } from './models.ts';
import { messages } from './parts.ts';

const story = /FERRY OF FEAR/;

interface Reading {
  workbench: Workbench;
  reader: Reader;
  bar: Locator;
  field: Locator;
}

async function reading({ page }: App): Promise<Reading> {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(story);
  const bar = page.getByRole('search', { name: 'Find in the article' });
  return { workbench, reader, bar, field: bar.getByRole('textbox', { name: 'Find in the article' }) };
}

/** The exact words that the browser has selected. */
const selected = (app: App): Promise<string> => app.page.evaluate(() => getSelection()?.toString() ?? '');

test('words are found while typing; keys step through them, and Escape goes on reading at the place', async ({ app }) => {
  const { workbench, bar, field } = await reading(app);
  const { keyboard } = app.page;
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('CABLE');
  await expect(field).toHaveValue('CABLE');
  await expect(bar).toContainText('1 of 6');
  await keyboard.press('Enter');
  await expect(bar).toContainText('2 of 6');
  await keyboard.press('F3');
  await keyboard.press('ControlOrMeta+g');
  await expect(bar).toContainText('4 of 6');
  await keyboard.press('Shift+Enter');
  await expect(bar).toContainText('3 of 6');
  await expect(app.page.getByRole('img', { name: /^Overview of the article: 11 passages, .*6 places found$/ })).toBeVisible();
  await expect.poll(() => app.page.evaluate(() => CSS.highlights.get('reader-find-here-0')?.size)).toBe(1);
  await keyboard.press('Escape');
  await expect(bar).toBeHidden();
  expect(await selected(app)).toBe('cable');

  // Reading on, the same words are found from where one is, and what was found is at hand for every command.
  await keyboard.press('Shift+F3');
  await expect(bar).toContainText('2 of 6');
  await expect.poll(() => selected(app)).toBe('cable');
  await keyboard.press('h');
  await expect(workbench.inspector.getByRole('article', { name: 'Passage' }).locator('mark')).toHaveText('cable');
});

test('case, whole words and expressions; a wrong one is told, and an endless one stopped', async ({ app }) => {
  const { bar } = await reading(app);
  const { keyboard } = app.page;
  const type = async (words: string): Promise<void> => {
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type(words);
  };
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('ferry');
  await expect(bar).toContainText('1 of 6');
  await keyboard.press('Alt+c');
  await expect(bar).toContainText('1 of 5');
  await type('port');
  await expect(bar).toContainText(/1 of \d/);
  await keyboard.press('Alt+w');
  await expect(bar).toContainText('Not found');
  await keyboard.press('Alt+r');
  await type('£[\\d.]+');
  await expect(bar).toContainText(/1 of \d/);
  await type('(£');
  await expect(bar).toContainText('This is not a regular expression: Unterminated group.');
  await type('^(?:(?:\\S+\\s*)+)+§$');
  await expect(bar).toContainText('This expression takes too long in this article and was stopped.');
  await type('[£]4');
  await expect(bar).toContainText(/1 of \d/);

  await keyboard.press('ControlOrMeta+Shift+f');
  await expect(app.page.getByRole('searchbox', { name: 'Search the case' })).toHaveValue('£4');
});

test('what is looked for, and how, is there again when one comes back to the article', async ({ app }) => {
  const { workbench, bar, field } = await reading(app);
  const { keyboard } = app.page;
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('CABLE');
  await expect(bar).toContainText('1 of 6');
  await keyboard.press('Alt+c');
  await expect(bar).toContainText('Not found');
  await field.fill('cable');
  await expect(bar).toContainText('1 of 6');
  await workbench.go('Claims');
  await expect(bar).toBeHidden();
  const again = await workbench.openArticle(story);
  await expect(field).toHaveValue('cable');
  await expect(bar).toContainText(/\d of 6/);
  await expect(bar.getByRole('button', { name: 'Match case' })).toHaveAttribute('aria-pressed', 'true');
  await expect(again.text).toBeFocused();
  // Of another article nothing is looked for.
  await workbench.openArticle(/what the first note says/);
  await expect(bar).toBeHidden();
});

test('all occurrences of a selection are highlighted in one step with a label, and taken back', async ({ app }) => {
  const { reader } = await reading(app);
  const { page } = app;
  const overview = page.getByRole('img', { name: /^Overview/ });
  await reader.select('FERRY');
  await page.keyboard.press('ControlOrMeta+Shift+l');
  const dialog = page.getByRole('dialog', { name: 'All occurrences' });
  await expect(dialog.getByRole('status')).toHaveText('1 place.');
  await dialog.getByText('Whatever the quotes, dashes, case and spaces').click();
  await expect(dialog.getByRole('status')).toHaveText('6 places, 3 highlighted already.');
  const places = dialog.getByRole('list', { name: 'Places' });
  await expect(places.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await expect(places.getByRole('listitem').filter({ hasText: 'overcrowded ferry' })).toContainText('Highlighted: Mostly supported');
  await places.getByRole('checkbox', { name: /^FERRY OF FEAR/ }).uncheck();
  // A label that there is, and instead of it one that there was not.
  await dialog.getByRole('combobox', { name: 'Add label' }).click();
  await page.getByRole('option', { name: 'Cause' }).click();
  await dialog.getByRole('button', { name: 'Take off label Cause' }).click();
  await dialog.getByRole('combobox', { name: 'Add label' }).fill('Mode of travel');
  await page.getByRole('option', { name: /^Create .Mode of travel/ }).click();
  await expect(dialog.getByRole('button', { name: 'Take off label Mode of travel' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Highlight 2 places' }).click();
  await expect(dialog).toBeHidden();
  await expect(messages(page)).toContainText('2 passages highlighted as “Mode of travel”');
  await expect(overview).toHaveAccessibleName(/13 passages/);
  await expect(reader.mark(/^ferry$/)).toHaveCount(2);

  // Whatever is done meanwhile, the message takes back what it tells of.
  await reader.highlight('By Rex Halloran');
  await expect(overview).toHaveAccessibleName(/14 passages/);
  await messages(page).getByRole('button', { name: 'Undo' }).click();
  await expect(overview).toHaveAccessibleName(/12 passages/);
  await expect(reader.mark(/^ferry$/)).toHaveCount(0);
});

test('two panes find each for itself, and the overview leads through a text', async ({ app }) => {
  const { workbench } = await reading(app);
  const { page } = app;
  const { keyboard } = page;
  await workbench.go('Library');
  await workbench.main.getByRole('row', { name: /what the first note says/ }).click();
  await workbench.inspector.getByRole('button', { name: 'Open beside the article that is open' }).click();
  const [first, second] = [/FERRY OF FEAR/, /what the first note says/].map((name) => workbench.main.getByRole('region', { name }).first());
  await expect(second!.getByRole('region', { name: /^Text of/ })).toBeFocused();
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('clamp');
  await expect(second!.getByRole('search')).toContainText(/1 of \d/);
  await keyboard.press('F6');
  await expect(first!.getByRole('region', { name: /^Text of/ })).toBeFocused();
  await keyboard.press('ControlOrMeta+f');
  await keyboard.type('ferry');
  await expect(first!.getByRole('search')).toContainText('1 of 6');
  await expect(second!.getByRole('search').getByRole('textbox')).toHaveValue('clamp');
  await keyboard.press('Escape');
  await expect(first!.getByRole('search')).toBeHidden();
  await expect(second!.getByRole('search')).toBeVisible();

  const last = first!.getByText(/second safety line/);
  await expect(last).not.toBeInViewport();
  const overview = first!.getByRole('img', { name: /^Overview/ });
  const { height } = (await overview.boundingBox())!;
  await overview.click({ position: { x: 10, y: height * 0.8 } });
  await expect(last).toBeInViewport();
  await expect(first!.getByRole('region', { name: /^Text of/ })).toBeFocused();
  const box = (await overview.boundingBox())!;
  await page.mouse.move(box.x + 10, box.y + box.height * 0.8);
  await page.mouse.down();
  await page.mouse.move(box.x + 10, box.y, { steps: 3 });
  await page.mouse.up();
  await expect(last).not.toBeInViewport();
  await expect(first!.getByText('By Rex Halloran', { exact: false }).last()).toBeInViewport();
});
