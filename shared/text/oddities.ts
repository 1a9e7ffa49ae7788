import type { TextRange } from '../domain/entities.ts';

export type OddityKind = 'direction' | 'invisible' | 'mixed-scripts';

/** A place where a text is not what it looks like: UTF-16 offsets over what is shown there, and why, in words for people. */
export interface Oddity extends TextRange {
  kinds: OddityKind[];
  explanation: string;
}

const directions: Record<string, string> = {
  '\u061c': 'Arabic letter mark',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'end of a direction',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'isolate',
  '\u2069': 'end of an isolate',
};
const directionControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const invisibles: Record<string, string> = {
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\u180e': 'vowel separator',
  '\ufeff': 'zero-width no-break space',
  '\u034f': 'grapheme joiner',
  '\u115f': 'filler',
  '\u1160': 'filler',
  '\u3164': 'filler',
  '\uffa0': 'filler',
};
/** Those that an import leaves in the text, since they are letters or marks to Unicode. */
const invisibleInText = /[\u034f\u115f\u1160\u3164\uffa0]/gu;

/** Scripts whose letters pass for one another. Of Greek those alone, since science writes its others into Latin words. */
const scripts: readonly { name: string; letter: RegExp }[] = [
  { name: 'Latin', letter: /\p{Script=Latin}/u },
  { name: 'Cyrillic', letter: /\p{Script=Cyrillic}/u },
  { name: 'Greek', letter: /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳικνορτυχϲ]/u },
  { name: 'Armenian', letter: /\p{Script=Armenian}/u },
  { name: 'Cherokee', letter: /\p{Script=Cherokee}/u },
];
const foreign = '[\\p{Script=Cyrillic}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳικνορτυχϲ\\p{Script=Armenian}\\p{Script=Cherokee}]';
/** Latin is one side of every mixture that deceives in practice. */
const seam = new RegExp(`\\p{Script=Latin}\\p{M}*(?=${foreign})|${foreign}\\p{M}*(?=\\p{Script=Latin})`, 'gu');
const wordCharacter = /[\p{L}\p{M}]/u;

/**
 * Where a text is not what it looks like: controls of the writing direction, characters that cannot be seen (those that the
 * import took out too: `removed` holds their places, soft hyphens count as harmless), and words with letters of two scripts.
 * In order, not overlapping: what meets at one place is told as one.
 */
export function findOddities(text: string, removed: readonly (readonly [offset: number, character: string])[]): Oddity[] {
  const found: Oddity[] = [];
  for (const { 0: control, index } of text.matchAll(directionControl))
    found.push({
      start: index,
      end: index + 1,
      kinds: ['direction'],
      explanation: `A control of the writing direction: ${directions[control]} (${codeOf(control)}).`,
    });
  for (const { 0: character, index } of text.matchAll(invisibleInText))
    found.push({
      start: index,
      end: index + 1,
      kinds: ['invisible'],
      explanation: `A character that cannot be seen: ${invisibles[character]} (${codeOf(character)}).`,
    });
  for (const [offset, character] of removed) {
    const name = invisibles[character];
    if (name === undefined) continue;
    const after = text.codePointAt(offset);
    const shown =
      after === undefined || text[offset] === '\n'
        ? { start: Math.max(0, offset - 1), end: offset }
        : { start: offset, end: offset + (after > 0xffff ? 2 : 1) };
    if (shown.start === shown.end) continue;
    found.push({
      ...shown,
      kinds: ['invisible'],
      explanation: `A character that cannot be seen stood here in the original: ${name} (${codeOf(character)}). The import took it out.`,
    });
  }
  let past = 0;
  for (const { index } of text.matchAll(seam)) {
    if (index < past) continue;
    const word = wordAround(text, index);
    past = word.end;
    found.push({ ...word, kinds: ['mixed-scripts'], explanation: explainMixture(text.slice(word.start, word.end)) });
  }
  return merge(found.toSorted((a, b) => a.start - b.start || b.end - a.end));
}

const codeOf = (character: string): string => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

function wordAround(text: string, at: number): TextRange {
  let start = at;
  let end = at;
  while (start > 0 && wordCharacter.test(characterBefore(text, start))) start -= characterBefore(text, start).length;
  for (let next = text.codePointAt(end); next !== undefined; next = text.codePointAt(end)) {
    const character = String.fromCodePoint(next);
    if (!wordCharacter.test(character)) break;
    end += character.length;
  }
  return { start, end };
}

function characterBefore(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1);
  return low >= 0xdc00 && low <= 0xdfff && offset > 1 ? text.slice(offset - 2, offset) : text.slice(offset - 1, offset);
}

/** Most letters say whose word it seems to be; the others are named. */
function explainMixture(word: string): string {
  const letters = [...word].flatMap((letter) => {
    const script = scripts.find(({ letter: pattern }) => pattern.test(letter));
    return script ? [{ letter, script: script.name }] : [];
  });
  const counts = Map.groupBy(letters, ({ script }) => script);
  const [main] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
  const others = [...new Map(letters.filter(({ script }) => script !== main![0]).map((found) => [found.letter, found])).values()];
  const named = others.slice(0, 5).map(({ letter, script }) => `“${letter}” is ${script} (${codeOf(letter)})`);
  const more = others.length > named.length ? `, and ${others.length - named.length} more` : '';
  return `A word with letters of two scripts: most are ${main![0]}, but ${named.join(', ')}${more}.`;
}

function merge(sorted: readonly Oddity[]): Oddity[] {
  const merged: Oddity[] = [];
  for (const oddity of sorted) {
    const last = merged.at(-1);
    if (last === undefined || oddity.start >= last.end) merged.push({ ...oddity });
    else {
      last.end = Math.max(last.end, oddity.end);
      last.kinds = [...new Set([...last.kinds, ...oddity.kinds])];
      if (!last.explanation.includes(oddity.explanation)) last.explanation += ` ${oddity.explanation}`;
    }
  }
  return merged;
}
