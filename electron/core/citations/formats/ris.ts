import type { CitationProblem } from '../../../../shared/domain/citations.ts';
import type { DocumentKind } from '../../../../shared/domain/entities.ts';
import type { AuthorName } from '../../../../shared/domain/names.ts';
import { dateIn, isInContainer, type CitedEntry, type Written } from './cited.ts';

/** Reference types of RIS; `exact` where nothing of it is lost. */
const kinds: Readonly<Record<string, { kind: DocumentKind; exact?: true }>> = {
  NEWS: { kind: 'article-newspaper', exact: true },
  MGZN: { kind: 'article-magazine', exact: true },
  JOUR: { kind: 'article-journal', exact: true },
  EJOUR: { kind: 'article-journal' },
  ABST: { kind: 'article-journal' },
  INPR: { kind: 'article-journal' },
  CONF: { kind: 'article-journal' },
  CPAPER: { kind: 'article-journal' },
  ELEC: { kind: 'webpage', exact: true },
  WEB: { kind: 'webpage' },
  BLOG: { kind: 'post', exact: true },
  RPRT: { kind: 'report', exact: true },
  GOVDOC: { kind: 'report' },
  THES: { kind: 'report' },
  STAT: { kind: 'legislation', exact: true },
  BILL: { kind: 'legislation' },
  CASE: { kind: 'legislation' },
  LEGAL: { kind: 'legislation' },
  DATA: { kind: 'dataset', exact: true },
  AGGR: { kind: 'dataset' },
  BOOK: { kind: 'book', exact: true },
  CHAP: { kind: 'book' },
  EBOOK: { kind: 'book' },
  ECHAP: { kind: 'book' },
  EDBOOK: { kind: 'book' },
  SER: { kind: 'book' },
  PCOMM: { kind: 'personal_communication', exact: true },
  ICOMM: { kind: 'personal_communication' },
  VIDEO: { kind: 'broadcast', exact: true },
  SOUND: { kind: 'broadcast' },
  MPCT: { kind: 'broadcast' },
  GEN: { kind: 'document', exact: true },
  UNPB: { kind: 'document' },
  PAMP: { kind: 'document' },
};

/** The type that a kind is written as. Speeches and interviews have none of their own. */
const types = new Map(Object.entries(kinds).flatMap(([type, { kind, exact }]) => (exact ? [[kind, type] as const] : [])));

export const hasRisType = (kind: DocumentKind): boolean => types.has(kind);

interface Tag {
  name: string;
  value: string;
}
interface Draft {
  type: string;
  line: number;
  tags: Tag[];
  lines: string[];
}

/** The entries of a RIS text; what cannot be read is told with its line, and costs no other entry. */
export function readRis(text: string, mostEntries: number): { entries: CitedEntry[]; problems: CitationProblem[] } {
  const entries: CitedEntry[] = [];
  const problems: CitationProblem[] = [];
  let number = 0;
  let open: Draft | null = null;
  let astray = false;
  const close = (): void => {
    if (open) entries.push(citedOf(open));
    open = null;
  };
  for (const [place, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    if (entries.length >= mostEntries) break;
    const line = place + 1;
    const [, name, value = ''] = /^\s{0,3}([A-Z][A-Z0-9]) {0,2}- ?(.*)$/u.exec(raw) ?? [];
    if (name === 'TY') {
      if (open)
        problems.push({
          line,
          entry: number,
          message: `Entry ${number} (begun on line ${open.line}) has no end: “ER  -” is missing before line ${line}. It was read up to there; look whether it is whole.`,
        });
      close();
      number++;
      astray = false;
      open = { type: value.trim().toUpperCase(), line, tags: [], lines: [raw] };
    } else if (!open) {
      if (raw.trim() === '' || astray) continue;
      // Said once for all the lines that follow one another.
      astray = true;
      problems.push({
        line,
        entry: null,
        message: `Line ${line} belongs to no entry: “TY  -” is missing before it. It was left out; mend it in the file, and read that again.`,
      });
    } else {
      open.lines.push(raw);
      if (name === 'ER') {
        astray = false;
        close();
      } else if (name !== undefined) open.tags.push({ name, value });
      else if (raw.trim() !== '') {
        const last = open.tags.at(-1);
        if (last) last.value += ` ${raw.trim()}`;
        else open.tags.push({ name: `line ${line}`, value: raw.trim() });
      }
    }
  }
  if (open)
    problems.push({
      line: open.line,
      entry: number,
      message: `Entry ${number} (begun on line ${open.line}) has no end: “ER  -” is missing. The file may be cut off; look whether the entry is whole.`,
    });
  close();
  return { entries, problems };
}

function citedOf({ type, line, tags, lines }: Draft): CitedEntry {
  const entry: CitedEntry = { key: '', line, source: `${lines.join('\n').trimEnd()}\n`, rest: [] };
  const left = tags.filter(({ value }) => value.trim() !== '');
  const take = (...names: string[]): { value: string; from: string } | undefined => {
    for (const name of names) {
      const place = left.findIndex((tag) => tag.name === name);
      if (place >= 0) return { value: left.splice(place, 1)[0]!.value.trim(), from: name };
    }
    return undefined;
  };
  const known = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  entry.kind = { value: known?.kind ?? 'document', from: 'TY' };
  if (!known?.exact) entry.rest.push({ name: 'TY', value: type });
  const key = take('ID');
  if (key) entry.key = key.value;
  const title = take('TI', 'T1', 'CT');
  if (title) entry.title = title;
  const publisher = isInContainer(entry.kind.value) ? take('T2', 'JO', 'JF', 'JA', 'PB') : take('PB', 'T2', 'JO', 'JF');
  if (publisher) entry.publisher = publisher;
  const authors = left.filter(({ name }) => name === 'AU' || name === 'A1');
  if (authors.length > 0) {
    entry.authors = { value: authors.map(({ value }) => nameIn(value)), from: authors[0]!.name };
    for (const author of authors) left.splice(left.indexOf(author), 1);
  }
  takeDate(entry, 'published', take('DA') ?? take('PY', 'Y1'), take);
  takeDate(entry, 'accessed', take('Y2'), take);
  const address = take('UR');
  if (address) entry.address = address;
  const doi = take('DO');
  if (doi) entry.doi = doi;
  const language = take('LA');
  if (language) entry.language = language;
  entry.rest.push(...left);
  return entry;
}

/** RIS writes dates as year/month/day/words, with parts left empty where they are not known. */
function takeDate(
  entry: CitedEntry,
  field: 'published' | 'accessed',
  said: { value: string; from: string } | undefined,
  take: (...names: string[]) => { value: string; from: string } | undefined,
): void {
  if (!said) return;
  const value = dateIn(said.value);
  if (value !== null) entry[field] = { value, from: said.from };
  else entry.rest.push({ name: said.from, value: said.value });
  if (field !== 'published') return;
  const year = take('PY', 'Y1');
  if (!year) return;
  const other = dateIn(year.value);
  if (value === null && other !== null) entry.published = { value: other, from: year.from };
  else if (other === null || !value?.startsWith(other)) entry.rest.push({ name: year.from, value: year.value });
}

function nameIn(value: string): AuthorName {
  const [family = '', given = '', suffix = ''] = value.split(/\s*,\s*/u);
  return given === '' ? { literal: family } : { family, given, suffix };
}

/** Citations as RIS, in UTF-8. */
export function writeRis(citations: readonly Written[], keys: readonly string[]): string {
  return citations.map((citation, place) => entryOf(citation, keys[place]!)).join('\r\n');
}

const slashed = (date: string): string => date.replaceAll('-', '/');

function entryOf(citation: Written, key: string): string {
  const { kind, published, accessed } = citation;
  const tags: [string, string][] = [
    ['TY', types.get(kind) ?? 'GEN'],
    ['ID', key],
    ...citation.authors.map((name): [string, string] => ['AU', nameInRis(name)]),
    ['TI', citation.title],
    [isInContainer(kind) ? 'T2' : 'PB', citation.publisher],
    ['PY', published?.slice(0, 4) ?? ''],
    ['DA', published ? slashed(published) : ''],
    ['Y2', accessed ? slashed(accessed) : ''],
    ['UR', citation.address],
    ['DO', citation.doi ?? ''],
    ['LA', citation.language],
  ];
  const lines = tags.filter(([, value]) => value !== '').map(([name, value]) => `${name}  - ${value}\r\n`);
  return `${lines.join('')}ER  - \r\n`;
}

/** A comma parts family and given names in RIS: it cannot stand in any other name. */
function nameInRis(name: AuthorName): string {
  if ('literal' in name) return name.literal.replaceAll(/\s*,\s*/gu, ' ');
  return [name.family, name.given, name.suffix].filter((words) => words !== '').join(', ');
}
