import { harbourReport, wordDocument } from '../../electron/core/importers/testing/wordDocument.ts';
import { hearingSrt } from '../../electron/core/importers/testing/subtitles.ts';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';

const file = (name: string, content: Uint8Array | string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

test('a document of Word is read with its headings, list, table and notes', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.importAndClose([file('wall.docx', wordDocument(harbourReport))]);
  const { text } = await workbench.openArticle(/The harbour wall of Lowmere/);
  await expect(text.getByRole('heading', { name: 'What the survey found' })).toBeVisible();
  await expect(text.getByRole('listitem')).toHaveText(['Forty boats were damaged.', 'Six of them sank.']);
  await expect(text.getByRole('group', { name: 'Table' })).toContainText('Storms');
  await expect(text.getByText('The repair costs three million.')).toBeVisible();
  await expect(text.getByText('Survey of the port office, page 12.')).toBeVisible();
  await expect(text.getByText('Draft for the council')).toHaveCount(0);
});

test('subtitles show who speaks and when above each turn, and neither is copied or selected', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.openDemo();
  await workbench.importAndClose([file('hearing.srt', hearingSrt)]);
  const reader = await workbench.openArticle(/hearing/);
  const turn = reader.text.getByText('It did. Nobody had looked at it since 1998.');
  await expect(turn).toHaveAttribute('data-said', 'ADA BRANDT · 0:06');
  await expect(turn).toHaveText('It did. Nobody had looked at it since 1998.');
  expect(await turn.evaluate((element) => getComputedStyle(element, '::before').content)).toContain('ADA BRANDT · 0:06');
  await reader.select('Nobody had looked at it since 1998.');
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('Nobody had looked at it since 1998.');
});
