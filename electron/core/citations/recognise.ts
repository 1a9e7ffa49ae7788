import type { CitationFormat } from '../../../shared/domain/citations.ts';
import { documentKind } from '../../../shared/domain/entities.ts';
import { decode } from '../importers/decode.ts';
import { scanBibtex } from './formats/bibtex/scan.ts';
import { itemsIn, jsonOf, nearest } from './formats/cslJson.ts';
import { readRis } from './formats/ris.ts';

/** Of what a file says beside white space and comments, citations must be this part: an article that shows some is an article. */
const leastPart = 2 / 3;

/** The format that a text of citations looks to be of, told by its content, since programs give such files all kinds of names. */
export function formatOf(text: string): CitationFormat | null {
  if (/^\ufeff?\s*[[{]/u.test(text)) return 'csl-json';
  if (/^\s{0,3}TY {0,2}- /mu.test(text)) return 'ris';
  return /@[a-z]+\s*[{(]/iu.test(text) ? 'bibtex' : null;
}

/** What a file of citations is, and how many it holds; null for one that is anything else, or holds more beside them. Reads in time that grows with the file. */
export function citationsIn(bytes: Uint8Array): { format: CitationFormat; citations: number } | null {
  const decoded = decode(bytes);
  if (!decoded.ok) return null;
  const text = decoded.text.replace(/^\ufeff/u, '');
  const format = formatOf(text);
  if (format === null) return null;
  const citations = format === 'csl-json' ? itemsOfCsl(text) : entriesAlone(text, format);
  return citations > 0 ? { format, citations } : null;
}

/** How many items of CSL-JSON a text holds; 0 where it holds other JSON. */
function itemsOfCsl(text: string): number {
  let [all, items] = [0, 0];
  for (const { source } of itemsIn(text)) {
    all++;
    if (isCslItem(jsonOf(source))) items++;
  }
  return items >= all * leastPart ? items : 0;
}

const otherTypes = [
  'event',
  'figure',
  'graphic',
  'manuscript',
  'map',
  'musical_score',
  'pamphlet',
  'patent',
  'performance',
  'review',
  'software',
];
const types: ReadonlySet<unknown> = new Set([...documentKind.options, ...nearest.keys(), ...otherTypes, 'document', 'review-book']);

/** The two that every item has, and something that is said of a work. */
function isCslItem(value: unknown): boolean {
  const { id, type, title, author, issued } = Object(value) as Record<string, unknown>;
  return (
    types.has(type) && (typeof id === 'string' || typeof id === 'number') && [title, author, issued].some((said) => said !== undefined)
  );
}

/** How many entries a text holds; 0 where it says much beside them. */
function entriesAlone(text: string, format: 'bibtex' | 'ris'): number {
  const { entries } = format === 'bibtex' ? scanBibtex(text, Infinity) : readRis(text.replaceAll('\r\n', '\n'), Infinity);
  const cited = entries.reduce((sum, { source }) => sum + inkOf(source), 0);
  const asides = format === 'bibtex' ? (text.match(/^[ \t]*%.*$|@(?:comment|preamble|string)\s*[{(][^@]*/gimu) ?? []) : [];
  const beside = asides.reduce((sum, aside) => sum + inkOf(aside), 0);
  return cited >= (inkOf(text) - beside) * leastPart ? entries.length : 0;
}

/** How many characters of a text are no white space. */
const inkOf = (text: string): number => text.replaceAll(/\s+/gu, '').length;
