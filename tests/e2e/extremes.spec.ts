import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { command } from './parts.ts';

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const selected = (page: Workbench['page']): Promise<string> => page.evaluate(() => getSelection()!.toString());

test('words that are selected while another window adds a version stay, can be copied, and are not marked', async ({ app }) => {
  const one = new Workbench(app.page);
  await one.newCase('Lowmere');
  const text = 'Harbour wall gives way\n\nForty boats were damaged, the port office said.';
  await one.import([file('wall.txt', text)]).then((results) => results.getByRole('button', { name: 'Done' }).click());
  const reader = await one.openArticle(/Harbour wall/);
  await reader.select('Forty boats');
  const page = await app.newWindow();
  await new Workbench(page).openArticle(/Harbour wall/);
  await command(page, 'New version of the article…');
  const dialog = page.getByRole('dialog', { name: 'New version' });
  await dialog.getByRole('textbox', { name: 'Text of the new version' }).fill(text.replace('Forty', 'Sixty'));
  await dialog.getByRole('button', { name: 'Add version' }).click();

  const notice = one.main.getByRole('note').filter({ hasText: 'A new version of this article came in' });
  await expect(notice).toBeVisible();
  expect(await selected(one.page)).toBe('Forty boats');
  await one.page.keyboard.press('h');
  await expect(one.page.getByText('The passage belongs to another version of the article. Nothing was changed.')).toBeAttached();
  expect(await selected(one.page)).toBe('Forty boats');
  await expect(reader.text.locator('mark')).toHaveCount(0);
  await notice.getByRole('button', { name: 'Show the new version' }).click();
  await expect(reader.text).toContainText('Sixty boats');
});

test('a long article is selected, found in and heard of as a whole, and a selection survives scrolling', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Long');
  const lines = Array.from(
    { length: 3_000 },
    (_, line) => `Line ${line} of the log. ${'The tide turned and nobody came. '.repeat(2)}In short: nothing.`,
  );
  await workbench.import([file('log.txt', lines.join('\n\n'))]).then((results) => results.getByRole('button', { name: 'Done' }).click());
  const reader = await workbench.openArticle(/log|Line 0/i);
  const { page } = app;
  await reader.highlight('Line 2 of the log');
  await expect(reader.text.locator('role=mark')).toHaveCount(1);
  await reader.text.focus();
  await page.keyboard.press('ControlOrMeta+a');
  const squeezed = lines.join('').replaceAll(/\s+/g, '');
  expect(squeezed.length).toBeGreaterThan(200_000);
  await expect.poll(async () => (await selected(page)).replaceAll(/\s+/g, '') === squeezed).toBe(true);

  await page.keyboard.press('Escape');
  await reader.select('Line 3 of the log');
  await reader.text.evaluate((view) => (view.scrollTop = view.scrollHeight));
  await expect(reader.text.getByText(/^Line 2999 /)).toBeInViewport();
  expect(await selected(page)).toBe('Line 3 of the log');
  await reader.text.evaluate((view) => (view.scrollTop = 0));
  await expect(reader.text.getByText(/^Line 3 /)).toBeInViewport();
  expect(await selected(page)).toBe('Line 3 of the log');
  await page.keyboard.press('h');
  await expect(reader.text.locator('role=mark')).toHaveText(['Line 2 of the log', 'Line 3 of the log']);

  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('Line 2990 of');
  await expect(reader.text.getByText(/^Line 2990 /)).toBeInViewport();
});
