import { isElement, isText, type DomDocument, type DomElement, type DomNode } from '../dom.ts';

/** The elements of a page that may say something of its article, found in one walk: asking for each kind would take as many. */
export interface PageParts {
  title: DomElement | undefined;
  meta: DomElement[];
  /** Links of the head: canonical address and the like. */
  links: DomElement[];
  scripts: DomElement[];
  /** By their level, the first of each. */
  headings: [DomElement[], DomElement[], DomElement[]];
  times: DomElement[];
  /** Headings and times in the order of the page. */
  sequence: DomElement[];
  /** Elements with an item property. */
  properties: DomElement[];
  /** Elements that are marked as the author, or as a byline. */
  bylines: DomElement[];
}

const mostOfEach = 200;
const bylineNames = /(?:^|\s)(?:byline|author-name|article-author|post-author|entry-author)(?:\s|$)/i;

export function partsOf(page: DomDocument): PageParts {
  const parts: PageParts = {
    title: undefined,
    meta: [],
    links: [],
    scripts: [],
    headings: [[], [], []],
    times: [],
    sequence: [],
    properties: [],
    bylines: [],
  };
  const keep = (list: DomElement[], element: DomElement): void => void (list.length < mostOfEach && list.push(element));
  for (const element of elementsOf(page.documentElement)) {
    switch (element.localName) {
      case 'title':
        parts.title ??= element;
        break;
      case 'meta':
        keep(parts.meta, element);
        break;
      case 'link':
        keep(parts.links, element);
        break;
      case 'script':
        if (/ld\+json/i.test(element.getAttribute('type') ?? '')) keep(parts.scripts, element);
        break;
      case 'h1':
      case 'h2':
      case 'h3':
        keep(parts.headings[Number(element.localName[1]) - 1]!, element);
        keep(parts.sequence, element);
        break;
      case 'time':
        keep(parts.times, element);
        keep(parts.sequence, element);
        break;
      default:
    }
    if (element.hasAttribute('itemprop')) keep(parts.properties, element);
    if (/(?:^|\s)author(?:\s|$)/i.test(element.getAttribute('rel') ?? '') || bylineNames.test(element.getAttribute('class') ?? ''))
      keep(parts.bylines, element);
  }
  return parts;
}

/** How the name of a `meta` tag is told. */
export const metaName = (name: string): string => (/^(?:og|article|twitter):/.test(name) ? name : `meta name=${name}`);

/** What stands in a headline beside its words: a line over or under it, a date, what only screen readers are told. */
const besideHeadline =
  /kicker|over-?line|top-?line|dach-?zeile|spitzmarke|sub-?(?:title|line|head)|eyebrow|topic-?label|title-?header|visually-?hidden|sr-only|screen-?reader|aural|element-invisible/i;

/** The words of a heading without what is marked as standing beside them; all of them where nothing else would be left. */
export function headingWords(heading: DomElement): string {
  const words = (node: DomNode): string => {
    if (isText(node)) return node.textContent ?? '';
    if (!isElement(node)) return '';
    const isBeside =
      node !== heading &&
      (/^(?:small|time|svg|style|script)$/.test(node.localName) ||
        node.getAttribute('aria-hidden') === 'true' ||
        besideHeadline.test(node.getAttribute('class') ?? ''));
    if (isBeside) return ' ';
    let all = node.localName === 'br' ? ' ' : '';
    for (let child = node.firstChild; child; child = child.nextSibling) all += words(child);
    return /^(?:div|p|section)$/.test(node.localName) ? ` ${all} ` : all;
  };
  const own = words(heading);
  // A sign that parts the headline from a line over it goes with that.
  return /[\p{L}\p{N}]/u.test(own) ? own.replace(/^[\s:|]+/, '') : (heading.textContent ?? '');
}

const headlineNames = /(?:entry|post|article|page|story|news|single|content)[_-]*(?:title|head)|headline/i;

/** Do its classes or its item property say that a heading is an article's headline? Those of other articles may be marked too. */
export const isMarkedHeadline = (heading: DomElement): boolean =>
  headlineNames.test(`${heading.getAttribute('class') ?? ''} ${heading.getAttribute('itemprop') ?? ''}`);

const overHeadline =
  /(?:^|[\s_-])(?:site[_-]*(?:title|name|logo|branding)|kicker|over-?line|strap-?line|dach-?zeile|spitzmarke|eyebrow)(?:$|[\s_-])/i;

/** A heading that is marked as the name of the site, or as a line that stands over a headline. */
export const isOverHeadline = (heading: DomElement): boolean => overHeadline.test(heading.getAttribute('class') ?? '');

function* elementsOf(root: DomElement): Generator<DomElement> {
  let node: DomNode | null = root;
  while (node) {
    if (isElement(node)) yield node;
    if (node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) node = node.parentNode;
    node = node && node !== root ? node.nextSibling : null;
  }
}
