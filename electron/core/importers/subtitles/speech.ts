import type { Cue } from './cues.ts';

/** Words that one person says without a break, as far as the file tells. */
export interface Speech {
  start: number;
  end: number;
  text: string;
  /** Who speaks; undefined where this line does not say. */
  speaker: string | undefined;
  /** Another person begins here, also where nobody is named. */
  isNew: boolean;
}

const markup = /<\/?(?:c|i|b|u|s|v|lang|ruby|rt|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}|\{[biu]\}/gi;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
  quot: '"',
  apos: "'",
};

const voice = /<v(?:\.[^\s<>]*)?\s+([^<>]+)>/gi;
const upperName = /^(?:\[|\()?(\p{Lu}[\p{Lu}\p{M}\d.’' &/-]{1,40}?)(?:\]|\))?\s?(?:\([^()]{1,40}\)\s?)?:(?:\s+|$)/u;
const mixedName =
  /^(?:\[|\()?(\p{Lu}[\p{L}\p{M}.’'-]*(?:\s(?:(?:van|von|der|de|da|di|del|la|le|bin|al|el)\s)?\p{Lu}[\p{L}\p{M}.’'-]*){0,3}|Speaker \d+)(?:\]|\))?:(?:\s+|$)/u;
/** Words that stand before a colon and name nobody. */
const noName =
  /^(?:note|warning|question|answer|chapter|part|update|example|today|tomorrow|yesterday|remember|ps|url|http|https|caution|result|fact|conclusion|translation|subtitles|captions?|source|music|song|title)$/i;

/** Plain words of a line: its markup taken off, its entities read. */
const plain = (text: string): string =>
  text.replaceAll(markup, '').replaceAll(/&(amp|lt|gt|nbsp|lrm|rlm|quot|apos);/g, (_, name: string) => entities[name]!);

/** Splits what is shown into who says what. A name before a colon counts where it is in capitals, or comes again. */
export function speechesIn(cues: readonly Cue[]): Speech[] {
  const known = namesThatRecur(cues);
  return cues.flatMap(({ start, end, lines }) => {
    const found: Speech[] = [];
    const say = (text: string, speaker: string | undefined, isNew: boolean): void => {
      const last = found.at(-1);
      if (last && !isNew) last.text += ` ${text}`;
      else found.push({ start, end, text, speaker, isNew });
    };
    const isDialogue = lines.length > 1 && lines.filter((line) => dash.test(plain(line))).length > 1;
    for (const line of lines)
      for (const { text, speaker } of voicesIn(line)) {
        const words = plain(text).trim();
        if (speaker !== undefined) say(words, speaker, true);
        else if (words !== '') {
          const isTurn = words.startsWith('>>') || (isDialogue && dash.test(words));
          const bare = words.replace(/^>>+\s*/, '').replace(isDialogue ? dash : /^$/, '');
          const name = nameAtStart(bare.replace(dash, ''), known);
          if (name) say(bare.replace(dash, '').slice(name.length), name.name, true);
          else say(bare, undefined, isTurn);
        }
      }
    return found.filter(({ text }) => text.trim() !== '');
  });
}

const dash = /^[-–—]\s*(?=\S)/u;

function voicesIn(line: string): { text: string; speaker: string | undefined }[] {
  const marks = [...line.matchAll(voice)];
  const before = line.slice(0, marks[0]?.index ?? line.length);
  const spoken = marks.map((mark, index) => ({
    text: line.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? line.length),
    speaker: plain(mark[1]!).trim(),
  }));
  return before.trim() === '' && spoken.length > 0 ? spoken : [{ text: before, speaker: undefined }, ...spoken];
}

function nameAtStart(words: string, known: ReadonlySet<string>): { name: string; length: number } | null {
  const upper = upperName.exec(words);
  const found = upper ?? mixedName.exec(words);
  const name = found?.[1]!.trim();
  if (!found || !name || noName.test(name)) return null;
  const isSure = (upper !== null && /\p{Lu}{2}/u.test(name)) || known.has(name);
  return isSure ? { name, length: found[0].length } : null;
}

/** Names in ordinary letters that stand before a colon more than once. */
function namesThatRecur(cues: readonly Cue[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { lines } of cues)
    for (const line of lines) {
      const name = mixedName.exec(
        plain(line)
          .trim()
          .replace(/^>>+\s*/, '')
          .replace(dash, ''),
      )?.[1];
      if (name && !noName.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  return new Set([...counts].filter(([, count]) => count > 1).map(([name]) => name));
}
