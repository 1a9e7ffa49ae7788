/** How far one text is another: shares of what was found, and of what was to be found. */
export interface Score {
  precision: number;
  recall: number;
  f1: number;
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** Word by word, as multisets. */
export const wordScore = (found: string, wanted: string): Score => score(count(wordsOf(found)), count(wordsOf(wanted)));

/** By runs of four words, so that order counts. */
export const shingleScore = (found: string, wanted: string): Score =>
  score(count(shingles(wordsOf(found))), count(shingles(wordsOf(wanted))));

function shingles(words: readonly string[]): string[] {
  const length = Math.min(4, words.length);
  return words.slice(0, Math.max(0, words.length - length + 1)).map((_, index) => words.slice(index, index + length).join(' '));
}

function count(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function score(found: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): Score {
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, one) => total + one, 0);
  let common = 0;
  for (const [item, times] of found) common += Math.min(times, wanted.get(item) ?? 0);
  const [all, due] = [sum(found), sum(wanted)];
  const precision = all === 0 ? (due === 0 ? 1 : 0) : common / all;
  const recall = due === 0 ? 1 : common / due;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

/** Text without the white space and quotes in which two sources may differ. */
export const plainly = (text: string): string => wordsOf(text).join(' ');
