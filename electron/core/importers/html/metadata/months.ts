/** Languages whose names of months are known; the tables of the system say them, in all the forms that they take. */
const languages = 'en de fr es it pt nl pl ru tr sv da nb fi cs sk hu ro bg uk sr el hr sl lt lv et ca eu gl is id ms az ar he'.split(' ');

/** Without accents, case and full stops, which writers leave out. */
const folded = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/\p{M}|\.$/gu, '')
    .toLowerCase();

const shortest = 3;
/** What `Intl` has of no month: written all the same. */
const besides: readonly (readonly [string, number])[] = [
  ['mrz', 3],
  ['janner', 1],
  ['sept', 9],
];
/** Whole dates by their style: those that are asked for part by part cost a hundred times as much to make. */
const styles = [{ dateStyle: 'long' }, { dateStyle: 'medium' }, { month: 'long' }, { month: 'short' }] as const;
const tables = new Map<string, ReadonlyMap<string, number>>();

/** The months of a language by their names, long and short, alone and in a date. */
function monthsOf(language: string): ReadonlyMap<string, number> {
  const known = tables.get(language);
  if (known) return known;
  const names = new Map<string, number>();
  for (const style of styles) {
    const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, style);
    for (let month = 0; month < 12; month++) {
      // The middle of a month is in it in every zone.
      const parts = format.formatToParts(new Date(Date.UTC(2024, month, 15)));
      const name = folded(parts.find(({ type }) => type === 'month')?.value ?? '');
      if (/^\p{L}{3,}$/u.test(name) && !names.has(name)) names.set(name, month + 1);
    }
  }
  tables.set(language, names);
  return names;
}

let shared: ReadonlyMap<string, number | null> | null = null;

/** The months of all languages; null for a name that is one month in one language, and another in the next. */
function monthsOfAll(): ReadonlyMap<string, number | null> {
  if (shared) return shared;
  const all = new Map<string, number | null>(besides);
  for (const language of languages)
    for (const [name, month] of monthsOf(language)) all.set(name, all.has(name) && all.get(name) !== month ? null : month);
  return (shared = all);
}

/**
 * The month that a word names, from 1 to 12: in the language of the page, else in any, whole or by its first letters (`Sept.`). Null
 * where it names none, or may name two.
 */
export function monthNamed(word: string, language: string | undefined): number | null {
  const name = folded(word);
  if (name.length < shortest) return null;
  const own = language?.slice(0, 2).toLowerCase() ?? '';
  for (const tableOf of [...(languages.includes(own) ? [() => monthsOf(own)] : []), monthsOfAll]) {
    const table = tableOf();
    const whole = table.get(name);
    if (whole !== undefined) return whole;
    const begun = new Set([...table].filter(([one]) => one.startsWith(name)).map(([, month]) => month));
    if (begun.size === 1) return [...begun][0]!;
  }
  return null;
}

/** Whether a date in numbers begins with its day or its month where the page is written; null where its language alone does not tell. */
export function firstInNumbers(language: string | undefined): 'day' | 'month' | null {
  // English is written both ways: its region tells.
  if (!language || /^en$/i.test(language)) return null;
  try {
    const parts = new Intl.DateTimeFormat(language, { day: '2-digit', month: '2-digit', year: 'numeric' }).formatToParts(0);
    const first = parts.find(({ type }) => type === 'day' || type === 'month' || type === 'year')?.type;
    return first === 'day' || first === 'month' ? first : null;
  } catch {
    return null;
  }
}
