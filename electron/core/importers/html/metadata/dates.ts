import { partialDate } from '../../../../../shared/domain/ids.ts';
import { asDate } from '../../guess.ts';

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
  return asDate(text.replace(/^[A-Za-z]{3,9},\s*/, '').replace(/\s+\d{1,2}:\d{2}.*$/, '')) ?? asDate(text);
}

/** The day in an address such as `/2019/11/19/`, or `2019-11-19`. */
export function dateInAddress(address: string): string | null {
  const found = /[/-]((?:19|20)\d{2})[/-]?(0?[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/._-]|$)/.exec(
    address.replace(/^https?:\/\/[^/]*/, ''),
  );
  return found ? checked(ymd(found[1]!, found[2]!, found[3]!)) : null;
}

/** Names of months as pages of several languages write them, by their first letters. */
const months: readonly RegExp[] = [
  /^(?:jan|gen|ene|янв|styc|sty|oca|tammi)/u,
  /^(?:f[eé]b|f[eé]v|фев|lut|şub|helmi)/u,
  /^(?:mar|m[aä]r|mrz|maart|мар|maa)/u,
  /^(?:apr|avr|abr|апр|kwi|nis|huhti)/u,
  /^(?:may|mai|mag|mei|maj|мая|май|touko)/u,
  /^(?:jun|juin|giu|июн|cze|haz|kes)/u,
  /^(?:jul|juil|lug|июл|lip|tem|hein)/u,
  /^(?:aug|août|aout|ago|авг|sie|ağu|elo)/u,
  /^(?:sep|set|сен|wrz|eyl|syys)/u,
  /^(?:o[ck]t|ott|out|окт|paź|eki|loka)/u,
  /^(?:nov|ноя|lis|kas|marras)/u,
  /^(?:de[cz]|dic|d[eé]c|дек|gru|ara|joulu)/u,
];

/** The first whole date in a short line for people, in the languages that use Latin or Cyrillic names of months; null where there is none. */
export function dateInLine(line: string): string | null {
  const text = line.toLowerCase();
  const iso = /(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)/.exec(text);
  if (iso) return checked(iso[0]);
  const dotted = /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2}|\d{2})(?![\d.])/.exec(text);
  if (dotted) return checked(ymd(dotted[3]!.padStart(4, '20'), dotted[2]!, dotted[1]!));
  const named =
    /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+|del\s+)?((?:19|20)\d{2})(?!\d)/u.exec(text);
  const american = /(?<!\p{L})(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})(?!\d)/u.exec(text);
  for (const [day, name, year] of [named && [named[1], named[2], named[3]], american && [american[2], american[1], american[3]]].filter(
    (found) => found !== null,
  )) {
    const month = months.findIndex((pattern) => pattern.test(name!)) + 1;
    if (month > 0) return checked(ymd(year!, String(month), day!));
  }
  const slashed = /(?<!\d)(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2})(?!\d)/.exec(text);
  // 03/04/2025 is March in one country and April in the next; 25/04/2025 is the same day everywhere.
  if (slashed && Number(slashed[1]) > 12) return checked(ymd(slashed[3]!, slashed[2]!, slashed[1]!));
  return slashed && Number(slashed[2]) > 12 ? checked(ymd(slashed[3]!, slashed[1]!, slashed[2]!)) : null;
}

const ymd = (year: string, month: string, day: string): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function checked(date: string): string | null {
  const year = Number(date.slice(0, 4));
  return year >= 1600 && year <= 2200 && partialDate.safeParse(date).success ? date : null;
}
