import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import { isHeadline, plain } from './headline.ts';
import type { PageElement, PageLine, PageLines } from './lines.ts';
import type { PageMetadata } from './metadata/metadata.ts';
import { isOffer, phraseOf } from './phrases.ts';
import { countWords } from './words.ts';
import { zoneOf } from './zones.ts';

/** What becomes of a line: kept as part of the article, or left out with a reason. */
export type Verdict = 'article' | LeftOutReason;

/** What a line is by itself and by what is around it. */
interface LineFacts {
  line: PageLine;
  index: number;
  words: number;
  /** Share of it that is links. */
  linked: number;
  /** Reads like running text. */
  prose: boolean;
  /** The outermost element around it that is no part of an article, by what it is called. */
  zone: LeftOutReason | null;
  /** Readability takes it for a part of the article. */
  chosen: boolean;
  /** Lines that are made alike stand in elements that are called alike. */
  make: string;
}

const endsSentence = /[.!?…。！？:;"”’»)\]]\s*$/u;

/** Tells the lines of the article from those of the page around it. */
export function judge(page: PageLines, chosen: ReadonlySet<number>, { title, body }: Pick<PageMetadata, 'title' | 'body'>): Verdict[] {
  const facts = factsOf(page, chosen);
  const seed = seedOf(facts, title);
  const inside = insideOf(facts, seed);
  const verdicts = facts.map((fact) => verdictOf(fact, inside, title));
  believe(body, facts, verdicts);
  leaveOutRepeated(facts, verdicts);
  leaveOutLists(facts, verdicts);
  leaveOutGalleries(facts, verdicts);
  if (!verdicts.includes('article')) keepAllInView(facts, verdicts);
  return verdicts;
}

const shortestBody = 60;

/** Lines that the page itself says are the article's, word for word, where it repeats all of it for machines. */
function believe(body: string, facts: readonly LineFacts[], verdicts: Verdict[]): void {
  if (countWords(body) < shortestBody) return;
  const said = ` ${plain(body)} `;
  for (const { index, line, words } of facts)
    if (words >= 4 && verdicts[index] !== 'hidden' && verdicts[index] !== 'headline' && said.includes(` ${plain(line.text)} `))
      verdicts[index] = 'article';
}

const fewestInGallery = 3;

/** Captions one below the other are those of a gallery, whose pictures are not here. */
function leaveOutGalleries(facts: readonly LineFacts[], verdicts: Verdict[]): void {
  for (let from = 0, to = 0; from < facts.length; from = Math.max(to, from + 1)) {
    to = from;
    while (facts[to]?.line.kind === 'caption') to++;
    if (to - from >= fewestInGallery)
      for (let index = from; index < to; index++) if (verdicts[index] === 'article') verdicts[index] = 'related';
  }
}

/** Where nothing can be told apart, everything that a reader sees is kept. */
function keepAllInView(facts: readonly LineFacts[], verdicts: Verdict[]): void {
  const outside = facts.some(({ zone, line }) => zone === null && !line.element.hidden);
  for (const { index, line, zone } of facts) if (!line.element.hidden && (zone === null || !outside)) verdicts[index] = 'article';
}

const shortestRepeated = 8;

/** What is said twice, word for word, and is no paragraph, is a caption of a picture that is shown twice, or the like. */
function leaveOutRepeated(facts: readonly LineFacts[], verdicts: Verdict[]): void {
  const seen = new Set<string>();
  for (const { index, line, words } of facts) {
    if (verdicts[index] !== 'article' || words < shortestRepeated || (line.kind !== 'caption' && blockOf(line.element).tag === 'p'))
      continue;
    const text = plain(line.text);
    if (seen.has(text)) verdicts[index] = 'repeated';
    seen.add(text);
  }
}

/** A list all of whose items lead elsewhere is one of other articles, also where they say what those are about. */
function leaveOutLists(facts: readonly LineFacts[], verdicts: Verdict[]): void {
  const all = wordsIn(facts.filter(({ index }) => verdicts[index] === 'article'));
  for (let from = 0, to = 0; from < facts.length; from = Math.max(to, from + 1)) {
    to = from;
    while (facts[to]?.line.kind === 'list-item') to++;
    const items = facts.slice(from, to);
    const leads = items.filter(
      ({ line, linked }) => line.links.some(({ start }) => line.text.slice(0, start).trim() === '') && linked > 0.15,
    );
    const isAside = wordsIn(items) < all * 0.5 || !items.some(({ chosen }) => chosen);
    if (items.length > 1 && leads.length >= items.length * 0.8 && isAside)
      for (const { index, linked } of items) if (verdicts[index] === 'article' && linked > 0.15) verdicts[index] = 'related';
  }
}

function factsOf({ lines, elements }: PageLines, chosen: ReadonlySet<number>): LineFacts[] {
  const facts = lines.map((line, index): LineFacts => {
    const words = countWords(line.text);
    const linked = Math.min(1, line.linked / Math.max(1, line.text.trim().length));
    const prose = words >= 12 && linked < 0.5 && (endsSentence.test(line.text) || words >= 25);
    return { line, index, words, linked, prose, zone: null, chosen: isChosen(line, chosen), make: makeOf(line.element) };
  });
  const prose = sums(
    facts.map(({ prose: isProse, words, line, linked }) => (isProse && linked < 0.33 && !line.element.hidden ? words : 0)),
  );
  const letters = sums(facts.map(({ line }) => line.text.length));
  const links = sums(facts.map(({ line }) => line.linked));
  const all = prose.at(-1)!;
  const zones = new Map<PageElement, LeftOutReason | null>();
  const misnamed = misnamedIn(elements, prose);
  for (const element of elements) {
    const above = element.parent ? (zones.get(element.parent) ?? null) : null;
    const within = (upTo: readonly number[]): number => upTo[element.endLine]! - upTo[element.firstLine]!;
    const inside = within(prose);
    const called = above === null ? zoneOf(element) : null;
    // What holds most of the running text of a page is the article, whatever it is called. A short article may have less than the foot.
    const isMost = inside > 40 && (inside > all * (called === 'page-footer' ? 0.7 : 0.35) || (called !== null && misnamed.has(called)));
    const own = isMost ? null : called;
    // What leads elsewhere has links; running text without any is none of it, though many call a beginning a teaser.
    const leadsNowhere = inside > 0 && within(links) < within(letters) * 0.1;
    zones.set(
      element,
      above ?? (own !== null && ofLinks.has(own) && leadsNowhere && element.tag !== 'nav' && element.tag !== 'aside' ? null : own),
    );
  }
  // What others wrote elsewhere and the article quotes stands in boxes that are called as badly as those of the page.
  for (const fact of facts) fact.zone = isQuotedPost(fact.line.element) ? null : (zones.get(fact.line.element) ?? null);
  return facts;
}

/** Names that a page may give to all boxes of its article: a list of products that it tests, say. */
const perhapsMisnamed: ReadonlySet<LeftOutReason> = new Set(['advertisement', 'byline', 'sharing', 'navigation']);
const mostMisnamed = 0.6;

/** The reasons under whose names so much of the running text of a page stands that they cannot be meant. */
function misnamedIn(elements: readonly PageElement[], prose: readonly number[]): Set<LeftOutReason> {
  const words = new Map<LeftOutReason, number>();
  const within = new Set<PageElement>();
  for (const element of elements) {
    if (element.parent && within.has(element.parent)) {
      within.add(element);
      continue;
    }
    const called = zoneOf(element);
    if (called === null || element.hidden) continue;
    const inside = prose[element.endLine]! - prose[element.firstLine]!;
    if (inside > prose.at(-1)! * 0.35) continue;
    within.add(element);
    words.set(called, (words.get(called) ?? 0) + inside);
  }
  return new Set(
    [...words].filter(([reason, some]) => perhapsMisnamed.has(reason) && some > prose.at(-1)! * mostMisnamed).map(([reason]) => reason),
  );
}

const ofLinks: ReadonlySet<LeftOutReason> = new Set(['related', 'navigation', 'sharing']);

/** The sums of all numbers before each place, and of all of them. */
function sums(numbers: readonly number[]): number[] {
  const upTo = [0];
  for (const number of numbers) upTo.push(upTo.at(-1)! + number);
  return upTo;
}

function isQuotedPost(element: PageElement): boolean {
  for (let around: PageElement | null = element; around; around = around.parent)
    if (around.tag === 'blockquote') return /twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed/.test(around.names);
  return false;
}

const isInline = /^(?:a|abbr|b|bdi|big|cite|code|em|font|i|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u)$/;

/** The element that stands for the line as a whole. */
function blockOf(element: PageElement): PageElement {
  let block = element;
  while (isInline.test(block.tag) && block.parent) block = block.parent;
  return block;
}

function makeOf(element: PageElement): string {
  const block = blockOf(element);
  const { parent } = block;
  return `${block.tag}.${block.names}<${parent?.tag ?? ''}.${parent?.names ?? ''}`;
}

/**
 * Running text that belongs to the article beyond doubt: what Readability chose of it, unless another place of the page holds so much
 * more that it must have been mistaken.
 */
function seedOf(facts: readonly LineFacts[], title: string): LineFacts[] {
  const running = facts.filter(({ prose, zone, line }) => prose && zone === null && !line.element.hidden);
  const chosen = running.filter((fact) => fact.chosen);
  const homes = new Map<PageElement, LineFacts[]>();
  for (const fact of running) {
    const home = homeOf(fact);
    const there = homes.get(home);
    if (there) there.push(fact);
    else homes.set(home, [fact]);
  }
  const largest = [...homes.values()].toSorted((a, b) => wordsIn(b) - wordsIn(a))[0] ?? [];
  const seed = wordsIn(chosen) >= wordsIn(largest) * 0.4 ? chosen : largest;
  return underHeadline(facts, title, seed) ?? seed;
}

const linesUnderHeadline = 30;
const fewestUnder = { words: 40, lines: 3 };
const mostAfter = 6;

/**
 * An article that is shorter than what stands around it, or made of short lines, is the one under its headline all the same: its lines,
 * where the seed has none of them. Null where the headline is not to be found, or hardly anything is under it.
 */
function underHeadline(facts: readonly LineFacts[], title: string, seed: readonly LineFacts[]): LineFacts[] | null {
  const headline = facts.find(
    ({ line, zone }) => line.kind === 'heading' && zone === null && !line.element.hidden && isHeadline(line, title),
  );
  if (!headline) return null;
  const { index: at } = headline;
  if (seed.some(({ index }) => index > at && index <= at + linesUnderHeadline)) return null;
  for (let around = headline.line.element.parent; around && around.tag !== 'body'; around = around.parent) {
    const { endLine } = around;
    const under = facts.slice(at + 1, endLine).filter(({ line, zone, linked }) => zone === null && linked < 0.3 && !line.element.hidden);
    if (wordsIn(under) < fewestUnder.words || under.length < fewestUnder.lines) continue;
    const isThere = seed.some(({ index }) => index > at && index < endLine);
    // What comes after a few lines under the headline, and is far longer than they, is what they lead to.
    return isThere || ((seed[0]?.index ?? at) > at && wordsIn(seed) > wordsIn(under) * mostAfter) ? null : under;
  }
  return null;
}

/** The element whose paragraphs stand beside one another. */
function homeOf({ line }: LineFacts): PageElement {
  const block = blockOf(line.element);
  const isAlone = block.tag === 'p' || block.endLine - block.firstLine <= 1;
  return isAlone ? (block.parent ?? block) : block;
}

const wordsIn = (facts: readonly LineFacts[]): number => facts.reduce((sum, { words }) => sum + words, 0);

/** Something is called something in it: that two lines are made alike is no chance. */
const named = /\.[^<\s]/;

interface Inside {
  /** Index of the first line that belongs to the article beyond doubt. */
  first: number;
  holds(fact: LineFacts): boolean;
}

/** Where the article lies: the element around nearly all of the seed, its first and its last line, and how its lines are made. */
function insideOf(facts: readonly LineFacts[], seed: readonly LineFacts[]): Inside {
  if (seed.length === 0) return { first: 0, holds: ({ chosen, line }) => chosen && !line.element.hidden };
  const most = wordsIn(seed) * 0.9;
  let around: PageElement = seed[0]!.line.element;
  const within = (element: PageElement): LineFacts[] => seed.filter(({ index }) => index >= element.firstLine && index < element.endLine);
  for (const start of seed) {
    let element: PageElement | null = start.line.element;
    while (element && wordsIn(within(element)) < most) element = element.parent;
    if (!element) continue;
    around = element;
    break;
  }
  const kept = within(around);
  const [first, last] = [kept[0]!.index, kept.at(-1)!.index];
  const makes = new Set(kept.map(({ make }) => make));
  const homes = new Set(kept.map(homeOf));
  const title = facts.findLast(({ line, index }) => index < first && line.kind === 'heading' && line.level === 1)?.index ?? first;
  return {
    first,
    holds(fact) {
      const { index, chosen, prose, make, linked, line, words } = fact;
      if (index > title && index < first && prose && linked < 0.3) return true;
      const alike = makes.has(make) && named.test(make);
      // An article may go on in the next part of its page, made the same way.
      if (index < around.firstLine || index >= around.endLine) return index > last && prose && alike && linked < 0.3;
      if (index >= first && index <= last)
        return chosen || makes.has(make) || prose || linked < 0.5 || line.kind !== 'paragraph' || words > 30;
      if (prose) return chosen || (homes.has(homeOf(fact)) && makes.has(make));
      return chosen && linked < 0.3;
    },
  };
}

function verdictOf(fact: LineFacts, inside: Inside, title: string): Verdict {
  const { line, zone, words, linked, prose, index } = fact;
  if (line.element.hidden) return 'hidden';
  if (zone !== null) return zone;
  const isHeading = line.kind === 'heading';
  if (isHeading && isHeadline(line, title)) return 'headline';
  if (!inside.holds(fact)) return 'unproven';
  // What stands over the text is said of it, also where it is a sentence.
  if (isHeading && index < inside.first && (line.level === 1 || words > 8)) return 'headline';
  const phrase = words < 45 && (!prose || linked > 0.3) ? phraseOf(line.text) : null;
  if (phrase !== null) return phrase;
  if (isOffer(line.text)) return 'notice';
  const isAddress = /^\s*(?:https?:\/\/|www\.)\S+\s*$/.test(line.text);
  if (
    !isAddress &&
    linked > 0.7 &&
    words < 30 &&
    !isQuotedPost(line.element) &&
    (line.kind === 'paragraph' || isHeading || (line.kind === 'list-item' && linked > 0.9))
  )
    return 'related';
  if (words < 60 && creditAtEnd.test(line.text)) return 'byline';
  return 'article';
}

/** A caption that stands in a paragraph, as its credit tells. */
const creditAtEnd =
  /[([](?:image|images|photo|photos|picture|pictures|pic|credit|file photo|photograph|bild|foto|getty|ap|afp|reuters|epa)\b[^()\]]{0,80}[)\]]\s*$/iu;

function isChosen(line: PageLine, chosen: ReadonlySet<number>): boolean {
  for (const holder of line.holders) if (chosen.has(holder)) return true;
  return false;
}
