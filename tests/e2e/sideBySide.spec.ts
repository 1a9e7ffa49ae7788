import { expect, test } from './app.ts';
import { Reader, Workbench } from './models.ts';
import { messages } from './parts.ts';

/** The names of what is painted for the moment, and its words. */
const painted = (page: Workbench['page']): Promise<Record<string, string>> =>
  page.evaluate(() => Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String).join(' | ')])));

test('two places of one article are read and marked side by side', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const { page } = app;
  const { keyboard } = page;
  await workbench.openArticle(/FERRY OF FEAR/);
  await keyboard.press('Shift+V');
  const [left, right] = (['left', 'right'] as const).map(
    (side) => new Reader(page, page.getByRole('region', { name: new RegExp(`^Text of .* ${side} view$`) })),
  ) as [Reader, Reader];
  await expect(right.text).toBeFocused();

  // Each has its own selection, and that of the other pane stays painted.
  await right.select('second safety line');
  await left.select('By Rex Halloran');
  await expect.poll(() => painted(page)).toEqual({ 'reader-kept-1': 'second safety line' });
  await keyboard.press('h');
  await expect(left.mark('By Rex Halloran')).toHaveCount(1);
  await expect(right.mark('By Rex Halloran')).toHaveCount(1);
  await expect.poll(() => painted(page)).toEqual({ 'reader-kept-1': 'second safety line' });
  await expect(right.text.getByText('second safety line')).toBeInViewport();
  await expect(left.text.getByText('second safety line')).not.toBeInViewport();

  // Both come back to their places, and the one that stays keeps its own when the other one is closed.
  await workbench.go('Claims');
  await keyboard.press('Alt+ArrowLeft');
  await expect(right.text.getByText('second safety line')).toBeInViewport();
  await expect(left.mark('By Rex Halloran')).toBeInViewport();
  await right.select('second safety line');
  await left.text.focus();
  await keyboard.press('ControlOrMeta+Shift+W');
  const alone = page.getByRole('region', { name: /^Text of/ });
  await expect(alone).toHaveCount(1);
  await expect(alone.getByText('second safety line')).toBeInViewport();
  await alone.focus();
  await keyboard.press('h');
  await expect(alone.locator('mark', { hasText: 'second safety line' })).toHaveCount(1);
});

test('the words of two panes are linked by a claim in one key, and taken back in one', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  const { page } = app;
  const { keyboard } = page;
  await workbench.openArticle(/FERRY OF FEAR/);
  await workbench.go('Library');
  await workbench.main.getByRole('row', { name: /what the first note says/ }).click();
  await workbench.inspector.getByRole('button', { name: 'Open beside the article that is open' }).click();
  const [left, right] = [/FERRY OF FEAR/, /what the first note says/].map(
    (name) => new Reader(page, workbench.main.getByRole('region', { name }).getByRole('region', { name: /^Text of/ })),
  ) as [Reader, Reader];
  await expect(right.text).toBeFocused();
  await keyboard.press('Shift+Enter');
  await expect(messages(page)).toContainText('Select the words in the right pane');

  await left.select('second safety line');
  await right.select('more heat than light');
  await keyboard.press('Shift+Enter');
  const choice = page.getByRole('dialog', { name: 'Link the two' });
  await expect(choice).toContainText('New claimsecond safety lineEvidencemore heat than light');
  await expect.poll(() => painted(page)).toEqual({ 'reader-kept-0': 'second safety line', 'reader-kept-1': 'more heat than light' });
  await keyboard.press('Shift+E');
  await expect(left.mark('second safety line')).toHaveCount(1);
  await expect(right.mark('more heat than light')).toHaveCount(1);
  await expect.poll(() => painted(page)).toEqual({});
  await expect(right.text).toBeFocused();
  await expect(workbench.claim().words).toHaveValue('second safety line');
  await expect(workbench.inspector).toContainText('Against 1');

  // More evidence for the same claim, which the caret still stands in; Enter takes the stance of last time.
  await right.select('It should calm a debate');
  await keyboard.press('Shift+Enter');
  await expect(choice).toContainText('Claimsecond safety line');
  await keyboard.press('Enter');
  await expect(right.mark('It should calm a debate')).toHaveCount(1);
  await expect(workbench.inspector).toContainText('Against 2');

  // The message takes back its own step, and undo the one before: passages, claim and evidence at once.
  await messages(page).getByRole('button', { name: 'Undo' }).last().click();
  await expect(right.mark('It should calm a debate')).toHaveCount(0);
  await workbench.undo();
  await expect(right.mark('more heat than light')).toHaveCount(0);
  await expect(left.mark('second safety line')).toHaveCount(0);

  // The other way round; given up, the selections stay.
  await left.select('By Rex Halloran');
  await right.select('It should calm a debate');
  await keyboard.press('Alt+Shift+Enter');
  await expect(choice).toContainText('New claimIt should calm a debateEvidenceBy Rex Halloran');
  await keyboard.press('Escape');
  await expect.poll(() => painted(page)).toEqual({ 'reader-kept-0': 'By Rex Halloran' });
});
