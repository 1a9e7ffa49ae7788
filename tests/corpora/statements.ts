/** Sets of pages that say what pages state of themselves, title and date, but not which text is theirs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './adapters.ts';

export const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8').replaceAll(/:\s*NaN\b/g, ': null'));
export const day = (date: unknown): string | undefined => (typeof date === 'string' ? /^\d{4}-\d\d-\d\d/.exec(date)?.[0] : undefined);

export const stating: readonly ((folder: string) => Sample[] | null)[] = [dates, expectations, articles];

/** `tests/eval_*.json`: the day of each page in `tests/eval`, `tests/cache` or `tests/test_set`. */
function dates(folder: string): Sample[] | null {
  const tests = join(folder, 'tests');
  if (!existsSync(join(tests, 'eval_default.json'))) return null;
  const lists = readdirSync(tests).filter((name) => /^eval_.*\.json$/.test(name));
  return lists.flatMap((list) =>
    Object.values(json(join(tests, list)) as Record<string, { file: string; date: string | null }>).flatMap(({ file, date }) => {
      const page = ['eval', 'cache', 'test_set'].map((name) => join(tests, name, file)).find((path) => existsSync(path));
      return page === undefined || !day(date) ? [] : [{ name: file, bytes: () => readFileSync(page), published: day(date) }];
    }),
  );
}

/** How tests of one extractor a site write what they expect of a page. */
const expectation = (of: string): RegExp =>
  new RegExp(
    `assert\\.equal\\(\\s*(?:moment\\(|new_)?${of}\\b[^'"\`]{0,30}?(?:\\('(?:T|YYYY-MM-DD)'\\)(?:\\[0\\])?)?,\\s*(['"\`])((?:\\\\.|(?!\\1)[^\\\\])*)\\1`,
  );
const written = (literal: string | undefined): string | undefined =>
  literal?.replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))).replaceAll(/\\(.)/g, '$1');

/** `src/extractors/custom/<site>/index.test.js` with what is expected of the page in `fixtures` that it reads. */
function expectations(folder: string): Sample[] | null {
  const sites = join(folder, 'src/extractors/custom');
  if (!existsSync(sites) || !existsSync(join(folder, 'fixtures'))) return null;
  const samples = readdirSync(sites).flatMap((site) => {
    const path = join(sites, site, 'index.test.js');
    if (!existsSync(path)) return [];
    const source = readFileSync(path, 'utf8').replaceAll(/^\s*\/\/.*$/gm, '');
    return [...source.matchAll(/readFileSync\(\s*['"`]\.\/(fixtures\/[^'"`]+)['"`][\s\S]*?(?=readFileSync\(|$)/g)].flatMap(
      ([said, file]) => {
        const page = join(folder, file!);
        const title = written(expectation('title').exec(said)?.[2]);
        const published = written(expectation('date_published').exec(said)?.[2]);
        if (!existsSync(page) || (!title && !published)) return [];
        return [{ name: file!, bytes: () => readFileSync(page), title: title || undefined, published: published || undefined }];
      },
    );
  });
  return [...new Map(samples.map((sample) => [sample.name, sample])).values()];
}

/** Folders in `tests/data` whose `<name>.json` says what is expected of `<name>.html` beside it. */
function articles(folder: string): Sample[] | null {
  const data = join(folder, 'tests/data');
  if (!existsSync(join(data, 'publishdate'))) return null;
  return ['title', 'publishdate', 'opengraph', 'schema', 'content'].flatMap((kind) =>
    readdirSync(join(data, kind)).flatMap((file) => {
      const page = join(data, kind, file.replace('.json', '.html'));
      if (!file.endsWith('.json') || !existsSync(page)) return [];
      const { expected } = json(join(data, kind, file)) as { expected?: { title?: string; publish_date?: string } };
      const { title, publish_date: published } = expected ?? {};
      return title || day(published)
        ? [{ name: `${kind}/${file}`, bytes: () => readFileSync(page), title: title || undefined, published: published || undefined }]
        : [];
    }),
  );
}
