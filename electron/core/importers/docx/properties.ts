import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { dateOf } from '../html/metadata/dates.ts';
import type { Guesses, Reading } from '../parser.ts';
import { childOf, textOf } from '../xml/xml.ts';
import type { OfficePackage } from './package.ts';

/** Titles that programs put there by themselves. */
const emptyTitle =
  /^(?:(?:untitled|unbenannt|sans titre|document|dokument|doc)\s*\d*|microsoft word - .*|.*\.(?:docx?|dotx?|docm|rtf|odt|tmp)|word document|powerpoint presentation|title|titel)$/i;

/** What the properties of a document say of it. A day on which a file was made is less sure to be that of publishing than a date in the text. */
export function documentProperties(
  pack: OfficePackage,
  blocks: readonly RawBlock[],
  language: string,
): Pick<Reading, 'guesses' | 'fallbacks'> {
  const core = pack.xml(pack.related('', 'core-properties'));
  const said = (name: string): string => textOf(childOf(core, name)).replaceAll(/\s+/g, ' ').trim();
  const guesses: Guesses = {};
  const fallbacks: Guesses = {};
  const offer = (to: Guesses, field: keyof Guesses, value: string | null, method: string): void => {
    if (value && !to[field]) to[field] = { value, method };
  };
  offer(guesses, 'kind', 'document', 'a document of Word');
  offer(guesses, 'title', statedTitle(said('dc:title'), blocks), 'document property Title');
  offer(
    guesses,
    'byline',
    said('dc:creator')
      .replaceAll(/\s*;\s*/g, ', ')
      .slice(0, 500),
    'document property Author',
  );
  offer(guesses, 'modified', dateOf(said('dcterms:modified')), 'document property Modified');
  offer(guesses, 'language', languageTag(said('dc:language')), 'document property Language');
  offer(guesses, 'language', languageTag(language), 'language of the document’s styles');
  offer(fallbacks, 'published', dateOf(said('dcterms:created')), 'document property Created');
  return { guesses, fallbacks };
}

/** A stated title; null where a program made it, or where the document itself begins with another. */
export function statedTitle(stated: string, blocks: readonly RawBlock[]): string | null {
  if (stated === '' || emptyTitle.test(stated)) return null;
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  const title = blocks.slice(0, 10).find(({ kind, level }) => kind === 'heading' && level === 1);
  // Titles are copied along with the file; what stands at the head of the text is what it is called now.
  if (title && !plain(title.text).includes(plain(stated)) && !plain(stated).includes(plain(title.text))) return null;
  return stated.slice(0, 1_000);
}

/** A language as a tag, e.g. `en-GB`; null where it is none. */
export function languageTag(value: string): string | null {
  const found = /^([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:$|[-_.])/i.exec(value.trim());
  if (!found || found[1] === 'und') return null;
  return found[2] ? `${found[1]!.toLowerCase()}-${found[2].toUpperCase()}` : found[1]!.toLowerCase();
}
