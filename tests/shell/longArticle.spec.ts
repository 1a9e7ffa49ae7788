import { join } from 'node:path';
import { expect, test } from '../e2e/app.ts';
import { rolesIn } from '../e2e/accessibilityTree.ts';
import { Workbench } from '../e2e/models.ts';
import { makeArticle } from '../e2e/parts.ts';

const lines = Array.from(
  { length: 1_500 },
  (_, line) => `Line ${line} of the log. ${'The tide turned and nobody came. '.repeat(6)}Nothing.`,
);
const rangesOf = (stored: string) =>
  Array.from({ length: 500 }, (_, index) => {
    const words = `Line ${index * 3} of`;
    const start = stored.indexOf(words);
    return { start, end: start + words.length };
  });

// What the browser finds by itself is asked of Electron: no other way leads to its find-in-page, `window.find` is another search.
test('Chromium finds in a long article whatever it says, and counts as often as it says it', async ({ app }) => {
  const { page, casesDir } = app;
  const stored = makeArticle(join(casesDir, 'Log.assay'), lines.join('\n\n'), rangesOf);
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  const reader = await new Workbench(page).openArticle(/Line 0 of the log/);
  await expect(reader.mark(/^Line 0 of$/)).toBeInViewport();
  const matches = (words: string) =>
    app.electron!.evaluate(
      ({ BrowserWindow }, wanted) =>
        new Promise<number>((resolve) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!;
          webContents.on('found-in-page', (_event, result) => {
            if (!result.finalUpdate) return;
            webContents.stopFindInPage('clearSelection');
            webContents.removeAllListeners('found-in-page');
            resolve(result.matches);
          });
          webContents.findInPage(wanted);
        }),
      words,
    );
  // In plain words, in passages, over both ends of a passage, and in one block that is far away.
  for (const words of ['nobody came', 'of the log. The', 'Line 1497 of', 'Line 1498 of the'])
    expect([words, await matches(words)]).toEqual([words, stored.split(words).length - 1]);
});

test('with assistive technology at work a long article is laid out whole, whenever that comes', async ({ app }) => {
  const { page, electron, casesDir } = app;
  makeArticle(join(casesDir, 'Log.assay'), lines.join('\n\n'), rangesOf);
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  const { text } = await new Workbench(page).openArticle(/Line 0 of the log/);
  const last = text.getByText(/^Line 1499 of/);
  const leftToBrowser = text.locator('[data-bundle]', { hasText: 'Line 1499 of' });
  await expect(leftToBrowser).toHaveCSS('content-visibility', 'auto');
  const tell = (present: boolean) =>
    electron!.evaluate(({ app: desktop }, at) => desktop.emit('accessibility-support-changed', {}, at), present);
  await tell(true);
  await expect(leftToBrowser).toHaveCount(0);
  await expect(last).toBeAttached();
  expect((await rolesIn(page))['mark']).toBe(500);
  await tell(false);
  await expect(leftToBrowser).toHaveCSS('content-visibility', 'auto');
});
