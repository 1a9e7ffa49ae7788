import { expect, test } from './app.ts';
import { fixture, Reader, seedFiles, Workbench } from './models.ts';

const files = [fixture('quay-wall.txt'), fixture('harbour-board.md')];
const bolts = 'forty bolts that nobody has looked at since 1998';

// The whole job in one go is many clicks and keys: a slow machine gets the time for them.
test.describe.configure({ timeout: 180_000 });

test('an analyst checks a claim from import to report, by mouse', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Quay wall');

  const results = await workbench.import(files);
  const guessed = results.getByRole('group').filter({ hasText: 'quay-wall.txt' });
  await expect(guessed.getByRole('textbox', { name: 'Published' })).toHaveValue('2026-03-14');
  await guessed.getByRole('textbox', { name: 'Publisher' }).fill('The Lindmouth Bell');
  await guessed.getByRole('textbox', { name: 'Title' }).fill('Forty bolts hold the quay');
  await guessed.getByRole('textbox', { name: 'Title' }).press('Tab');
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row', { name: /Forty bolts hold the quay/ })).toContainText('The Lindmouth Bell');

  const reader = await workbench.openArticle(/Forty bolts/);
  await reader.select(bolts);
  await app.page
    .getByRole('toolbar', { name: /selection/i })
    .getByRole('button', { name: /claim/i })
    .first()
    .click();
  const claim = workbench.claim();
  await expect(claim.words).toHaveValue(bolts);
  await claim.write('Claim', 'The bolts of the quay wall at Lindmouth were last inspected in 1998.');
  await claim.write('Short text', 'Bolts last inspected in 1998');
  await claim.claimant('Ilse Varga');
  await claim.choose('Type', 'Event or property');
  await claim.choose('Status', 'In progress');

  // The other article is laid beside the first, and its words become evidence in one key.
  await workbench.go('Library');
  const source = workbench.main.getByRole('row', { name: /Harbour board pays/ });
  await source.click();
  await workbench.inspector.getByRole('button', { name: 'Open beside the article that is open' }).click();
  await expect(app.page.getByRole('region', { name: /^Text of/ })).toHaveCount(2);
  const beside = new Reader(app.page, app.page.getByRole('region', { name: /^Text of Harbour board pays/ }));
  await beside.select('The last inspection on record is dated 11 June 2011');
  await app.page.keyboard.press('Shift+e');
  await expect(workbench.inspector.getByText('The last inspection on record is dated 11 June 2011').first()).toBeVisible();

  await workbench.go('Claims');
  await workbench.main.getByRole('row', { name: /last inspected in 1998/ }).click();
  await claim.recordVerdict({
    rating: 'Refuted',
    confidence: 'High',
    rationale: 'The register dates the last inspection **2011**, thirteen years later than claimed.',
  });
  await expect(workbench.main.getByRole('row', { name: /last inspected in 1998/ })).toContainText('Refuted');

  await workbench.go('Report');
  await expect(workbench.main.getByText('The bolts of the quay wall at Lindmouth were last inspected in 1998.').first()).toBeVisible();
  const html = await app.saved(() => app.page.getByRole('button', { name: 'Export as HTML' }).click());
  expect(html.name).toMatch(/\.html$/);
  const page = html.bytes.toString('utf8');
  expect(page).toContain('were last inspected in 1998');
  expect(page).toContain('Refuted');
  expect(page).toMatch(/[0-9a-f]{64}/);
  const markdown = await app.saved(() => app.page.getByRole('button', { name: 'Export as Markdown' }).click());
  expect(markdown.bytes.toString('utf8')).toContain('11 June 2011');
  const table = await app.saved(() => app.page.getByRole('button', { name: 'Export as CSV' }).click());
  expect(table.bytes.toString('utf8')).toContain('Ilse Varga');
  const pdf = await app.saved(() => app.page.getByRole('button', { name: 'Export as PDF' }).click());
  expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.bytes.includes('/MarkInfo')).toBe(true);
});

test('the same job with the keyboard alone', async ({ app }) => {
  const workbench = new Workbench(app.page);
  const { keyboard } = app.page;
  await workbench.newCase('Keys only');
  await workbench.importAndClose(files);

  await app.page.keyboard.press('ControlOrMeta+k');
  await keyboard.type('bolts that nobody');
  await expect(app.page.getByRole('menuitem', { name: /forty bolts/i }).first()).toBeVisible();
  await keyboard.press('Enter');
  const text = app.page.getByRole('region', { name: /^Text of/ });
  await expect(text).toBeVisible();

  // Two sentences down, extended by one: a highlight, then a claim from it.
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('h');
  await expect(text.locator('mark')).not.toHaveCount(0);
  await keyboard.press('c');
  const claim = workbench.claim();
  await expect(claim.words).toBeFocused();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('The last full inspection was decades ago.');
  await keyboard.press('Escape');

  await keyboard.press('ControlOrMeta+2');
  await expect(workbench.main.getByRole('heading', { level: 1, name: 'Claims' })).toBeVisible();
  const row = workbench.main.getByRole('row', { name: /decades ago/ });
  await expect(row).toBeVisible();
  await row.focus();
  await keyboard.press('6');
  const form = workbench.inspector.getByRole('form', { name: /verdict/i });
  await expect(form.getByRole('radio', { name: 'Unproven', exact: true })).toBeChecked();
  await form.getByRole('radio', { name: /low/i }).focus();
  await keyboard.press('Space');
  await form.getByRole('textbox', { name: 'Why there is no evidence' }).focus();
  await keyboard.type('The register was not open to us.');
  await form.getByRole('textbox', { name: 'Rationale' }).focus();
  await keyboard.type('Nothing found decides it either way.');
  await keyboard.press('ControlOrMeta+Enter');
  await expect(form).toBeHidden();
  await expect(row).toContainText('Unproven');

  await keyboard.press('ControlOrMeta+4');
  await expect(workbench.main.getByText('The last full inspection was decades ago.').first()).toBeVisible();
});

test('the job on five real articles', async ({ app }) => {
  const seeds = seedFiles();
  test.skip(seeds.length === 0, 'No real articles lie beside this checkout.');
  const workbench = new Workbench(app.page);
  await workbench.newCase('Real articles');
  await workbench.importAndClose(seeds);
  await expect(workbench.main.getByRole('row')).toHaveCount(seeds.length + 1);

  const rows = workbench.main.getByRole('row');
  for (let index = 1; index <= seeds.length; index++) {
    await workbench.go('Library');
    await rows.nth(index).dblclick();
    const text = app.page.getByRole('region', { name: /^Text of/ }).last();
    await expect(text).toBeVisible();
    await app.page.keyboard.press('j');
    await app.page.keyboard.press('j');
    await app.page.keyboard.press('c');
    const claim = workbench.claim();
    await expect(claim.words).toBeFocused();
    await claim.write('Short text', `Claim of article ${index}`);
    await claim.recordVerdict({
      rating: index % 2 === 0 ? 'Disputed' : 'Unproven',
      confidence: 'Low',
      noEvidence: 'Only the article itself was at hand.',
      rationale: `Checked against the article alone, number ${index}.`,
    });
  }
  await workbench.go('Claims');
  for (let index = 1; index <= seeds.length; index++) await expect(workbench.main.getByRole('row').nth(index)).toBeVisible();
  await workbench.go('Report');
  const html = await app.saved(() => app.page.getByRole('button', { name: 'Export as HTML' }).click());
  const page = html.bytes.toString('utf8');
  for (let index = 1; index <= seeds.length; index++) expect(page).toContain(`number ${index}.`);
  expect(page.match(/[0-9a-f]{64}/g)?.length).toBeGreaterThanOrEqual(seeds.length);
});
