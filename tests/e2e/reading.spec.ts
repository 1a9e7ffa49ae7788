import { expect, test, type App } from './app.ts';
import { type Reader, Workbench } from './models.ts';
import { command, messages } from './parts.ts';

const newsletter = /what the first note says/;
const calm = 'It should calm a debate that has produced more heat than light.';
const members = 'Our members have kept the boats ready at other crossings';

async function reading(app: App): Promise<{ workbench: Workbench; reader: Reader }> {
  const workbench = new Workbench(app.page);
  await workbench.openDemo();
  return { workbench, reader: await workbench.openArticle(newsletter) };
}

/** The exact words that the inspector shows for the passage at hand. */
const quoted = (workbench: Workbench) => workbench.inspector.getByRole('article', { name: 'Passage' }).locator('mark');

/** All painted words of a passage, in order. */
async function painted(reader: Reader): Promise<string> {
  return (await reader.text.locator('mark[data-inspected]').allTextContents()).join('');
}

test('words are highlighted by mouse; the mark, the quote and what was dragged over are the same', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  await reader.select(calm);
  const bar = app.page.getByRole('toolbar', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Highlight' }).click();
  await expect(quoted(workbench)).toHaveText(calm);
  await expect.poll(() => painted(reader)).toBe(calm);
  await expect(bar).toBeHidden();
});

test('words are highlighted by keyboard alone: sentence, extension, word and paragraph', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const { keyboard } = app.page;
  await reader.text.focus();
  await keyboard.press('j');
  await keyboard.press('j');
  await keyboard.press('h');
  const first = (await quoted(workbench).textContent())!;
  expect(first.length).toBeGreaterThan(20);
  await expect.poll(() => painted(reader)).toBe(first);

  await keyboard.press('j');
  await keyboard.press('Shift+J');
  await keyboard.press('h');
  await expect(quoted(workbench)).not.toHaveText(first);
  const two = (await quoted(workbench).textContent())!;
  // White space apart: between two blocks the page has none.
  await expect.poll(async () => (await painted(reader)).replace(/\s+/g, '')).toBe(two.replace(/\s+/g, ''));

  await keyboard.press(']');
  await keyboard.press('ControlOrMeta+Shift+ArrowRight');
  await keyboard.press('h');
  await expect(quoted(workbench)).toHaveText(/^\S+$/);
});

test('highlights overlap and cross paragraphs; where several meet, one is chosen', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  await reader.highlight('produced more heat than light. It will not please everyone');
  await expect(quoted(workbench)).toHaveText('produced more heat than light. It will not please everyone');
  await reader.highlight('heat than light');
  await expect(quoted(workbench)).toHaveText('heat than light');
  const both = reader.text.locator('mark[data-lines="1"]').filter({ hasText: 'heat than light' });
  await expect(both).toBeVisible();

  // A click takes the shortest and offers the other; Enter at the caret asks.
  await both.click();
  const here = app.page.getByRole('list', { name: 'Passages here' });
  await expect(here.getByRole('listitem')).toHaveCount(2);
  await here.getByRole('button').last().click();
  await expect(here).toBeHidden();
  await expect(quoted(workbench)).toHaveText('produced more heat than light. It will not please everyone');
  await reader.text.focus();
  await app.page.keyboard.press('Enter');
  const dialog = app.page.getByRole('dialog', { name: 'Which passage?' });
  await dialog.getByRole('option').first().click();
  await expect(quoted(workbench)).toHaveText('heat than light');

  await reader.select('most interesting question open.The crossing');
  await app.page.keyboard.press('h');
  await expect(quoted(workbench)).toContainText('The crossing');
  await expect(reader.text.getByRole('heading', { name: 'The crossing' }).locator('mark')).toBeVisible();
});

test('words that run from right to left are marked, quoted and written as they run', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Wharf');
  const words = 'البند الأول: لم يُفحص الكابل منذ عام 2019، كما تقول Marrow Survey.';
  await workbench.importAndClose([{ name: 'wharf.txt', mimeType: 'text/plain', buffer: Buffer.from(`الرصيف\n\n${words}`) }]);
  const reader = await workbench.openArticle(/الرصيف/);
  await reader.highlight('لم يُفحص الكابل منذ عام');
  await expect(reader.mark('لم يُفحص الكابل منذ عام')).toHaveCount(1);
  const quote = workbench.inspector.getByRole('article', { name: 'Passage' }).locator('mark');
  await expect(quote).toHaveText('لم يُفحص الكابل منذ عام');
  await expect(quote).toHaveCSS('direction', 'rtl');
  await app.page.keyboard.press('c');
  await expect(workbench.claim().words).toHaveValue('لم يُفحص الكابل منذ عام');
  await expect(workbench.claim().words).toHaveCSS('direction', 'rtl');
  // Further to the left is further on.
  await reader.select('لم يُفحص الكابل');
  const selected = () => app.page.evaluate(() => getSelection()?.toString());
  // One at a time: each must stand before the next goes on from it, over white space as well.
  for (const end of [' ', ' م', ' من', ' منذ']) {
    await app.page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(selected).toBe(`لم يُفحص الكابل${end}`);
  }
  await app.page.keyboard.press('Shift+ArrowRight');
  await expect.poll(selected).toBe('لم يُفحص الكابل من');
});

test('numbers of a list stand beside its items, and are no words of the article', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Wharf');
  const list = '# Demands\n\nThey want:\n\n3. A new cable.\n4. A new boat.\n\n- Nothing else.\n';
  await workbench.importAndClose([{ name: 'demands.md', mimeType: 'text/markdown', buffer: Buffer.from(list) }]);
  const { text } = await workbench.openArticle(/Demands/);
  const before = (words: string): Promise<string> =>
    text.getByText(words).evaluate((element) => getComputedStyle(element, '::before').content.replaceAll(/["\s]/g, ''));
  expect(await Promise.all(['A new cable.', 'A new boat.', 'Nothing else.'].map(before))).toEqual(['3.', '4.', '']);
  await text.focus();
  await app.page.keyboard.press('ControlOrMeta+a');
  await expect.poll(() => app.page.evaluate(() => getSelection()?.toString() ?? '')).toMatch(/They want:\s+A new cable\.\s+A new boat\./);
});

test('a passage gets a label and a note in Markdown, and both are there after a restart', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  await reader.highlight(calm);
  const labels = workbench.inspector.getByRole('group', { name: 'Labels' });
  await labels.getByRole('combobox', { name: 'Add label' }).fill('Cause');
  await app.page.getByRole('option', { name: 'Cause' }).click();
  await expect(labels.getByText('Cause', { exact: true })).toBeVisible();
  await expect(app.page.getByRole('listbox')).toBeHidden();
  await labels.getByRole('combobox', { name: 'Add label' }).fill('Tone');
  await app.page
    .getByRole('option', { name: 'Create “Tone”' })
    .or(app.page.getByRole('option', { name: 'Create label Tone' }))
    .first()
    .click();
  await expect(labels.getByText('Tone', { exact: true })).toBeVisible();
  await expect(app.page.getByRole('listbox')).toBeHidden();

  await reader.text.focus();
  await app.page.keyboard.press('n');
  const field = workbench.inspector.getByRole('textbox', { name: 'New note' });
  await expect(field).toBeFocused();
  await app.page.keyboard.type('Compare with the **first** report.');
  await app.page.keyboard.press('ControlOrMeta+Enter');
  await expect(workbench.inspector.locator('strong', { hasText: 'first' })).toBeVisible();

  await app.restart();
  const after = new Workbench(app.page);
  const again = await after.openArticle(newsletter);
  await again.mark(calm).click();
  await expect(after.inspector.locator('strong', { hasText: 'first' })).toBeVisible();
  await expect(after.inspector.getByRole('group', { name: 'Labels' })).toContainText('Tone');
});

test('a passage is adjusted a word at a time, by mouse and by keyboard', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  await reader.highlight('heat than light');
  await workbench.inspector.getByRole('button', { name: 'Start one word earlier' }).click();
  await expect(quoted(workbench)).toHaveText('more heat than light');
  await expect.poll(() => painted(reader)).toBe('more heat than light');
  await reader.text.focus();
  await app.page.keyboard.press('Alt+Shift+BracketLeft');
  await expect(quoted(workbench)).toHaveText('more heat than');
  await workbench.undo();
  await expect(quoted(workbench)).toHaveText('more heat than light');
});

test('a passage is deleted; one that serves claims only after a question', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  await reader.highlight(calm);
  await app.page.keyboard.press('Delete');
  await expect(reader.mark(calm)).toHaveCount(0);
  await expect(messages(app.page)).toContainText('Passage deleted');
  await messages(app.page).getByRole('button', { name: 'Undo' }).click();
  await expect(reader.mark(calm)).toBeVisible();

  const used = reader.text.locator('mark').filter({ hasText: 'No trunk has been recovered' });
  await used.click();
  await expect(quoted(workbench)).toContainText('No trunk has been recovered');
  await workbench.inspector.getByRole('button', { name: 'Delete passage' }).click();
  const question = app.page.getByRole('alertdialog', { name: 'Delete a passage that is used?' });
  await expect(question).toContainText('It serves claims: 1 item of evidence.');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(used).toBeVisible();
  await workbench.inspector.getByRole('button', { name: 'Delete passage' }).click();
  await question.getByRole('button', { name: 'Delete passage' }).click();
  await expect(used).toHaveCount(0);
  await workbench.undo();
  await expect(used).toBeVisible();
});

test('the place where reading stopped is found again after a restart', async ({ app }) => {
  const { workbench, reader } = await reading(app);
  const place = reader.text.getByText(members);
  await place.scrollIntoViewIfNeeded();
  await expect(place).toBeInViewport();
  await workbench.go('Library');

  await app.restart();
  const again = await new Workbench(app.page).openArticle(newsletter);
  await expect(again.text.getByText(members)).toBeInViewport();
  await expect(again.text.getByText(calm)).not.toBeInViewport();
});

test('an article is set as one likes to read it, keeps the line one is at, and is closed', async ({ app }) => {
  const { reader } = await reading(app);
  const size = (): Promise<number> => reader.text.getByText(calm).evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const before = await size();
  await command(app.page, 'Larger text');
  await expect.poll(size).toBeGreaterThan(before);

  const top = (): Promise<string> =>
    reader.text.evaluate((scroller) => {
      const box = scroller.getBoundingClientRect();
      const blocks = [...scroller.querySelectorAll('[data-b]')];
      return blocks.find((block) => block.getBoundingClientRect().bottom > box.top + 1)!.textContent;
    });
  await reader.text.evaluate(async (scroller) => {
    const ended = new Promise((resolve) => scroller.addEventListener('scrollend', resolve, { once: true }));
    scroller.scrollTop = scroller.scrollHeight / 2;
    await ended;
  });
  const line = await top();
  await app.page.getByRole('button', { name: 'Reading look' }).click();
  const look = app.page.getByRole('dialog', { name: 'Reading look' });
  const height = (): Promise<number> => reader.text.evaluate((scroller) => scroller.scrollHeight);
  const tall = await height();
  await look.getByRole('radio', { name: 'Narrow' }).click({ force: true });
  await look.getByRole('radio', { name: 'Loose' }).click({ force: true });
  await look.getByRole('radio', { name: 'Warm' }).click({ force: true });
  await expect.poll(height).toBeGreaterThan(tall);
  expect(await top()).toBe(line);
  await look.getByRole('button', { name: 'As usual' }).click();
  await expect.poll(height).toBe(tall);
  expect(await top()).toBe(line);
  await app.page.keyboard.press('Escape');
  await expect(look).toBeHidden();
  await command(app.page, 'Close this article');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible();
});
