import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { v7 as uuid } from 'uuid';
import { buildIfStale } from '../../scripts/build.ts';
import type { TextRange } from '../../shared/domain/entities.ts';
import { chromiumPath, unpackChromium } from '../e2e/chromium.ts';
import { startCore } from './core.ts';
import { row, type Row } from './row.ts';
import { articleText, generator } from './text.ts';

const root = join(import.meta.dirname, '../..');
const runs = 3;

interface Size {
  title: string;
  bytes: number;
  passages: number;
  /** The share of the other's time that is good enough; null where it is not compared. */
  share: number | null;
}

const sizes: readonly Size[] = [
  { title: '100 kB, 1,000 passages', bytes: 100_000, passages: 1_000, share: 1 / 2.5 },
  { title: '1 MB, 1,000 passages', bytes: 1_000_000, passages: 1_000, share: 1 / 10 },
  { title: '1 MB, 10,000 passages', bytes: 1_000_000, passages: 10_000, share: 1 / 35 },
  { title: '100 kB, 10,000 passages', bytes: 100_000, passages: 10_000, share: null },
];

/** The reader in Chromium: CPU time of the page's main thread, against an annotator made for the web on the same text and passages. */
export async function reader(): Promise<Row[]> {
  await buildIfStale();
  unpackChromium();
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-reader-'));
  const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const path = join(folder, 'reader.assay');
    const articles = await buildCase(folder, path);
    const rows: Row[] = [];
    for (const article of articles) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let run = 0; run < runs; run++) {
        ours.push(await openOurs(browser, folder, path, article));
        theirs.push(await openTheirs(browser, article));
      }
      const reference = { name: 'text-annotator, spans', value: median(theirs) };
      rows.push(
        row(`open and paint ${article.title}`, median(ours), 'ms CPU', article.share && article.share * reference.value, reference),
      );
    }
    return rows;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
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
    for (const range of ranges) {
      const anchor = { versionId: version.id, ranges: [range], exact: version.text.slice(range.start, range.end) };
      await client.passages.create({ id: uuid(), documentId, anchor });
    }
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

async function openOurs(browser: Browser, folder: string, path: string, article: Article): Promise<number> {
  const server = spawn(process.execPath, [join(root, 'dist/cli/serve.js'), '--no-open', '--case', path], {
    env: { ...process.env, ASSAY_USER_DATA: join(folder, 'user'), ASSAY_CASES: join(folder, 'cases'), ASSAY_SQLITE_BINDING: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const page = await context.newPage();
    await page.goto(String(line).trim());
    const library = page.getByRole('row', { name: article.title });
    await library.waitFor();
    // Choosing the article shows its details; opening it is what counts.
    await library.click();
    await quiet(page);
    const clock = await mainThread(page);
    await page.keyboard.press('Enter');
    await painted(page, '[role=region] mark', article.ranges.length);
    return await clock();
  } finally {
    await context.close();
    await ended(server);
  }
}

async function ended(server: ChildProcess): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGINT');
  await gone;
}

const annotator = join(root, 'node_modules/@recogito/text-annotator/dist/text-annotator.umd.js');

async function openTheirs(browser: Browser, { text, ranges }: Article): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.setContent('<!doctype html><style>#text{width:680px;margin:auto;font:18px/1.6 serif}</style><div id="text"></div>');
    await page.evaluate(() => Object.assign(window, { process: { env: { NODE_ENV: 'production' } } }));
    await page.addScriptTag({ path: annotator });
    const clock = await mainThread(page);
    await page.evaluate(
      ([words, places]) => {
        const holder = document.getElementById('text')!;
        for (const block of words.split(/(?<=\n)/)) {
          const paragraph = document.createElement('p');
          paragraph.textContent = block;
          holder.append(paragraph);
        }
        const { createTextAnnotator } = (window as unknown as { RecogitoJS: { createTextAnnotator: Create } }).RecogitoJS;
        type Create = (element: Element, options: object) => { setAnnotations: (annotations: object[]) => void };
        const annotations = places.map(({ start, end }, index) => {
          const id = `passage-${index}`;
          return { id, bodies: [], target: { annotation: id, selector: [{ id, quote: words.slice(start, end), start, end }] } };
        });
        createTextAnnotator(holder, { renderer: 'SPANS' }).setAnnotations(annotations);
      },
      [text, ranges] as const,
    );
    await painted(page, '.r6o-span-highlight-layer .r6o-annotation', 1);
    return await clock();
  } finally {
    await context.close();
  }
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

/** Starts counting the milliseconds that the page's main thread works, and returns what ends the count. */
async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await worked(session);
  return async () => (await worked(session)) - before;
}

async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
