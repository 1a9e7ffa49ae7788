import * as z from 'zod';
import type { CitationProblem } from '../../../../shared/domain/citations.ts';
import { documentKind, type DocumentKind } from '../../../../shared/domain/entities.ts';
import { partedFamily, type AuthorName } from '../../../../shared/domain/names.ts';
import { dateIn, dateOfParts, isInContainer, type CitedEntry, type Written } from './cited.ts';

const word = z.union([z.string(), z.number()]).transform(String);
const name = z.looseObject({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
  suffix: z.string().optional(),
  'dropping-particle': z.string().optional(),
  'non-dropping-particle': z.string().optional(),
});
const date = z.union([
  word,
  z.looseObject({ 'date-parts': z.array(z.array(word)).optional(), raw: word.optional(), literal: word.optional() }),
]);
const item = z.looseObject({ id: word.optional(), type: z.string().optional() });

/** Types of CSL that no article has, and the nearest one that it has. */
export const nearest = new Map<string, DocumentKind>(
  Object.entries({
    article: 'document',
    bill: 'legislation',
    chapter: 'book',
    classic: 'book',
    collection: 'document',
    entry: 'book',
    'entry-dictionary': 'book',
    'entry-encyclopedia': 'book',
    hearing: 'legislation',
    legal_case: 'legislation',
    motion_picture: 'broadcast',
    'paper-conference': 'article-journal',
    periodical: 'article-magazine',
    'post-weblog': 'post',
    regulation: 'legislation',
    song: 'broadcast',
    standard: 'report',
    thesis: 'report',
    treaty: 'legislation',
  }),
);

/** The items of a CSL-JSON text: a list of them, or a single one. Each is read by itself, so that what breaks one costs no other. */
export function readCslJson(text: string, mostEntries: number): { entries: CitedEntry[]; problems: CitationProblem[] } {
  const entries: CitedEntry[] = [];
  const problems: CitationProblem[] = [];
  let number = 0;
  for (const { source, line } of itemsIn(text)) {
    if (entries.length >= mostEntries) break;
    number++;
    const parsed = item.safeParse(jsonOf(source));
    const cited = parsed.success ? citedOf(parsed.data) : null;
    if (parsed.success && cited) {
      entries.push({ ...cited, key: parsed.data.id ?? '', line, source });
      continue;
    }
    const what = parsed.success ? 'says nothing of a work' : 'is no whole item of CSL-JSON';
    problems.push({
      line,
      entry: number,
      message: `Entry ${number} (line ${line}) ${what}. It was left out; mend it in the file, and read that again.`,
    });
  }
  return { entries, problems };
}

export function jsonOf(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

/** What stands side by side in the outermost list, letter for letter, with the line on which it begins; one that is not closed goes to the end. */
export function* itemsIn(text: string): Generator<{ source: string; line: number }> {
  const outermost = /^\s*\[/u.test(text) ? 1 : /^\s*\{\s*"items"\s*:\s*\[/u.test(text) ? 2 : 0;
  let [depth, line, quoted, start, startLine] = [0, 1, false, -1, 1];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\n') line++;
    if (start < 0 && depth === outermost && /[^\s,[\]{}]|[[{]/u.test(character)) [start, startLine] = [at, line];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    const isOver = !quoted && ((depth === outermost && /[}\]"]/u.test(character)) || (depth < outermost && start >= 0));
    const isWordOver = !quoted && start >= 0 && depth === outermost && character === ',';
    if (start < 0 || !(isOver || isWordOver)) continue;
    yield { source: text.slice(start, isOver && depth === outermost ? at + 1 : at), line: startLine };
    start = -1;
  }
  if (start >= 0) yield { source: text.slice(start), line: startLine };
}

function citedOf(data: Record<string, unknown>): Omit<CitedEntry, 'key' | 'line' | 'source'> | null {
  const left = new Map(Object.entries(data).filter(([, value]) => value !== null && value !== undefined && value !== ''));
  for (const name of ['id', 'citation-key', 'citation-label']) left.delete(name);
  if ([...left.keys()].every((name) => name === 'type')) return null;
  const entry: Omit<CitedEntry, 'key' | 'line' | 'source'> = { rest: [] };
  const take = <Value>(from: string, shape: z.ZodType<Value>): { value: Value; from: string } | undefined => {
    const parsed = shape.safeParse(left.get(from));
    if (!parsed.success) return undefined;
    left.delete(from);
    return { value: parsed.data, from };
  };
  const type = take('type', z.string());
  const kind = documentKind.safeParse(type?.value);
  entry.kind = { value: kind.data ?? nearest.get(type?.value ?? '') ?? 'document', from: 'type' };
  if (type && !kind.success) entry.rest.push({ name: 'type', value: type.value });
  const title = take('title', word);
  if (title) entry.title = { ...title, value: withoutMarkup(title.value) };
  const publisher = isInContainer(entry.kind.value)
    ? (take('container-title', word) ?? take('publisher', word))
    : (take('publisher', word) ?? take('container-title', word));
  if (publisher) entry.publisher = { ...publisher, value: withoutMarkup(publisher.value) };
  const authors = take('author', z.array(name));
  if (authors) entry.authors = { value: authors.value.map(nameIn), from: 'author' };
  for (const [from, field] of [
    ['issued', 'published'],
    ['accessed', 'accessed'],
  ] as const) {
    const said = take(from, date);
    const value = said && dateOf(said.value);
    if (value) entry[field] = { value, from };
    else if (said) entry.rest.push({ name: from, value: JSON.stringify(said.value) });
  }
  const address = take('URL', word);
  if (address) entry.address = address;
  const doi = take('DOI', word);
  if (doi) entry.doi = doi;
  const language = take('language', word);
  if (language) entry.language = language;
  const own = take('custom', z.looseObject({ assay: z.object({ modified: z.string() }) }));
  if (own) entry.modified = { value: own.value.assay.modified, from: 'custom' };
  for (const [name, value] of left) entry.rest.push({ name, value: typeof value === 'string' ? value : JSON.stringify(value) });
  return entry;
}

const markup = /<(i|b|sup|sub|sc|span)(?:\s[^<>]{0,200})?>([^<]*)<\/\1>/giu;

/** Titles may hold the markup that CSL knows, in pairs; an article's title is its words. */
function withoutMarkup(text: string): string {
  let words = text;
  // Pairs within pairs go from the inside out.
  for (let depth = 0; depth < 5; depth++) words = words.replaceAll(markup, '$2');
  return words;
}

function nameIn(given: z.infer<typeof name>): AuthorName {
  const family = [given['non-dropping-particle'] ?? '', given.family ?? ''].filter((part) => part !== '').join(' ');
  if (given.literal !== undefined || !given.given) return { literal: given.literal ?? family };
  return {
    family,
    given: [given.given, given['dropping-particle'] ?? ''].filter((part) => part !== '').join(' '),
    suffix: given.suffix ?? '',
  };
}

function dateOf(said: z.infer<typeof date>): string | null {
  if (typeof said === 'string') return dateIn(said);
  const [year, month, day] = said['date-parts']?.[0] ?? [];
  if (year !== undefined) return /^\d{1,4}$/u.test(year) ? dateOfParts(year, month, day) : null;
  return dateIn(said.raw ?? said.literal ?? '');
}

/** An item of CSL-JSON. */
export interface CslItem {
  id: string;
  type: DocumentKind;
  [variable: string]: unknown;
}

const partsOf = (day: string): { 'date-parts': number[][] } => ({ 'date-parts': [day.split('-').map(Number)] });

/** An article's citation as an item of CSL-JSON. */
export function cslItemOf(citation: Written, key: string): CslItem {
  const { kind, title, publisher, authors, published, modified, accessed, address, doi, language } = citation;
  return {
    id: key,
    type: kind,
    ...(title && { title }),
    ...(publisher && { [isInContainer(kind) ? 'container-title' : 'publisher']: publisher }),
    ...(authors.length > 0 && { author: authors.map(cslName) }),
    ...(published && { issued: partsOf(published) }),
    ...(accessed && { accessed: partsOf(accessed) }),
    ...(address && { URL: address }),
    ...(doi && { DOI: doi }),
    ...(language && { language }),
    ...(modified && { custom: { assay: { modified } } }),
  };
}

function cslName(name: AuthorName): Record<string, string> {
  if ('literal' in name) return { literal: name.literal };
  const { particle, name: family } = partedFamily(name.family);
  return {
    family,
    given: name.given,
    ...(particle && { 'non-dropping-particle': particle }),
    ...(name.suffix && { suffix: name.suffix }),
  };
}

/** Citations as CSL-JSON. */
export function writeCslJson(citations: readonly Written[], keys: readonly string[]): string {
  return `${JSON.stringify(
    citations.map((citation, place) => cslItemOf(citation, keys[place]!)),
    null,
    2,
  )}\n`;
}
