import type { Locator } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { type Reader, Workbench } from './models.ts';

const newsletter = /what the first note says/;

async function reading(app: App): Promise<{ workbench: Workbench; reader: Reader; panel: Locator }> {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(newsletter);
  await app.page.keyboard.press('o');
  return { workbench, reader, panel: app.page.getByRole('region', { name: 'Coverage of this article' }) };
}

/** The states of the sentences, with how many there are of each. */
const state = (panel: Locator, name: string, sentences: string | RegExp = '') =>
  panel.getByRole('button', { name: new RegExp(`^${name} ?${sentences instanceof RegExp ? sentences.source : sentences}`) });
const rows = (panel: Locator) => panel.getByRole('row');

test('what was walked through counts as read, for good; a sentence is skipped with a reason, which is taken back', async ({ app }) => {
  const { workbench, reader, panel } = await reading(app);
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
  await workbench.openArticle(newsletter);
  await expect(state(panel, 'Read, nothing marked', /[1-9]/)).toBeVisible();
  await expect(state(panel, 'Skipped', '1')).toBeVisible();
  await workbench.undo();
  await expect(state(panel, 'Skipped', '0')).toBeVisible();
});

test('by keyboard alone one goes through what is unread, and through the passages in its place', async ({ app }) => {
  const { reader, panel } = await reading(app);
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
