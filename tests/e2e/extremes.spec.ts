import { join } from 'node:path';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { command, makeArticle, messages } from './parts.ts';

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

test('a paragraph of five megabytes is laid out to its end, walked, selected, copied and highlighted as a whole', async ({ app }) => {
  test.setTimeout(120_000);
  const { page, casesDir } = app;
  const stored = makeArticle(join(casesDir, 'Log.assay'), `${'The tide turned and nobody came. '.repeat(160_000)}So it ended.`);
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  const workbench = new Workbench(page);
  const reader = await workbench.openArticle(/tide turned/);
  // Chromium left out what came after some millions of characters of one run: the last fifth stands a fifth of the height below.
  const tops = await reader.text.locator('[data-b="0"]').evaluate((block) => {
    const nodes: Text[] = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
    return [0, 0.4, 0.8, 1].map((part) => {
      let rest = Math.floor(part * (block.textContent.length - 1));
      const node = nodes.find((candidate) => rest < candidate.length || ((rest -= candidate.length), false))!;
      const range = document.createRange();
      range.setStart(node, rest);
      range.setEnd(node, rest + 1);
      return range.getBoundingClientRect().top;
    });
  });
  const [first, two, four, last] = tops as [number, number, number, number];
  expect((last - four) / (two - first)).toBeCloseTo(0.5, 1);

  const { keyboard } = page;
  await reader.text.focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'j', 'Shift+j', 'End', 'ControlOrMeta+a']) await keyboard.press(key);
  await expect.poll(() => page.evaluate(() => getSelection()!.toString().length)).toBe(stored.length);
  await keyboard.press('h');
  const quote = workbench.inspector.getByRole('article', { name: 'Passage' }).locator('blockquote');
  await expect(quote).toContainText(/^The tide turned.+characters.+So it ended\.$/s, { timeout: 30_000 });
  expect(await reader.text.locator('mark').evaluateAll((marks) => marks.map((mark) => mark.textContent).join('').length)).toBe(
    stored.length,
  );
  await expect(reader.text.locator('mark[data-opens]')).toHaveCount(1);
  await keyboard.press('Escape');
  await keyboard.press('ControlOrMeta+z');
  await expect(reader.text.locator('mark')).toHaveCount(0);
});

test('of ten thousand passages on one word some are shown, the others are counted, and each can be come to', async ({ app }) => {
  test.setTimeout(120_000);
  const { page, casesDir } = app;
  const text = ['Harbour wall gives way.', 'Forty boats were damaged, the port office said.', 'Nobody was hurt.'].join('\n\n');
  makeArticle(join(casesDir, 'Log.assay'), text, (stored) => {
    const start = stored.indexOf('boats');
    return Array.from({ length: 10_000 }, () => ({ start, end: start + 'boats'.length }));
  });
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  const workbench = new Workbench(page);
  const reader = await workbench.openArticle(/Harbour wall/);
  const { keyboard } = page;
  const passage = workbench.inspector.getByRole('article', { name: 'Passage' });

  // In the text three lines and a number; in the margin one bar for all that have no column.
  const mark = reader.mark('boats');
  await expect(mark).toHaveCount(1);
  await expect(mark).toHaveAttribute('data-lines', '3');
  await expect(mark).toHaveAttribute('data-more', '+9996');
  await expect(reader.text.locator('[title="Highlight"][data-id]')).toHaveCount(4);
  await mark.hover();
  await expect(page.getByRole('tooltip')).toHaveText(/^(▎Highlight){3}and 9,997 more here$/);

  // A click opens the first, and the next with each further one; others are offered beside it.
  await mark.click();
  await expect(passage).toBeVisible();
  const offered = page.getByRole('list', { name: 'Passages here' });
  await expect(offered.getByRole('button')).toHaveCount(20);
  await expect(offered).toContainText('and 9,980 more, in the list of passages');
  await expect(offered.locator('[aria-current]')).toHaveText('Highlightboats');
  await offered.getByRole('button').nth(7).click();
  await expect(offered).toBeHidden();
  await expect(passage.locator('mark')).toHaveText('boats');

  // By key: from passage to passage, and the choice of one.
  await reader.text.focus();
  await keyboard.press('.');
  await keyboard.press(',');
  await expect(page.getByRole('status').filter({ hasText: 'Highlight. boats' })).toBeAttached();
  await keyboard.press('Enter');
  const choice = page.getByRole('dialog', { name: 'Which passage?' });
  await expect(choice.getByRole('option')).toHaveCount(50);
  await expect(choice).toContainText('And 9,950 more here, in the list of passages.');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(choice).toBeHidden();

  // The list has them all, and a further one is a passage like the others.
  await reader.text.focus();
  await keyboard.press('p');
  await expect(page.getByRole('grid', { name: /passages/i })).toHaveAttribute('aria-rowcount', '10000');
  await keyboard.press('Escape');
  await reader.highlight('Nobody was');
  await expect(reader.text.locator('mark')).toHaveCount(2);
});

test('words that end inside a character are highlighted with the whole of it, and that is said', async ({ app }) => {
  const { page, casesDir } = app;
  // A joined family, a pair of regional letters, and a letter with two marks that no single character has.
  makeArticle(join(casesDir, 'Log.assay'), 'The family 👩‍👩‍👧 went to the flag 🇳🇴 by the quay and had cafẹ́ there.');
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  const reader = await new Workbench(page).openArticle(/The family/);
  await expect(reader.text.locator('[data-b="0"]')).toBeVisible();
  const highlight = async (words: string, from: number, to: number): Promise<void> => {
    await reader.text.focus();
    await reader.text.evaluate(
      (root, [wanted, start, end]) => {
        const walker = document.createTreeWalker(root.querySelector('[data-b="0"]')!, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent!.indexOf(wanted);
          if (at >= 0) return getSelection()!.setBaseAndExtent(node, at + start, node, at + end);
        }
        throw new Error(`not in the text: ${wanted}`);
      },
      [words, from, to] as const,
    );
    // The reader hears of a selection that nobody's hand made a moment later.
    await page.evaluate(() => new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard))));
    await page.keyboard.press('h');
  };
  const told = messages(page).getByText('The passage takes in the whole character that its end was put into.');
  for (const [words, from, to, whole] of [
    ['family 👩‍👩‍👧', 0, 8, 'family 👩‍👩‍👧'],
    ['🇳🇴 by', 1, 7, '🇳🇴 by'],
    ['cafẹ́', 0, 4, 'cafẹ́'],
  ] as const) {
    await highlight(words, from, to);
    await expect(reader.mark(whole)).toHaveCount(1);
    await expect(reader.mark(whole)).toHaveText(whole);
    await expect(told).toBeVisible();
    await messages(page).getByRole('button', { name: 'Dismiss' }).first().click();
    await expect(told).toHaveCount(0);
  }
  await highlight('quay', 0, 4);
  await expect(reader.mark('quay')).toHaveCount(1);
  await expect(told).toHaveCount(0);
});

for (const [script, words, where] of [
  ['one word of one letter', 'x'.repeat(30), ' @browser'],
  ['Chinese', '潮水在夜里退去，码头上一个人也没有。', ''],
] as const)
  test(`five megabytes of ${script} in one paragraph open, and are selected and copied letter for letter${where}`, async ({ app }) => {
    test.setTimeout(120_000);
    const { page, casesDir } = app;
    const stored = makeArticle(join(casesDir, 'Long.assay'), `Begin ${words.repeat(Math.ceil(5_000_000 / words.length))}end.`);
    await page.reload();
    await page.getByRole('button', { name: 'Open Long' }).click();
    const reader = await new Workbench(page).openArticle(/Begin/);
    await expect(reader.text.locator('[data-piece]').first()).toBeVisible();

    await reader.text.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await expect.poll(() => page.evaluate(() => getSelection()!.toString().length)).toBe(stored.length);
    expect(await page.evaluate((text) => getSelection()!.toString() === text, stored)).toBe(true);

    // Over the end of the first piece: both halves are one passage, whose quote is the text that is stored.
    const seam = await reader.text
      .locator('[data-piece]')
      .nth(1)
      .evaluate((piece: HTMLElement) => Number(piece.dataset['o']));
    await reader.text.locator('[data-b="0"]').evaluate(async (block) => {
      const [before, after] = [block.children[0]!.lastChild!, block.children[1]!.firstChild!];
      const taken = new Promise((resolve) => document.addEventListener('selectionchange', resolve, { once: true }));
      getSelection()!.setBaseAndExtent(before, before.textContent!.length - 12, after, 12);
      await taken;
    });
    await page.keyboard.press('h');
    await expect(reader.text.locator('mark')).toHaveText(
      [stored.slice(seam - 12, seam), stored.slice(seam, seam + 12)].map((part) => part.trim()),
    );
  });
