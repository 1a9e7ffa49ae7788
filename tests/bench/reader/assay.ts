import type { Page } from '@playwright/test';
import type { Article } from './articles.ts';
import { costOf, median, medianOf, painted, quiet } from './clock.ts';
import type { Surface } from './surfaces.ts';

declare global {
  interface Window {
    /** What a page measures of itself: begun before the key, since a key may arrive before what was asked for after it. */
    measured: Promise<number>;
  }
}

const runs = 3;

/**
 * Chooses an article in the library, which shows its details; opening it is what counts. By keyboard: after a click the first key makes
 * the table show where the focus is, which is no part of opening.
 */
async function choose(page: Page, title: string): Promise<void> {
  const line = page.getByRole('row', { name: title });
  await line.waitFor();
  await page.locator('[role=row][data-key]').first().click();
  while ((await line.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  if ((await line.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowUp');
  await quiet(page);
}

/** What opening an article costs, with all its passages painted. */
export async function openOurs(surface: Surface, path: string, article: Article): Promise<number> {
  const { page, close } = await surface.assay(path);
  await choose(page, article.title);
  const took = await costOf(page, async () => {
    await page.keyboard.press('Enter');
    await painted(page, '[role=region] mark', article.ranges.length);
  });
  await close();
  return took;
}

/** Milliseconds by the clock from the key to the frame after the one that has the text. */
export async function timeToText(surface: Surface, path: string, title: string): Promise<number> {
  const { page, close } = await surface.assay(path);
  await choose(page, title);
  await page.evaluate(() => {
    window.measured = new Promise<number>((resolve) => {
      const start = ({ timeStamp }: KeyboardEvent): void => {
        const look = (): void => {
          if (document.querySelector('[role=region] [data-b]') === null) return void requestAnimationFrame(look);
          requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - timeStamp)));
        };
        look();
      };
      addEventListener('keydown', start, { once: true, capture: true });
    });
  });
  await page.keyboard.press('Enter');
  const time = await page.evaluate(() => window.measured);
  await close();
  return time;
}

const marks = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Set(
        [...document.querySelectorAll<HTMLElement>('[role=region] mark[data-opens]')].flatMap((mark) => mark.dataset['opens']!.split(' ')),
      ).size,
  );

/** What an open page works when another window adds a passage to its article, and takes it away again. */
export async function changeOurs(surface: Surface, path: string, title: string): Promise<Change> {
  const { page, another, close } = await surface.assay(path);
  const other = await another();
  for (const window of [other, page]) {
    await choose(window, title);
    await window.keyboard.press('Enter');
    await painted(window, '[role=region] mark', 1);
  }
  const before = await marks(page);
  const idle = await medianOf(runs, () => costOf(page, () => quiet(other)));
  const cost = async (keys: string[], expected: number): Promise<number> => {
    const took = await costOf(page, async () => {
      for (const key of keys) await other.keyboard.press(key);
      await quiet(other);
    });
    const now = await marks(page);
    if (now !== expected) throw new Error(`The page shows ${now} passages, not ${expected}.`);
    return took - idle;
  };
  const [added, removed]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    added.push(await cost(['j', 'h'], before + 1));
    removed.push(await cost(['Delete'], before));
  }
  await close();
  return { added: median(added), removed: median(removed) };
}

export interface Change {
  added: number;
  removed: number;
}

/** Milliseconds from the key on a selected sentence until its mark is painted, and the core's word that it is stored has come. */
export async function highlight(surface: Surface, path: string, title: string): Promise<number> {
  const { page, close } = await surface.assay(path);
  await choose(page, title);
  await page.keyboard.press('Enter');
  await painted(page, '[role=region] mark', 1);
  await page.evaluate(listenForStored);
  const times: number[] = [];
  for (let run = 0; run < runs * 3; run++) {
    await page.keyboard.press('j');
    await quiet(page);
    await page.evaluate(() => {
      window.measured = new Promise<number>((resolve) => {
        const start = ({ timeStamp }: KeyboardEvent): void => {
          const before = new Set(document.querySelectorAll('[role=region] mark[data-inspected]'));
          const ends: number[] = [];
          const end = (time: number): void => {
            if (ends.push(time) === 2) resolve(Math.max(...ends) - timeStamp);
          };
          window.addEventListener('stored', (event) => end((event as CustomEvent<number>).detail), { once: true });
          const look = (): void => {
            const marked = [...document.querySelectorAll('[role=region] mark[data-inspected]')].some((mark) => !before.has(mark));
            if (!marked) return void requestAnimationFrame(look);
            // A task that is asked for in a frame runs once that frame is painted.
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => end(performance.now()), { once: true });
            port1.start();
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        };
        addEventListener('keydown', start, { once: true, capture: true });
      });
    });
    await page.keyboard.press('h');
    times.push(await page.evaluate(() => window.measured));
    await quiet(page);
  }
  await close();
  return median(times);
}

/** Tells the page, as the event `stored`, when the answer to the making of a passage came: over HTTP, or over the port of the desktop. */
function listenForStored(): void {
  const call = '/passages/create';
  const tell = (time: number): void => void window.dispatchEvent(new CustomEvent('stored', { detail: time }));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByType('resource') as PerformanceResourceTiming[])
      if (entry.name.endsWith(call)) tell(entry.responseEnd);
  }).observe({ type: 'resource' });
  const idOf = (message: unknown): unknown => (typeof message === 'string' ? (JSON.parse(message) as { i: unknown }).i : undefined);
  // oxlint-disable-next-line typescript/unbound-method -- called on the port that it was called on
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]): void {
    if (typeof message === 'string' && message.includes(call)) {
      const id = idOf(message);
      const answered = ({ data }: MessageEvent): void => {
        if (idOf(data) !== id) return;
        this.removeEventListener('message', answered);
        tell(performance.now());
      };
      this.addEventListener('message', answered);
    }
    Reflect.apply(postMessage, this, [message, ...rest]);
  };
}

/** The longest frame of a fast ride through the book, in milliseconds. */
export async function scroll(surface: Surface, path: string, title: string): Promise<number> {
  const { page, close } = await surface.assay(path);
  await choose(page, title);
  await page.keyboard.press('Enter');
  await painted(page, '[role=region] mark', 1);
  const box = (await page.locator('[data-scope=reader]').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    window.measured = new Promise<number>((resolve) => {
      const frames: number[] = [];
      let last = performance.now();
      let over = false;
      addEventListener('keydown', () => (over = true), { once: true, capture: true });
      const step = (now: number): void => {
        frames.push(now - last);
        last = now;
        if (over) resolve(Math.max(...frames.slice(1, -1)));
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
  });
  for (let turn = 0; turn < 120; turn++) await page.mouse.wheel(0, 600);
  await page.keyboard.press('Escape');
  const frame = await page.evaluate(() => window.measured);
  await close();
  return frame;
}
