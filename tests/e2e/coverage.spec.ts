import type { Locator, Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { type Reader, Workbench } from './models.ts';
import { holdBack } from './parts.ts';

const newsletter = /what the first note says/;

/** The article with its coverage beside it; which of the two lists was open last is remembered. */
async function reading(page: Page): Promise<{ workbench: Workbench; reader: Reader; panel: Locator }> {
  const workbench = new Workbench(page);
  const reader = await workbench.openArticle(newsletter);
  const panel = page.getByRole('region', { name: 'Coverage of this article' });
  // An article that opens takes the keyboard, and would take it from the panel.
  await expect(reader.text).toBeFocused();
  if (!(await panel.isVisible())) await page.keyboard.press('o');
  await expect(panel).toBeVisible();
  return { workbench, reader, panel };
}

/** The states of the sentences, with how many there are of each. */
const state = (panel: Locator, name: string, sentences: string | RegExp = '') =>
  panel.getByRole('button', { name: new RegExp(`^${name} ?${sentences instanceof RegExp ? sentences.source : sentences}`) });
/** How many sentences count as read and nothing else. */
const readSentences = async (panel: Locator): Promise<number> =>
  Number(/\d+/.exec(await state(panel, 'Read, nothing marked').innerText())?.[0]);
const rows = (panel: Locator) => panel.getByRole('row');

test('what was walked through counts as read, for good; a sentence is skipped with a reason, which is taken back', async ({ app }) => {
  await new Workbench(app.page).openDemo();
  const { workbench, reader, panel } = await reading(app.page);
  const { keyboard } = app.page;
  await expect(panel.getByRole('img')).toHaveAccessibleName(/^Claimed \d+ %; .*Unread \d+ %$/);
  await expect(rows(panel).first()).toBeFocused();
  await keyboard.press('Escape');
  await expect(reader.text).toBeFocused();
  for (let sentence = 0; sentence < 5; sentence++) await keyboard.press('j');
  await expect(state(panel, 'Read, nothing marked', /[1-9]/)).toBeVisible();

  // The walk stops where nothing was done yet; why that stays so is said in a word.
  await keyboard.press('Shift+D');
  await keyboard.press('z');
  const reason = app.page.getByRole('dialog').getByRole('textbox', { name: 'Reason' });
  await expect(reason).toBeFocused();
  await keyboard.press('Enter');
  await expect(app.page.getByRole('dialog')).toContainText('A reason is needed');
  await keyboard.type('Opinion');
  await keyboard.press('Enter');
  await expect(workbench.inspector.getByRole('group', { name: 'Skipped' })).toContainText('Skipped: Opinion');
  await expect(reader.text.locator('mark[data-tone="skipped"]')).toBeVisible();
  await state(panel, 'Skipped', '1').click();
  await expect(rows(panel)).toHaveCount(1);
  await expect(rows(panel)).toContainText('Skipped: Opinion');
  await state(panel, 'Skipped').click();

  // All of it is there when the article is opened again.
  await workbench.go('Library');
  await expect(workbench.main.getByRole('row', { name: newsletter }).getByRole('gridcell', { name: /^\d+ %$/ })).toBeVisible();
  await workbench.openArticle(newsletter);
  await expect(state(panel, 'Read, nothing marked', /[1-9]/)).toBeVisible();
  await expect(state(panel, 'Skipped', '1')).toBeVisible();
  await workbench.undo();
  await expect(state(panel, 'Skipped', '0')).toBeVisible();
});

/** Closes a page as a person does, so that it is told; and waits until it is gone, which Playwright does not. */
async function closeByHand(page: Page): Promise<void> {
  const gone = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await gone;
}

/** How a window comes to its end, and the page that a person goes on with. */
const endings: Readonly<Record<string, (app: App) => Promise<(page: Page) => Promise<Page>>>> = {
  async 'window is closed'(app) {
    const other = await app.newWindow();
    await other.getByRole('navigation', { name: 'Case' }).waitFor();
    return async (page) => {
      await closeByHand(page);
      return other;
    };
  },
  // In a browser the application is not quit with its pages: what they send while they go, it still hears.
  'application is quit @electron': (app) => Promise.resolve(() => app.restart()),
};

for (const [name, prepare] of Object.entries(endings)) {
  test(`what was read shows as soon as it counts, and is there again when the ${name} right then`, async ({ app }) => {
    const { page } = app;
    await new Workbench(page).openDemo();
    const end = await prepare(app);
    await page.bringToFront();
    const { reader, panel } = await reading(page);
    await expect(rows(panel).first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(reader.text).toBeFocused();
    const before = await readSentences(panel);
    for (let sentence = 0; sentence < 5; sentence++) await page.keyboard.press('j');
    // Sooner than it is sent to the core.
    await expect.poll(() => readSentences(panel), { timeout: 1_000, intervals: [10] }).toBeGreaterThan(before);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const read = await readSentences(panel);
    const next = await end(page);
    const again = await reading(next);
    // Before what stands in view there could count anew.
    await expect.poll(() => readSentences(again.panel), { timeout: 1_500 }).toBeGreaterThanOrEqual(read);
  });
}

test('by keyboard alone one goes through what is unread, and through the passages in its place', async ({ app }) => {
  await new Workbench(app.page).openDemo();
  const { reader, panel } = await reading(app.page);
  const { keyboard } = app.page;
  await expect(rows(panel).first()).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('r');
  // The sentence that the walk selects is the one that the list shows as the present one.
  const selected = () => app.page.evaluate(() => getSelection()?.toString() ?? '');
  await expect.poll(selected).not.toBe('');
  await expect(panel.locator('[data-here]')).toContainText(await selected());

  await state(panel, 'Claimed').focus();
  await keyboard.press('Space');
  await expect(rows(panel).first()).toContainText('Claimed');
  await keyboard.press('Tab');
  for (let tabs = 0; tabs < 4; tabs++) await keyboard.press('Tab');
  await expect(rows(panel).first()).toBeFocused();
  await keyboard.press('j');
  await keyboard.press('Enter');
  await expect(reader.text).toBeFocused();
  await expect(panel.locator('[data-here]')).toHaveAttribute('aria-rowindex', '2');

  // One of both stands beside the text.
  await keyboard.press('p');
  await expect(app.page.getByRole('region', { name: 'Passages of this article' })).toBeVisible();
  await expect(panel).toBeHidden();
});

// Nothing can be held back on its way in Electron.
test('a list that was just opened stays, with the keyboard in it, whatever is read of the settings meanwhile @browser', async ({ app }) => {
  const { page } = app;
  await new Workbench(page).openDemo();
  const letThrough = await holdBack(page, 'settings/update');
  const { panel } = await reading(page);
  await expect(rows(panel).first()).toBeFocused();
  // Another window changes how the text looks: this one reads the settings, in which its own list is not yet open.
  const other = await app.newWindow();
  await new Workbench(other).openArticle(newsletter);
  const frames = () => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  // One may be given up for the next.
  const settingsRead = () => page.waitForEvent('requestfinished', (request) => request.url().endsWith('settings/get'));
  let read = settingsRead();
  await other.keyboard.press('ControlOrMeta+Equal');
  await read;
  await frames();
  await expect(rows(panel).first()).toBeFocused();
  read = settingsRead();
  letThrough();
  await read;
  await frames();
  await expect(rows(panel).first()).toBeFocused();
});
