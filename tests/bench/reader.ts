import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { v7 as uuid } from 'uuid';
import { buildIfStale } from '../../scripts/build.ts';
import type { TextRange } from '../../shared/domain/entities.ts';
import { startCore } from './core.ts';
import { chromiumSurface, electronSurface, type Surface } from './readerPages.ts';
import { row, type Row } from './row.ts';
import { articleText, generator } from './text.ts';

declare global {
  interface Window {
    /** What a page measures of itself: begun before the key, since a key may arrive before what was asked for after it. */
    measured: Promise<number>;
  }
}

const root = join(import.meta.dirname, '../..');
const runs = 3;

interface Size {
  title: string;
  bytes: number;
  passages: number;
  /** The share of the other's time for opening that is good enough; null where it is not compared. */
  share: number | null;
}

const sizes: readonly Size[] = [
  { title: '100 kB, 1,000 passages', bytes: 100_000, passages: 1_000, share: 1 / 2.5 },
  { title: '1 MB, 1,000 passages', bytes: 1_000_000, passages: 1_000, share: 1 / 10 },
  { title: '1 MB, 10,000 passages', bytes: 1_000_000, passages: 10_000, share: 1 / 35 },
  { title: '100 kB, 10,000 passages', bytes: 100_000, passages: 10_000, share: null },
  { title: '10 MB, no passages', bytes: 10_000_000, passages: 0, share: null },
];
const [, , book, dense, huge] = sizes as [Size, Size, Size, Size, Size];

/** The reader: CPU time of the page's main thread, against an annotator made for the web on the same text and passages. */
export async function reader(): Promise<Row[]> {
  await buildIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-reader-'));
  const path = join(folder, 'reader.assay');
  const rows: Row[] = [];
  try {
    const articles = await buildCase(folder, path);
    for (const make of [chromiumSurface, electronSurface]) {
      const surface = await make(folder);
      if (!surface) continue;
      rows.push(...(await rowsOf(surface, path, articles)));
      await surface.end();
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowsOf(surface: Surface, path: string, articles: readonly Article[]): Promise<Row[]> {
  const rows: Row[] = [];
  const named = (what: string): string => `${surface.name}: ${what}`;
  for (const article of articles) {
    const { title, share } = article;
    if (title === huge.title) {
      rows.push(row(named(`open ${title}, to the painted text`), await medianOf(() => timeToText(surface, path, title)), 'ms', 1_000));
      continue;
    }
    const ours = await medianOf(() => openOurs(surface, path, article));
    const theirs = { name: 'text-annotator, spans', value: await medianOf(() => openTheirs(surface, article)) };
    rows.push(row(named(`open and paint ${title}`), ours, 'ms CPU', share && Math.round(share * theirs.value), theirs));
  }
  const crowded = articles.find(({ title }) => title === dense.title)!;
  const others = await changeTheirs(surface, crowded);
  const change = await changeOurs(surface, path, dense.title);
  for (const [what, ours, theirs] of [
    ['added', change.added, others.added],
    ['removed', change.removed, others.removed],
  ] as const)
    rows.push(
      row(named(`one ${what}, ${dense.title}`), ours, 'ms CPU', Math.min(5, theirs / 4), { name: 'text-annotator, spans', value: theirs }),
    );
  const { saved, frame } = await highlightAndScroll(surface, path, book.title);
  rows.push(
    row(named(`selection to saved and painted, ${book.title}`), saved, 'ms', 50),
    row(named(`longest frame while scrolling, ${book.title}`), frame, 'ms', 33),
  );
  return rows;
}

interface Article extends Size {
  text: string;
  ranges: TextRange[];
}

async function buildCase(folder: string, path: string): Promise<Article[]> {
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path, create: true });
  const articles: Article[] = [];
  for (const [index, size] of sizes.entries()) {
    const documentId = uuid();
    await client.documents.paste({ documentId, text: articleText(index, size.bytes), citation: { title: size.title } });
    const { version } = await client.documents.get({ documentId });
    const ranges = passagesOver(version.text, size.passages);
    const passages = ranges.map((range) => ({
      id: uuid(),
      documentId,
      anchor: { versionId: version.id, ranges: [range], exact: version.text.slice(range.start, range.end) },
    }));
    if (passages.length > 0) await client.passages.createMany({ passages });
    articles.push({ ...size, text: version.text, ranges });
  }
  await client.cases.close({});
  core.close();
  return articles;
}

/** Passages spread over a text; every fifth begins inside the one before it. */
function passagesOver(text: string, count: number): TextRange[] {
  const pick = generator(count);
  const step = text.length / count;
  const ranges: TextRange[] = [];
  for (let index = 0; index < count; index++) {
    const before = ranges.at(-1);
    const length = Math.max(3, Math.min(80, Math.floor(step * 0.6)) - pick(3));
    const start = index % 5 === 4 && before ? before.start + 1 : Math.floor(index * step);
    // A passage neither begins nor ends with white space.
    let [from, to] = [start, Math.min(text.length, start + length)];
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    if (to > from) ranges.push({ start: from, end: to });
  }
  return ranges;
}

/** Chooses an article in the library, which shows its details; opening it is what counts. */
async function choose(page: Page, title: string): Promise<void> {
  const line = page.getByRole('row', { name: title });
  await line.waitFor();
  await line.click();
  await quiet(page);
}

async function openOurs(surface: Surface, path: string, article: Article): Promise<number> {
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
async function timeToText(surface: Surface, path: string, title: string): Promise<number> {
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
async function changeOurs(surface: Surface, path: string, title: string): Promise<Change> {
  const { page, another, close } = await surface.assay(path);
  const other = await another();
  for (const window of [other, page]) {
    await choose(window, title);
    await window.keyboard.press('Enter');
    await painted(window, '[role=region] mark', 1);
  }
  const before = await marks(page);
  const idle = await medianOf(() => costOf(page, () => quiet(other)));
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

interface Change {
  added: number;
  removed: number;
}

interface Annotator {
  addAnnotation: (annotation: object) => void;
  removeAnnotation: (id: string) => void;
  setAnnotations: (annotations: object[]) => void;
}

const annotator = join(root, 'node_modules/@recogito/text-annotator/dist/text-annotator.umd.js');

/** The annotator with a text and its passages, in paragraphs as an article has them. */
async function loadTheirs(page: Page): Promise<void> {
  await page.setContent('<!doctype html><style>#text{width:680px;margin:auto;font:18px/1.6 serif}</style><div id="text"></div>');
  await page.evaluate(() => Object.assign(window, { process: { env: { NODE_ENV: 'production' } } }));
  await page.addScriptTag({ path: annotator });
}

async function showTheirs(page: Page, { text, ranges }: Article): Promise<void> {
  await page.evaluate(
    ([words, places]) => {
      const holder = document.getElementById('text')!;
      for (const block of words.split(/(?<=\n)/)) {
        const paragraph = document.createElement('p');
        paragraph.textContent = block;
        holder.append(paragraph);
      }
      type Create = (element: Element, options: object) => Annotator;
      const { createTextAnnotator } = (window as unknown as { RecogitoJS: { createTextAnnotator: Create } }).RecogitoJS;
      const annotations = places.map(({ start, end }, index) => {
        const id = `passage-${index}`;
        return { id, bodies: [], target: { annotation: id, selector: [{ id, quote: words.slice(start, end), start, end }] } };
      });
      const made = createTextAnnotator(holder, { renderer: 'SPANS' });
      made.setAnnotations(annotations);
      Object.assign(window, { annotator: made });
    },
    [text, ranges] as const,
  );
  await painted(page, '.r6o-span-highlight-layer .r6o-annotation', 1);
}

async function openTheirs(surface: Surface, article: Article): Promise<number> {
  const { page, close } = await surface.blank();
  await loadTheirs(page);
  const took = await costOf(page, () => showTheirs(page, article));
  await close();
  return took;
}

async function changeTheirs(surface: Surface, article: Article): Promise<Change> {
  const { page, close } = await surface.blank();
  await loadTheirs(page);
  await showTheirs(page, article);
  const idle = await medianOf(() => costOf(page, () => page.evaluate(() => undefined)));
  const [added, removed]: [number[], number[]] = [[], []];
  const quote = article.text.slice(100, 160);
  for (let run = 0; run < runs; run++) {
    added.push(
      (await costOf(page, () =>
        page.evaluate(
          (words) =>
            (window as unknown as { annotator: Annotator }).annotator.addAnnotation({
              id: 'new',
              bodies: [],
              target: { annotation: 'new', selector: [{ id: 'new', quote: words, start: 100, end: 160 }] },
            }),
          quote,
        ),
      )) - idle,
    );
    removed.push(
      (await costOf(page, () => page.evaluate(() => (window as unknown as { annotator: Annotator }).annotator.removeAnnotation('new')))) -
        idle,
    );
  }
  await close();
  return { added: median(added), removed: median(removed) };
}

/** From the key on a selected sentence to its painted mark and the core's word that it is stored; then a fast ride through the book. */
async function highlightAndScroll(surface: Surface, path: string, title: string): Promise<{ saved: number; frame: number }> {
  const { page, close } = await surface.assay(path);
  await choose(page, title);
  await page.keyboard.press('Enter');
  await painted(page, '[role=region] mark', 1);
  const times: number[] = [];
  for (let run = 0; run < runs * 3; run++) {
    await page.keyboard.press('j');
    await quiet(page);
    await page.evaluate(() => {
      window.measured = new Promise<number>((resolve) => {
        performance.clearResourceTimings();
        const start = ({ timeStamp }: KeyboardEvent): void => {
          const look = (): void => {
            const inspected = document.querySelector('[role=region] mark[data-inspected]');
            const answered = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/passages/create'));
            // Over the port of the desktop there is no such entry: there what the inspector reads of the stored passage stands for it.
            const stored = answered
              ? answered.duration > 0
              : location.protocol === 'app:' && document.querySelector('aside blockquote mark');
            if (!inspected || !stored) return void requestAnimationFrame(look);
            requestAnimationFrame((now) => resolve(now - timeStamp));
          };
          look();
        };
        addEventListener('keydown', start, { once: true, capture: true });
      });
    });
    await page.keyboard.press('h');
    times.push(await page.evaluate(() => window.measured));
    await quiet(page);
  }
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
  return { saved: median(times), frame };
}

/** Waits until so many elements stand on the page, and what they need has been laid out and painted. */
async function painted(page: Page, selector: string, atLeast: number): Promise<void> {
  await page.waitForFunction(([what, count]) => document.querySelectorAll(what).length >= count, [selector, atLeast] as const, {
    polling: 100,
    timeout: 120_000,
  });
  await quiet(page);
}

/** Waits until the page has nothing more to do for two frames and a moment. */
async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 500)))),
      ),
  );
}

/** The milliseconds that the page's main thread works during something, and until it has come to rest. */
async function costOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  const clock = await mainThread(page);
  await work();
  await quiet(page);
  return clock();
}

/** Starts counting the milliseconds that the page's main thread works, and returns what ends the count. */
async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await worked(session);
  return async () => {
    const after = await worked(session);
    await session.detach();
    return after - before;
  };
}

async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run++) values.push(await measure());
  return median(values);
}
