import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { day, json, stating } from './statements.ts';

/** One page of a corpus with what people say about it; what they do not say is undefined. */
export interface Sample {
  name: string;
  bytes: () => Uint8Array;
  /** The whole article as somebody marked it; headings and all, in any white space. */
  text?: string | undefined;
  /** Words that belong to the article, and words that do not. */
  within?: readonly string[] | undefined;
  without?: readonly string[] | undefined;
  title?: string | undefined;
  /** ISO: a day, or an instant with its zone, which is one day here and another there. */
  published?: string | undefined;
  /** Where the corpus itself says which pages are for making rules, and which for telling how good they are. */
  part?: 'tune' | 'report' | undefined;
}

interface Corpus {
  name: string;
  samples: Sample[];
}

/** The layouts in which public sets of pages come: each tells whether a folder is of its kind. */
const layouts: ((folder: string) => Sample[] | null)[] = [benchmark, evaluation, readability, splits, ...stating, plain];

/** Every corpus in a folder or in the folders right below it. */
export function corporaIn(root: string): Corpus[] {
  const folders = [root, ...readdirSync(root).map((name) => join(root, name))].filter((path) => statSync(path).isDirectory());
  return folders.flatMap((folder) => {
    for (const layout of layouts) {
      const samples = layout(folder);
      if (samples && samples.length > 0) return [{ name: basename(folder), samples }];
    }
    return [];
  });
}

/** `ground-truth.json` with an `articleBody` for each `html/<name>.html.gz`. */
function benchmark(folder: string): Sample[] | null {
  const path = join(folder, 'ground-truth.json');
  if (!existsSync(path)) return null;
  return Object.entries(json(path) as Record<string, { articleBody?: string }>).map(([name, { articleBody }]) => ({
    name,
    bytes: () => gunzipSync(readFileSync(join(folder, 'html', `${name}.html.gz`))),
    text: articleBody ?? '',
  }));
}

/** `tests/evaldata.json` with words within and without for each page in `tests/eval`. */
function evaluation(folder: string): Sample[] | null {
  const path = join(folder, 'tests/evaldata.json');
  if (!existsSync(path)) return null;
  interface Entry {
    file: string;
    with?: string[];
    without?: string[];
    title?: string;
    date?: string;
  }
  return Object.values(json(path) as Record<string, Entry>).flatMap(({ file, with: within, without, title, date }) => {
    const page = ['eval', 'cache'].map((name) => join(folder, 'tests', name, file)).find((candidate) => existsSync(candidate));
    if (page === undefined) return [];
    const sample = { name: file, bytes: () => readFileSync(page), within, without, title: title || undefined, published: day(date) };
    return [sample];
  });
}

/** `test/test-pages/<name>` with `source.html`, `expected.html` and `expected-metadata.json`. */
function readability(folder: string): Sample[] | null {
  const pages = join(folder, 'test/test-pages');
  if (!existsSync(pages)) return null;
  return readdirSync(pages).map((name) => {
    const { title, publishedTime } = json(join(pages, name, 'expected-metadata.json')) as Record<string, unknown>;
    const expected = readFileSync(join(pages, name, 'expected.html'), 'utf8');
    return {
      name,
      bytes: () => readFileSync(join(pages, name, 'source.html')),
      text: decodeEntities(
        expected.replaceAll(/<[^>]*>/g, (tag) => (/^<\/?(?:b|i|em|strong|a|span|code|sup|sub)\b/i.test(tag) ? '' : ' ')),
      ),
      title: typeof title === 'string' && title !== '' ? title : undefined,
      published: day(publishedTime),
    };
  });
}

/** `dev` and `test` with `ground-truth/<name>.json` for each `html/<name>.html.gz`: those of its pages that are articles. */
function splits(folder: string): Sample[] | null {
  interface Entry {
    _internal: { page_type: { primary: string } };
    ground_truth: {
      main_content: string | null;
      with: string[] | null;
      without: string[] | null;
      title: string | null;
      publish_date: string | null;
    };
  }
  const parts = [
    ['dev', 'tune'],
    ['test', 'report'],
  ] as const;
  if (!existsSync(join(folder, 'dev/ground-truth'))) return null;
  return parts.flatMap(([split, part]) =>
    readdirSync(join(folder, split, 'ground-truth')).flatMap((file) => {
      const { _internal: about, ground_truth: truth } = json(join(folder, split, 'ground-truth', file)) as Entry;
      const page = join(folder, split, 'html', file.replace('.json', '.html.gz'));
      if (about.page_type.primary !== 'article' || !truth.main_content || !existsSync(page)) return [];
      return {
        name: file.replace('.json', ''),
        part,
        bytes: () => gunzipSync(readFileSync(page)),
        text: truth.main_content,
        within: truth.with ?? undefined,
        without: truth.without ?? undefined,
        title: truth.title ?? undefined,
        published: day(truth.publish_date),
      };
    }),
  );
}

/** `<name>.html` beside `<name>.txt`. */
function plain(folder: string): Sample[] | null {
  const pages = readdirSync(folder).filter((name) => /\.(?:html?|mht|mhtml)$/i.test(name));
  return pages.flatMap((name) => {
    const text = join(folder, name.replace(/\.\w+$/, '.txt'));
    if (!existsSync(text)) return [];
    return [{ name, bytes: () => readFileSync(join(folder, name)), text: readFileSync(text, 'utf8') }];
  });
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (named[name!] ?? whole);
  });
}
