const separator = /\s+[|–—\-:»·•/]\s+|\s*[|»]\s*/g;

/**
 * A title without the name of the site that pages put before or behind it: a part at the end that is the publisher, or a short one
 * behind a bar.
 */
export function withoutSite(title: string, publisher: string): string {
  const parts = [...title.matchAll(separator)];
  if (parts.length === 0) return title;
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const [head, tail] = [title.slice(0, last.index), title.slice(last.index + last[0].length)];
  if (isSite(tail, publisher) || (/[|»]/.test(last[0]) && countWords(tail) <= 4 && countWords(head) > countWords(tail)))
    return withoutSite(head, publisher);
  const rest = title.slice(first.index + first[0].length);
  if (isSite(title.slice(0, first.index), publisher)) return rest;
  return countWords(tail) <= 3 && countWords(head) >= 4 && /^\s+[-–—]\s+$/.test(last[0]) ? head : title;
}

const countWords = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** A title, and where a page states it. */
export interface Stated {
  words: string;
  method: string;
}

/**
 * The title that a reader sees: the heading that is stated elsewhere too, whole or without a word that stands over it; else what is stated,
 * in the order given. `headings` by their level. Empty where there is none.
 */
export function bestTitle(stated: readonly Stated[], headings: readonly string[][], publisher: string): Stated {
  const all = headings.flat().filter((words) => !isSite(words, publisher));
  for (const { words, method } of stated) {
    const heading = all.find((one) => letters(one) === letters(words));
    if (heading) return { words: heading, method: `heading, as in ${method}` };
  }
  const seen = (heading: string, share: number): Stated | undefined =>
    stated.find(({ words }) => letters(words).includes(letters(heading)) && letters(heading).length >= letters(words).length * share);
  for (const [level, share] of [
    [0, 0.4],
    [1, 0.5],
    [2, 0.6],
  ] as const)
    for (const heading of headings[level] ?? []) {
      const there = isSite(heading, publisher) ? undefined : seen(heading, share);
      if (there) return { words: heading, method: `heading, as in ${there.method}` };
    }
  const [main, ...others] = (headings[0] ?? []).filter((words) => !isSite(words, publisher));
  // A word or two over a headline stand in the same heading.
  const within = main && stated.find(({ words }) => letters(main).endsWith(letters(words)) && countWords(words) > 2);
  if (within) return within;
  const alike = (headings[0] ?? []).find(
    (words) => !isSite(words, publisher) && stated.some((one) => sharedWords(words, one.words) >= 0.4),
  );
  if (alike) return { words: alike, method: 'first heading of the page' };
  if (main && others.length === 0 && countWords(main) > 1 && !stated.some(({ words }) => countWords(words) > 2))
    return { words: main, method: 'first heading of the page' };
  return stated[0] ?? { words: main ?? '', method: 'first heading of the page' };
}

/** Share of the words of a heading that a title has too. */
function sharedWords(heading: string, title: string): number {
  const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const there = new Set(words(title));
  const own = words(heading);
  return own.length < 2 ? 0 : own.filter((word) => there.has(word)).length / own.length;
}

function isSite(part: string, publisher: string): boolean {
  const [one, other] = [letters(part), letters(publisher)];
  return (
    one !== '' && other !== '' && (one === other || (one.length > 3 && other.includes(one)) || (other.length > 3 && one.includes(other)))
  );
}
