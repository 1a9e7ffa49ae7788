import { join } from 'node:path';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { makeArticle } from './parts.ts';
import { rolesIn } from './accessibilityTree.ts';

// As with a screen reader at work, which no test can start: a browser that knows of one lays out for it what it skips otherwise.
test.use({
  launchOptions: [
    async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--force-renderer-accessibility'] }),
    { scope: 'worker' },
  ],
  arguments: async ({ host }, use) => use(host === 'electron' ? ['--force-renderer-accessibility'] : []),
});

const lines = Array.from(
  { length: 3_000 },
  (_, line) => `Line ${line} of the log. ${'The tide turned and nobody came. '.repeat(10)}Nothing.`,
);
const rangesOf = (stored: string) =>
  Array.from({ length: 1_000 }, (_, index) => {
    const words = `Line ${index * 3} of`;
    const start = stored.indexOf(words);
    return { start, end: start + words.length };
  });

test('a megabyte with a thousand passages is copied as it is stored, and each passage has its role, on screen or off it', async ({
  app,
}) => {
  const { page, casesDir } = app;
  const stored = makeArticle(join(casesDir, 'Log.assay'), lines.join('\n\n'), rangesOf);
  expect(stored.length).toBeGreaterThan(1_000_000);
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  const reader = await new Workbench(page).openArticle(/Line 0 of the log/);
  await expect(reader.mark(/^Line 0 of$/)).toBeInViewport();
  await expect.poll(async () => (await rolesIn(page)).mark).toBe(1_000);

  await reader.text.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+Shift+v');
  const field = page.getByRole('dialog', { name: 'Paste article' }).getByRole('textbox', { name: /text/i });
  await field.focus();
  await page.keyboard.press('ControlOrMeta+v');
  // As text, blocks have an empty line between them.
  await expect.poll(async () => (await field.inputValue()).split(/\n+/).join('\n') === stored).toBe(true);
});
