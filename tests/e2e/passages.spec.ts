import { expect, test, type App } from './app.ts';
import { type Reader, Workbench } from './models.ts';
import { holdBack, messages } from './parts.ts';

const newsletter = /what the first note says/;
const calm = 'It should calm a debate';
const heat = 'more heat than light';

async function reading(app: App): Promise<{ workbench: Workbench; reader: Reader }> {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  return { workbench, reader: await workbench.openArticle(newsletter) };
}

/** The exact words that the inspector shows for the passage at hand. */
const quoted = (workbench: Workbench) => workbench.inspector.getByRole('article', { name: 'Passage' }).locator('mark');

test('a passage takes in words from elsewhere, gives some back, is split and joined, and each step is taken back', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const { keyboard } = app.page;
  await reader.highlight(calm);
  await expect(quoted(workbench)).toHaveText(calm);

  // By mouse with the key that adds, and by keyboard: the quote says that it leaves something out.
  await keyboard.down('ControlOrMeta');
  await reader.drag(heat);
  await keyboard.up('ControlOrMeta');
  await expect(quoted(workbench)).toHaveText(`${calm} […] ${heat}`);
  await reader.select('The crossing');
  await keyboard.press('a');
  await expect(quoted(workbench)).toHaveText(`${calm} […] ${heat} […] The crossing`);
  // In the margin the lines between them are left out.
  await expect(reader.text.locator('[data-id][data-inspected] [data-parts="2"] > *')).toHaveCount(2);
  await reader.select('heat than');
  await keyboard.press('Shift+A');
  await expect(quoted(workbench)).toHaveText(`${calm} […] more […] light […] The crossing`);
  await workbench.inspector.getByRole('list', { name: 'Fragments' }).getByRole('button', { name: 'Take out “light”' }).click();
  await expect(quoted(workbench)).toHaveText(`${calm} […] more […] The crossing`);
  await workbench.undo();
  await workbench.undo();
  await expect(quoted(workbench)).toHaveText(`${calm} […] ${heat} […] The crossing`);

  // Split at the caret, between two fragments.
  await reader.place('that has produced');
  await keyboard.press('s');
  await expect(quoted(workbench)).toHaveText(calm);
  await expect(messages(app.page)).toContainText('Passage split in two');

  // Joined again by a selection over both; the message takes back just that.
  await reader.select(`debate that has produced ${heat}`);
  await keyboard.press('m');
  await expect(quoted(workbench)).toHaveText(`${calm} […] ${heat} […] The crossing`);
  await messages(app.page).filter({ hasText: 'joined' }).getByRole('button', { name: 'Undo' }).last().click();
  await expect(quoted(workbench)).toHaveText(calm);
});

test('an end moved before the highlight is stored stays where it was put', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const { page } = app;
  // On the desktop nothing can be held up on its way: there the keys are merely quick.
  const letThrough = await holdBack(page, 'passages/create');
  await reader.select(heat);
  await page.keyboard.press('h');
  for (const key of ['Alt+Shift+BracketLeft', 'Alt+Shift+BracketLeft', 'Alt+BracketLeft', 'Alt+Shift+L', 'Alt+Shift+H'])
    await page.keyboard.press(key);
  await expect(quoted(workbench)).toHaveText('produced more heat');
  letThrough();
  await workbench.go('Library');
  const again = await workbench.openArticle(newsletter);
  await again.mark('produced more heat').click();
  await expect(quoted(workbench)).toHaveText('produced more heat');
  await workbench.undo();
  await workbench.undo();
  await workbench.undo();
  await expect(quoted(workbench)).toHaveText('more heat');
});

test('an end of a passage is dragged to another place in one step; Escape leaves it where it was', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const { page } = app;
  await reader.highlight(heat);
  await expect(quoted(workbench)).toHaveText(heat);
  const grip = (edge: 'start' | 'end') => reader.text.getByTitle(`Drag the ${edge} of the passage`);
  const dragTo = async (edge: 'start' | 'end', words: string): Promise<void> => {
    const [from, to] = await reader.ends(words);
    const target = edge === 'start' ? { x: from.x, y: from.y - 14 } : { x: to.x, y: to.y + 14 };
    await grip(edge).hover();
    await page.mouse.down();
    await page.mouse.move(target.x, target.y - 2);
    await page.mouse.move(target.x, target.y, { steps: 3 });
  };
  await dragTo('end', 'heat');
  await page.mouse.up();
  await expect(quoted(workbench)).toHaveText('more heat');
  await dragTo('start', 'debate that has');
  await page.mouse.up();
  await expect(quoted(workbench)).toHaveText('debate that has produced more heat');
  await dragTo('end', 'It will not please everyone');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(quoted(workbench)).toHaveText('debate that has produced more heat');
  await workbench.undo();
  await expect(quoted(workbench)).toHaveText('more heat');
  await workbench.undo();
  await expect(quoted(workbench)).toHaveText(heat);
});

test('with a label in hand every selection is a passage under it, by mouse and by keyboard, until Escape', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const { keyboard } = app.page;
  const labels = workbench.inspector.getByRole('group', { name: 'Labels' });
  await reader.text.focus();
  await keyboard.press('b');
  const dialog = app.page.getByRole('dialog', { name: 'Label every selection' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await keyboard.type('Tone of voice');
  await keyboard.press('Enter');
  const run = app.page.getByRole('group', { name: 'Coding run' });
  await expect(run).toContainText('Tone of voice');

  await reader.drag(heat);
  await expect(quoted(workbench)).toHaveText(heat);
  await expect(labels).toContainText('Tone of voice');
  // The caret stays where it was when what is under it is painted.
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('Enter');
  await expect(quoted(workbench)).toHaveText(/^It will not please everyone.+open\.$/);
  await expect(labels).toContainText('Tone of voice');
  await workbench.undo();
  await expect(reader.mark('It will not please everyone')).toHaveCount(0);

  await reader.text.focus();
  await keyboard.press('Escape');
  await expect(run).toBeHidden();
  await reader.select(calm);
  await expect(reader.mark(calm)).toHaveCount(0);
});

test('the list shows what is painted, goes where it is asked, and passages are told, walked, hovered and opened', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const { page } = app;
  const { keyboard } = page;
  await reader.text.focus();
  await keyboard.press('p');
  const list = page.getByRole('region', { name: 'Passages of this article' });
  const rows = list.getByRole('row');
  await expect(rows.first()).toBeFocused();

  // As many rows as there are passages in the text, and the same ones.
  const painted = await reader.text
    .locator('mark[data-opens]')
    .evaluateAll((marks) => marks.flatMap((mark) => (mark as HTMLElement).dataset['opens']!.split(' ')));
  await expect(list.getByRole('grid')).toHaveAttribute('aria-rowcount', String(painted.length));
  const listed = await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset['row']));
  expect(listed.length).toBeGreaterThan(3);
  expect(listed).toEqual(painted.slice(0, listed.length));

  // Each mark names its details, and the details say what it means.
  const supported = reader.text.locator('mark[data-tone="supported"][data-opens]').first();
  const details = (await supported.getAttribute('aria-details'))!;
  await expect(page.locator(`[id="${details}"]`)).toContainText('Supported: 43 passengers');

  // Choosing scrolls there, and the region that listens to the caret says where it came to.
  await keyboard.press('End');
  await expect(rows.last()).toBeFocused();
  await expect(reader.text.locator('mark[data-inspected]').first()).toBeInViewport();
  await list.getByRole('button', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Verdict, or evidence' }).click();
  await keyboard.press('Escape');
  await expect(list.getByRole('status')).toHaveText(/^\d+ of \d+$/);
  await list.getByRole('row', { name: /Supported: 43 passengers/ }).dblclick();
  await expect(reader.text).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: /^1 passage: Supported: 43 passengers/ })).toBeAttached();

  // By key to what is still to be done; hovering says what a passage means, a double click opens its claim.
  await reader.highlight(heat);
  await reader.text.focus();
  await keyboard.press('ControlOrMeta+ArrowUp');
  await keyboard.press('ControlOrMeta+ArrowUp');
  await page.mouse.move(0, 0);
  await supported.hover();
  const card = page.getByRole('tooltip').filter({ hasText: 'Supported: 43 passengers' });
  await expect(card).toBeVisible();
  await keyboard.press('Escape');
  await expect(card).toBeHidden();
  await supported.dblclick();
  await expect(workbench.claim().words).toHaveValue(/43 passengers/);
  await reader.text.focus();
  await keyboard.press('Shift+W');
  await expect(quoted(workbench)).toHaveText(/the Linnet, with 38 passengers/);
  await keyboard.press('Shift+W');
  await expect(quoted(workbench)).toHaveText(heat);
});
