import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Rating } from '../../../shared/domain/ratings.ts';
import type { ReportQuote, ReportSource } from './model.ts';
import { safeAddress } from './prose.ts';

export type Child = ElementContent | string | null;

/** A rating as letter, name and colour; without one, words for why. */
export function badge(rating: Rating | null, otherwise = 'No verdict'): Element {
  if (!rating) return h('span.rating', { dataTone: 'open' }, [h('b', '–'), ' ', h('span', otherwise)]);
  return h('span.rating', { dataTone: rating.tone }, [h('b', rating.letter), ' ', h('span', rating.name)]);
}

const dateFormats: Record<number, Intl.DateTimeFormat> = {
  4: new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: 'UTC' }),
  7: new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  10: new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }),
};

/** A partial date (`2025`, `2025-09`, `2025-09-04`) for people: “4 September 2025”. */
export function dateWords(date: string): string {
  if (!/^\d{4}(-\d\d){0,2}$/.test(date)) return date;
  return dateFormats[date.length]!.format(new Date(date));
}

export const time = (date: string): Element => h('time', { dateTime: date }, dateWords(date));

/** The day of an instant, in UTC. */
export const day = (instant: string): Element => time(instant.slice(0, 10));

/** An instant to the minute, in UTC. */
export function instantWords(instant: string): string {
  return `${dateWords(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;
}

export const sourceId = (source: ReportSource): string => `source-${source.number}`;
export const claimId = (number: number): string => `claim-${number}`;

/** The number by which the report refers to a source, as a link to the list of sources. */
export function sourceLink(source: ReportSource): Element {
  return h('a.source-link', { href: `#${sourceId(source)}`, ariaLabel: `Source ${source.number}` }, `[${source.number}]`);
}

/** Words of a source, a paragraph for each of their lines. */
export function quotation(quote: ReportQuote): Element | null {
  const lines = quote.exact.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  return h(
    'blockquote',
    { dir: 'auto' },
    lines.map((line) => h('p', line)),
  );
}

/** What a quotation is from: title, publisher, date, place in the text, number of the source. */
export function reference({ source, locator, matches }: ReportQuote): Element {
  const facts = [source.publisher, source.published ? dateWords(source.published) : '', locator].filter((fact) => fact !== '');
  return h('p.reference', [
    h('cite', [h('bdi', source.title)]),
    facts.length > 0 ? `, ${facts.join(', ')} ` : ' ',
    sourceLink(source),
    matches === false ? h('strong.warning', ' Not what the stored text says at this place.') : null,
  ]);
}

/** An address in sight, and a link where it is one of the web or of mail. */
export function addressLink(address: string): Element {
  const href = safeAddress(address);
  return href ? h('a.address', { href, rel: ['noreferrer'] }, address) : h('span.address', address);
}

/** Text as typed, a paragraph for each block of lines. */
export function paragraphs(text: string): Element[] {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => h('p.typed', { dir: 'auto' }, part.trim()));
}

/** “1 claim”, “3 claims”. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
}
