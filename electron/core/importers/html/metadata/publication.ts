import type { Guesses } from '../../parser.ts';
import { isText, type DomElement, type DomNode } from '../dom.ts';
import { dateInAddress, dateOf } from './dates.ts';
import { said, type LinkedData } from './jsonLd.ts';
import { headingWords, metaName, type PageParts } from './parts.ts';
import { letters } from './titles.ts';
import type { ShownDate } from './visible.ts';

/** What machines read on a page. */
export interface Sources {
  parts: PageParts;
  source: string;
  meta: ReadonlyMap<string, string>;
  data: LinkedData | null;
  address: string | undefined;
}

/** A date that a page states, and where; `written` as it stands there. */
export interface StatedDate {
  value: string;
  method: string;
  written: string;
}

/** Names of `meta` tags that say when something was published, the surest first, and of those that say when it was changed. */
const dateNames = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'article:published',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date.created',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'citation_publication_date',
  'publish-date',
  'publish_date',
  'publishdate',
  'published-date',
  'publication_date',
  'pubdate',
  'originalpublicationdate',
  'schema:datepublished',
  'schema:datecreated',
  'cxenseparse:recs:publishtime',
  'article_date_original',
  'rnews:datepublished',
  'bt:pubdate',
];
const changeNames = [
  'article:modified_time',
  'og:updated_time',
  'og:modified_time',
  'datemodified',
  'dcterms.modified',
  'dc.date.modified',
  'last-modified',
  'lastmod',
  'revised',
];

/** What other names of such tags have in common, and what tells of another day. */
const publicationName = /publi(?:sh|cation|shed)|pub-?_?date|release-?_?(?:d|$)|\bissued\b|created|datetime-?original/;
const otherName = /modif|updat|expir|unpublish|until|end|birth|crawl|publisher/;

export interface StatedDates {
  published: StatedDate | null;
  /** Less sure than a date that readers see under the headline. */
  unsure: StatedDate | null;
  modified: StatedDate | null;
}

/** When a page was published and changed, as it tells machines. */
export function statedDates(sources: Sources, address: string, title: string): StatedDates {
  const { parts, meta, data, source } = sources;
  const published: StatedDate[] = [];
  const unsure: StatedDate[] = [];
  const modified: StatedDate[] = [];
  const offer = (list: StatedDate[], written: string | null | undefined, method: string, value = dateOf(written)): void => {
    if (value !== null) list.push({ value, method, written: written ?? '' });
  };
  offer(published, said(data, 'datePublished'), 'JSON-LD datePublished');
  offer(modified, said(data, 'dateModified'), 'JSON-LD dateModified');
  for (const name of dateNames) offer(published, meta.get(name), metaName(name));
  for (const name of changeNames) offer(modified, meta.get(name), metaName(name));
  for (const [property, list] of [
    ['datePublished', published],
    ['dateModified', modified],
  ] as const)
    for (const element of parts.properties)
      if ((element.getAttribute('itemprop') ?? '').split(/\s+/).includes(property))
        offer(list, machineDate(element) ?? element.textContent, `itemprop ${property}`);
  for (const [name, content] of meta) if (publicationName.test(name) && !otherName.test(name)) offer(published, content, metaName(name));
  const times = parts.times.filter((element) => !isOfChange(element));
  for (const element of times)
    if (element.hasAttribute('pubdate')) offer(published, element.getAttribute('datetime'), '<time> of publication');
  offer(published, timeUnder(parts, title)?.getAttribute('datetime'), '<time> under the headline');
  offer(published, said(data, 'dateCreated') ?? said(data, 'uploadDate'), 'JSON-LD dateCreated');
  offer(unsure, meta.get('date'), metaName('date'));
  offer(unsure, address, 'date in the address', dateInAddress(address));
  const [ofPublication, all] = [times.filter((element) => /publish|entry-date/i.test(element.getAttribute('class') ?? '')), times];
  // Several days on a page are those of other articles.
  offer(unsure, onlyDay(ofPublication), '<time> of publication');
  offer(unsure, onlyDay(all), '<time>');
  offer(unsure, dateInData(source), 'data of the page');
  return { published: mostPrecise(published), unsure: mostPrecise(unsure), modified: mostPrecise(modified) };
}

const machineDate = (element: DomElement): string | null =>
  element.getAttribute('datetime') ??
  element.getAttribute('content') ??
  // What is short for a date says it whole in its title.
  (element.localName === 'abbr' ? element.getAttribute('title') : null);

/** The first date; a later one that says the same more precisely goes before it. */
function mostPrecise(dates: readonly StatedDate[]): StatedDate | null {
  const [first] = dates;
  if (!first) return null;
  return dates.find(({ value }) => value.length > first.value.length && value.startsWith(first.value)) ?? first;
}

function onlyDay(times: readonly DomElement[]): string | null {
  const written = times.map((element) => element.getAttribute('datetime')).filter((date) => dateOf(date) !== null);
  return new Set(written.map(dateOf)).size === 1 ? written[0]! : null;
}

/** A change says so in its names, its words or just before. */
function isOfChange(element: DomElement): boolean {
  const own = element.textContent ?? '';
  let before: DomNode | null = null;
  for (let child = element.parentNode?.firstChild ?? null; child && child !== element; child = child.nextSibling)
    if (!isText(child) || /\S/.test(child.textContent ?? '')) before = child;
  const lead = before?.textContent?.slice(-40) ?? '';
  const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''}`;
  return (
    changes.test(names) ||
    changes.test(own) ||
    /(?:updated?|modified|aktualisiert|stand|geändert|mis à jour|actualizado|aggiornato|atualizado|bijgewerkt|обновлено|güncelle\S*)\W{0,4}(?:on\W+|am\W+|le\W+)?$/iu.test(
      lead.trim(),
    )
  );
}
const changes = /updat|modif|aktualisier|geändert|mis à jour|actualizad|aggiornat|atualizad|bijgewerkt|обновлено|güncelle/iu;

/** The first time after the headline, or else just before it, with no other heading between them. */
function timeUnder({ sequence }: PageParts, title: string): DomElement | null {
  if (title === '') return null;
  const isTime = (element: DomElement | undefined): boolean => element?.localName === 'time';
  for (const [index, element] of sequence.entries()) {
    if (isTime(element) || letters(headingWords(element)) !== letters(title)) continue;
    const near: DomElement[] = [];
    for (let after = index + 1; isTime(sequence[after]); after++) near.push(sequence[after]!);
    if (near.length === 0) for (let before = index - 1; isTime(sequence[before]); before--) near.push(sequence[before]!);
    const found = near.find((time) => !isOfChange(time) && dateOf(time.getAttribute('datetime')) !== null);
    if (found) return found;
  }
  return null;
}

const quote = String.raw`(?:\\?["']|&quot;)`;
const dataKeys = new RegExp(
  `${quote}(?:date_?published|published_?(?:at|date|on|time)|publication_?date|publish_?(?:date|time)|first_?published(?:_?(?:at|date))?|pub_?date)${quote}\\s*:\\s*${quote}([\\w :+./-]{4,40})`,
  'gi',
);

/** The day that the data of a page's own program give, where they give but one. */
function dateInData(source: string): string | null {
  const days = new Map<string, string>();
  for (const [, written] of source.matchAll(dataKeys)) {
    const day = dateOf(written);
    if (day && !days.has(day)) days.set(day, written!);
    if (days.size > 1) return null;
  }
  return [...days.values()][0] ?? null;
}

type Guess = NonNullable<Guesses['published']>;
/** Written as the clock in Greenwich has it, which pages do wherever they are made. */
const ofGreenwich = /T\d\d:\d\d.*(?:Z|[+-]00:?00)$/;
const dayLength = 86_400_000;
/** UTF-16 units of a whole day as ISO. */
const dayWritten = 10;

/**
 * The day of publication, from what a page tells machines and what it shows. The day of an instant in Greenwich may be the next one, or
 * the one before, where the page was made: there the day that it shows is the one it means. What it shows goes before what is unsure.
 */
export function published({ published: stated, unsure }: StatedDates, shown: ShownDate | null): Guess | undefined {
  const guess = (date: { value: string; method: string }): Guess => ({ value: date.value, method: date.method });
  if (!stated) {
    const best = shown?.near && shown.value.length === dayWritten ? shown : (unsure ?? shown);
    return best ? guess(best) : undefined;
  }
  if (!shown?.near) return guess(stated);
  const between = Math.abs(Date.parse(shown.value) - Date.parse(stated.value)) / dayLength;
  if (shown.value.length === dayWritten && between === 1 && ofGreenwich.test(stated.written))
    return { value: shown.value, method: `${shown.method}, where ${stated.method} is a day off` };
  return shown.value.length > stated.value.length && shown.value.startsWith(stated.value) ? guess(shown) : guess(stated);
}
