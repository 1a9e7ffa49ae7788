/** A stretch of one of the strings that an original is made of: `[start, end)` in UTF-16 code units of that string. */
export interface WordPlace {
  item: number;
  start: number;
  end: number;
}

/**
 * The letters of an original without what a reading of it may change: white space, hyphens, accents that stand for themselves, letters
 * drawn as one, and case. Each knows where it stands.
 */
export interface Letters {
  text: string;
  items: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  /** 1 where something that is no letter, or another item, stands before. */
  begins: Uint8Array;
}

const passedOver = /[\s\p{Cc}\p{Cf}\p{M}\p{Pd}\u2212\u00ad¨ˆ˜ˇ´]/u;
const straight: Readonly<Record<string, string>> = { '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'", '‚': "'", ı: 'i' };

function folded(character: string): string {
  if (character >= '!' && character <= '~') return character === '-' ? '' : character.toLowerCase();
  if (passedOver.test(character)) return '';
  let letters = '';
  for (const part of character.normalize('NFKD').toLowerCase()) if (!passedOver.test(part)) letters += straight[part] ?? part;
  return letters;
}

/** What strings say, in order. */
export function lettersOf(items: readonly string[]): Letters {
  let text = '';
  const all: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const begins: number[] = [];
  for (const [item, words] of items.entries()) {
    let apart = true;
    let at = 0;
    for (const character of words) {
      const end = at + character.length;
      const letters = folded(character);
      for (let unit = 0; unit < letters.length; unit++) {
        all.push(item);
        starts.push(at);
        ends.push(end);
        begins.push(Number(apart && unit === 0));
      }
      text += letters;
      apart = letters === '' && !/\p{M}/u.test(character);
      at = end;
    }
  }
  return {
    text,
    items: Int32Array.from(all),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    begins: Uint8Array.from(begins),
  };
}

/** The letters of a text alone, without their places. */
export function bareLetters(text: string): string {
  let letters = '';
  for (const character of text) letters += folded(character);
  return letters;
}

/** Where the letters `[from, to)` stand, as few stretches as may be. */
export function placesOf(letters: Letters, from: number, to: number): WordPlace[] {
  const places: WordPlace[] = [];
  for (let at = from; at < to; at++) {
    const item = letters.items[at]!;
    const last = places.at(-1);
    if (last?.item === item) last.end = letters.ends[at]!;
    else places.push({ item, start: letters.starts[at]!, end: letters.ends[at]! });
  }
  return places;
}
