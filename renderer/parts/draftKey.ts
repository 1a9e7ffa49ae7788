/** A short mark of a text, the same for texts that differ only in space around them, which the core takes off. 32 bits of FNV-1a. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text.trim()) {
    hash ^= character.codePointAt(0)!;
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/**
 * The key of words typed into a field of a row: it says over which text they were typed, so that words found after a crash
 * are known to go on from the row as it is, or not. While a save is on its way both texts may turn out to be the row's.
 */
export const draftKey = (field: string, base: string, sent?: string): string =>
  [`${field}~${markOf(base)}`, ...(sent === undefined ? [] : [markOf(sent)])].join('.');

/** Whether words kept under this key were typed over this text. */
export const overSameText = (key: string, text: string): boolean =>
  key
    .slice(key.lastIndexOf('~') + 1)
    .split('.')
    .includes(markOf(text));
