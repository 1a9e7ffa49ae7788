import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { choose, command, messages } from './parts.ts';

async function table(app: App): Promise<{ workbench: Workbench; rows: Locator; row: (words: string | RegExp) => Locator }> {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Claims');
  const rows = workbench.main.getByRole('row').filter({ has: app.page.getByRole('gridcell') });
  await expect(rows).toHaveCount(12);
  return { workbench, rows, row: (words) => rows.filter({ hasText: words }) };
}

async function filterBy(page: Page, property: string, ...values: string[]): Promise<void> {
  await page
    .getByRole('search', { name: 'Filter claims' })
    .getByRole('button', { name: new RegExp(`^${property}`) })
    .click();
  const dialog = page.getByRole('dialog', { name: `Filter by ${property.toLowerCase()}` });
  for (const value of values) await dialog.getByRole('option', { name: value, exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

test('claims are sorted by any column, and by one within another', async ({ app }) => {
  const { workbench, rows } = await table(app);
  const header = (name: string): Locator =>
    workbench.main.getByRole('columnheader').filter({ has: app.page.getByRole('button', { name, exact: true }) });
  const sortBy = (name: string, options = {}): Promise<void> => header(name).getByRole('button').click(options);
  await sortBy('Claim');
  await expect(header('Claim')).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows.first()).toContainText('43 passengers and three crew');
  await sortBy('Claim');
  await expect(header('Claim')).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.first()).toContainText('The worst accident');
  await sortBy('Status');
  await sortBy('Claim', { modifiers: ['Shift'] });
  await expect(header('Status')).toHaveAttribute('aria-sort', 'ascending');
  await expect(header('Claim')).toHaveAttribute('aria-sort', 'ascending');
});

test('claims are filtered by rating, status, label, article, claimant and words', async ({ app }) => {
  const { workbench, rows, row } = await table(app);
  const { page } = app;
  const count = workbench.main.getByRole('status');
  await filterBy(page, 'Rating', 'Refuted');
  await expect(count).toHaveText('4 of 12');
  await filterBy(page, 'Claimant', 'Estuary Voice');
  await expect(count).toHaveText('3 of 12');
  await filterBy(page, 'Status', 'Published');
  await expect(rows).toHaveCount(2);
  await expect(row('More than sixty were aboard')).toBeVisible();
  await expect(row('The ferry contract is worth')).toBeVisible();
  await workbench.main.getByRole('button', { name: 'Clear all' }).click();
  await expect(rows).toHaveCount(12);

  await filterBy(page, 'Rating', 'No verdict');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Any rating' }).click();
  await filterBy(page, 'Label', 'Money');
  await expect(row('The ferry contract is worth')).toBeVisible();
  await expect(count).not.toHaveText('12');
  await page.getByRole('button', { name: 'Any label' }).click();
  await filterBy(page, 'Article', 'They sold our safety for £4.2 million');
  await expect(count).toHaveText(/^\d+ of 12$/);
  await page.getByRole('button', { name: 'Any article' }).click();

  await page.getByRole('searchbox', { name: 'Words in the claim or claimant' }).fill('trunk sev');
  await expect(rows).toHaveCount(1);
  await expect(row('floating trunk')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Words in the claim or claimant' }).fill('zeppelin');
  await expect(workbench.main.getByRole('heading', { name: 'No claim matches' })).toBeVisible();
  await workbench.main.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(rows).toHaveCount(12);
});

test('columns are chosen, and stay chosen after a restart', async ({ app }) => {
  const { workbench } = await table(app);
  await workbench.main.getByRole('button', { name: 'Columns' }).click();
  const chooser = app.page.getByRole('dialog', { name: 'Columns' });
  await chooser.getByRole('row', { name: 'Claimant' }).click();
  await chooser.getByRole('row', { name: 'Type' }).click();
  await app.page.keyboard.press('Escape');
  const columns = (of: Workbench): Locator => of.main.getByRole('columnheader');
  await expect(columns(workbench).filter({ hasText: 'Claimant' })).toHaveCount(0);
  await expect(columns(workbench).filter({ hasText: 'Type' })).toHaveCount(1);
  // How a window is arranged is stored once the hand has rested for a moment.
  type Stored = { view: Record<string, unknown> };
  const settings = (): Stored => JSON.parse(readFileSync(join(app.userDataDir, 'settings.json'), 'utf8')) as Stored;
  await expect.poll(() => settings().view['claims.columns']).toMatchObject({ hidden: ['claimant'] });

  await app.restart();
  const after = new Workbench(app.page);
  await after.go('Claims');
  await expect(columns(after).filter({ hasText: 'Type' })).toHaveCount(1);
  await expect(columns(after).filter({ hasText: 'Claimant' })).toHaveCount(0);
});

test('the table is walked, selected and opened by keyboard', async ({ app }) => {
  const { workbench, rows } = await table(app);
  const { keyboard } = app.page;
  await rows.first().focus();
  await keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
  await keyboard.press('Space');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await expect(app.page.getByRole('toolbar', { name: 'Selected claims' })).toContainText('3 selected');
  await keyboard.press('Escape');
  await expect(app.page.getByRole('toolbar', { name: 'Selected claims' })).toBeHidden();
  await keyboard.press('ControlOrMeta+a');
  await expect(app.page.getByRole('toolbar', { name: 'Selected claims' })).toContainText('12 selected');
  await keyboard.press('Escape');
  await keyboard.press('Enter');
  await expect(workbench.claim().words).toBeVisible();
});

test('status and label of many claims are each one step for undo', async ({ app }) => {
  const { workbench, rows } = await table(app);
  const { page } = app;
  // A narrow table does without labels until someone arranges it.
  await workbench.main.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('dialog', { name: 'Columns' }).getByRole('row', { name: 'Articles' }).click();
  await page.keyboard.press('Escape');
  const dropped = rows.filter({ hasText: 'Dropped' });
  for (const index of [0, 1, 2]) await rows.nth(index).getByRole('checkbox').click({ force: true });
  const bar = page.getByRole('toolbar', { name: 'Selected claims' });
  await bar.getByRole('button', { name: 'Status' }).click();
  await page.getByRole('menuitem', { name: 'Dropped' }).click();
  await expect(dropped).toHaveCount(3);

  await bar.getByRole('button', { name: 'Labels' }).click();
  const labels = page.getByRole('dialog', { name: 'Labels of 3 claims' });
  await labels.getByRole('textbox', { name: 'Find or create a label' }).fill('Second look');
  await page.keyboard.press('Enter');
  await expect(labels.getByRole('checkbox', { name: 'Second look' })).toBeChecked();
  await labels.getByRole('button', { name: 'Close' }).click();
  const labelled = rows.filter({ hasText: 'Second look' });
  await expect(labelled).toHaveCount(3);

  await workbench.undo();
  await expect(labelled).toHaveCount(0);
  await expect(dropped).toHaveCount(3);
  // The label itself was a step of its own.
  await workbench.undo();
  await workbench.undo();
  await expect(dropped).toHaveCount(0);
});

test('another passage is added to a claim that is found while typing, with how the article relates to it', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(/FERRY OF FEAR/);
  await reader.select('Hundreds are expected to march on Saturday.');
  await app.page.keyboard.press('Shift+C');
  const picker = app.page.getByRole('dialog', { name: 'Add to a claim' });
  await expect(picker.getByRole('searchbox', { name: 'Find a claim' })).toBeFocused();
  await app.page.keyboard.type('bridge reop');
  await expect(picker.getByRole('option')).toHaveCount(2);
  await picker.getByRole('option', { name: /Marrow Bridge will reopen/ }).click();
  await picker.getByRole('radio', { name: 'Reports' }).click({ force: true });
  await picker.getByRole('radio', { name: 'Indirect speech' }).click({ force: true });
  await picker.getByRole('button', { name: 'Add to claim' }).click();

  const sighting = workbench.inspector.getByRole('listitem').filter({ hasText: 'Hundreds are expected to march' });
  await expect(sighting).toContainText('reports that someone says it · Indirect speech');
  await sighting.getByRole('button', { name: 'Details' }).click();
  await choose(sighting, 'Wording', 'Partly quoted');
  await expect(sighting).toContainText('Partly quoted');
});

test('a source that is not in the case is cited as evidence', async ({ app }) => {
  const { workbench, row } = await table(app);
  await row('Marrow Bridge will reopen').click();
  await workbench.inspector.getByRole('button', { name: 'Cite source' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Cite a source' });
  await dialog.getByRole('button', { name: 'Add source' }).click();
  await expect(dialog).toContainText('A source needs a title.');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Works programme of the county');
  await dialog.getByRole('textbox', { name: 'Quote' }).fill('Eastern pier: spring of next year.');
  await dialog.getByRole('radio', { name: 'Refutes' }).click({ force: true });
  await dialog.getByRole('button', { name: 'Add source' }).click();
  await expect(dialog).toBeHidden();
  await expect(workbench.inspector).toContainText('Works programme of the county');
  await expect(workbench.inspector).toContainText('cited, not in the case; quote not checked');
  await workbench.go('Evidence');
  await expect(workbench.main.getByRole('row', { name: /Eastern pier/ })).toContainText('Refutes');
});

test('a verdict is refused without a rationale, and without evidence or a reason; the one before stays visible', async ({ app }) => {
  const { workbench } = await table(app);
  await workbench.main.getByRole('button', { name: 'New claim' }).click();
  const claim = workbench.claim();
  await claim.write('Claim', 'The ferry will be repainted.');
  let form = await claim.writeVerdict();
  await form.getByRole('button', { name: /Record/ }).click();
  for (const problem of ['Say how sure you are.', 'There is no evidence: say why, or add some.', 'A verdict needs a rationale.'])
    await expect(form).toContainText(problem);
  await form.getByRole('button', { name: 'Discard' }).click();

  await claim.recordVerdict({ rating: 'Unproven', confidence: 'Low', noEvidence: 'Nobody was asked.', rationale: 'We *cannot* tell yet.' });
  await expect(workbench.inspector.getByRole('article', { name: 'Verdict', exact: true })).toContainText('We cannot tell yet.');
  form = await claim.writeVerdict();
  await form.getByRole('radio', { name: 'Refuted', exact: true }).click({ force: true });
  await form.getByRole('textbox', { name: 'Rationale' }).fill('The owner has sold the paint.');
  await form.getByRole('button', { name: /Record/ }).click();
  await expect(workbench.inspector.getByRole('article', { name: 'Verdict', exact: true })).toContainText('The owner has sold the paint.');
  await workbench.inspector.getByText('1 earlier verdict').click();
  await expect(workbench.inspector.getByRole('article', { name: 'Earlier verdict' })).toContainText('We cannot tell yet.');
  await expect(messages(app.page)).toContainText('Verdict recorded: Refuted');
});

test('what is typed is stored without being asked, and is there after a reload in the middle of it', async ({ app }) => {
  const { workbench, row } = await table(app);
  await row('floating trunk').click();
  const claim = workbench.claim();
  await claim.root.getByRole('textbox', { name: 'Reason for selection' }).fill('It would clear the operator.');
  await app.page.reload();
  const after = new Workbench(app.page);
  await after.go('Claims');
  await row('floating trunk').click();
  await expect(after.claim().root.getByRole('textbox', { name: 'Reason for selection' })).toHaveValue('It would clear the operator.');
});

test('a claim is deleted and brought back with everything it had', async ({ app }) => {
  const { workbench, rows, row } = await table(app);
  await row('The ferry contract is worth').click();
  await command(app.page, 'Delete claim');
  await expect(rows).toHaveCount(11);
  await messages(app.page).getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(12);
  await row('The ferry contract is worth').click();
  await expect(workbench.inspector.getByRole('article', { name: 'Verdict', exact: true })).toBeVisible();
});
