import type { TextLink } from '../../../../shared/domain/entities.ts';
import type { Line } from './line.ts';

const word = /[\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*/gu;
const hyphenAtEnd = /(?<=[\p{L}\p{N}])[-‐\u00ad]$/u;
const wideScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const ligatures = /[\ufb00-\ufb06]/gu;
/** A text so long that its words fill the memory is joined by what its first part says. */
const mostWords = 300_000;
/** Fewer line ends than that with a hyphen, and nobody hyphenated the text: its hyphens are the writer's own. */
const hyphenatedAbove = 0.012;

/** How a document writes its words where no line end divides them. */
export interface WordsSeen {
  has(word: string): boolean;
  /** Lines are divided within words. */
  hyphenated: boolean;
}

/** Counted when a line that ends with a hyphen first asks: most files have none. */
export function wordsIn(lines: Iterable<Line>): WordsSeen {
  let counted: WordsSeen | null = null;
  const seen = (): WordsSeen => (counted ??= countWords(lines));
  return {
    has: (one) => seen().has(one),
    get hyphenated() {
      return seen().hyphenated;
    },
  };
}

function countWords(lines: Iterable<Line>): WordsSeen {
  const seen = new Set<string>();
  const dividedWords: [head: string, tail: string][] = [];
  let head = '';
  let count = 0;
  let divided = 0;
  let drawn = 0;
  let afterHyphen = false;
  for (const { text } of lines) {
    count++;
    const plain = plainLetters(text.trim()).toLowerCase();
    const found = plain.match(word) ?? [];
    const ends = hyphenAtEnd.test(plain);
    if (ends) divided++;
    if (/[\u00ad‐]$/u.test(plain)) drawn++;
    const last = found.length - (ends ? 1 : 0);
    if (seen.size < mostWords) for (let index = afterHyphen ? 1 : 0; index < last; index++) seen.add(withPlainHyphens(found[index]!));
    if (head !== '' && found[0] && dividedWords.length < 5_000) dividedWords.push([head, found[0]]);
    head = ends ? (found.at(-1) ?? '') : '';
    afterHyphen = ends;
  }
  // A program that draws a sign of its own leaves the plain hyphen to the writer.
  const has = (one: string): boolean => seen.has(one.toLowerCase());
  const asOne = dividedWords.filter(([from, to]) => has(from + to)).length;
  const asTwo = dividedWords.filter(([from, to]) => has(`${from}-${to}`)).length;
  const isDivided = divided >= 3 && divided > count * hyphenatedAbove && drawn < divided / 2 && (asOne > asTwo || divided > count * 0.03);
  return { has, hyphenated: isDivided };
}

const withPlainHyphens = (one: string): string => (one.includes('‐') ? one.replaceAll('‐', '-') : one);

/** Accents that are printed over the letter after them, and the marks that say so. */
const accents: Readonly<Record<string, string>> = { '¨': '\u0308', ˆ: '\u0302', '˜': '\u0303', ˇ: '\u030c', '´': '\u0301' };
// People also write an acute accent where an apostrophe should be: “l´amour”, “it´s”.
const accented = /([¨ˆ˜ˇ])(\p{L})|(?:(?<=\p{L}{2})(?<!qu)(´)([aeiou])|(´)(ı))/gu;

/** Letters that a font draws as one, as the letters that they are, and accents with their letter; no other character is changed. */
export const plainLetters = (text: string): string =>
  text
    .replace(ligatures, (one) => one.normalize('NFKC'))
    .replace(accented, (found, ...groups: (string | undefined)[]) => {
      const [accent, letter] = groups.slice(0, 6).filter((group) => group !== undefined) as [string, string];
      const whole = (letter === 'ı' ? 'i' : letter) + accents[accent]!;
      return whole.normalize('NFC').length === 1 ? whole.normalize('NFC') : found;
    });

/** The lines of a paragraph as its text: words that a line end divides are whole again, hyphens of the writer's stay. */
export function joinLines(lines: readonly Line[], seen: WordsSeen): { text: string; links: TextLink[] } {
  let text = '';
  const links: TextLink[] = [];
  for (const line of lines) {
    const before = text.trimEnd();
    const start = line.text.length - line.text.trimStart().length;
    const words = line.text.slice(start).trimEnd();
    if (before === '') text = '';
    else if (dropsHyphen(before, words, seen)) text = before.slice(0, -1);
    else text = before + (needsSpace(before, words) ? ' ' : '');
    const shift = text.length - start;
    text += words;
    for (const { start: from, end: to, address } of line.links) {
      const last = links.at(-1);
      const [linkStart, linkEnd] = [Math.max(from + shift, last?.end ?? 0), Math.min(to + shift, text.length)];
      // An address that goes on over a line end is one link.
      if (last?.address === address && linkStart - last.end <= 1) last.end = linkEnd;
      else if (linkEnd > linkStart) links.push({ start: linkStart, end: linkEnd, address });
    }
    for (const link of links) link.end = Math.min(link.end, text.length);
  }
  return withoutLigatures(text, links);
}

function withoutLigatures(text: string, links: readonly TextLink[]): { text: string; links: TextLink[] } {
  const place = (at: number): number => plainLetters(text.slice(0, at)).length;
  return { text: plainLetters(text), links: links.map((link) => ({ ...link, start: place(link.start), end: place(link.end) })) };
}

function needsSpace(before: string, after: string): boolean {
  if (hyphenAtEnd.test(before)) return false;
  if (/[\p{L}\p{N}][—/]$/u.test(before) || /^—[\p{L}\p{N}]/u.test(after)) return false;
  return !(wideScript.test(before.slice(-1)) && wideScript.test(after[0] ?? ''));
}

/** Prefixes that keep their hyphen. */
const hyphenating = /^(?:self|non|half|quasi|well|all|cross|vice)$/i;

const closed =
  /^(?:under|over|some|with|there|where|here|more|what|when|every|through|news|back|work|home|land|time|hand|foot|heart|water|super|inter|counter|after|fore|data|soft|hard)$/i;

/** Whether the hyphen at the end of a line is one that only the line end made. */
function dropsHyphen(before: string, after: string, seen: WordsSeen): boolean {
  if (!hyphenAtEnd.test(before)) return false;
  const head = /[\p{L}\p{N}]+(?:[-‐][\p{L}\p{N}]+)*(?=[-‐]$)/u.exec(plainLetters(before.slice(-80)))?.[0] ?? '';
  const tail = /^[\p{L}\p{N}]+/u.exec(plainLetters(after.slice(0, 80)))?.[0] ?? '';
  // Numbers and names that begin with a capital letter are joined by hyphens, not divided by them; nor are words of capital letters alone.
  const [whole, hyphenated] = [head + tail, `${head}-${tail}`];
  const [asOne, asTwo] = [seen.has(whole), seen.has(hyphenated)];
  if (asOne !== asTwo && tail !== '') return asOne;
  // These two signs are what programs draw at a line end; people type the plain hyphen.
  if (/[\u00ad‐]$/u.test(before)) return true;
  if (!/^\p{Ll}/u.test(tail) && !(/^\p{Lu}{2}/u.test(tail) && /^\p{Lu}{2}/u.test(head))) return false;
  if (/\p{N}$/u.test(head)) return false;
  if (!seen.hyphenated) return false;
  const last = head.split(/[-‐]/u).at(-1)!;
  // “state-of-the-” was hyphenated by its writer already.
  if (head !== last) return false;
  if (hyphenating.test(last)) return false;
  // Two words of the text that it never writes as one; but some words begin with another word.
  return last.length < 4 || tail.length < 4 || closed.test(last) || !seen.has(last) || !seen.has(tail);
}
