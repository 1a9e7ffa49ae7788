import type { FrameLocator, Locator, Page } from '@playwright/test';

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
