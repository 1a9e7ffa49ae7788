import { leftwardLetters } from '../text/direction.ts';

/**
 * Words of pages that are written from right to left. A PDF says where its words stand, not in which order they are read; its library
 * gives stretches of them in the order of the file, the letters within one as they are read.
 */

const right = `[${leftwardLetters}]`;
const left = `(?!${right})\\p{L}`;
const rightToLeftLetter = new RegExp(right, 'u');
const allRightToLeft = new RegExp(right, 'gu');
const leftToRightLetter = new RegExp(left, 'u');
const allLeftToRight = new RegExp(left, 'gu');
/** From the first letter of that direction to the last one before a letter of the other. */
const rightToLeftRun = new RegExp(`(${right}(?:(?!${left}).)*${right}\\p{M}*|${right}\\p{M}*)`, 'u');

export const hasRightToLeft = (text: string): boolean => rightToLeftLetter.test(text);

/** Whether most letters of some words belong to scripts that run from right to left. */
export function isMostlyRightToLeft(words: Iterable<string>): boolean {
  let balance = 0;
  for (const text of words) balance += (text.match(allRightToLeft)?.length ?? 0) - (text.match(allLeftToRight)?.length ?? 0);
  return balance > 0;
}

const pairs = '()[]{}<>«»‹›';
const mirrored = new Map(Array.from(pairs, (sign, index) => [sign, pairs[index ^ 1]!]));
const mirror = (text: string): string => text.replaceAll(/[()[\]{}<>«»‹›]/g, (sign) => mirrored.get(sign)!);

/** Letters drawn in the form that their place in the word gives them, and several drawn as one: the letters themselves. */
const forms = /[\ufb1d-\ufbff\ufc00-\ufdcf\ufe70-\ufefc]/g;
const withoutForms = (text: string): string => text.replaceAll(forms, (form) => form.normalize('NFKC').trim());

type Kind = 'right' | 'left' | 'number' | 'neutral';

function kindOf(text: string): Kind {
  if (rightToLeftLetter.test(text)) return 'right';
  if (leftToRightLetter.test(text)) return 'left';
  return /\p{N}/u.test(text) ? 'number' : 'neutral';
}

/** A stretch of words on one line. */
export interface Stretch {
  text: string;
  /** White space stands between it and the one to its left. */
  apart: boolean;
}

/** Words of both directions that the library gives as they are drawn, as stretches: what runs from right to left is one of them. */
export function stretchesIn(text: string, apart: boolean): Stretch[] {
  const stretches: Stretch[] = [];
  let isApart = apart;
  for (const [index, part] of text.split(rightToLeftRun).entries()) {
    const words = index % 2 === 1 ? [part] : part.split(/(?<=\s)(?=\S)/);
    for (const word of words) {
      if (word.trim() !== '') stretches.push({ text: word.trim(), apart: isApart || /^\s/.test(word) });
      if (word !== '') isApart = /\s$/.test(word);
    }
  }
  return stretches;
}

/** How the words from right to left of a page are written. */
export interface Script {
  /** Signs beside numbers stand on their other side. */
  isArabic: boolean;
  /** Brackets are told by how they look, not by what they mean. */
  turnsBrackets: boolean;
}

export const scriptOf = (words: readonly string[]): Script => ({
  isArabic: words.some((text) => /\p{Script=Arabic}/u.test(text)),
  turnsBrackets: true,
});

/** How many brackets of a text close nothing or are not closed. */
export function oddBrackets(text: string): number {
  let [open, odd] = [0, 0];
  for (const [sign] of text.matchAll(/[()[\]{}«»]/g))
    if (pairs.indexOf(sign) % 2 === 0) open++;
    else if (open > 0) open--;
    else odd++;
  return odd + open;
}

/** Which stretch, and how its text reads there. */
interface Read {
  index: number;
  text: string;
  /** White space stands before it in reading. */
  apart: boolean;
}

/**
 * The stretches of a line, given from left to right, in the order in which they are read. The inverse of the Unicode bidirectional
 * algorithm (UAX 9) as far as what is seen tells it: words of the other direction, and numbers with their signs, keep their own order.
 * Arabic letters lose their forms.
 */
export function inReadingOrder(line: readonly Stretch[], rightToLeft: boolean, { isArabic, turnsBrackets }: Script): Read[] {
  const kinds = line.map(({ text }) => kindOf(text));
  /** Units from right to left, as they are read; `apart`: white space stands before the first. */
  const fromRight = (from: number, to: number, apart: boolean): Read[] => {
    const units: Read[][] = [];
    for (let at = from; at < to;) {
      const keepsOrder = kinds[at] === 'left' || kinds[at] === 'number';
      const end = keepsOrder ? endOfRun(line, kinds, at, to) : at + 1;
      const before = end < to ? line[end]!.apart : apart;
      const unit = line.slice(at, end).map(({ text, apart: isApart }, step) => ({
        index: at + step,
        text: withoutForms(keepsOrder || !turnsBrackets ? text : mirror(text)),
        apart: step === 0 ? before : isApart,
      }));
      if (keepsOrder) turnEdges(unit, isArabic);
      units.push(unit);
      at = end;
    }
    return units.toReversed().flat();
  };
  if (rightToLeft) return fromRight(0, line.length, false);
  const order: Read[] = [];
  for (let at = 0; at < line.length;) {
    const { text, apart } = line[at]!;
    if (kinds[at] !== 'right') {
      order.push({ index: at, text: withoutForms(text), apart });
      at++;
      continue;
    }
    let end = at + 1;
    for (let next = end; next < line.length && kinds[next] !== 'left'; next++) if (kinds[next] === 'right') end = next + 1;
    order.push(...fromRight(at, end, apart));
    at = end;
  }
  return order;
}

/**
 * What is drawn in one piece with words from left to right, and belongs to the line around them: the end of a sentence to their left;
 * and, among Arabic letters, a hyphen or a per cent sign beside a number, and the two sides of a hyphen between numbers.
 */
function turnEdges(unit: Read[], isArabic: boolean): void {
  const [first] = unit;
  const last = unit.at(-1)!;
  const edge = isArabic ? /^([.,:;!?…%-]+)(.+)$/su : /^([.,:;!?…]+)(.+)$/su;
  const [, sign = '', rest = ''] = edge.exec(first!.text) ?? [];
  if (sign !== '') {
    first!.text = rest;
    last.text += sign;
  }
  if (isArabic && unit.length === 1)
    first!.text = first!.text.replaceAll(/\d[\d.,/]*(?:-\d[\d.,/]*)+/g, (range) => range.split('-').toReversed().join('-'));
}

/** Where words from left to right end that begin at a place: they take in what stands between them, numbers only what is joined to them. */
function endOfRun(line: readonly Stretch[], kinds: readonly Kind[], from: number, to: number): number {
  let end = from + 1;
  let seesWord = kinds[from] === 'left';
  for (let at = end; at < to && kinds[at] !== 'right'; at++) {
    seesWord ||= kinds[at] === 'left';
    const isJoined = line.slice(end, at + 1).every(({ apart }) => !apart);
    if (kinds[at] === 'left' || (kinds[at] === 'number' && (seesWord || isJoined))) end = at + 1;
  }
  return end;
}
