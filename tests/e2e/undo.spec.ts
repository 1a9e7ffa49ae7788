import { expect, test } from './app.ts';
import { fixture, Workbench } from './models.ts';
import { choose, holdBack, messages, writeNote } from './parts.ts';

test('undo and redo name what they do, from the message as from the key, and across a restart', async ({ app }) => {
  let workbench = new Workbench(app.page);
  const offered = (name: string) => workbench.main.getByRole('button', { name, exact: true });
  await workbench.openDemo();
  const reader = await workbench.openArticle(/FERRY OF FEAR/);
  await reader.highlight('Hundreds are expected to march on Saturday.');
  await app.page.keyboard.press('c');
  const claim = workbench.claim();
  await expect(claim.words).toHaveValue('Hundreds are expected to march on Saturday.');
  await claim.words.press('Escape');
  await workbench.go('Claims');
  const row = (of: Workbench) => of.main.getByRole('row', { name: /Hundreds are expected/ });
  await expect(row(workbench)).toBeVisible();

  await app.restart();
  workbench = new Workbench(app.page);
  await workbench.go('History');
  await offered('Undo Create claim').click();
  await expect(messages(app.page)).toContainText('Undone: Create claim');
  await expect(offered('Undo Highlight passage')).toBeVisible();
  await expect(offered('Redo Create claim')).toBeVisible();
  await messages(app.page).getByRole('button', { name: 'Redo' }).click();
  await expect(offered('Undo Create claim')).toBeVisible();

  await workbench.undo();
  await app.restart();
  workbench = new Workbench(app.page);
  await workbench.go('Claims');
  await expect(row(workbench)).toHaveCount(0);
  await workbench.redo();
  await expect(messages(app.page)).toContainText('Done again: Create claim');
  await expect(row(workbench)).toBeVisible();
});

test('a message takes back what it says, whatever was done since', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Claims');
  const row = (words: string) => workbench.main.getByRole('row').filter({ hasText: words });
  const [first, second] = ['More than sixty were aboard', 'The worst accident'];
  for (const words of [first, second]) {
    await row(words).click();
    await app.page.keyboard.press('Delete');
    await expect(row(words)).toHaveCount(0);
  }
  const undo = messages(app.page).getByRole('button', { name: 'Undo' });
  await undo.first().click();
  await expect(messages(app.page)).toContainText('Done: Take back “Delete claim');
  await expect(row(first)).toBeVisible();
  await expect(row(second)).toHaveCount(0);
});

test('a chain over everything is taken back to the start, and done again', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const rows = workbench.main.getByRole('row');
  await expect(rows).toHaveCount(5);
  await workbench.go('History');
  const seal = workbench.main.getByText(/^State \d+, sealed/);
  await expect(seal).toBeVisible();
  const undo = workbench.main.getByRole('button', { name: /^Undo/ });
  await expect(undo).toBeDisabled();

  // Import, correct, highlight, label, note, claim, fields, evidence, verdict, delete.
  const results = await workbench.import([fixture('quay-wall.txt'), fixture('harbour-board.md')]);
  const guessed = results.getByRole('group').filter({ hasText: 'quay-wall.txt' });
  await guessed.getByRole('textbox', { name: 'Publisher' }).fill('The Lindmouth Bell');
  await results.getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(/Harbour board pays/);
  await reader.highlight('half a million less');
  const labels = workbench.inspector.getByRole('group', { name: 'Labels' });
  await labels.getByRole('combobox', { name: 'Add label' }).fill('Money');
  await app.page.getByRole('option', { name: 'Money' }).click();
  await expect(labels.getByText('Money', { exact: true })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await reader.text.focus();
  await writeNote(app.page, 'Ask the board.');
  await expect(workbench.inspector.getByText('Ask the board.')).toBeVisible();
  await reader.text.focus();
  await app.page.keyboard.press('c');
  const claim = workbench.claim();
  await expect(claim.words).toBeFocused();
  await claim.write('Claim', 'The board approved half a million crowns less than was asked for.');
  await choose(workbench.inspector, 'Priority', 'High');
  await reader.select('nine were cracked');
  await app.page.keyboard.press('x');
  await expect(messages(app.page)).toContainText('Added as context');
  await claim.recordVerdict({ rating: 'Supported', confidence: 'High', rationale: 'The board says so itself.' });
  await expect(workbench.inspector.getByRole('article', { name: 'Verdict', exact: true })).toBeVisible();

  await workbench.go('History');
  const state = async (): Promise<number> => Number(/^State ([\d,]+)/.exec((await seal.textContent())!)![1]!.replaceAll(',', ''));
  const done = await state();
  const steps: string[] = [];
  while (await undo.isEnabled()) {
    const name = (await undo.textContent())!.replace(/^Undo /, '');
    await undo.click();
    steps.push(name);
    await expect(messages(app.page)).toContainText(`Undone: ${name}`);
    await expect.poll(state).toBe(done + steps.length);
  }
  expect(steps.length).toBeGreaterThan(8);
  await workbench.go('Library');
  await expect(rows).toHaveCount(5);
  await workbench.go('Claims');
  await expect(rows).toHaveCount(13);

  await workbench.go('History');
  for (const [index, name] of steps.toReversed().entries()) {
    await workbench.main.getByRole('button', { name: `Redo ${name}`, exact: true }).click();
    await expect.poll(state).toBe(done + steps.length + index + 1);
  }
  await expect(workbench.main.getByRole('button', { name: /^Redo/ })).toBeDisabled();
  await workbench.go('Claims');
  await expect(workbench.main.getByRole('row', { name: /half a million/i })).toContainText('Supported');
  await workbench.go('Library');
  await expect(workbench.main.getByRole('row', { name: /1998|Forty|quay wall/i }).first()).toContainText('The Lindmouth Bell');
});

// In Electron nothing can be held back on its way.
test('an undo at once takes back what is seen, though it is not stored yet @browser', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(/what the first note says/);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().split('/api/')[1] ?? ''));
  // All that the key brought about is on its way once the page has answered.
  const undoAtOnce = async (): Promise<void> => {
    await workbench.undo();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(asked).not.toContain('history/undo');
  };
  const quoted = workbench.inspector.getByRole('article', { name: 'Passage' }).locator('mark');
  const done = (step: string) => messages(page).getByText(`Undone: ${step}`, { exact: true });

  // The first highlight of all, before the case knows of anything to undo.
  let letThrough = await holdBack(page, 'passages/create');
  await reader.select('more heat than light');
  await page.keyboard.press('h');
  await expect(reader.mark('more heat than light')).toBeVisible();
  await undoAtOnce();
  letThrough();
  await expect(done('Highlight passage')).toBeVisible();
  await expect(reader.mark('more heat than light')).toHaveCount(0);

  // An end that is moved: what was highlighted stays.
  await reader.highlight('more heat than light');
  await expect(quoted).toHaveText('more heat than light');
  asked.length = 0;
  letThrough = await holdBack(page, 'passages/adjust');
  await page.keyboard.press('Alt+Shift+BracketLeft');
  await expect(quoted).toHaveText('more heat than');
  await undoAtOnce();
  letThrough();
  await expect(messages(page).getByText(/^Undone: (?!Highlight passage)/)).toBeVisible();
  await expect(quoted).toHaveText('more heat than light');
  await expect(messages(page).getByText('Nothing was changed')).toHaveCount(0);

  // What was undone is gone for good once something else was done, stored or not.
  letThrough = await holdBack(page, 'passages/create');
  await reader.select('It should calm a debate');
  await page.keyboard.press('h');
  await expect(reader.mark('It should calm a debate')).toBeVisible();
  await workbench.redo();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(asked).not.toContain('history/redo');
  letThrough();
  await expect(messages(page).getByText('nothing to redo')).toBeVisible();
  await expect(quoted).toHaveText('It should calm a debate');
});
