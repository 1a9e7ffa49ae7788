import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { nodeFork } from '../../electron/core/importers/fork.ts';
import { createParserPool } from '../../electron/core/importers/pool.ts';
import { savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { once } from './measure.ts';
import { row, type Row } from './row.ts';
import { articleText } from './text.ts';

const entry = new URL('../../electron/core/importers/process.ts', import.meta.url);
const pages = 1_000;
const compared = 60;
const teasers = 150;

/** A page of about a hundred kilobytes, most of it around its article, as those of newspapers are. */
function page(index: number): string {
  const article = articleText(index, 6_000)
    .split('\n\n')
    .map((words) => `<p class="story-text">${words}</p>`)
    .join('\n');
  const teaser = `<li class="teaser card card--small"><a href="/a/${index}" class="card__link"><span class="card__title">Another story of that week, number ${index}</span></a><svg viewBox="0 0 9 9"><path d="${'M1 1L2 2'.repeat(20)}"/></svg></li>`;
  return savedPage({ article }).replace('</main>', `<aside class="more-stories"><ul>${teaser.repeat(teasers)}</ul></aside></main>`);
}

/** What it costs to bring files in: each format against the bare library that reads it. */
export async function importing(): Promise<Row[]> {
  const some = Array.from({ length: compared }, (_, index) => page(index));
  const bare = (html: string): unknown => new Readability(parseHTML(html).document).parse();
  const bytes = some.map((html) => new TextEncoder().encode(html));
  const alone = createParserPool({ fork: nodeFork(entry), size: 1 });
  const read = async (file: Uint8Array): Promise<void> => {
    const result = await alone.parse({ name: 'page.html', bytes: file });
    if (!result.ok) throw new Error(result.reason);
  };
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (const [index, html] of some.entries()) {
    ours.push(await once(() => read(bytes[index]!)));
    theirs.push(await once(() => bare(html)));
  }
  alone.close();
  const median = (times: number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;
  const reference = { name: 'linkedom and Readability alone, in this process', value: median(theirs) };

  const pool = createParserPool({ fork: nodeFork(entry) });
  const many = Array.from({ length: pages }, (_, index) => new TextEncoder().encode(page(index)));
  const all = await once(() => Promise.all(many.map((file) => pool.parse({ name: 'page.html', bytes: file }))));
  pool.close();
  return [
    row(
      `a saved page of ${Math.round(bytes[0]!.length / 1_000)} kB, read in its own process`,
      median(ours),
      'ms',
      1.5 * reference.value,
      reference,
    ),
    row(`${pages} saved pages, two at a time`, all / 1_000, 's', 60),
  ];
}
