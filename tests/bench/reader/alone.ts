import { join } from 'node:path';
import type { Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Article } from './articles.ts';
import type { Change } from './assay.ts';
import { costOf, median, medianOf, painted } from './clock.ts';
import type { Surface } from './surfaces.ts';
import './text/textAlone.ts';

/** The first ones, in which the browser compiles what it runs, do not count: an article is worked on for hours. */
const warmUp = 3;
const runs = 9;
const entry = join(import.meta.dirname, 'text/page.ts');

interface Bundle {
  script: string;
  styles: string;
}

/** The text of the reader and what it is made of, as the build makes it, in one script and one style sheet. */
export async function bundleText(): Promise<Bundle> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, cssCodeSplit: false, lib: { entry, formats: ['iife'], name: 'text', cssFileName: 'text' } },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const script = outputs.find((one) => one.type === 'chunk');
  const styles = outputs.find((one) => one.type === 'asset' && one.fileName.endsWith('.css'));
  if (script?.type !== 'chunk' || styles?.type !== 'asset') throw new Error('The text of the reader was not built.');
  return { script: script.code, styles: String(styles.source) };
}

/** What adding a passage to the text costs, and taking it away, on a page that holds the text alone, as that of the annotator does. */
export async function changeTextAlone(surface: Surface, article: Article, { script, styles }: Bundle): Promise<Change> {
  const { page, close } = await surface.blank();
  await page.setContent('<!doctype html><div id="text" style="width:680px;margin:auto"></div>');
  await page.addStyleTag({ content: styles });
  await page.addScriptTag({ content: script });
  const { text, blocks, ranges } = article;
  await page.evaluate((given) => window.textAlone.show(given), { text, blocks, ranges });
  await painted(page, '#text mark', 1);
  const idle = await medianOf(runs, () => costOf(page, () => page.evaluate(() => undefined)));
  const cost = async (what: (page: Page) => Promise<void>): Promise<number> => (await costOf(page, () => what(page))) - idle;
  const [added, removed]: [number[], number[]] = [[], []];
  for (let run = 0; run < warmUp + runs; run++) {
    added.push(await cost((one) => one.evaluate(() => window.textAlone.add({ start: 100, end: 160 }))));
    removed.push(await cost((one) => one.evaluate(() => window.textAlone.remove())));
  }
  await close();
  return { added: median(added.slice(warmUp)), removed: median(removed.slice(warmUp)) };
}
