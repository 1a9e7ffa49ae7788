import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { guessMetadata } from '../guess.ts';
import type { Guesses } from '../parser.ts';

/** What a PDF says of itself: its information dictionary, and the newer metadata packet beside it. */
export interface PdfProperties {
  info: Readonly<Record<string, unknown>>;
  metadata: { get(name: string): unknown } | null;
}

const worthless =
  /^(?:untitled|unbenannt|sans titre|title|document\d*|dokument\d*|slide \d+|presentation\d*|powerpoint presentation|print|output|layout \d+|\(?anonymous\)?|unknown|admin(?:istrator)?|user|owner|author)$/i;
const fileLike =
  /^(?:microsoft (?:word|powerpoint|excel) - |file:|[a-z]:\\)|\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf|odt|html?|pptx?|xlsx?|p65|pages)$/i;

/** Suggestions for the citation, each with the place in the PDF that it comes from. */
export function describePdf({ info, metadata }: PdfProperties, blocks: readonly RawBlock[], largest: string | null): Guesses {
  const guesses: Guesses = {};
  const offer = (field: keyof Guesses, value: string | null | undefined, method: string): void => {
    const words = value?.replaceAll(/[\s\0]+/g, ' ').trim();
    if (words && !guesses[field]) guesses[field] = { value: words.slice(0, 1_000), method };
  };
  const said = (key: string): string => (typeof info[key] === 'string' ? info[key] : '');
  const packet = (name: string): string => {
    const value = metadata?.get(name);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : typeof value === 'string' ? value : '';
  };
  const good = (title: string): string | null => {
    const words = title.trim();
    return words.length < 4 || worthless.test(words) || fileLike.test(words) || !/\p{L}{2}/u.test(words) || looksLikeFile(words)
      ? null
      : words;
  };
  offer('title', good(packet('dc:title')), 'PDF metadata (dc:title)');
  offer('title', good(said('Title')), 'PDF property Title');
  offer('title', largest, 'largest words on the first page');

  const person = (name: string): string | null =>
    name.trim().length < 3 || worthless.test(name.trim()) || !/\p{L}{2}/u.test(name) || name.includes('\\') ? null : name;
  offer('byline', person(packet('dc:creator')), 'PDF metadata (dc:creator)');
  offer('byline', person(said('Author')), 'PDF property Author');
  offer('publisher', person(packet('dc:publisher')), 'PDF metadata (dc:publisher)');

  // What the text says of its own date is better than when its file was made.
  const told = guessMetadata({ fileName: '', blocks }).published;
  const created = dayOf(said('CreationDate')) ?? dayOf(packet('xmp:createdate'));
  const printed = dayOf(packet('prism:publicationdate')) ?? dayOf(packet('prism:coverdate'));
  offer('published', printed, 'PDF metadata (prism:publicationDate)');
  if (!told) offer('published', created, 'PDF property CreationDate (when the file was made)');
  const modified = dayOf(said('ModDate')) ?? dayOf(packet('xmp:modifydate'));
  if (modified !== created) offer('modified', modified, 'PDF property ModDate (when the file was last changed)');

  const language = said('Language') || packet('dc:language');
  offer('language', /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/i.test(language) ? language : null, 'PDF property Lang');

  const doi = doiIn(packet('prism:doi')) ?? doiIn(packet('dc:identifier')) ?? doiIn(said('doi')) ?? doiIn(printedOpening(blocks));
  offer('address', doi && `https://doi.org/${doi}`, 'DOI');
  const opening = printedOpening(blocks);
  if (doi && (packet('prism:publicationname') || /\b(?:journal|ISSN|vol(?:ume|\.)?\s*\d+)\b/i.test(opening)))
    offer('kind', 'article-journal', 'DOI and name of a journal');
  else if (
    /^(?:.{0,80}\b)?(?:report|bericht|rapport|working paper|white paper|policy brief)\b/im.test(
      `${guesses.title?.value ?? ''}\n${blocks.find(({ kind }) => kind === 'heading')?.text ?? ''}`,
    )
  )
    offer('kind', 'report', 'word in the title');
  offer('kind', 'document', 'PDF');
  return guesses;
}

/** “annual_report_final-v3”, “S0140-6736(20)1”: made by a program, not by a person. */
const looksLikeFile = (words: string): boolean => !/\s/.test(words) && (/[_\\/]|\d{3}/.test(words) || words.length > 30);

const printedOpening = (blocks: readonly RawBlock[]): string =>
  blocks
    .filter(({ page }) => page === 1)
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 8_000);

const doiIn = (text: string): string | null => /(?:doi\.org\/|doi:?\s*|^)(10\.\d{4,9}\/[^\s"<>]+[^\s"<>.,;)\]])/im.exec(text)?.[1] ?? null;

/** The day of `D:20240305120000+01'00'`, or of an ISO date; null where there is none that can be. */
export function dayOf(value: string): string | null {
  const [, year, month = '01', day = '01'] = /^(?:D:)?(\d{4})-?(\d{2})?-?(\d{2})?/.exec(value.trim()) ?? [];
  if (!year || Number(year) < 1600 || Number(year) > 2200) return null;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null;
  // 1 January 1970 and 1980 are what clocks say that were never set.
  return /^(?:1970|1980|1904)-01-01$/.test(`${year}-${month}-${day}`) ? null : `${year}-${month}-${day}`;
}
