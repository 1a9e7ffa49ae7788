import { dateInLine } from './dates.ts';

const separator = /\s+[|–—\-:»·•/]\s+|\s*[|»]\s*/g;

/**
 * A title without the name of the site that pages put before or behind it: a part at the end that is one of `sites`, or a short one
 * behind a bar.
 */
export function withoutSite(title: string, sites: readonly string[]): string {
  const dense = denseSite.exec(title);
  if (dense && /\p{Lo}/u.test(dense[2]!) && dense[1]!.length > dense[2]!.length) return withoutSite(dense[1]!.trim(), sites);
  const parts = [...title.matchAll(separator)];
  if (parts.length === 0) return title;
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const [head, tail] = [title.slice(0, last.index), title.slice(last.index + last[0].length)];
  if (isSite(tail, sites) || (/[|»]/.test(last[0]) && countWords(tail) <= 4 && countWords(head) > countWords(tail)))
    return withoutSite(head, sites);
  const rest = title.slice(first.index + first[0].length);
  if (isSite(title.slice(0, first.index), sites)) return rest;
  return countWords(tail) <= 3 && countWords(head) >= 4 && /^\s+[-–—]\s+$/.test(last[0]) ? head : title;
}

/** Signs that part a site from a title in scripts that put no spaces around them. */
const denseSite = /^(.*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}].*)[-_–—|｜](.{2,12})$/u;

/** Words that are surely of the article, without a part at their end that is one of `sites` and nothing else, or one word behind a bar. */
export function withoutSiteAtEnd(title: string, sites: readonly string[]): string {
  const last = [...title.matchAll(separator)].at(-1);
  if (!last || last.index === 0) return title;
  const [head, tail] = [title.slice(0, last.index), title.slice(last.index + last[0].length)];
  const isSection = /^\s+\|\s/.test(last[0]) && !/\s/.test(tail) && countWords(head) > 3;
  return isSection || sites.some((site) => letters(site) === letters(tail)) ? head : title;
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
export const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** A title, and where a page states it; `whole` with what was taken off as the name of its site. */
export interface Stated {
  words: string;
  method: string;
  whole?: string;
}

type Finder = (stated: readonly Stated[], headings: readonly string[][], marked: readonly string[]) => Stated | undefined;

const firstHeading = 'first heading of the page';
/** Words; a heading that is longer is a sentence about the article. */
const longestHeading = 30;

/** The ways in which a title is told, the surest first. Headings by their level, without those that name the site. */
const finders: readonly Finder[] = [
  (stated, headings) => sameHeading(stated, headings, ({ words }) => words),
  (stated, headings) => sameHeading(stated, headings, ({ whole = '' }) => whole),
  mainHeadingWithin,
  headingWithinStated,
  statedWithinMain,
  alikeHeading,
  onlyHeading,
  partAsHeading,
  markedHeading,
  (stated) => stated[0],
  (_, [main]) => (main?.[0] === undefined ? undefined : { words: main[0], method: firstHeading }),
];

/**
 * The title that a reader sees: the heading that is stated elsewhere too, whole or without a word that stands over it; a main heading that
 * is of the same matter, in other words; the heading that is `marked` as the headline, alone of all; else what is stated, in the order
 * given. Empty where there is none.
 */
export function bestTitle(
  all: readonly Stated[],
  headings: readonly string[][],
  sites: readonly string[],
  marked: readonly string[] = [],
): Stated {
  const own = headings.map((level) => level.filter((words) => !isSite(words, sites)));
  const ofArticle = all.filter(({ words, whole = words }) => !sites.some((site) => letters(site) === letters(whole)));
  const markedOwn = marked.filter((words) => !isSite(words, sites));
  const stated = ofArticle.length > 0 || (own[0] ?? []).length > 0 ? ofArticle : all;
  for (const find of finders) {
    const found = find(stated, own, markedOwn);
    if (found) return { words: found.words, method: found.method };
  }
  return { words: '', method: firstHeading };
}

/** A heading of any level that says the same: without the name of the site, or with what only looked like one. */
function sameHeading(stated: readonly Stated[], headings: readonly string[][], wordsOf: (one: Stated) => string): Stated | undefined {
  const [main = [], ...lower] = headings;
  // Where a main heading says the same in more words, a lower one is of a list, or of a chapter.
  const possible = [main, ...(saysSame(stated, main) ? [] : lower)].flat();
  for (const one of stated) {
    const words = possible.find((heading) => letters(heading) !== '' && letters(heading) === letters(wordsOf(one)));
    if (words) return { words, method: `heading, as in ${one.method}` };
  }
  return undefined;
}

/** The only heading that is marked as the headline; short ones are marked so on lists as well. */
function markedHeading(stated: readonly Stated[], _: readonly string[][], marked: readonly string[]): Stated | undefined {
  const [words = ''] = marked;
  if (new Set(marked.map(letters)).size !== 1 || countWords(words) > longestHeading) return undefined;
  const isTold = countWords(words) > 2 || stated.some(({ whole = '' }) => letters(whole).includes(letters(words)));
  return isTold ? { words, method: 'heading that is marked as the headline' } : undefined;
}

/** The main heading goes on with who wrote when, or with signs of how much was said of it. */
function mainHeadingWithin(stated: readonly Stated[], [main = []]: readonly string[][]): Stated | undefined {
  return stated.find(({ words }) =>
    main.some((heading) => {
      if (countWords(words) < 3 || !heading.toLowerCase().startsWith(words.toLowerCase())) return false;
      const rest = heading.slice(words.length);
      if (/^\s+\([^()]*\)\s*\d*$/.test(rest)) return true;
      return /^\W*(?:posted|published|by|von|par|por)\b/iu.test(rest) || dateInLine(rest) !== null;
    }),
  );
}

/** A heading that is a good part of what is stated: more of it, the less the heading's level says. */
function headingWithinStated(stated: readonly Stated[], headings: readonly string[][]): Stated | undefined {
  const [main] = headings;
  // A lower heading may say in short what a main one says whole.
  const levels = [0.4, 0.5, 0.6].slice(0, main && saysSame(stated, main) ? 1 : 3);
  for (const [level, share] of levels.entries())
    for (const heading of headings[level] ?? []) {
      const own = letters(heading);
      const there = stated.find(({ words }) => letters(words).includes(own) && own.length >= letters(words).length * share);
      if (there) return { words: heading, method: `heading, as in ${there.method}` };
    }
  return undefined;
}

/** A heading that stands, between signs, as a part of what is stated, however much stands around it; the last part is rather a site's. */
function partAsHeading(stated: readonly Stated[], headings: readonly string[][]): Stated | undefined {
  for (const { whole = '', method } of stated) {
    // Behind a pointer stands what is narrower: the title is last.
    const all = whole.split(separator);
    const parts = (whole.includes('»') ? all : all.slice(0, -1)).map(letters);
    const heading = headings.flat().find((one) => countWords(one) >= 3 && parts.includes(letters(one)));
    if (heading) return { words: heading, method: `heading, as in ${method}` };
  }
  return undefined;
}

/** A word or two over a headline stand in the same heading; what is quoted there is a part of it. */
function statedWithinMain(stated: readonly Stated[], [[main = ''] = []]: readonly string[][]): Stated | undefined {
  const heading = letters(main);
  return stated.find(({ words }) => {
    const over = heading.slice(0, heading.length - letters(words).length);
    if (!heading.endsWith(letters(words)) || countWords(words) < 3) return false;
    return over === '' || (/^\p{L}{4}/u.test(over) && !/["“”„«»]/.test(main.slice(0, -words.length)));
  });
}

/**
 * A main heading most of whose words are stated, or the first one if it holds most of what is stated; where there is but one, some word
 * of weight is enough.
 */
function alikeHeading(stated: readonly Stated[], [main = []]: readonly string[][]): Stated | undefined {
  const isOnly = new Set(main.map(letters)).size === 1;
  const isOfMatter = (words: string, title: string): boolean =>
    (words === main[0] && sharedWords(title, words) >= 0.6) || (isOnly && countWords(words) > 2 && sharesWord(words, title));
  const lasts = stated.flatMap(({ whole = '' }) => whole.split(separator).slice(1).slice(-1).map(letters));
  const heading = main.find(
    (words) =>
      !lasts.includes(letters(words)) &&
      countWords(words) <= longestHeading &&
      stated.some((one) => sharedWords(words, one.words) >= 0.4 || isOfMatter(words, one.words)),
  );
  return heading === undefined ? undefined : { words: heading, method: firstHeading };
}

/** The only main heading, where nothing stated is more than a word or two. */
function onlyHeading(stated: readonly Stated[], [main = []]: readonly string[][]): Stated | undefined {
  const [first] = main;
  return first !== undefined && main.length === 1 && countWords(first) > 1 && !stated.some(({ words }) => countWords(words) > 2)
    ? { words: first, method: firstHeading }
    : undefined;
}

const saysSame = (stated: readonly Stated[], main: readonly string[]): boolean =>
  main.some((heading) =>
    stated.some(({ words }) => countWords(heading) > 2 && sharedWords(heading, words) >= 0.3 && sharedWords(words, heading) >= 0.4),
  );

const weightyWords = (text: string, shortest: number): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= shortest);

/** Share of the words of a heading that a title has too. */
function sharedWords(heading: string, title: string): number {
  const there = new Set(weightyWords(title, 3));
  const own = weightyWords(heading, 3);
  return own.length < 2 ? 0 : own.filter((word) => there.has(word)).length / own.length;
}

function sharesWord(heading: string, title: string): boolean {
  const there = new Set(weightyWords(title, 5));
  return weightyWords(heading, 5).some((word) => there.has(word));
}

/** A name says the site where it is one of its names, a part of one, or one with hardly more; and the name of any host does. */
function isSite(part: string, sites: readonly string[]): boolean {
  const one = letters(part);
  if (/^(?:www\.)?(?:[\p{L}\p{N}-]+\.)+(?!js$)[a-z]{2,10}$/iu.test(part.trim())) return true;
  return (
    one !== '' &&
    sites.map(letters).some((other) => {
      if (other === '') return false;
      return one === other || (one.length > 3 && other.includes(one)) || (other.length >= one.length * 0.6 && one.includes(other));
    })
  );
}
