import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Article } from './articles.ts';
import type { Change } from './assay.ts';
import { costOf, median, medianOf, painted } from './clock.ts';
import type { Surface } from './surfaces.ts';

/** As many as of ours: the first ones do not count. */
const warmUp = 3;
const runs = 9;
interface Annotator {
  addAnnotation: (annotation: object) => void;
  removeAnnotation: (id: string) => void;
  setAnnotations: (annotations: object[]) => void;
}

const annotator = join(import.meta.dirname, '../../../node_modules/@recogito/text-annotator/dist/text-annotator.umd.js');

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

export async function openTheirs(surface: Surface, article: Article): Promise<number> {
  const { page, close } = await surface.blank();
  await loadTheirs(page);
  const took = await costOf(page, () => showTheirs(page, article));
  await close();
  return took;
}

export async function changeTheirs(surface: Surface, article: Article): Promise<Change> {
  const { page, close } = await surface.blank();
  await loadTheirs(page);
  await showTheirs(page, article);
  const idle = await medianOf(runs, () => costOf(page, () => page.evaluate(() => undefined)));
  const [added, removed]: [number[], number[]] = [[], []];
  const quote = article.text.slice(100, 160);
  for (let run = 0; run < warmUp + runs; run++) {
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
  return { added: median(added.slice(warmUp)), removed: median(removed.slice(warmUp)) };
}
