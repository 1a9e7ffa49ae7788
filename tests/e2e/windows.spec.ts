import { expect, test } from './app.ts';
import { Reader, Workbench } from './models.ts';

const newsletter = /what the first note says/;
const calm = 'It should calm a debate that has produced more heat than light.';

test('two windows on one case show the same thing at once', async ({ app }) => {
  const one = new Workbench(app.page);
  await one.openDemo();
  const two = new Workbench(await app.newWindow());
  const here = await one.openArticle(newsletter);
  const there = await two.openArticle(newsletter);

  await here.highlight(calm);
  await expect(there.mark(calm)).toBeVisible();

  await two.go('Claims');
  await two.main.getByRole('row', { name: /floating trunk/ }).click();
  await one.go('Claims');
  await one.main.getByRole('row', { name: /floating trunk/ }).click();
  await one.claim().write('Short text', 'A trunk did it');
  await expect(two.main.getByRole('row', { name: /A trunk did it/ })).toBeVisible();
  await expect(two.inspector.getByRole('textbox', { name: 'Short text' })).toHaveValue('A trunk did it');

  await one.undo();
  await expect(two.inspector.getByRole('textbox', { name: 'Short text' })).not.toHaveValue('A trunk did it');
  await two.page.close();
  await expect(here.text.or(one.main)).toBeVisible();
});

test('closing the case in one window closes it in the other', async ({ app }) => {
  const one = new Workbench(app.page);
  await one.openDemo();
  const two = new Workbench(await app.newWindow());
  await expect(two.page.getByRole('navigation', { name: 'Case' })).toBeVisible();
  await one.page.keyboard.press('ControlOrMeta+k');
  await one.page.keyboard.type('Close case');
  await one.page.keyboard.press('Enter');
  await expect(two.page.getByRole('button', { name: /Try the demo case/ })).toBeVisible();
});

test('words typed on an old state are kept, and the other text is shown to choose from', async ({ app }) => {
  const one = new Workbench(app.page);
  await one.openDemo();
  const two = new Workbench(await app.newWindow());
  for (const { page, main, go } of [one, two].map((workbench) => ({
    page: workbench.page,
    main: workbench.main,
    go: workbench.go.bind(workbench),
  }))) {
    await go('Claims');
    await main.getByRole('row', { name: /floating trunk/ }).click();
    await expect(page.getByRole('textbox', { name: 'Claim', exact: true })).toBeVisible();
  }

  // Both write the same field at once: the second to be stored stands on a state that is no more.
  await two.claim().words.fill('Words of the second window.');
  await one.claim().words.fill('Words of the first window.');
  await one.claim().words.press('Tab');
  await expect(one.main.getByRole('row', { name: /Words of the first window|floating trunk/ }).first()).toBeVisible();
  const [stale, kept, other] = await Promise.race([
    two.inspector
      .getByRole('alert')
      .waitFor()
      .then(() => [two, 'Words of the second window.', 'Words of the first window.'] as const),
    one.inspector
      .getByRole('alert')
      .waitFor()
      .then(() => [one, 'Words of the first window.', 'Words of the second window.'] as const),
  ]);
  const question = stale.inspector.getByRole('alert');
  await expect(question).toContainText('This was changed in another window while you wrote.');
  await expect(question).toContainText(other);
  await expect(stale.claim().words).toHaveValue(kept);

  await question.getByRole('button', { name: 'Save mine' }).click();
  await expect(question).toBeHidden();
  const fresh = stale === one ? two : one;
  await expect(fresh.claim().words).toHaveValue(kept);
});

test('an article read in two windows keeps a passage that the other deletes from being acted on', async ({ app }) => {
  const one = new Workbench(app.page);
  await one.openDemo();
  const two = new Workbench(await app.newWindow());
  const here = await one.openArticle(newsletter);
  await here.highlight(calm);
  const there = await two.openArticle(newsletter);
  await there.mark(calm).click();
  await expect(two.inspector.getByRole('article', { name: 'Passage' })).toBeVisible();
  await one.page.keyboard.press('Delete');
  await expect(there.mark(calm)).toHaveCount(0);
  await expect(two.inspector.getByRole('heading', { name: 'This passage is not here' })).toBeVisible();
  await one.undo();
  await expect(new Reader(two.page, there.text).mark(calm)).toBeVisible();
});
