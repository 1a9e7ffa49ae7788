import type { DocumentKind } from '../../../../../shared/domain/entities.ts';
import type { Guesses } from '../../parser.ts';
import { linkAddress } from '../address.ts';
import type { DomDocument, DomElement } from '../dom.ts';
import { linkedDataIn, said, typesOf, withPeople, wordsOf, type LinkedData } from './jsonLd.ts';
import { headingWords, isMarkedHeadline, isOverHeadline, metaName, partsOf } from './parts.ts';
import { statedDates, type Sources, type StatedDates } from './publication.ts';
import { bestTitle } from './titles.ts';
import { asWords } from './words.ts';

/** What a page says of its article. */
export interface PageMetadata {
  guesses: Guesses;
  title: string;
  /** What it says elsewhere of what the article says: the beginning, or all of it. Empty where it says nothing. */
  description: string;
  body: string;
  /** The full text is for those who pay. */
  forPayers: boolean;
  /** What it tells machines of when it was published. */
  dates: StatedDates;
}

/** The type of an article in JSON-LD, and what CSL calls it. */
const kinds: Readonly<Record<string, DocumentKind>> = {
  NewsArticle: 'article-newspaper',
  ReportageNewsArticle: 'article-newspaper',
  AnalysisNewsArticle: 'article-newspaper',
  BackgroundNewsArticle: 'article-newspaper',
  OpinionNewsArticle: 'article-newspaper',
  ReviewNewsArticle: 'article-newspaper',
  AskPublicNewsArticle: 'article-newspaper',
  LiveBlogPosting: 'article-newspaper',
  Article: 'article-newspaper',
  BlogPosting: 'post',
  SocialMediaPosting: 'post',
  DiscussionForumPosting: 'post',
  ScholarlyArticle: 'article-journal',
  MedicalScholarlyArticle: 'article-journal',
  TechArticle: 'webpage',
  Report: 'report',
  Legislation: 'legislation',
  Dataset: 'dataset',
  PodcastEpisode: 'broadcast',
  RadioEpisode: 'broadcast',
  TVEpisode: 'broadcast',
  WebPage: 'webpage',
};

const limits: Partial<Record<keyof Guesses, number>> = { title: 1_000, publisher: 500, byline: 500, address: 4_000, language: 35 };
/** Of each level; a page may be a list of thousands. */
const mostHeadings = 40;

/** Reads what a page says of itself, each with where it says it; what is said in the surest place goes first. */
export function readMetadata(page: DomDocument, source: string, savedFrom: string | undefined): PageMetadata {
  const parts = partsOf(page);
  const meta = metaTags(parts.meta);
  const objects = linkedDataIn(parts.scripts);
  const data = articleIn(objects);
  const bodies = objects.map((object) => said(object, 'articleBody') ?? '').toSorted((a, b) => b.length - a.length);
  const sources: Sources = { parts, source, meta, data, address: savedFrom };
  const guesses: Guesses = {};
  const offer = (field: keyof Guesses, value: string | null | undefined, method: string): void => {
    const words = tidy(value)?.slice(0, limits[field] ?? 100);
    if (words && !guesses[field]) guesses[field] = { value: words, method };
  };
  offerAddress(sources, offer);
  offerPublisher(sources, offer, guesses.address?.value);
  offerTitle(sources, offer, siteNames(sources, guesses));
  const dates = statedDates(sources, guesses.address?.value ?? '', guesses.title?.value ?? '');
  offer('modified', dates.modified?.value, dates.modified?.method ?? '');
  offerByline(sources, offer, guesses.publisher?.value ?? '');
  offer('language', languageTag(/<html[^>]{0,5000}?\s(?:xml:)?lang\s*=\s*["']?([\w-]+)/i.exec(source)?.[1]), '<html lang>');
  offer('language', languageTag(said(data, 'inLanguage')), 'JSON-LD inLanguage');
  for (const name of ['og:locale', 'content-language', 'dc.language', 'dcterms.language', 'language'])
    offer('language', languageTag(meta.get(name)), metaName(name));
  const type = data ? typesOf(data).find((one) => Object.hasOwn(kinds, one)) : undefined;
  if (type) offer('kind', kinds[type], `JSON-LD ${type}`);
  else if (meta.get('og:type') !== 'article') offer('kind', 'webpage', 'a page that does not say that it is an article');
  return {
    guesses,
    title: guesses.title?.value ?? '',
    dates,
    description: tidy(meta.get('og:description') ?? meta.get('description') ?? said(data, 'description')) ?? '',
    body: tidy(bodies[0])?.replaceAll(/<[^>]{1,500}>/g, ' ') ?? '',
    forPayers:
      /^false$/i.test(String(data?.['isAccessibleForFree'] ?? '')) || /^(?:locked|metered)$/i.test(meta.get('article:content_tier') ?? ''),
  };
}

type Offer = (field: keyof Guesses, value: string | null | undefined, method: string) => void;

const tidy = (value: string | null | undefined): string | undefined => value?.replaceAll(/\s+/g, ' ').trim() || undefined;

/** `meta` tags by their name, property, item property or HTTP header, in small letters; the first of each counts. */
function metaTags(elements: readonly DomElement[]): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of elements) {
    // Programs that tidy pages before they are saved write `value`.
    const content = (tag.getAttribute('content') ?? tag.getAttribute('value'))?.trim();
    if (!content) continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv'])
      for (const name of (tag.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/))
        if (name !== '' && !tags.has(name)) tags.set(name, content);
  }
  return tags;
}

/** The object that is the article: the one of the surest type, and of several the one that says most. */
function articleIn(objects: readonly LinkedData[]): LinkedData | null {
  const rank = (object: LinkedData): number => {
    const types = typesOf(object);
    if (types.some((type) => /Article$|Posting$|^Report$/.test(type))) return 3;
    return types.some((type) => Object.hasOwn(kinds, type) && type !== 'WebPage') ? 2 : types.includes('WebPage') ? 1 : 0;
  };
  const weight = (object: LinkedData): number =>
    rank(object) * 10 + ['headline', 'datePublished', 'author', 'publisher', 'articleBody'].filter((property) => property in object).length;
  const article = objects.filter((object) => rank(object) > 0).toSorted((a, b) => weight(b) - weight(a))[0];
  return article ? withPeople(article, objects) : null;
}

function offerAddress({ parts, source, meta, data, address }: Sources, offer: Offer): void {
  const saved =
    address ??
    /<!--[^>]{0,200}?saved from url=\(\d+\)(\S+)/i.exec(source.slice(0, 20_000))?.[1] ??
    /<!--[^>]{0,500}?\burl:\s*(https?:\/\/\S+)/i.exec(source.slice(0, 20_000))?.[1];
  const link = parts.links.find((one) => /(?:^|\s)canonical(?:\s|$)/i.test(one.getAttribute('rel') ?? ''))?.getAttribute('href') ?? null;
  const candidates: [string | null, string][] = [
    [linkAddress(link, saved), 'link rel=canonical'],
    [linkAddress(meta.get('og:url') ?? null, saved), 'og:url'],
    [linkAddress(said(data, 'url') ?? said(data, 'mainEntityOfPage') ?? null, saved), 'JSON-LD url'],
    [linkAddress(saved ?? null, undefined), 'address that it was saved from'],
  ];
  const whole = candidates.filter(([found]) => found !== null && /^https?:/.test(found));
  // The address of a front page is no address of an article.
  const [found, method] = whole.find(([one]) => new URL(one!).pathname.length > 1) ?? whole[0] ?? [null, ''];
  offer('address', found, method);
}

function offerPublisher({ meta, data }: Sources, offer: Offer, address: string | undefined): void {
  const named = said(data, 'publisher') ?? '';
  // An address that stands for a publisher is no name.
  if (!/^https?:/.test(named)) offer('publisher', named, 'JSON-LD publisher');
  for (const name of [
    'og:site_name',
    'application-name',
    'dc.publisher',
    'dcterms.publisher',
    'publisher',
    'citation_journal_title',
    'article:publisher',
  ])
    if (!/^https?:/.test(meta.get(name) ?? '')) offer('publisher', meta.get(name), metaName(name));
  if (address) offer('publisher', new URL(address).hostname.replace(/^www\./, ''), 'host of the address');
}

/** All names that the site of a page goes by. */
function siteNames({ meta, data, address }: Sources, guesses: Guesses): string[] {
  const page = guesses.address?.value ?? address;
  const host = page && URL.canParse(page) ? new URL(page).hostname.replace(/^(?:www|m|amp)\./, '') : '';
  const names = [guesses.publisher?.value, said(data, 'publisher'), meta.get('og:site_name'), meta.get('application-name'), host];
  return names.filter((name) => name !== undefined && name !== '' && !/^https?:/.test(name)) as string[];
}

function offerTitle({ parts, meta, data }: Sources, offer: Offer, sites: readonly string[]): void {
  const names = ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'citation_title', 'headline'];
  const stated = [
    ['JSON-LD headline', said(data, 'headline')] as const,
    ...names.map((name) => [metaName(name), meta.get(name)] as const),
    ['<title>', parts.title?.textContent] as const,
  ]
    .map(([method, written]) => ({ words: asWords(written).slice(0, limits.title), method }))
    .filter(({ words }) => words !== '');
  const headings = parts.headings.map((elements) =>
    elements
      .filter((heading) => !isOverHeadline(heading))
      .slice(0, mostHeadings)
      .map((heading) => ({ words: asWords(headingWords(heading)), isMarked: isMarkedHeadline(heading) })),
  );
  const { words, method } = bestTitle(stated, headings, sites);
  offer('title', words, method);
}

function offerByline({ parts, meta, data }: Sources, offer: Offer, publisher: string): void {
  const people = (names: readonly (string | undefined)[]): string =>
    [...new Set(names.map((name) => tidy(name)?.replace(/^(?:by|von|par|por|di|door)\s+/i, '') ?? ''))]
      .filter(
        (name) =>
          name !== '' &&
          name.length < 120 &&
          !/^https?:|^@|^#|^(?:admin|editor|staff|redaktion|author)$/i.test(name) &&
          name.toLowerCase() !== publisher.toLowerCase(),
      )
      .slice(0, 12)
      .join(', ');
  offer('byline', people(data ? wordsOf(data['author'] ?? data['creator']) : []), 'JSON-LD author');
  for (const name of [
    'author',
    'article:author',
    'article:author_name',
    'byl',
    'dc.creator',
    'dcterms.creator',
    'citation_author',
    'parsely-author',
    'sailthru.author',
  ])
    offer('byline', people([meta.get(name)]), metaName(name));
  const authors = having(parts.properties, 'itemprop', 'author');
  const names = having(parts.properties, 'itemprop', 'name').filter((element) => authors.some((author) => isWithin(element, author)));
  const wordsIn = (elements: readonly DomElement[]): (string | undefined)[] =>
    elements.slice(0, 6).map((element) => element.getAttribute('content') ?? element.textContent ?? undefined);
  offer('byline', people(wordsIn(names)), 'itemprop author');
  offer('byline', people(wordsIn(authors)), 'itemprop author');
  offer('byline', people(wordsIn(having(parts.bylines, 'rel', 'author'))), 'rel=author');
  offer('byline', people(wordsIn(parts.bylines)), 'line that is marked as the byline');
}

/** Elements one of whose words in an attribute is this one. */
const having = (elements: readonly DomElement[], attribute: string, word: string): DomElement[] =>
  elements.filter((element) => (element.getAttribute(attribute) ?? '').split(/\s+/).includes(word));

function isWithin(element: DomElement, outer: DomElement): boolean {
  for (let around = element.parentNode; around; around = around.parentNode) if (around === outer) return true;
  return false;
}

function languageTag(value: string | undefined): string | null {
  const [language, ...rest] = value?.trim().split(/[-_]/) ?? [];
  if (!language || !/^[a-z]{2,3}$/i.test(language)) return null;
  const region = rest.find((part) => /^[A-Z]{2}$/i.test(part));
  return region ? `${language.toLowerCase()}-${region.toUpperCase()}` : language.toLowerCase();
}
