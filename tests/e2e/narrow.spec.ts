import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';

/** As at 400 %: a window of 1280 by 1024 has 320 by 256 CSS pixels then (WCAG 1.4.10). */
async function enlarge({ page, electron }: App): Promise<void> {
  if (electron)
    await electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window!.setContentSize(1280, 1024);
      window!.webContents.setZoomFactor(4);
    });
  else await page.setViewportSize({ width: 320, height: 256 });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320);
}

test('at 400 % one pane is shown at a time, text is read by scrolling one way, and everything is within reach of the keyboard', async ({
  app,
}) => {
  const { page } = app;
  const { keyboard } = page;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  const reader = await workbench.openArticle(/FERRY OF FEAR/);
  await enlarge(app);
  await expect(page.getByRole('button', { name: 'Page', pressed: true })).toBeVisible();
  // Neither the window nor the text goes on beside what is seen, and a line is long enough to be read.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  const sizes = await reader.text.evaluate((view) => ({
    wide: view.scrollWidth,
    seen: view.clientWidth,
    high: view.clientHeight,
    line: view.querySelector('p[data-b]')!.clientWidth,
  }));
  expect(sizes.wide).toBe(sizes.seen);
  expect(sizes.line).toBeGreaterThan(230);
  expect(sizes.high).toBeGreaterThan(140);

  // Words are highlighted as ever; what is written about them brings its pane up, and going elsewhere the page.
  await reader.text.focus();
  await keyboard.press('j');
  await keyboard.press('Shift+j');
  const bar = await page.getByRole('toolbar', { name: 'Selection' }).boundingBox();
  expect([bar!.x >= 0, bar!.x + bar!.width <= 320]).toEqual([true, true]);
  await keyboard.press('h');
  await expect(reader.text.locator('mark[data-inspected]').first()).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Page', pressed: true })).toBeVisible();
  await keyboard.press('n');
  await expect(workbench.inspector.getByRole('textbox', { name: 'New note' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Inspector', pressed: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]!.html.slice(0, 160)])).toEqual([]);
  await page.getByRole('button', { name: 'Rooms' }).click();
  await page
    .getByRole('navigation', { name: 'Case' })
    .getByRole('button', { name: /^Claims/ })
    .click();
  await expect(page.getByRole('button', { name: 'Page', pressed: true })).toBeVisible();
  await expect(workbench.main.getByRole('heading', { level: 1, name: 'Claims' })).toBeInViewport();
});
