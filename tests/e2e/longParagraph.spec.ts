import { join } from 'node:path';
import { expect, test, type App } from './app.ts';
import { type Reader, Workbench } from './models.ts';
import { makeArticle } from './parts.ts';

/** One paragraph that is laid out in pieces: sentences, of which no two are equal, and a word of data that no piece ends with. */
const sentences = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `On day ${from + index} the tide turned and nobody came.`).join(' ');
const data = Array.from({ length: 2_000 }, (_, index) => `${index}x`).join('');
const paragraph = `${sentences(0, 800)} Sent as ${data}. ${sentences(800, 1_600)}`;

async function reading(app: App): Promise<{ reader: Reader; stored: string }> {
  const { page, casesDir } = app;
  const stored = makeArticle(join(casesDir, 'Log.assay'), paragraph);
  await page.reload();
  await page.getByRole('button', { name: 'Open Log' }).click();
  return { reader: await new Workbench(page).openArticle(/On day 0/), stored };
}

/** Where pieces begin that another one stands before: behind a sentence, and within the word of data. */
async function seamsOf({ text }: Reader, stored: string): Promise<{ behindSentence: number; withinWord: number }> {
  await expect(text.locator('[data-piece]').first()).toBeVisible();
  const starts = await text
    .locator('[data-piece]')
    .evaluateAll((pieces) => pieces.map((piece) => Number((piece as HTMLElement).dataset['o'])));
  const behindSentence = starts.find((start) => stored.slice(0, start).endsWith('came. '));
  const withinWord = starts.find((start) => /^\w{12}$/.test(stored.slice(start - 6, start + 6)));
  return { behindSentence: behindSentence!, withinWord: withinWord! };
}

/** Finds words that begin at the end of one line and end on the next, with the article's own find bar, until both are painted in view. */
async function find({ text, page }: Reader, words: string): Promise<void> {
  await text.focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(words);
  await expect(page.getByRole('search', { name: 'Find in the article' })).toContainText('1 of 1');
  await expect
    .poll(() =>
      text.evaluate((view) => {
        const frame = view.getBoundingClientRect();
        const ranges = [...(CSS.highlights.get('reader-find-here-0') ?? [])] as Range[];
        const boxes = ranges.flatMap((range) => [...range.getClientRects()]);
        return boxes.filter(({ width, top, bottom }) => width > 1 && top >= frame.top && bottom <= frame.bottom).length;
      }),
    )
    .toBe(2);
}

/** What the clipboard of the machine gives as text. */
async function pasted({ page }: App): Promise<string> {
  await page.keyboard.press('ControlOrMeta+Shift+v');
  const field = page.getByRole('dialog', { name: 'Paste article' }).getByRole('textbox', { name: /text/i });
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(field).not.toHaveValue('');
  const text = await field.inputValue();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Paste article' })).toBeHidden();
  return text;
}

test('words over the end of a piece are found, painted in view, and copied letter for letter', async ({ app }) => {
  const { page } = app;
  const { reader, stored } = await reading(app);
  const { behindSentence, withinWord } = await seamsOf(reader, stored);
  for (const seam of [behindSentence, withinWord]) {
    const words = stored.slice(seam - 24, seam + 24);
    await find(reader, words);
    // What was found is selected once the bar is gone.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => getSelection()!.toString())).toBe(words);
    await page.keyboard.press('ControlOrMeta+c');
    expect(await pasted(app)).toBe(words);
  }

  // And all of it, over every seam.
  await reader.text.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  expect((await pasted(app)) === stored).toBe(true);
});

test('a highlight over the end of a piece is one passage, also when it is read again', async ({ app }) => {
  const { page } = app;
  const { reader, stored } = await reading(app);
  const { withinWord: seam } = await seamsOf(reader, stored);
  const words = stored.slice(seam - 24, seam + 24);
  await reader.highlight(words);

  const halves = [stored.slice(seam - 24, seam), stored.slice(seam, seam + 24)];
  const quote = new Workbench(page).inspector.getByRole('article', { name: 'Passage' }).locator('mark');
  await expect(reader.text.locator('mark')).toHaveText(halves);
  await expect(quote).toHaveText(words);

  await page.reload();
  const again = await new Workbench(page).openArticle(/On day 0/);
  await expect(again.text.locator('mark')).toHaveText(halves);
  await expect(again.text.locator('mark[data-opens]')).toHaveText(halves[0]!);
  await expect(again.text.locator('mark[data-closes]')).toHaveText(halves[1]!);
  await again.text.locator('mark').last().click();
  await expect(quote).toHaveText(words);
});
