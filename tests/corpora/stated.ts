/** How near what was read of a page is to what people say of it: its title, and the day when it was published. */
import { fromHtml } from 'hast-util-from-html';
import type { Nodes } from 'hast';
import { plainly } from './score.ts';

export interface TitleScore {
  /** Letter for letter, but for white space. */
  exact: boolean;
  /** The same words in the same order: case, quotes, dashes and other signs may differ. */
  alike: boolean;
  /** One of both holds the other. */
  holds: boolean;
}

export function titleScore(found: string, wanted: string): TitleScore {
  const spaced = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const [one, other] = [plainly(found), plainly(wanted)];
  const holds = (whole: string, part: string): boolean => part !== '' && ` ${whole} `.includes(` ${part} `);
  return { exact: spaced(found) === spaced(wanted), alike: one === other, holds: holds(one, other) || holds(other, one) };
}

/** Where pages state a title: their own element, headings of the first two levels, tags for machines, and linked data. */
const stating =
  /<(title|h[12])\b(?:[^>"']|"[^"]*"|'[^']*')*>.{0,5000}?<\/\1\s*>|<meta\b(?:[^>"']|"[^"]*"|'[^']*')*>|<script\b[^>]*ld\+json[^>]*>.*?<\/script\s*>/gis;

/** Does a page state these words, in a row, where titles stand? What is escaped twice counts, and so do words with elements within them. */
export function statesTitle(source: string, wanted: string): boolean {
  const words = plainly(wanted);
  if (words === '') return false;
  const holds = (text: string): boolean => ` ${plainly(text)} `.includes(` ${words} `);
  return [...source.matchAll(stating)].some(([markup]) => {
    const tree = fromHtml(markup, { fragment: true });
    return ['', ' '].some((between) => {
      const text = textOf(tree, between);
      return holds(text) || (/&[#\w]+;/.test(text) && holds(textOf(fromHtml(text.replaceAll('<', ' '), { fragment: true }), between)));
    });
  });
}

/** All text of a tree, what its scripts and `meta` tags say among it. */
function textOf(node: Nodes, between: string): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && node.tagName === 'meta') return String(node.properties['content'] ?? '');
  const text = node.children.map((child) => textOf(child, between)).join(between);
  if (node.type !== 'element' || node.tagName !== 'script') return text;
  return text
    .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/\\[nrt]/g, ' ');
}

/** The days that an instant is somewhere; of a day only itself. Zones lie between 12 hours behind and 14 before. */
export function daysOf(published: string): string[] {
  if (/^\d{4}-\d\d-\d\d$/.test(published)) return [published];
  const instant = Date.parse(published);
  return [...new Set([-12, 0, 14].map((hours) => new Date(instant + hours * 3_600_000).toISOString().slice(0, 10)))];
}

const languages =
  'en de fr es it pt nl pl ru tr sv da nb fi cs sk hu ro bg uk el hr sr sl lt lv et ca id vi ar fa he hi bn th ko ja zh'.split(' ');

/** Does a page state one of these days anywhere, in whatever form, to machines or to readers? Numbers that might mean it do not count as words that do. */
export function statesDay(source: string, published: string): boolean {
  const decoded = source.replaceAll(/&(?:nbsp|#160|#xa0);/gi, ' ');
  const texts = [decoded, decoded.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')].map((text) => text.toLowerCase());
  return daysOf(published).some((day) => texts.some((text) => formsOf(day).test(text)) || hasStamp(decoded, day));
}

function formsOf(date: string): RegExp {
  const [year, month, day] = [date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8))];
  const [m, d, y] = [`0?${month}`, `(?<!\\d)0?${day}(?!\\d)`, `(?:${year}|(?<!\\d)['’]?${year.slice(2)}(?!\\d))`];
  const at = new Date(Date.UTC(Number(year), month - 1, day, 12));
  const names = languages.flatMap((language) =>
    (['long', 'short'] as const).flatMap((width) =>
      [{ month: width }, { month: width, day: 'numeric' } as const].map(
        (form) =>
          new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' })
            .formatToParts(at)
            .find(({ type }) => type === 'month')?.value ?? '',
      ),
    ),
  );
  const name = `(?:${[...new Set(names.map((one) => one.toLowerCase().replace(/\.$/, '')).filter((one) => /\p{L}{2}/u.test(one)))]
    .map((one) => one.replaceAll(/[^\p{L}\p{M}\p{N} ]/gu, '.'))
    .join('|')})`;
  return new RegExp(
    [
      `${year}[^\\d\\p{L}]{0,3}${m}[^\\d\\p{L}]{0,3}0?${day}(?!\\d)`,
      `${year}\\s?[年년]\\s?${m}\\s?[月월]\\s?0?${day}(?!\\d)`,
      `(?<!\\d)0?${day}[^\\d\\p{L}]{1,3}${m}[^\\d\\p{L}]{1,3}${y}`,
      `(?<!\\d)${m}[^\\d\\p{L}]{1,3}0?${day}[^\\d\\p{L}]{1,3}${y}`,
      `${d}(?:st|nd|rd|th|er|º|ª)?[^\\d]{0,6}${name}[^\\d]{0,10}${y}`,
      `${name}[^\\d]{0,6}${d}[^\\d]{0,8}${y}`,
      `${y}[^\\d]{0,4}${name}[^\\d]{0,4}${d}`,
    ].join('|'),
    'u',
  );
}

/** Seconds or milliseconds since 1970 within a day, in any zone. */
function hasStamp(source: string, day: string): boolean {
  const from = Date.parse(day) - 14 * 3_600_000;
  const to = Date.parse(day) + 36 * 3_600_000;
  for (const [stamp] of source.matchAll(/(?<![\w.-])\d{10}(?:\d{3})?(?![\w-])/g)) {
    const instant = Number(stamp) * (stamp.length === 10 ? 1_000 : 1);
    if (instant >= from && instant < to) return true;
  }
  return false;
}

/** Does a page tell machines of a day of publication, whichever that is? */
export const statesSome = (source: string): boolean =>
  /"datePublished"\s*:\s*"\d{4}|(?:article:published_time|itemprop=["']?datePublished|<time[^>]{0,300}\spubdate)/i.test(source);
