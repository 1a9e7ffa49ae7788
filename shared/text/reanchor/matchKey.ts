/** What a UTF-16 code unit is to the matcher. */
export const unitClass = { space: 0, word: 1, mark: 2, ideograph: 3, high: 4 } as const;

const units = 65_536;
let keys: Uint16Array | undefined;
let classes: Uint8Array | undefined;

const alike: readonly (readonly [string, string])[] = [
  ['“”„‟«»″〝〞＂', '"'],
  ['‘’‚‛‹›′ʼ´`＇', "'"],
  ['‐‑‒–—―−﹘﹣－', '-'],
];

/**
 * The text as it is compared: quotes, dashes, case and white space made alike. Unlike `foldForMatch` every UTF-16 code unit
 * stays one, so that offsets need no way back and a megabyte takes milliseconds.
 */
export function matchKey(text: string): Uint16Array {
  keys ??= keyTable();
  const key = new Uint16Array(text.length);
  for (let offset = 0; offset < text.length; offset++) key[offset] = keys[text.charCodeAt(offset)]!;
  return key;
}

/** The classes of all code units, by unit; the same for a unit and for its key. */
export function unitClasses(): Uint8Array {
  classes ??= classTable();
  return classes;
}

function keyTable(): Uint16Array {
  const table = new Uint16Array(units);
  for (let unit = 0; unit < units; unit++) {
    const small = String.fromCharCode(unit).toLowerCase();
    table[unit] = small.length === 1 ? small.charCodeAt(0) : unit;
    if (unitClasses()[unit] === unitClass.space) table[unit] = 0x20;
  }
  for (const [characters, to] of alike) for (const character of characters) table[character.charCodeAt(0)] = to.charCodeAt(0);
  return table;
}

function classTable(): Uint8Array {
  const table = new Uint8Array(units);
  // Scripts that put no spaces between words: there every character is compared by itself.
  const unspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
  for (let unit = 0; unit < units; unit++) {
    const character = String.fromCharCode(unit);
    if (/[\s\u0085]/u.test(character)) table[unit] = unitClass.space;
    else if (unit >= 0xd800 && unit < 0xdc00) table[unit] = unitClass.high;
    else if (unspaced.test(character)) table[unit] = unitClass.ideograph;
    else table[unit] = /[\p{L}\p{N}\p{M}_]/u.test(character) ? unitClass.word : unitClass.mark;
  }
  return table;
}
