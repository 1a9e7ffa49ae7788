import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';
import { choose } from './parts.ts';

async function report(app: App): Promise<Workbench> {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Report');
  await expect(workbench.main.getByText('43 passengers and three crew').first()).toBeVisible();
  return workbench;
}

async function exported(app: App, format: string): Promise<{ name: string; text: string; bytes: Buffer }> {
  const { name, bytes } = await app.saved(() => app.page.getByRole('button', { name: `Export as ${format}` }).click());
  return { name, bytes, text: bytes.toString('utf8') };
}

test('the report is grouped by article or by rating', async ({ app }) => {
  const workbench = await report(app);
  const headings = workbench.main.getByRole('heading');
  await expect(headings.filter({ hasText: 'Ferry drifts onto Cobb’s Bank' }).first()).toBeVisible();
  await choose(workbench.main, 'Grouped by', 'Rating');
  await expect(workbench.main.getByRole('heading', { level: 2, name: 'Mostly refuted' })).toBeAttached();
  await expect(headings.filter({ hasText: 'Ferry drifts onto Cobb’s Bank' })).toHaveCount(0);
});

test('what the report lacks is said in it and beside it, and leads to the claim', async ({ app }) => {
  const workbench = await report(app);
  const gaps = workbench.main.getByRole('complementary', { name: /What it lacks/ });
  await expect(gaps).toContainText('No verdict has been recorded.');
  await expect(gaps).toContainText('The evidence is a single item.');
  await gaps.getByRole('button', { name: /crew was cut from five to two/ }).click();
  await expect(workbench.claim().words).toHaveValue(/cut its maintenance crew/);
  const { text } = await exported(app, 'HTML');
  expect(text).toContain('No verdict has been recorded.');
});

test('claims that are chosen in the table are the ones in the report', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  await workbench.go('Claims');
  for (const words of [/floating trunk/, /A million people/])
    await workbench.main.getByRole('row', { name: words }).getByRole('checkbox').click({ force: true });
  await app.page.getByRole('toolbar', { name: 'Selected claims' }).getByRole('button', { name: 'Report on these' }).click();
  await expect(workbench.main.getByRole('heading', { level: 1, name: 'Report' })).toBeVisible();
  await expect(workbench.main.getByRole('button', { name: /Claims$/ })).toContainText('Selected in the table (2)');
  const { text } = await exported(app, 'Markdown');
  expect(text).toContain('A million people');
  expect(text).not.toContain('Marrow Bridge will reopen');
});

test('every format holds the claims, their verdicts, their quotes and the fingerprints of the sources', async ({ app }) => {
  const workbench = await report(app);
  const title = workbench.main.getByRole('textbox', { name: 'Title' });
  await title.fill('The ferry at Marrow, checked');
  await title.press('Enter');

  const html = await exported(app, 'HTML');
  expect(html.name).toMatch(/\.html$/);
  for (const words of [
    'The ferry at Marrow, checked',
    'Mostly supported',
    'No trunk has been recovered',
    'Minutes of the meeting of 18 June 2024',
  ])
    expect(html.text).toContain(words);
  expect(html.text.match(/[0-9a-f]{64}/g)?.length).toBeGreaterThanOrEqual(4);
  // Self-contained: nothing is fetched, nothing runs.
  expect(html.text).not.toMatch(/<script|<link|src="http|@import|url\(http/);

  const markdown = await exported(app, 'Markdown');
  expect(markdown.name).toMatch(/\.md$/);
  expect(markdown.text).toMatch(/^# The ferry at Marrow, checked/m);
  expect(markdown.text).toContain('No trunk has been recovered');

  const csv = await exported(app, 'CSV');
  expect(csv.name).toMatch(/\.csv$/);
  expect(csv.text.trim().split(/\r?\n/).length).toBeGreaterThanOrEqual(13);
  expect(csv.text).toContain('Dorrit Vane');

  const pdf = await exported(app, 'PDF');
  expect(pdf.name).toMatch(/\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  for (const mark of ['/MarkInfo', '/Outlines', '/StructTreeRoot']) expect(pdf.bytes.includes(mark)).toBe(true);
});

test('the annex holds the articles with their passages marked', async ({ app }) => {
  const workbench = await report(app);
  const whole = 'Operators who use the same pattern of clamp should lift and photograph it this month.';
  expect((await exported(app, 'HTML')).text).not.toContain(whole);
  await workbench.main.getByText('The articles', { exact: true }).click();
  await expect(workbench.main.getByText(whole)).toBeAttached();
  expect((await exported(app, 'HTML')).text).toContain(whole);
});
