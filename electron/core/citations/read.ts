import {
  citationFormatNames,
  largestCitations,
  mostCitations,
  type CitationFormat,
  type CitationProblem,
  type ReadCitation,
} from '../../../shared/domain/citations.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { decode } from '../importers/decode.ts';
import { readBibtex } from './formats/bibtex/bibtex.ts';
import { fieldsOf, type CitedEntry } from './formats/cited.ts';
import { readCslJson } from './formats/cslJson.ts';
import { readRis } from './formats/ris.ts';
import { formatOf } from './recognise.ts';

export interface CitationsRead {
  format: CitationFormat;
  entries: ReadCitation[];
  problems: CitationProblem[];
}

const readers: Record<CitationFormat, (text: string, mostEntries: number) => { entries: CitedEntry[]; problems: CitationProblem[] }> = {
  'csl-json': readCslJson,
  bibtex: readBibtex,
  ris: readRis,
};

/**
 * A task of the maintenance thread: the citations of a text, or of the bytes of one. Each entry is read by itself; what is
 * wrong in one is told with its line. `CITATIONS_UNREADABLE` where there is none to read.
 */
export function readCitations({ source }: { source: string | Uint8Array }): CitationsRead {
  const text = typeof source === 'string' ? source : textOf(source);
  if (text.length > largestCitations) throw new AssayError('CITATIONS_UNREADABLE', { why: 'too-large' });
  if (text.trim() === '') throw new AssayError('CITATIONS_UNREADABLE', { why: 'empty' });
  const format = formatOf(text);
  if (format === null) throw new AssayError('CITATIONS_UNREADABLE', { why: 'unknown' });
  const { entries, problems } = readers[format](text.replace(/^\ufeff/u, ''), mostCitations + 1);
  if (entries.length > mostCitations) throw new AssayError('CITATIONS_UNREADABLE', { why: 'too-many' });
  return {
    format,
    entries: entries.map((entry, place) => ({
      number: place + 1,
      line: entry.line,
      key: entry.key,
      source: entry.source,
      ...fieldsOf(entry, citationFormatNames[format]),
    })),
    problems,
  };
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > largestCitations) throw new AssayError('CITATIONS_UNREADABLE', { why: 'too-large' });
  const decoded = decode(bytes);
  if (!decoded.ok) throw new AssayError('CITATIONS_UNREADABLE', { why: decoded.reason === 'empty' ? 'empty' : 'unknown' });
  return decoded.text;
}
