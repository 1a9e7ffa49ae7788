import { expect, test } from './app.ts';
import { Reader, Workbench } from './models.ts';

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
