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

  /** Ratios of contrast on screen: of marked words to the ground of their mark, and of that to the paper around it. */
  async contrast(marks: Locator): Promise<{ words: number; mark: number }> {
    const page = this.pane.page();
    const { x, y, width, height } = (await marks.boundingBox())!;
    const around = 12;
    const shot = await page.screenshot({
      clip: { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around },
      animations: 'disabled',
    });
    return page.evaluate(
      async ({ bytes, inset }) => {
        const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.codePointAt(0)!)]));
        const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
        context.drawImage(picture, 0, 0);
        const luminances = (left: number, top: number, wide: number, high: number): number[] => {
          const { data } = context.getImageData(left, top, wide, high);
          const linear = (value: number): number => (value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
          return Array.from({ length: data.length / 4 }, (_, index) => {
            const [red, green, blue] = data.subarray(index * 4, index * 4 + 3);
            return 0.2126 * linear(red!) + 0.7152 * linear(green!) + 0.0722 * linear(blue!);
          });
        };
        const commonest = (values: number[]): number => {
          const groups = Object.values(Object.groupBy(values, String)).map((group) => group!);
          return groups.toSorted((a, b) => b.length - a.length)[0]![0]!;
        };
        const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const marked = luminances(inset, inset, picture.width - 2 * inset, picture.height - 2 * inset);
        const paper = luminances(0, 0, picture.width, inset / 2);
        return { words: ratio(Math.min(...marked), commonest(marked)), mark: ratio(commonest(marked), commonest(paper)) };
      },
      { bytes: shot.toString('base64'), inset: around },
    );
  }
}

export const originalOf = (page: Page, title: string): Original => new Original(page, title);
