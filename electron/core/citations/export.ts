import type { CitationFormat, CitationLoss } from '../../../shared/domain/citations.ts';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { bylineOf } from '../../../shared/domain/names.ts';
import { citationFieldNames, documentKindNames } from '../../../shared/domain/wording.ts';
import { writeBibtex } from './formats/bibtex/bibtex.ts';
import { oneLine, writtenOf, type Written } from './formats/cited.ts';
import { writeCslJson } from './formats/cslJson.ts';
import { hasRisType, writeRis } from './formats/ris.ts';

const writers: Record<CitationFormat, (citations: readonly Written[], keys: readonly string[]) => string> = {
  'csl-json': writeCslJson,
  bibtex: writeBibtex,
  ris: writeRis,
};

export const citationFiles: Record<CitationFormat, { extension: string; mediaType: string }> = {
  'csl-json': { extension: 'json', mediaType: 'application/vnd.citationstyles.csl+json' },
  bibtex: { extension: 'bib', mediaType: 'application/x-bibtex' },
  ris: { extension: 'ris', mediaType: 'application/x-research-info-systems' },
};

/** The citations of articles in a format, and what it could not hold of them, article by article. */
export function exportCitations(documents: readonly DocumentSummary[], format: CitationFormat): { text: string; losses: CitationLoss[] } {
  const citations = documents.map(writtenOf);
  const losses = documents.flatMap((document, place) =>
    lossesOf(document, citations[place]!, format).map((message) => ({ documentId: document.id, title: document.title, message })),
  );
  return { text: writers[format](citations, keysOf(citations)), losses };
}

/** Names by which documents are cited in texts, like `brandt2024`: told apart by letters where they would be the same. */
export function keysOf(citations: readonly Written[]): string[] {
  const taken = new Set<string>();
  return citations.map(({ authors: [first], publisher, title, published }) => {
    const name = first ? ('literal' in first ? first.literal : first.family) : publisher || title;
    const words = name
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/giu, '')
      .toLowerCase()
      .slice(0, 24);
    const base = `${words || 'source'}${published?.slice(0, 4) ?? ''}`;
    let key = base;
    for (let number = 1; taken.has(key); number++) key = `${base}${letters(number)}`;
    taken.add(key);
    return key;
  });
}

/** `b`, `c`, … `z`, `aa`, `ab`, …: what tells the second, third and further ones apart. */
function letters(number: number): string {
  const rest = Math.floor(number / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(97 + (number % 26))}`;
}

function lossesOf(document: DocumentSummary, citation: Written, format: CitationFormat): string[] {
  const losses: string[] = [];
  if (document.modified !== null && format !== 'csl-json') losses.push(`Modified (${document.modified}) has no place.`);
  if (format === 'ris' && !hasRisType(document.kind))
    losses.push(`Kind (${documentKindNames[document.kind].toLowerCase()}) has no type of its own; it is written as “GEN”.`);
  if (format === 'ris' && citation.authors.some((name) => 'literal' in name && name.literal.includes(',')))
    losses.push('Byline: commas in the name of an organisation have no place.');
  const told = bylineOf(citation.authors);
  if (told !== oneLine(document.byline)) losses.push(`Byline (${document.byline}) is written as names: ${told || 'none'}.`);
  if (format === 'bibtex' && /[{}\\\s]/u.test(document.address.trim()))
    losses.push('Address: braces, backslashes and spaces are written with percent signs.');
  const guessed = Object.keys(document.guesses) as (keyof typeof citationFieldNames)[];
  if (guessed.length > 0)
    losses.push(`That nobody confirmed these fields yet has no place: ${guessed.map((field) => citationFieldNames[field]).join(', ')}.`);
  return losses;
}
