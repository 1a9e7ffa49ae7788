import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { answerFileDialogs } from './app.ts';

const articles = join(import.meta.dirname, '../fixtures/articles');
export const fixture = (name: string): string => join(articles, name);

const seedFolder = join(import.meta.dirname, '../../../shared/seeds');

/** Real articles that may lie beside a checkout; never part of it. */
export function seedFiles(): string[] {
  try {
    return readdirSync(seedFolder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => join(seedFolder, name));
  } catch {
    return [];
  }
}

/** The window as a person uses it: everything is found by what it is called. */
export class Workbench {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
    // A chooser that opens before someone waits for it is lost: from here on each is kept for who asks.
    page.on('filechooser', () => undefined);
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }

  async newCase(name: string): Promise<void> {
    const answered = await answerFileDialogs(this.page, name);
    await this.page.getByRole('button', { name: 'begin an empty case' }).click();
    if (!answered) {
      await this.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
      await this.page.keyboard.press('Enter');
    }
    await expect(this.page.getByRole('navigation', { name: 'Case' }).getByText(name)).toBeVisible();
  }

  async openDemo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the demo case' }).click();
    await expect(this.page.getByRole('navigation', { name: 'Case' })).toBeVisible();
  }

  async go(room: 'Library' | 'Claims' | 'Evidence' | 'Report' | 'History'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Case' })
      .getByRole('button', { name: new RegExp(`^${room}`) })
      .click();
    await expect(this.main.getByRole('heading', { level: 1, name: room })).toBeVisible();
  }

  /** Imports files through the file chooser, and returns the panel with the results. */
  async import(files: string[] | { name: string; mimeType: string; buffer: Buffer }[]): Promise<Locator> {
    await this.go('Library');
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('ControlOrMeta+i');
    await (await chooser).setFiles(files);
    const results = this.page.getByRole('dialog', { name: /import/i });
    await expect(results).toBeVisible({ timeout: 30_000 });
    return results;
  }

  async importAndClose(files: Parameters<Workbench['import']>[0]): Promise<void> {
    const results = await this.import(files);
    await results.getByRole('button', { name: 'Done' }).click();
    await expect(results).toBeHidden();
  }

  async openArticle(title: RegExp): Promise<Reader> {
    await this.go('Library');
    await this.main.getByRole('row', { name: title }).dblclick();
    const reader = new Reader(this.page, this.page.getByRole('region', { name: /^Text of/ }).last());
    await expect(reader.text).toBeVisible();
    return reader;
  }

  claim(): ClaimPage {
    return new ClaimPage(this.page, this.inspector);
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+z');
  }

  async redo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+z');
  }
}

/** One article in the reader. */
export class Reader {
  readonly page: Page;
  readonly text: Locator;
  constructor(page: Page, text: Locator) {
    this.page = page;
    this.text = text;
  }

  mark(words: string | RegExp): Locator {
    return this.text.locator('mark', { hasText: words });
  }

  /** Drags the mouse from the start of some words to their end, as a person would. */
  async select(words: string): Promise<void> {
    // A pane that has just been laid beside another may still move under the mouse: a person would drag again.
    await expect(async () => {
      await this.drag(words);
      // White space apart: between two blocks the page has none, and a selection has lines.
      const selected = await this.page.evaluate(() => getSelection()?.toString() ?? '');
      expect(selected.replaceAll(/\s+/g, '')).toBe(words.replaceAll(/\s+/g, ''));
      // The reader has taken the selection over once it offers what can be done with it.
      await expect(this.page.getByRole('toolbar', { name: 'Selection' })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 10_000 });
  }

  /** Puts the caret before some words. */
  async place(words: string): Promise<void> {
    const [from] = await this.ends(words);
    await this.page.mouse.click(from.x, from.y);
  }

  async drag(words: string): Promise<void> {
    const [from, to] = await this.ends(words);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await this.page.mouse.move(to.x, to.y);
    await this.page.mouse.up();
  }

  /** Where on screen some words start, and where they end. */
  async ends(words: string): Promise<readonly [{ x: number; y: number }, { x: number; y: number }]> {
    return this.text.evaluate((root, wanted) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const nodes: { node: Node; start: number }[] = [];
      let whole = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push({ node, start: whole.length });
        whole += node.textContent;
      }
      const at = whole.indexOf(wanted);
      if (at < 0) throw new Error(`not in the text: ${wanted}`);
      const point = (offset: number, end: boolean): { x: number; y: number } => {
        const holder = nodes.findLast(({ start }) => start <= (end ? offset - 1 : offset))!;
        const range = document.createRange();
        const first = (end ? offset - 1 : offset) - holder.start;
        range.setStart(holder.node, first);
        range.setEnd(holder.node, first + 1);
        const box = range.getBoundingClientRect();
        const leftwards = /[\p{Script=Arabic}\p{Script=Hebrew}«»]/u.test(range.toString());
        return { x: end === leftwards ? box.left + 0.5 : box.right - 0.5, y: box.top + box.height / 2 };
      };
      nodes.findLast(({ start }) => start <= at)!.node.parentElement!.scrollIntoView({ block: 'center' });
      // What they stand in may be longer than the view.
      const frame = root.getBoundingClientRect();
      const { y } = point(at, false);
      if (y < frame.top || y > frame.bottom) root.scrollTop += y - (frame.top + frame.height / 2);
      return [point(at, false), point(at + wanted.length, true)] as const;
    }, words);
  }

  async highlight(words: string): Promise<void> {
    await this.select(words);
    await this.page.keyboard.press('h');
    await expect(this.text.locator('mark').first()).toBeVisible();
  }
}

/** A claim in the inspector. */
export class ClaimPage {
  readonly page: Page;
  readonly root: Locator;
  constructor(page: Page, root: Locator) {
    this.page = page;
    this.root = root;
  }

  get words(): Locator {
    return this.root.getByRole('textbox', { name: 'Claim', exact: true });
  }

  async write(field: 'Claim' | 'Short text' | 'Claimed on' | 'Reason for selection', value: string): Promise<void> {
    const box = this.root.getByRole('textbox', { name: field, exact: true });
    await box.fill(value);
    await box.press('Tab');
  }

  async claimant(name: string): Promise<void> {
    const box = this.root.getByRole('combobox', { name: 'Claimant' });
    await box.fill(name);
    await box.press('Tab');
  }

  async choose(field: 'Type' | 'Checkability' | 'Status' | 'Priority', value: string): Promise<void> {
    await this.root.getByRole('button', { name: new RegExp(`${field}$`) }).click();
    await this.page.getByRole('option', { name: value, exact: true }).click();
  }

  /** Opens the form of a verdict and returns it. */
  async writeVerdict(): Promise<Locator> {
    await this.root.getByRole('button', { name: /^(Write a|Change) verdict$/ }).click();
    return this.root.getByRole('form', { name: /verdict/i });
  }

  async recordVerdict(verdict: { rating: string; confidence: string; rationale: string; noEvidence?: string }): Promise<void> {
    const form = await this.writeVerdict();
    await form.getByRole('radio', { name: verdict.rating, exact: true }).click({ force: true });
    await form.getByRole('radio', { name: verdict.confidence }).click({ force: true });
    if (verdict.noEvidence) await form.getByRole('textbox', { name: 'Why there is no evidence' }).fill(verdict.noEvidence);
    await form.getByRole('textbox', { name: 'Rationale' }).fill(verdict.rationale);
    await form.getByRole('button', { name: /Record/ }).click();
    await expect(form).toBeHidden();
  }
}

/** Opens the demo's claim about the floating trunk beside the table of claims. */
export async function openTrunk(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.go('Claims');
  await workbench.main.getByRole('row', { name: /floating trunk/ }).click();
  await expect(workbench.claim().words).toBeVisible();
  return workbench;
}
