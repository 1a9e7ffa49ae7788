import { partialDate } from '../../../../../shared/domain/ids.ts';
import { asDate } from '../../guess.ts';
import { firstInNumbers, monthNamed } from './months.ts';

/** The date that a machine-readable value says, as precise as it says it; null where it says none. The day is the one that is written, wherever that was. */
export function dateOf(value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  const iso = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?=$|[T\s,+Z.])/.exec(text);
  if (iso) {
    const [, year, month, day] = iso;
    return checked([year, month, day].filter((part) => part !== undefined).join('-'));
  }
  // Seconds or milliseconds since 1970.
  if (/^\d{10}(?:\d{3})?$/.test(text)) return checked(new Date(Number(text) * (text.length === 10 ? 1_000 : 1)).toISOString().slice(0, 10));
  const european = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})/.exec(text);
  if (european) return checked(ymd(european[3]!, european[2]!, european[1]!));
  const slashed = /^(\d{4})\/(\d{1,2})\/(\d{1,2})/.exec(text);
  if (slashed) return checked(ymd(slashed[1]!, slashed[2]!, slashed[3]!));
  const dashed = /^(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)/.exec(text);
  const first = dashed && numbersTell(dashed[1]!, dashed[2]!);
  if (first) return checked(ymd(dashed[3]!, dashed[first === 'day' ? 2 : 1]!, dashed[first === 'day' ? 1 : 2]!));
  return asDate(text.replace(/^[A-Za-z]{3,9},\s*/, '').replace(/\s+\d{1,2}:\d{2}.*$/, '')) ?? asDate(text);
}

/** The day in an address such as `/2019/11/19/`, or `2019-11-19`. */
export function dateInAddress(address: string): string | null {
  const found = /[/-]((?:19|20)\d{2})[/-]?(0?[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/._-]|$)/.exec(
    address.replace(/^https?:\/\/[^/]*/, ''),
  );
  return found ? checked(ymd(found[1]!, found[2]!, found[3]!)) : null;
}

/** What is known of a page that decides how a date in numbers is meant. */
export interface DateHabits {
  /** BCP 47 */
  language?: string | undefined;
  /** What its other dates begin with. */
  first?: 'day' | 'month' | null;
}

/** A date for people: `value` as ISO, by year alone where day and month may be either way round, which `twofold` then quotes. */
export interface WrittenDate {
  value: string;
  /** UTF-16 offset in the line. */
  at: number;
  twofold?: string;
}

/** Ways in which a whole date is written in words or by its year first: which groups are year, month and day. */
const forms: readonly { pattern: RegExp; order: readonly [year: number, month: number, day: number] }[] = [
  { pattern: /(?<!\d)((?:19|20)\d{2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)/u, order: [1, 2, 3] },
  { pattern: /(?<!\d)((?:19|20)\d{2})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u, order: [1, 2, 3] },
  {
    pattern:
      /(?<!\d|\d[:.,])(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]\s*(?:de\s+|d['’]\s*|of\s+|na\s+|ta['’]\s*)?(\p{L}[\p{L}\p{M}]{2,13})\.?,?[\s-]\s*(?:de\s+|del\s+)?((?:19|20)\d{2})(?!\d)/u,
    order: [3, 2, 1],
  },
  { pattern: /(?<!\p{L})(\p{L}[\p{L}\p{M}]{2,13})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})(?!\d)/u, order: [3, 1, 2] },
  { pattern: /(?<!\d)((?:19|20)\d{2})\.?\s+(?:m\.\s+)?(\p{L}[\p{L}\p{M}]{2,13})\.?\s+(\d{1,2})(?!\d)/u, order: [1, 2, 3] },
];
/** Day and month in numbers before the year. Full stops and bars stand between days and months, the day first. */
const numbers = /(?<![\d./|-])(\d{1,2})(\s?[./|-]\s?)(\d{1,2})\2((?:19|20)\d{2}|(?<=\.\s?)\d{2})(?!\d|[./-]\d)/u;

/**
 * The first whole date in a short line for people. Null where there is none; names of months are those of many languages. 03/04/2025 is
 * March in one country and April in the next: the habits of the page decide, and where they do not only the year is told.
 */
export function dateInLine(line: string, { language, first = null }: DateHabits = {}): WrittenDate | null {
  // Elements that stand side by side leave no space between their words.
  const text = line
    .normalize('NFC')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase();
  const found: WrittenDate[] = [];
  for (const { pattern, order } of forms) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [year, named, day] = order.map((group) => match[group]!) as [string, string, string];
    const month = /\d/.test(named) ? named : monthNamed(named, language);
    const value = month === null ? null : checked(ymd(year, String(month), day));
    if (value !== null) found.push({ value, at: match.index });
  }
  const numeric = numbers.exec(text);
  const read = numeric && inNumbers(numeric, first ?? firstInNumbers(language));
  if (read) found.push(read);
  return found.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

function inNumbers(match: RegExpExecArray, order: 'day' | 'month' | null): WrittenDate | null {
  const [whole, one, separator, other, year] = match as unknown as [string, string, string, string, string];
  const first = /[.|]/.test(separator) ? 'day' : (numbersTell(one, other) ?? order);
  if (first === null) return one === other ? dated(year, one, other, match.index) : twofold(year, whole, match.index);
  return first === 'day' ? dated(year, other, one, match.index) : dated(year, one, other, match.index);
}

function dated(year: string, month: string, day: string, at: number): WrittenDate | null {
  const value = checked(ymd(year.padStart(4, '20'), month, day));
  return value === null ? null : { value, at };
}

const twofold = (year: string, written: string, at: number): WrittenDate | null => {
  const [one, other] = written.split(/\D+/);
  return dated(year, one!, other!, at) && { value: year, at, twofold: written };
};

/** A number above twelve is no month. */
function numbersTell(one: string, other: string): 'day' | 'month' | null {
  if (Number(one) > 12) return 'day';
  return Number(other) > 12 ? 'month' : null;
}

/** What the dates in numbers of a page begin with, as those tell that can be read in one way only; null where they tell nothing, or both. */
export function orderIn(lines: readonly string[]): 'day' | 'month' | null {
  const told = new Set<string>();
  for (const line of lines) {
    const match = /(?<![\d./|-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d{2}(?![\d/])/.exec(line);
    const first = match && numbersTell(match[1]!, match[3]!);
    if (first) told.add(first);
  }
  return told.size === 1 ? ([...told][0] as 'day' | 'month') : null;
}

const ymd = (year: string, month: string, day: string): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function checked(date: string): string | null {
  const year = Number(date.slice(0, 4));
  return year >= 1600 && year <= 2200 && partialDate.safeParse(date).success ? date : null;
}
