import type { Locator } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { writeNote } from './parts.ts';

/** Opens the search by its key and types; the results are the person's words, found as they are typed. */
async function search(app: App, words: string): Promise<Locator> {
  await app.page
    .getByRole('navigation', { name: 'Case' })
    .getByRole('button', { name: /^Search/ })
    .click();
  const field = app.page.getByRole('searchbox', { name: 'Search the case' });
  await expect(field).toBeFocused();
  await field.fill('');
  await field.pressSequentially(words);
  // Until they are there, what was found for fewer words is shown.
  await expect(app.page.getByRole('region', { name: 'Results' })).toHaveAttribute('aria-busy', 'false');
  return app.page.getByRole('listbox', { name: 'Search results' });
}

const group = (results: Locator, name: string): Locator => results.getByRole('group', { name: new RegExp(`^${name}`) });

test('articles, claims, evidence, passages and notes are found while typing, with the words around', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(/what the first note says/);
  await reader.highlight('It will not please everyone');
  await writeNote(app.page, 'Clamps of this pattern: see the zinc register.');
  await expect(workbench.inspector.getByText('see the zinc register')).toBeVisible();

  let results = await search(app, 'clamp');
  await expect(group(results, 'Articles').getByRole('option').first()).toBeVisible();
  await expect(group(results, 'Articles').locator('mark').first()).toHaveText(/clamp/i);
  await expect(group(results, 'Notes').getByRole('option').filter({ hasText: 'zinc register' })).toBeVisible();

  results = await search(app, 'trunk cable');
  await expect(group(results, 'Claims').getByRole('option').first()).toContainText('trunk');
  await expect(group(results, 'Evidence').getByRole('option').first()).toBeVisible();
  await search(app, 'zeppelin');
  await expect(workbench.main.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
});

test('opening an article that was found lands on the place', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const results = await search(app, 'photograph it this month');
  await expect(group(results, 'Articles').getByRole('option')).toHaveCount(1);
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  const text = app.page.getByRole('region', { name: /^Text of Marrow: what the first note/ });
  await expect(text.getByText('photograph it this month')).toBeInViewport();
  await expect(text.getByText('It should calm a debate')).not.toBeInViewport();
});

test('opening a quote lands on its mark, and opening a note on what it is about', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(/what the first note says/);
  await reader.highlight('the anchor dragged');
  await writeNote(app.page, 'Ask for the zinc register.');
  await expect(workbench.inspector.getByText('zinc register')).toBeVisible();
  await workbench.go('Claims');

  await (
    await search(app, 'anchor dragged')
  )
    .getByRole('group', { name: /^Passages/ })
    .getByRole('option', { name: /anchor dragged/ })
    .first()
    .click();
  await expect(reader.text.locator('mark[data-inspected]').first()).toBeInViewport();
  await expect(workbench.inspector.getByRole('article', { name: 'Passage' })).toContainText('the anchor dragged');

  await workbench.go('Claims');
  await (
    await search(app, 'zinc')
  )
    .getByRole('group', { name: /^Notes/ })
    .getByRole('option')
    .first()
    .click();
  await expect(reader.text.locator('mark[data-inspected]').first()).toBeInViewport();
  await expect(workbench.inspector.getByText('zinc register')).toBeVisible();
});

test('opening a claim or a piece of evidence shows it', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await (
    await search(app, 'million people')
  )
    .getByRole('group', { name: /^Claims/ })
    .getByRole('option', { name: /million people/i })
    .first()
    .click();
  await expect(workbench.claim().words).toHaveValue(/A million people a year/);
  await (
    await search(app, 'trunk cable')
  )
    .getByRole('group', { name: /^Evidence/ })
    .getByRole('option', { name: /trunk/ })
    .first()
    .click();
  await expect(workbench.inspector.getByRole('article', { name: 'Evidence' })).toContainText(
    'A floating tree trunk struck the guide cable',
  );
  await expect(workbench.main.getByRole('grid', { name: 'Evidence' }).locator('[data-inspected]')).toBeInViewport();
});

test('a claim that was found is the one that the table goes on from', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const found = (await search(app, 'million people')).getByRole('group', { name: /^Claims/ }).getByRole('option');
  await expect(found.first()).toContainText('million people');
  // By key, since then nothing under the pointer takes the keyboard.
  await expect(async () => {
    await app.page.keyboard.press('ArrowDown');
    await expect(found.first()).toHaveAttribute('data-focused', 'true', { timeout: 200 });
  }).toPass();
  await app.page.keyboard.press('Enter');
  const claims = workbench.main.getByRole('grid', { name: 'Claims' });
  const row = claims.getByRole('row', { name: /million people/ });
  await expect(row).toBeFocused();
  await expect(workbench.claim().words).toHaveValue(/A million people a year/);
  await app.page.keyboard.press('ArrowDown');
  await expect(claims.getByRole('row', { name: /ferry contract/ })).toBeFocused();
  await expect(workbench.claim().words).toHaveValue(/contract/);
});

test('the way back leads to where one was', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Claims');
  await (await search(app, 'photograph it')).getByRole('option').first().click();
  await expect(app.page.getByRole('region', { name: /^Text of/ })).toBeVisible();
  await app.page.keyboard.press('Alt+ArrowLeft');
  await expect(app.page.getByRole('searchbox', { name: 'Search the case' })).toHaveValue('photograph it');
  // In a field the key moves the cursor of the field on some systems: there the button is the way.
  await app.page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(workbench.main.getByRole('heading', { level: 1, name: 'Claims' })).toBeVisible();
});
