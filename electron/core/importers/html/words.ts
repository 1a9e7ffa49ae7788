const denseLetter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;
const word = /[\p{L}\p{N}]+/gu;
const latinWord = /[A-Za-z0-9]+/g;

/** Words of a text: letters of scripts without spaces count as half of one. */
export function countWords(text: string): number {
  const dense = count(text, denseLetter);
  return Math.round(dense / 2) + count(text, dense === 0 ? word : latinWord);
}

/** One after the other: a list of them all would take several times the memory of a long text. */
function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (pattern.lastIndex = 0; pattern.test(text); found++);
  return found;
}
