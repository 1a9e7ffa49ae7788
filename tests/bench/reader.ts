import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '../../scripts/build.ts';
import { bundleText, changeTextAlone } from './reader/alone.ts';
import { changeTheirs, openTheirs } from './reader/annotator.ts';
import { book, buildCase, dense, huge, type Article } from './reader/articles.ts';
import { changeOurs, highlight, openOurs, scroll, timeToText } from './reader/assay.ts';
import { medianOf } from './reader/clock.ts';
import { chromiumSurface, electronSurface, type Surface } from './reader/surfaces.ts';
import { row, type Row } from './row.ts';

const runs = 3;
const rival = 'text-annotator, spans';

/**
 * The reader: CPU time of the page's main thread, against an annotator made for the web on the same text and passages. Rows come as they
 * are measured; those whose names are not wanted are not measured.
 */
export async function* reader(wanted: (name: string) => boolean): AsyncGenerator<Row> {
  await buildIfStale();
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-reader-'));
  const path = join(folder, 'reader.assay');
  try {
    const articles = await buildCase(folder, path);
    for (const make of [chromiumSurface, electronSurface]) {
      const surface = await make(folder);
      if (!surface) continue;
      const isWanted = (what: string): boolean => wanted(`${surface.name}: ${what}`);
      for await (const measured of rowsOf(surface, path, articles, isWanted))
        yield { ...measured, name: `${surface.name}: ${measured.name}` };
      await surface.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* rowsOf(
  surface: Surface,
  path: string,
  articles: readonly Article[],
  wanted: (what: string) => boolean,
): AsyncGenerator<Row> {
  for (const article of articles) {
    const { title, share, rivalRuns } = article;
    const text = `open ${title}, to the painted text`;
    const open = `open and paint ${title}`;
    if (title === huge.title) {
      if (wanted(text)) yield row(text, await medianOf(runs, () => timeToText(surface, path, title)), 'ms', 1_000);
    } else if (wanted(open)) {
      const ours = await medianOf(runs, () => openOurs(surface, path, article));
      const theirs = await medianOf(rivalRuns, () => openTheirs(surface, article));
      yield row(open, ours, 'ms CPU', share && Math.round(share * theirs), { name: rival, value: theirs });
    }
  }
  const [added, removed] = [`one added, ${dense.title}`, `one removed, ${dense.title}`];
  const inWindow = `one added by another window, ${dense.title}`;
  const article = articles.find(({ title }) => title === dense.title)!;
  if (wanted(added) || wanted(removed)) {
    const theirs = await changeTheirs(surface, article);
    const ours = await changeTextAlone(surface, article, await bundleText());
    yield row(added, ours.added, 'ms CPU', Math.min(5, theirs.added / 4), { name: rival, value: theirs.added });
    yield row(removed, ours.removed, 'ms CPU', Math.min(5, theirs.removed / 4), { name: rival, value: theirs.removed });
  }
  // All that the whole window does with it, which the annotator has none of: the event, counts, undo, margin, overview.
  if (wanted(inWindow)) yield row(inWindow, (await changeOurs(surface, path, dense.title)).added, 'ms CPU', null);
  const saved = `selection to saved and painted, ${book.title}`;
  if (wanted(saved)) yield row(saved, await highlight(surface, path, book.title), 'ms', 50);
  const frame = `longest frame while scrolling, ${book.title}`;
  if (wanted(frame)) yield row(frame, await scroll(surface, path, book.title), 'ms', 33);
}
