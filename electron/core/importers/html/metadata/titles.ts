/** A title, and where a page states it. */
export interface Title {
  words: string;
  method: string;
}

export interface Heading {
  words: string;
  /** Its markup calls it the headline of an article. */
  isMarked: boolean;
}

/** What is stated, without the name of the site. */
interface Stated extends Title {
  letters: string;
  pairs: Pairs;
}

interface Seen extends Heading {
  letters: string;
}

/** A heading of the first level, with what is stated most like it. */
interface Main extends Seen {
  likeness: number;
  as: string;
}

/** UTF-16 units. A heading that is longer is a text. */
const longestHeading = 200;
/** Words of a title; what is shorter may be a name or a section. */
const fewWords = 3;
/** Likeness from which a main heading is the title in other words, and from which it is so where no lower heading says what is stated. */
const surelyAlike = 0.75;
const alike = 0.5;
/** Share of what is stated that a lower heading has to say. */
const leastPart = 0.4;

/**
 * The title that a reader sees: the main heading that is like what is stated elsewhere (`stated`, the surest first); a lower one that says
 * the same, or a good part of it; the only one there is where little is stated, or that is marked as the headline; else what is stated.
 * `headings` come by their level, and `sites` are the names that their site goes by. Empty where there is none.
 */
export function bestTitle(all: readonly Title[], headings: readonly (readonly Heading[])[], sites: readonly string[]): Title {
  const ofArticle = all.filter(({ words }) => !isSite(words, sites));
  const stated = (ofArticle.length > 0 ? ofArticle : all).map((one) => statedOn(one, sites));
  const [first = [], ...others] = headings.map((level) => ownHeadings(level, sites));
  const main = first.map((heading) => ({ ...heading, ...mostLike(heading.letters, stated) }));
  const { words, method } = mainHeading(main, stated, surelyAlike) ??
    lowerHeading(others.flat(), stated) ??
    mainHeading(main, stated, alike) ??
    onlyHeading(main, stated) ??
    markedHeading([...first, ...(others[0] ?? [])]) ??
    stated[0] ?? { words: main[0]?.words ?? '', method: 'first heading of the page' };
  return { words, method };
}

function statedOn({ words: whole, method }: Title, sites: readonly string[]): Stated {
  const words = withoutSite(whole, sites);
  return { words, method, letters: letters(words), pairs: pairsOf(letters(words)) };
}

function ownHeadings(level: readonly Heading[], sites: readonly string[]): Seen[] {
  return level
    .map(({ words, isMarked }) => ({ words: withoutSite(words, sites, false), isMarked }))
    .map((heading) => ({ ...heading, letters: letters(heading.words) }))
    .filter((heading) => heading.letters !== '' && heading.words.length < longestHeading && !isSite(heading.words, sites));
}

function mainHeading(main: readonly Main[], stated: readonly Stated[], least: number): Title | undefined {
  const same = main.find(({ likeness }) => likeness === 1);
  if (same) return { words: same.words, method: `heading, as in ${same.as}` };
  const heading = main.find(({ likeness }) => likeness >= least);
  return heading && (underKicker(heading, stated) ?? { words: heading.words, method: `heading, much as in ${heading.as}` });
}

/** What is stated and stands in a heading under some other words; an article or a number before it is a part of it. */
const underKicker = (heading: Seen, stated: readonly Stated[]): Stated | undefined =>
  stated.find(
    (one) =>
      countWords(one.words) >= fewWords &&
      heading.letters.endsWith(one.letters) &&
      /^\p{L}{4}/u.test(heading.letters.slice(0, -one.letters.length)),
  );

/** A heading that is what is stated, or a good part of it at its beginning or end. */
function lowerHeading(headings: readonly Seen[], stated: readonly Stated[]): Title | undefined {
  for (const { words, letters: own } of headings) {
    const there = stated.find(
      (one) => own.length >= one.letters.length * leastPart && (one.letters.startsWith(own) || one.letters.endsWith(own)),
    );
    if (there) return { words, method: `heading, as in ${there.method}` };
  }
  return undefined;
}

/** The only main heading, where nothing stated is more than a word or two, such as the name of the site. */
function onlyHeading(main: readonly Main[], stated: readonly Stated[]): Title | undefined {
  const words = onlyOne(main);
  const isTitled = stated.some((one) => countWords(one.words) >= fewWords);
  return isTitled || countWords(words) < 2 ? undefined : { words, method: 'only main heading of the page' };
}

/** The only heading that is marked as the headline; short ones are marked so on lists as well. */
function markedHeading(headings: readonly Seen[]): Title | undefined {
  const words = onlyOne(headings.filter(({ isMarked }) => isMarked));
  return countWords(words) < fewWords ? undefined : { words, method: 'heading that is marked as the headline' };
}

const onlyOne = (headings: readonly Seen[]): string =>
  new Set(headings.map((heading) => heading.letters)).size === 1 ? headings[0]!.words : '';

/** Signs between a title and the name of its site. */
const separator = /\s*[|│｜]\s*|\s+[–—\-»·•]\s+/g;

/** A title without the names of its site that pages put behind it, and what is short enough to be one where `guesses`. */
export function withoutSite(title: string, sites: readonly string[], guesses = true): string {
  const last = [...title.matchAll(separator)].at(-1);
  if (!last || last.index === 0) return title;
  const [head, tail] = [title.slice(0, last.index), title.slice(last.index + last[0].length)];
  const isShort = guesses && countWords(tail) <= fewWords && countWords(head) > countWords(tail);
  return isShort || isSite(tail, sites) ? withoutSite(head, sites, guesses) : title;
}

/** One of the names of the site, or the name of any host. */
const isSite = (words: string, sites: readonly string[]): boolean =>
  /^(?:[\p{L}\p{N}-]+\.)+[a-z]{2,10}$/iu.test(words.trim()) || sites.some((site) => letters(site) === letters(words));

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
export const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** How often two letters follow one another: that tells likeness in scripts without spaces, too. */
type Pairs = ReadonlyMap<string, number>;

function pairsOf(text: string): Pairs {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** The likeness from 0 to 1 of a heading to what is stated: the mean of both shares of pairs that the other has. */
function mostLike(heading: string, stated: readonly Stated[]): { likeness: number; as: string } {
  const own = pairsOf(heading);
  let most = { likeness: 0, as: '' };
  for (const { letters: other, pairs, method } of stated) {
    let common = 0;
    for (const [pair, times] of own) common += Math.min(times, pairs.get(pair) ?? 0);
    const likeness = heading === other ? 1 : common === 0 ? 0 : (common / (heading.length - 1) + common / (other.length - 1)) / 2;
    if (likeness > most.likeness) most = { likeness, as: method };
  }
  return most;
}
