import { citationFields, type CitationFields, type DocumentKind } from '../../../../shared/domain/entities.ts';
import type { ReadCitation } from '../../../../shared/domain/citations.ts';
import { partialDate } from '../../../../shared/domain/ids.ts';
import { bylineOf, namesOf, type AuthorName } from '../../../../shared/domain/names.ts';

/** Something that an entry says, and the field of its format that says it. */
interface Said<Value> {
  value: Value;
  from: string;
}

/** A citation as all formats share it: what one is read into, and what one is written from. */
export interface Cited {
  kind?: Said<DocumentKind>;
  title?: Said<string>;
  publisher?: Said<string>;
  authors?: Said<AuthorName[]>;
  published?: Said<string>;
  modified?: Said<string>;
  accessed?: Said<string>;
  address?: Said<string>;
  doi?: Said<string>;
  language?: Said<string>;
  /** What no article's citation has a place for. */
  rest: { name: string; value: string }[];
}

/** An entry of a text, with its place there. */
export interface CitedEntry extends Cited {
  key: string;
  line: number;
  source: string;
}

/** Newspapers and the like stand in for their publisher: what CSL calls the container. */
const inContainer: readonly DocumentKind[] = ['article-newspaper', 'article-magazine', 'article-journal', 'webpage', 'post', 'broadcast'];
export const isInContainer = (kind: DocumentKind): boolean => inContainer.includes(kind);

/** One line in NFC: what a field of a citation holds. */
export const oneLine = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

const longest = 300;
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** Languages as BibTeX and people name them. */
const languages = new Map(
  Object.entries({
    english: 'en',
    american: 'en-US',
    usenglish: 'en-US',
    british: 'en-GB',
    ukenglish: 'en-GB',
    german: 'de',
    ngerman: 'de',
    deutsch: 'de',
    austrian: 'de-AT',
    french: 'fr',
    francais: 'fr',
    spanish: 'es',
    italian: 'it',
    portuguese: 'pt',
    brazilian: 'pt-BR',
    dutch: 'nl',
    danish: 'da',
    swedish: 'sv',
    norwegian: 'no',
    finnish: 'fi',
    polish: 'pl',
    czech: 'cs',
    russian: 'ru',
    ukrainian: 'uk',
    turkish: 'tr',
    greek: 'el',
    arabic: 'ar',
    hebrew: 'he',
    chinese: 'zh',
    japanese: 'ja',
    korean: 'ko',
  }),
);

/** The name that LaTeX has for a language; the tag itself where it has none. */
export function babelName(tag: string): string {
  return [...languages].find(([, of]) => of === tag)?.[0] ?? tag;
}

const doiIn = /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/iu;

/** The DOI that an address or a field holds; null where it is none. */
export function doiOf(text: string): string | null {
  return doiIn.exec(text.trim())?.[1] ?? null;
}

/** The fields of an article's citation that an entry fills, each with the field of the format that says it; `format` is its name for people. */
export function fieldsOf(entry: Cited, format: string): Pick<ReadCitation, 'fields' | 'origins' | 'notTaken'> {
  const fields: Partial<CitationFields> = {};
  const origins: ReadCitation['origins'] = {};
  const notTaken = entry.rest.map(({ name, value }) => ({ name, value: short(oneLine(value)) })).filter(({ value }) => value !== '');
  const take = <Field extends keyof CitationFields>(field: Field, said: Said<string> | undefined): void => {
    if (!said) return;
    const value = oneLine(said.value);
    if (value === '') return;
    const parsed = citationFields.shape[field].safeParse(value);
    if (!parsed.success) {
      notTaken.push({ name: said.from, value: short(value) });
      return;
    }
    fields[field] = parsed.data as CitationFields[Field];
    origins[field] = `${format} ${said.from}`;
  };
  take('title', entry.title);
  take('kind', entry.kind);
  take('publisher', entry.publisher);
  if (entry.authors) take('byline', { value: bylineOf(entry.authors.value), from: entry.authors.from });
  take('published', entry.published);
  take('modified', entry.modified);
  take('accessed', entry.accessed);
  const doi = entry.doi && doiOf(entry.doi.value);
  const address = entry.address && oneLine(entry.address.value);
  if (entry.doi && !doi) notTaken.push({ name: entry.doi.from, value: short(oneLine(entry.doi.value)) });
  if (entry.address) take('address', entry.address);
  if (entry.doi && doi) {
    if (!address) take('address', { value: `https://doi.org/${doi}`, from: entry.doi.from });
    else if (doiOf(address)?.toLowerCase() !== doi.toLowerCase()) notTaken.push({ name: entry.doi.from, value: doi });
  }
  if (entry.language) {
    const named = oneLine(entry.language.value);
    take('language', { value: languages.get(named.toLowerCase()) ?? named, from: entry.language.from });
  }
  return { fields, origins, notTaken };
}

/** A date of an entry, as precise as it is: of `2024-05-06T12:00`, `2024/05/06` or `2024-05/2024-06` the day, or the first of both; null for anything else. */
export function dateIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?![\d])/u.exec(text.trim()) ?? [];
  return year === undefined ? null : dateOfParts(year, month, day);
}

/** The longest date that parts make: a month or a day that there is not ends it. */
export function dateOfParts(year: string, month?: string, day?: string): string | null {
  const written = [year.padStart(4, '0'), month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined);
  for (let count = written.length; count > 0; count--) {
    const date = partialDate.safeParse(written.slice(0, count).join('-'));
    if (date.success) return date.data;
  }
  return null;
}

/** An article's citation as every format writes it. */
export interface Written {
  kind: DocumentKind;
  title: string;
  publisher: string;
  authors: AuthorName[];
  published: string | null;
  modified: string | null;
  accessed: string | null;
  address: string;
  doi: string | null;
  language: string;
}

export function writtenOf(fields: CitationFields): Written {
  return {
    kind: fields.kind,
    title: oneLine(fields.title),
    publisher: oneLine(fields.publisher),
    authors: namesOf(fields.byline),
    published: fields.published,
    modified: fields.modified,
    accessed: fields.accessed,
    address: oneLine(fields.address),
    doi: doiOf(fields.address),
    language: oneLine(fields.language),
  };
}
