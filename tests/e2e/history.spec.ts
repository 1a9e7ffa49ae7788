import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { openTrunk, Workbench } from './models.ts';
import { choose, command, messages } from './parts.ts';

/** The history as a person reads it. */
class History {
  readonly page: Page;
  readonly main: Locator;
  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
  }

  /** Opens the newest entry whose line says so. */
  async open(words: RegExp, nth = 0): Promise<Locator> {
    const entry = this.main
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { level: 3, name: words }) })
      .nth(nth);
    await entry.getByRole('heading', { level: 3 }).getByRole('button').click();
    await expect(entry.getByRole('heading', { level: 4 }).first()).toBeVisible();
    return entry;
  }

  lines(): Promise<string[]> {
    return this.main.getByRole('heading', { level: 3 }).allInnerTexts();
  }
}

test('the timeline of a claim tells who changed what and when, word by word', async ({ page }) => {
  await new Workbench(page).openDemo();
  const { inspector } = await openTrunk(page);
  const words = inspector.getByRole('textbox', { name: 'Claim', exact: true });
  const before = await words.inputValue();
  await words.fill(before.replace('trunk', 'beam'));
  await words.press('Tab');
  await choose(inspector, 'Status', 'Ready');
  await inspector.getByRole('button', { name: 'History of this claim' }).click();

  const history = new History(page);
  await expect(history.main.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await expect(history.main.getByRole('region', { name: 'Today' })).toBeVisible();
  await expect.poll(() => history.lines()).toContainEqual(expect.stringMatching(/Record verdict/));
  expect((await history.lines()).filter((line) => /Import/.test(line))).toEqual([]);

  const status = await history.open(/Set status to Ready/);
  await expect(status.getByRole('definition')).toHaveText(/^Waiting → Ready$/);
  const text = await history.open(/Reword claim/);
  await expect(text.locator('del')).toHaveText('trunk');
  await expect(text.locator('ins')).toHaveText('beam');
  await expect(text.getByRole('term')).toHaveText('Claim');
  const created = await history.open(/Create claim/);
  await expect(created.getByText('Sighting added')).toBeVisible();

  // The keyboard walks from line to line.
  await history.main.getByRole('heading', { level: 3 }).first().getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  await expect(history.main.getByRole('heading', { level: 3 }).nth(1).getByRole('button')).toBeFocused();

  await history.main.getByRole('button', { name: 'Show the history of the whole case' }).click();
  await expect.poll(() => history.lines()).toContainEqual(expect.stringMatching(/Import/));
});

test('a change in a long text is shown where it is, with what stayed folded away', async ({ page }) => {
  await new Workbench(page).openDemo();
  const { inspector } = await openTrunk(page);
  const reason = inspector.getByRole('textbox', { name: 'Reason for selection' });
  const said = 'It is repeated in every paper of the region. '.repeat(200).trim();
  for (const words of [`Once. ${said}`, `Twice. ${said} To the end!`]) {
    await reason.fill(words);
    await reason.press('Tab');
  }
  await inspector.getByRole('button', { name: 'History of this claim' }).click();
  const history = new History(page);
  await expect.poll(async () => (await history.lines()).filter((line) => /Edit/.test(line)).length).toBe(2);
  const entry = await history.open(/Edit/);
  await expect(entry.locator('del')).toHaveText('Once');
  await expect(entry.locator('ins')).toHaveText(['Twice', ' To the end!']);
  const fold = entry.getByRole('button', { name: '8,8' });
  await expect(fold).toHaveText(/^… 8,8\d\d characters unchanged …$/);
  await fold.press('Enter');
  await expect(fold).toBeHidden();
  await expect(entry.getByRole('definition')).toContainText(said);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

  const first = await history.open(/Edit/, 1);
  const more = first.getByRole('button', { name: 'more characters' });
  await expect(more).toHaveText(/^… \d,\d+ more characters …$/);
  await more.click();
  await expect(first.locator('ins')).toHaveText(`Once. ${said}`);
});

test('the history is narrowed by person, kind and time', async ({ page }) => {
  await new Workbench(page).openDemo();
  const { inspector } = await openTrunk(page);
  await choose(inspector, 'Status', 'Ready');
  await new Workbench(page).go('History');
  const history = new History(page);
  const filters = history.main.getByRole('search', { name: 'Filter the history' });

  await choose(filters, 'Person', 'Mara Quint');
  await expect(history.main.getByRole('region', { name: 'Today' })).toBeHidden();
  await choose(filters, 'Kind', 'Verdicts');
  await expect.poll(async () => new Set((await history.lines()).map((line) => /Record verdict/.test(line)))).toEqual(new Set([true]));
  await choose(filters, 'Time', 'Today');
  await expect(history.main.getByRole('heading', { name: 'No change was like that' })).toBeVisible();
  await history.main.getByRole('button', { name: 'Show everything' }).click();
  await expect(history.main.getByRole('region', { name: 'Today' })).toBeVisible();

  await choose(filters, 'Time', 'Chosen days');
  await filters.getByRole('textbox', { name: 'From' }).fill('2025-04-15');
  await filters.getByRole('textbox', { name: 'To' }).fill('2025-04-15');
  await expect(history.main.getByRole('region', { name: /15 Apr 2025|Apr 15, 2025/ })).toBeVisible();
  await expect(history.main.getByRole('region', { name: 'Today' })).toBeHidden();

  // What is narrowed stays so, and shows it, after a visit to another room.
  const from = filters.getByRole('textbox', { name: 'From' });
  const to = filters.getByRole('textbox', { name: 'To' });
  await new Workbench(page).go('Claims');
  await new Workbench(page).go('History');
  await expect(filters.getByRole('button', { name: /Time$/ })).toContainText('Chosen days');
  await expect(from).toHaveValue('2025-04-15');
  await expect(history.main.getByRole('region', { name: 'Today' })).toBeHidden();
  await to.fill('2025-04-14');
  await expect(to).toHaveAccessibleDescription(/before “From”/);
  await to.fill('2025-04-16');
  await expect(to).not.toHaveAccessibleDescription(/before/);
  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await expect(filters.getByRole('button', { name: /Time$/ })).toContainText('Any time');
  await expect(history.main.getByRole('region', { name: 'Today' })).toBeVisible();
});

test('another case begins with its whole history', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.go('History');
  const filters = workbench.main.getByRole('search', { name: 'Filter the history' });
  await choose(filters, 'Time', 'Last 7 days');
  await expect(workbench.main.getByRole('heading', { name: 'No change was like that' })).toBeVisible();
  await command(page, 'Close case');
  await workbench.newCase('Quay wall');
  await workbench.go('History');
  await expect(filters.getByRole('button', { name: /Time$/ })).toContainText('Any time');
});

test('one change in the middle is taken back; one that others stand on is refused with the reason', async ({ page }) => {
  await new Workbench(page).openDemo();
  const { inspector } = await openTrunk(page);
  const reason = inspector.getByRole('textbox', { name: 'Reason for selection' });
  await choose(inspector, 'Status', 'Ready');
  await choose(inspector, 'Priority', 'High');
  await expect(inspector.getByRole('button', { name: /Priority$/ })).toContainText('High');
  for (const words of ['Everybody repeats it.', 'Nobody saw it.']) {
    await reason.fill(words);
    await reason.press('Tab');
  }
  await new Workbench(page).go('History');
  const history = new History(page);

  // Today's edits, oldest last: status and priority, then two of the reason.
  const edits = history.main.getByRole('region', { name: 'Today' }).getByRole('heading', { level: 3, name: /(Set|Edit) / });
  await expect(edits).toHaveText([/Edit reason/, /Edit reason/, /Set priority to High/, /Set status to Ready/]);
  const reasons = edits.filter({ hasText: 'Edit reason' });
  const status = await history.open(/Set status to Ready/);
  await status.getByRole('button', { name: 'Undo this' }).click();
  await expect(inspector.getByRole('button', { name: /Status$/ })).toContainText('Waiting');
  await expect(inspector.getByRole('button', { name: /Priority$/ })).toContainText('High');
  const taken = history.main.getByRole('heading', { level: 3, name: /Take back “Set status to Ready”/ });
  await expect(taken).toBeVisible();
  const line = page.getByRole('heading', { level: 3, name: /(?<!“)Set status to Ready/ });
  await expect(line).toContainText('Undone');
  const entry = history.main.getByRole('listitem').filter({ has: line });
  await entry.getByRole('button', { name: 'Why can this not be undone?' }).click();
  await expect(entry.getByRole('status')).toHaveText(/^It was undone at .*\d.*\.$/);
  await entry.getByRole('status').getByRole('button').click();
  await expect(taken.getByRole('button')).toBeFocused();
  await expect(history.main.getByRole('button', { name: 'Undo Take back “Set status to Ready”' })).toBeVisible();
  await messages(page).getByRole('button', { name: 'Undo' }).click();
  await expect(inspector.getByRole('button', { name: /Status$/ })).toContainText('Ready');
  await expect(line).not.toContainText('Undone');
  await line.getByRole('button').click();

  // The first words of the reason were written over since.
  await reasons.last().getByRole('button').click();
  const why = history.main.getByRole('button', { name: 'Why can this not be undone?' });
  await why.click();
  const answer = history.main.getByRole('status').filter({ hasText: 'It cannot be undone by itself' });
  await answer.getByRole('button', { name: 'Edit reason for selection' }).click();
  await expect(reasons.first().getByRole('button')).toBeFocused();
});

test('what was deleted waits in the trash, and comes back with what hung on it', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await command(page, 'Trash');
  await expect(workbench.main.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await workbench.go('Claims');
  for (const name of [/ferry contract/, /No other company/, /million people a year/]) {
    await workbench.main.getByRole('row', { name }).click();
    await page.keyboard.press('Delete');
    await expect(workbench.main.getByRole('row', { name })).toHaveCount(0);
  }

  await workbench.go('History');
  await workbench.main.getByRole('tab', { name: 'Trash' }).click();
  const trash = workbench.main.getByRole('grid', { name: 'Deleted things' });
  await expect(trash.getByRole('row')).toHaveCount(3);
  await expect(trash.getByRole('row').first()).toContainText('A million people a year');
  const restore = workbench.main.getByRole('button', { name: /^Restore/ });
  await expect(restore).toBeDisabled();

  // By the keyboard: the first two.
  await trash.getByRole('row').first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(restore).toHaveText('Restore 2 things');
  await restore.press('Enter');
  await expect(trash.getByRole('row')).toHaveCount(1);
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /No other company/ })).toContainText('2');

  // The restore is a step like any other.
  await workbench.undo();
  await expect(workbench.main.getByRole('row', { name: /No other company/ })).toHaveCount(0);
});

test('the case is seen as it was after any change, read-only, and left for the present again', async ({ page }) => {
  await new Workbench(page).openDemo();
  const { inspector } = await openTrunk(page);
  const reason = inspector.getByRole('textbox', { name: 'Reason for selection' });
  await reason.fill('Everybody repeats it.');
  await reason.press('Tab');
  await reason.fill('Nobody saw it.');
  await reason.press('Tab');
  await inspector.getByRole('button', { name: 'History of this claim' }).click();
  const history = new History(page);
  await expect.poll(async () => (await history.lines()).filter((line) => line.includes('Edit reason for selection')).length).toBe(2);
  const entry = await history.open(/Edit reason for selection/, 1);
  await entry.getByRole('button', { name: 'View the case as of here' }).click();

  const banner = page.getByRole('note').filter({ hasText: 'As of' });
  await expect(banner).toBeVisible();
  await expect(reason).toHaveValue('Everybody repeats it.');
  await expect(reason).toHaveAttribute('readonly');
  await expect(page.getByRole('navigation', { name: 'Case' }).getByText('Read-only')).toBeVisible();
  const workbench = new Workbench(page);
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('button', { name: 'New claim' })).toBeDisabled();
  await workbench.go('Report');
  await expect(workbench.main.getByText('Everybody repeats it.').or(workbench.main.getByText('43 passengers')).first()).toBeVisible();

  await banner.getByRole('button', { name: /^Back to/ }).click();
  await expect(banner).toBeHidden();
  await expect(reason).toHaveValue('Nobody saw it.');
  await expect(reason).not.toHaveAttribute('readonly');
  await reason.fill('Nobody saw it at all.');
  await reason.press('Tab');
});

test('an early moment says of what came later that it is not there yet, and offers nothing that cannot be done then', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await openTrunk(page);
  await workbench.go('History');
  const history = new History(page);
  const older = workbench.main.getByRole('button', { name: 'Show older changes' });
  await expect(older).toBeVisible();
  while (await older.isVisible()) {
    const before = (await history.lines()).length;
    await older.click();
    await expect.poll(async () => (await history.lines()).length).toBeGreaterThan(before);
  }
  const first = await history.open(/Create case/);
  await first.getByRole('button', { name: 'View the case as of here' }).press('Enter');
  const banner = page.getByRole('note').filter({ hasText: 'As of' });
  await expect(banner).toContainText('after “Create case”');
  await expect(banner.getByRole('button', { name: /^Back to/ })).toBeFocused();
  await expect(workbench.inspector).toContainText('does not exist at this moment');
  await workbench.go('Library');
  await expect(workbench.main.getByRole('heading', { name: 'No articles at this moment' })).toBeVisible();
  await expect(workbench.main.getByRole('button', { name: /Import/ })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(messages(page)).toContainText('The change was not made');
  await banner.getByRole('button', { name: /^Back to/ }).press('Enter');
  await expect(workbench.main.getByRole('heading', { level: 1, name: 'Library' })).toBeFocused();
});

test('what takes a button away puts the keyboard where the work goes on', async ({ page }) => {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(messages(page).getByText('There is nothing to undo.')).toHaveCount(1);
  const { inspector } = await openTrunk(page);
  await choose(inspector, 'Status', 'Ready');
  await workbench.go('History');
  const history = new History(page);
  const filters = workbench.main.getByRole('search', { name: 'Filter the history' });

  const entry = await history.open(/Set status to Ready/);
  await entry.getByRole('button', { name: 'Undo this' }).press('Enter');
  await expect(page.getByRole('heading', { level: 3, name: /(?<!“)Set status to Ready/ }).getByRole('button')).toBeFocused();

  await choose(filters, 'Kind', 'Claims');
  await filters.getByRole('button', { name: 'Clear filters' }).press('Enter');
  await expect(filters.getByRole('button', { name: /Person$/ })).toBeFocused();
  await choose(filters, 'Kind', 'Labels');
  await choose(filters, 'Time', 'Today');
  await workbench.main.getByRole('button', { name: 'Show everything' }).press('Enter');
  await expect(filters.getByRole('button', { name: /Person$/ })).toBeFocused();
  await inspector.getByRole('button', { name: 'History of this claim' }).click();
  await filters.getByRole('button', { name: 'Show the history of the whole case' }).press('Enter');
  await expect(filters.getByRole('button', { name: /Person$/ })).toBeFocused();

  const before = await history.main.getByRole('heading', { level: 3 }).count();
  await workbench.main.getByRole('button', { name: 'Show older changes' }).press('Enter');
  await expect(history.main.getByRole('heading', { level: 3 }).nth(before).getByRole('button')).toBeFocused();

  await workbench.go('Claims');
  for (const name of [/ferry contract/, /No other company/]) {
    await workbench.main.getByRole('row', { name }).click();
    await page.keyboard.press('Delete');
    await expect(workbench.main.getByRole('row', { name })).toHaveCount(0);
  }
  await command(page, 'Trash');
  const rows = workbench.main.getByRole('grid', { name: 'Deleted things' }).getByRole('row');
  const restore = workbench.main.getByRole('button', { name: /^Restore/ });
  await expect(rows).toHaveCount(2);
  await rows.first().click();
  await restore.press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('Space');
  await restore.press('Enter');
  await expect(workbench.main.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await expect(workbench.main.getByRole('tab', { name: 'Trash' })).toBeFocused();
});
