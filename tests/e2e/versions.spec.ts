import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type App } from './app.ts';
import { Workbench, type Reader } from './models.ts';
import { command, messages } from './parts.ts';

const head = 'Harbour wall of Lowmere gives way';
const night = 'The harbour wall of Lowmere gave way on Tuesday night, and the quay behind it was closed until further notice.';
const boats = 'Forty boats were damaged, the port office said, among them three that had been repaired only this spring.';
const hurt = 'Ada Brandt, who runs the port, told the council that nobody had been hurt when the water came over the quay.';
const warned = 'The council had been warned about the wall twice, in 2019 and in 2022, by the engineers who look after it.';
const again = 'The council had been warned about the wall once, in 2017, by the engineers who look after it.';
const cost = 'Rebuilding it will cost four million, of which the county is to pay a half, the mayor announced on Thursday.';

const first = [head, night, boats, hurt, warned, cost, again].join('\n\n');
// The sum moves to the front, the number of boats is corrected, the double warning is taken out while its near-copy stays.
const second = [
  head,
  cost,
  night,
  boats.replace('Forty boats were', 'Some sixty boats were badly'),
  hurt,
  again,
  'Divers look at it on Monday.',
].join('\n\n');

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

async function reading(app: App, marks: readonly string[]): Promise<{ workbench: Workbench; reader: Reader }> {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Lowmere');
  const results = await workbench.import([file('wall.txt', first)]);
  await results.getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(/Harbour wall/);
  for (const words of marks) await reader.highlight(words);
  return { workbench, reader };
}

/** Gives the article that is read a new version, by pasting. */
async function revise({ page }: App, text: string): Promise<void> {
  await command(page, 'New version of the article…');
  const dialog = page.getByRole('dialog', { name: 'New version' });
  await dialog.getByRole('textbox', { name: 'Text of the new version' }).fill(text);
  await dialog.getByRole('button', { name: 'Add version' }).click();
  await expect(dialog).toBeHidden();
}

test('passages go along with a new version or wait, and are reviewed each way, by key and by button', async ({ app }) => {
  const { workbench, reader } = await reading(app, ['on Tuesday night', 'cost four million', 'Forty boats were damaged', warned]);
  await revise(app, second);
  await expect(messages(app.page)).toContainText('Version 2 added: 1 passage exact, 1 moved, 2 wait.');
  await expect(reader.text.locator('mark')).toHaveText(['cost four million', 'on Tuesday night']);
  // The near-copy of what was taken out is not marked: nothing jumps to a look-alike.
  await expect(reader.mark(/warned about the wall/)).toHaveCount(0);

  await app.page.getByRole('note').filter({ hasText: '2 passages wait for review.' }).getByRole('button', { name: 'Review' }).click();
  const panel = app.page.getByRole('region', { name: 'Review of waiting passages' });
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Passage 1 of 2');
  await expect(panel.getByRole('region', { name: 'Version 1' }).locator('del')).toHaveText(['Forty']);
  await expect(panel.getByRole('region', { name: 'Version 2' }).locator('ins')).toHaveText(['Some', 'sixty ', ' badly']);
  await app.page.keyboard.press('Alt+n');
  await expect(panel).toContainText('Not found');
  await expect(panel.getByRole('button', { name: 'Accept' })).toBeDisabled();
  await app.page.keyboard.press('Alt+p');
  await app.page.keyboard.press('Alt+a');
  await expect(reader.mark('Some sixty boats were badly damaged')).toBeVisible();
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Passage 1 of 1');

  await reader.select('Divers look at it on Monday.');
  await panel.getByRole('button', { name: 'Place at selection' }).click();
  await expect(panel).toBeHidden();
  await expect(reader.mark('Divers look at it on Monday.')).toBeVisible();
  await messages(app.page).getByRole('button', { name: 'Undo' }).last().click();
  await expect(reader.mark('Divers look at it on Monday.')).toHaveCount(0);

  // Left where it was, it is read there.
  await app.page.getByRole('note').filter({ hasText: '1 passage waits' }).getByRole('button', { name: 'Review' }).click();
  await expect(panel).toContainText('Not found');
  await app.page.keyboard.press('Alt+v');
  await expect(messages(app.page)).toContainText('Passage kept on the old version.');
  await expect(app.page.getByRole('note').filter({ hasText: 'review' })).toHaveCount(0);
  await app.page.getByRole('button', { name: /versions of this article/ }).click();
  await app.page.getByRole('menuitem', { name: /Version 1/ }).click();
  const old = app.page.getByRole('region', { name: /^Text of .*, version 1$/ });
  await expect(old.locator('mark')).toHaveText([warned]);
  await expect(app.page.getByRole('note').filter({ hasText: 'to be read only' })).toBeVisible();

  await command(app.page, 'History');
  await expect(workbench.main).toContainText(
    'New version of article “Harbour wall of Lowmere gives way”: 1 passage exact, 1 moved, 2 wait',
  );
});

test('a claim whose words changed is marked beside its verdict until that is decided', async ({ app }) => {
  const { workbench } = await reading(app, ['Forty boats were damaged']);
  await app.page.keyboard.press('c');
  await expect(workbench.claim().words).toHaveValue('Forty boats were damaged');
  const mark = workbench.inspector.getByText('Evidence changed');
  await expect(mark).toHaveCount(0);
  await revise(app, second);
  await expect(mark.first()).toBeVisible();
  await workbench.go('Claims');
  const row = workbench.main.getByRole('row', { name: /Forty boats/ });
  await expect(row).toContainText('Evidence changed');
  await row.click();
  // The way from the claim leads to the words that it rests on, in the version where they stand.
  await workbench.inspector
    .getByRole('button', { name: /Harbour wall/ })
    .first()
    .click();
  await expect(app.page.getByRole('region', { name: /, version 1$/ }).locator('mark')).toHaveText(['Forty boats were damaged']);
  await app.page.getByRole('button', { name: 'Review', exact: true }).click();
  const panel = app.page.getByRole('region', { name: 'Review of waiting passages' });
  await panel.getByRole('button', { name: 'Accept', exact: false }).click();
  await expect(mark).toHaveCount(0);
  await workbench.undo();
  await expect(mark.first()).toBeVisible();
});

test('two versions stand side by side, and keys go from difference to difference', async ({ app }) => {
  const { reader } = await reading(app, []);
  await revise(app, second);
  await expect(reader.text).toContainText('Divers');
  await command(app.page, 'Compare versions');
  const view = app.page.getByRole('region', { name: 'Comparison of two versions' });
  const [older, newer] = [1, 2].map((number) => view.getByRole('region', { name: `Text of version ${number}` }));
  await expect(older!.locator('del').first()).toHaveText('Forty');
  await expect(newer!.locator('ins').first()).toHaveText('Some sixty');
  await expect(newer!.locator('mark')).toContainText(['Rebuilding it will cost four million']);
  const told = view.getByRole('group', { name: 'Differences' }).getByRole('status');
  const count = Number(/^(\d+) differences$/.exec((await told.textContent())!)![1]);
  expect(count).toBeGreaterThan(3);
  await app.page.keyboard.press('Alt+n');
  await app.page.keyboard.press('Alt+n');
  await expect(told).toHaveText(`2 of ${count} differences`);
  await expect(newer!.locator('[data-current]')).toHaveCount(1);
  await app.page.keyboard.press('Alt+p');
  await expect(told).toHaveText(`1 of ${count} differences`);
  await expect(newer!.locator('mark[data-current]')).toContainText('Rebuilding');
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(reader.text).toBeFocused();
});

test('a file becomes a version; the same file is told, and what was decided survives a restart', async ({ app }) => {
  let { workbench, reader } = await reading(app, ['on Tuesday night', 'nobody had been hurt']);
  await app.page.getByRole('button', { name: /versions of this article/ }).click();
  await app.page.getByRole('menuitem', { name: 'New version…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'New version' });
  const choose = async (name: string, text: string): Promise<void> => {
    const chooser = app.page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles([file(name, text)]);
    await dialog.getByRole('button', { name: 'Add version' }).click();
  };
  await choose('wall again.txt', first);
  await expect(dialog.getByRole('alert')).toHaveText('This is the very file of version 1. Nothing was changed.');
  await choose('wall, corrected.txt', `${first.replace('nobody had been hurt', 'one man had been hurt')}\n\nCorrected on Friday.`);
  await expect(messages(app.page)).toContainText('Version 2 added: 1 passage exact, 1 waits.');
  await command(app.page, 'Review waiting passages');
  const panel = app.page.getByRole('region', { name: 'Review of waiting passages' });
  await expect(panel).toContainText('one man');
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await app.page.keyboard.press('Alt+a');
  await expect(reader.mark('one man had been hurt')).toBeVisible();

  await app.restart();
  workbench = new Workbench(app.page);
  reader = await workbench.openArticle(/Harbour wall/);
  await expect(reader.text.locator('mark')).toHaveText(['on Tuesday night', 'one man had been hurt']);
  await expect(app.page.getByRole('button', { name: 'Version 2 of 2: versions of this article' })).toBeVisible();
});

test('the original of every version is handed out, byte for byte', async ({ app }) => {
  const { workbench } = await reading(app, []);
  await revise(app, second);
  await expect(messages(app.page)).toContainText('Version 2 added');
  const versions = app.page.getByRole('button', { name: /versions of this article/ });
  const newer = await app.saved(async () => {
    await versions.click();
    await app.page.getByRole('menuitem', { name: 'Download original of version 2' }).click();
  });
  expect(newer.bytes.toString()).toBe(second);

  await workbench.go('Library');
  await workbench.main.getByRole('row', { name: /Harbour wall/ }).click();
  const older = await app.saved(() => workbench.inspector.getByRole('button', { name: 'Download original of version 1' }).click());
  expect([older.name, older.bytes.toString()]).toEqual(['wall.txt', first]);
});
