import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** The original of an article, beside its text. */
export class Original {
  readonly pane: Locator;
  readonly pages: Locator;
  constructor(page: Page, title: string) {
    this.pane = page.getByRole('region', { name: new RegExp(`^Original of ${title}`) }).first();
    this.pages = this.pane.getByRole('region', { name: new RegExp(`^(?:Pages|Picture|Source) of ${title}`) });
  }

  get pageField(): Locator {
    return this.pane.getByRole('textbox', { name: 'Page' });
  }

  /** A page whose drawing has arrived. */
  drawn(number: number): Locator {
    return this.pane.locator(`[data-page="${number}"][data-drawn]`);
  }

  /** Inside a saved web page. */
  get page(): FrameLocator {
    return this.pane.frameLocator('iframe');
  }

  /** Selects words that a page shows, with the mouse: from the beginning of some to the end of others. */
  async select(from: Locator, to: Locator): Promise<void> {
    const page = this.pane.page();
    // Pages that have just been drawn may still get another size under the mouse: a person would drag again.
    await expect(async () => {
      const [begin, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
      await page.mouse.move(begin.x + 0.5, begin.y + begin.height / 2);
      await page.mouse.down();
      await page.mouse.move(begin.x + begin.width / 2, begin.y + begin.height / 2);
      await page.mouse.move(end.x + end.width - 0.5, end.y + end.height / 2, { steps: 4 });
      await page.mouse.up();
      expect(await page.evaluate(() => getSelection()!.isCollapsed)).toBe(false);
    }).toPass({ timeout: 10_000 });
  }

  get marks(): Locator {
    return this.pane.locator('[data-mark]');
  }

  /** What is said of the words that were looked for. */
  get said(): Locator {
    return this.pane.getByRole('status');
  }

  /** Whether something is drawn on the page below all marks: their places are those of words. */
  async inkUnder(marks: Locator): Promise<boolean> {
    return marks.evaluateAll((elements) =>
      elements.every((element) => {
        const page = element.closest('[data-page]')!;
        const drawn = page.querySelector('canvas')!;
        const [frame, box] = [drawn.getBoundingClientRect(), element.getBoundingClientRect()];
        const copy = document.createElement('canvas');
        copy.width = drawn.width;
        copy.height = drawn.height;
        const context = copy.getContext('2d')!;
        context.drawImage(drawn, 0, 0);
        const scale = drawn.width / frame.width;
        const { data } = context.getImageData(
          (box.left - frame.left) * scale,
          (box.top - frame.top) * scale,
          Math.max(1, box.width * scale),
          Math.max(1, box.height * scale),
        );
        return data.some((value, index) => index % 4 === 0 && value < 100);
      }),
    );
  }
}

export const originalOf = (page: Page, title: string): Original => new Original(page, title);
