import type { CitationProblem } from '../../../../../shared/domain/citations.ts';
import type { DocumentKind } from '../../../../../shared/domain/entities.ts';
import type { AuthorName } from '../../../../../shared/domain/names.ts';
import { babelName, dateIn, dateOfParts, isInContainer, type CitedEntry, type Written } from '../cited.ts';
import { addressFromLatex, fromLatex, toLatex } from './latex.ts';
import { scanBibtex, type ScannedEntry } from './scan.ts';

/** Types of BibTeX and BibLaTeX; `exact` where nothing of it is lost. */
const kinds: Readonly<Record<string, { kind: DocumentKind; exact?: true }>> = {
  article: { kind: 'article-journal', exact: true },
  periodical: { kind: 'article-magazine' },
  online: { kind: 'webpage', exact: true },
  electronic: { kind: 'webpage', exact: true },
  www: { kind: 'webpage', exact: true },
  report: { kind: 'report', exact: true },
  techreport: { kind: 'report', exact: true },
  manual: { kind: 'report' },
  thesis: { kind: 'report' },
  phdthesis: { kind: 'report' },
  mastersthesis: { kind: 'report' },
  legislation: { kind: 'legislation', exact: true },
  legal: { kind: 'legislation', exact: true },
  jurisdiction: { kind: 'legislation' },
  dataset: { kind: 'dataset', exact: true },
  book: { kind: 'book', exact: true },
  mvbook: { kind: 'book' },
  booklet: { kind: 'book' },
  collection: { kind: 'book' },
  proceedings: { kind: 'book' },
  inbook: { kind: 'book' },
  incollection: { kind: 'book' },
  inproceedings: { kind: 'article-journal' },
  conference: { kind: 'article-journal' },
  letter: { kind: 'personal_communication', exact: true },
  audio: { kind: 'broadcast', exact: true },
  video: { kind: 'broadcast', exact: true },
  movie: { kind: 'broadcast' },
  misc: { kind: 'document', exact: true },
  unpublished: { kind: 'document' },
};

/** What else a type can be, by `entrysubtype`, and how that is written. */
const subtypes: Readonly<Record<string, { kind: DocumentKind; type: string }>> = {
  newspaper: { kind: 'article-newspaper', type: 'article' },
  magazine: { kind: 'article-magazine', type: 'article' },
  post: { kind: 'post', type: 'online' },
  speech: { kind: 'speech', type: 'misc' },
  interview: { kind: 'interview', type: 'misc' },
};

const plainTypes: Partial<Record<DocumentKind, string>> = {
  'article-journal': 'article',
  webpage: 'online',
  report: 'report',
  legislation: 'legislation',
  dataset: 'dataset',
  book: 'book',
  personal_communication: 'letter',
  broadcast: 'video',
};

const publishersOfArticles = ['journaltitle', 'journal', 'organization', 'publisher', 'institution', 'booktitle', 'howpublished'];
const publishersOfWorks = ['publisher', 'institution', 'organization', 'school', 'journaltitle', 'journal', 'booktitle', 'howpublished'];

/** The entries of a BibTeX or BibLaTeX text; what cannot be read is told with its line, and costs no other entry. */
export function readBibtex(text: string, mostEntries: number): { entries: CitedEntry[]; problems: CitationProblem[] } {
  const { entries, problems } = scanBibtex(text, mostEntries);
  return { entries: entries.map(citedOf), problems };
}

function citedOf({ type, key, fields, line, source }: ScannedEntry): CitedEntry {
  const entry: CitedEntry = { key, line, source, rest: [] };
  const left = new Map(fields);
  const take = (...names: string[]): { value: string; from: string } | undefined => {
    const from = names.find((name) => left.get(name)?.trim());
    if (from === undefined) return undefined;
    const value = left.get(from)!;
    left.delete(from);
    return { value, from };
  };
  const subtype = left.get('entrysubtype')?.trim().toLowerCase() ?? '';
  const known = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (Object.hasOwn(subtypes, subtype)) {
    entry.kind = { value: subtypes[subtype]!.kind, from: 'entrysubtype' };
    left.delete('entrysubtype');
  } else {
    entry.kind = { value: known?.kind ?? 'document', from: `type @${type}` };
    if (!known?.exact) entry.rest.push({ name: 'type', value: `@${type}` });
  }
  const title = take('title');
  const subtitle = title && take('subtitle');
  if (title)
    entry.title = { value: [title, ...(subtitle ? [subtitle] : [])].map(({ value }) => fromLatex(value)).join(': '), from: title.from };
  const authors = take('author');
  if (authors) entry.authors = { value: namesIn(authors.value), from: authors.from };
  takeAddress(entry, take, left.get('howpublished') ?? '');
  const publisher = take(...(isInContainer(entry.kind.value) ? publishersOfArticles : publishersOfWorks));
  if (publisher) entry.publisher = { value: fromLatex(publisher.value), from: publisher.from };
  takeDates(entry, take);
  const language = take('langid', 'language');
  if (language) entry.language = { value: fromLatex(language.value), from: language.from };
  for (const [name, value] of left) entry.rest.push({ name, value: fromLatex(value) });
  return entry;
}

type Take = (...names: string[]) => { value: string; from: string } | undefined;

function takeAddress(entry: CitedEntry, take: Take, howPublished: string): void {
  const address = take('url');
  if (address) entry.address = { value: addressFromLatex(address.value), from: address.from };
  const doi = take('doi');
  if (doi) entry.doi = { value: addressFromLatex(doi.value), from: doi.from };
  if (address || !/^\s*(?:\\url\s*\{|https?:)/u.test(howPublished)) return;
  const published = take('howpublished')!;
  entry.address = { value: addressFromLatex(published.value), from: published.from };
}

function takeDates(entry: CitedEntry, take: Take): void {
  const offer = (field: 'published' | 'accessed', said: ReturnType<Take>): void => {
    if (!said) return;
    const value = dateIn(fromLatex(said.value));
    if (value === null) entry.rest.push({ name: said.from, value: fromLatex(said.value) });
    else entry[field] = { value, from: said.from };
  };
  offer('published', take('date'));
  offer('accessed', take('urldate'));
  if (entry.published) return;
  const year = take('year');
  if (!year) return;
  const digits = /\d{4}/u.exec(fromLatex(year.value))?.[0];
  if (digits === undefined) {
    entry.rest.push({ name: 'year', value: fromLatex(year.value) });
    return;
  }
  const month = take('month');
  const number = month && /^\s*(\d{1,2})\s*$/u.exec(month.value)?.[1];
  if (month && number === undefined) entry.rest.push({ name: 'month', value: fromLatex(month.value) });
  const day = number === undefined ? undefined : take('day');
  const value = dateOfParts(digits, number, day && /^\s*(\d{1,2})\s*$/u.exec(day.value)?.[1]);
  if (value !== null) entry.published = { value, from: month ? 'year and month' : 'year' };
}

/** The names of an author field, parted by “and” outside of braces. */
function namesIn(value: string): AuthorName[] {
  return parted(value, /\s+and\s+/iuy).flatMap((part): AuthorName[] => {
    const name = part.trim();
    if (name === '') return [];
    if (isOneGroup(name)) return [{ literal: fromLatex(name) }];
    const pieces = parted(name, /\s*,\s*/uy).map((piece) => piece.trim());
    if (pieces.length > 2)
      return [{ family: fromLatex(pieces[0]!), suffix: fromLatex(pieces[1]!), given: fromLatex(pieces.slice(2).join(' ')) }];
    if (pieces.length === 2) return [{ family: fromLatex(pieces[0]!), given: fromLatex(pieces[1]!), suffix: '' }];
    return [spoken(parted(name, /[\s~]+/uy).filter((word) => word !== ''))];
  });
}

/** “First von Last”, as BibTeX takes it: the family begins at the first small word, else it is the last word. */
function spoken(words: readonly string[]): AuthorName {
  const small = words.findIndex((word, place) => place > 0 && place < words.length - 1 && /^\p{Ll}/u.test(word));
  const first = small > 0 ? small : words.length - 1;
  if (words.length < 2) return { literal: fromLatex(words.join(' ')) };
  return { given: fromLatex(words.slice(0, first).join(' ')), family: fromLatex(words.slice(first).join(' ')), suffix: '' };
}

/** Whether a value is one pair of braces with something in it. */
function isOneGroup(value: string): boolean {
  if (!value.startsWith('{') || !value.endsWith('}')) return false;
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '{') depth++;
    else if (value[at] === '}' && --depth === 0) return at === value.length - 1;
  }
  return false;
}

function parted(value: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < value.length;) {
    const character = value[at]!;
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (depth === 0) {
      separator.lastIndex = at;
      const found = separator.exec(value);
      if (found && found[0] !== '') {
        parts.push(value.slice(start, at));
        at += found[0].length;
        start = at;
        continue;
      }
    }
    at++;
  }
  return [...parts, value.slice(start)];
}

/** Citations as BibLaTeX, in UTF-8; titles in double braces, so that no style changes their letters. */
export function writeBibtex(citations: readonly Written[], keys: readonly string[]): string {
  return citations.map((citation, place) => entryOf(citation, keys[place]!)).join('\n');
}

function entryOf(citation: Written, key: string): string {
  const subtype = Object.entries(subtypes).find(([, { kind }]) => kind === citation.kind);
  const type = subtype?.[1].type ?? plainTypes[citation.kind] ?? 'misc';
  const publisher = isInContainer(citation.kind)
    ? type === 'article'
      ? 'journaltitle'
      : 'organization'
    : type === 'report'
      ? 'institution'
      : 'publisher';
  const fields: [string, string][] = [
    ['entrysubtype', subtype?.[0] ?? ''],
    ['author', citation.authors.map(nameInLatex).join(' and ')],
    ['title', citation.title && `{${toLatex(citation.title)}}`],
    [publisher, toLatex(citation.publisher)],
    ['date', citation.published ?? ''],
    ['url', verbatim(citation.address)],
    ['doi', verbatim(citation.doi ?? '')],
    ['urldate', citation.accessed ?? ''],
    ['langid', toLatex(babelName(citation.language))],
  ];
  const lines = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${type}{${key},\n${lines.join('')}}\n`;
}

/** Fields that hold addresses are not LaTeX to BibLaTeX, but braces still count. */
const verbatim = (address: string): string => address.replaceAll(/[{}\\\s]/gu, (sign) => encodeURIComponent(sign));

function nameInLatex(name: AuthorName): string {
  if ('literal' in name) return `{${toLatex(name.literal)}}`;
  const part = (words: string): string => (/,|\band\b/iu.test(words) ? `{${toLatex(words)}}` : toLatex(words));
  return [name.family, name.suffix, name.given]
    .filter((words, place) => place !== 1 || words !== '')
    .map(part)
    .join(', ');
}
