/** What FTS5's `unicode61` takes for part of a word: letters, numbers, private use. Nothing else can be looked up. */
const wordCharacter = /[\p{L}\p{N}\p{Co}]/u;
const mostWords = 20;

/** The words of a query, as typed, without repeats. Stretches without a letter or digit ask for nothing and are left out. */
export function searchWords(text: string): string[] {
  const words = text.replaceAll('\0', ' ').toWellFormed().split(/\s+/u);
  return [...new Set(words.filter((word) => wordCharacter.test(word)))].slice(0, mostWords);
}

/**
 * One word as an FTS5 expression: a quoted prefix. Quoting makes every operator, column name and bracket of the query
 * language an ordinary character, so no input can be a syntax error.
 */
export function wordExpression(word: string, columns?: readonly string[]): string {
  const quoted = `"${word.replaceAll('"', '""')}"*`;
  return columns ? `{${columns.join(' ')}} : ${quoted}` : quoted;
}

/** Every word must occur, in any of the columns. */
export function everyWord(words: readonly string[], columns?: readonly string[]): string {
  return words.map((word) => wordExpression(word, columns)).join(' AND ');
}

/** At least one word must occur. */
export function anyWord(words: readonly string[]): string {
  return words.map((word) => wordExpression(word)).join(' OR ');
}

/** Text as the index compares it: without case and accents. Changes lengths; not for offsets. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Does a word of the text start with this? The index's rule, for the few short fields that have no index. */
export function hasWord(text: string, word: string): boolean {
  const parts = (value: string) => fold(value).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
  const wanted = parts(word);
  const found = parts(text);
  return found.some((_, start) =>
    wanted.every((part, index) => {
      const candidate = found[start + index];
      return index === wanted.length - 1 ? candidate?.startsWith(part) : candidate === part;
    }),
  );
}
