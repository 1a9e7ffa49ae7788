import type { Block, TextLink } from '../domain/entities.ts';

/** Version of the rules in this file. A text made by other rules keeps the number it was made with. */
export const normaliserVersion = '1';

/** A block as an importer reads it: its text may hold any white space and any form of a character. */
export interface RawBlock extends Optional<Omit<Block, 'start' | 'end' | 'kind'>>, Pick<Block, 'kind'> {
  text: string;
  /** Where words of it lead: offsets in `text`, in order and not overlapping. */
  links?: readonly TextLink[] | undefined;
}

type Optional<T> = { [Key in keyof T]?: T[Key] | undefined };

export interface CanonicalText {
  text: string;
  blocks: Block[];
  /** Characters taken out: UTF-16 offset in `text` before which each stood, and the character. */
  removed: [offset: number, character: string][];
  links: TextLink[];
  /** Of each block that was given, dropped ones included: the offset in `text` at which it begins, or would; and one for the end. */
  places: number[];
}

/** A stretch of a string to replace: `[start, end)` in UTF-16 code units. */
interface Edit {
  start: number;
  end: number;
  by: string;
}

// Soft hyphen, zero-width space, word joiner and its invisible kin, byte order mark, and control characters that are not white space.
const invisible = /[\u00ad\u200b\u2060-\u2064\u180e\ufeff\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu;
// Joiners build emoji, and words of scripts that connect or stack their letters; elsewhere they only hide in a word.
const strayJoiner =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])[\u200c\u200d]/gu;
const untidySpace = /[^\S ]|\u0085| {2}|^ | $/u;
// All that is not one space between words.
const whiteSpace = /[\s\u0085]{2,}|^[\s\u0085]|[\s\u0085]$|(?! )[\s\u0085]/gu;
// What Unicode normalisation may fuse: a character with its marks, or the letters of a Korean syllable.
const fusible =
  /[\uac00-\ud7a3][\u11a8-\u11ff]+\p{M}*|[\u1100-\u115f]+[\u1160-\u11a7]*[\u11a8-\u11ff]*\p{M}*|[^\p{M}]?\p{M}+|[^\p{M}\u1100-\u11ff\u0000-\u02ff]/gu;

/**
 * The canonical text of an article: NFC, soft hyphens and zero-width characters taken out (their places are returned),
 * white space inside a block made one space, blocks joined by one line feed. Curly quotes, dashes and every other
 * character stay as they are. Blocks without text are dropped. Applying it to its own result changes nothing.
 */
export function normalise(raw: readonly RawBlock[]): CanonicalText {
  const texts: string[] = [];
  const blocks: Block[] = [];
  const removed: CanonicalText['removed'] = [];
  const links: TextLink[] = [];
  const places: number[] = [];
  let start = 0;
  for (const { text: source, links: rawLinks = [], kind, ...rest } of raw) {
    const { text, taken, ends } = normaliseBlock(source, rawLinks);
    places.push(start);
    if (text === '') continue;
    for (const [offset, character] of taken) removed.push([start + offset, character]);
    rawLinks.forEach(({ address }, index) => {
      const [from, to] = withoutSpace(text, ends[index * 2]![0], ends[index * 2 + 1]![0]);
      if (to > from) links.push({ start: start + from, end: start + to, address });
    });
    texts.push(text);
    blocks.push({ start, end: start + text.length, kind, ...said(rest) });
    start += text.length + 1;
  }
  const text = texts.join('\n');
  return { text, blocks, removed, links, places: [...places, text.length].map((place) => Math.min(place, text.length)) };
}

/** What is known of a block, without what is not. */
function said<Part extends object>(part: Part): { [Key in keyof Part]: Exclude<Part[Key], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as never;
}

/** A stretch without the white space at its ends. */
function withoutSpace(text: string, from: number, to: number): [from: number, to: number] {
  let [start, end] = [from, to];
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return [start, end];
}

function normaliseBlock(
  source: string,
  links: readonly TextLink[],
): { text: string; taken: CanonicalText['removed']; ends: CanonicalText['removed'] } {
  let text = source.toWellFormed();
  const taken: CanonicalText['removed'] = [];
  // Where links begin and end, in turn: carried along like what is taken out.
  const ends: CanonicalText['removed'] = links.flatMap(({ start, end }) => [start, end]).map((place) => [place, '']);
  const apply = (edits: Edit[]): void => {
    if (edits.length === 0) return;
    movePlaces(taken, edits);
    movePlaces(ends, edits);
    text = applyEdits(text, edits);
  };

  for (const pattern of [invisible, strayJoiner]) {
    const found = [...text.matchAll(pattern)];
    const places: CanonicalText['removed'] = found.map((match, before) => [match.index - before, match[0]]);
    apply(found.map((match) => ({ start: match.index, end: match.index + match[0].length, by: '' })));
    // One by one: there may be more than a call takes arguments.
    for (const place of places) taken.push(place);
  }
  taken.sort((a, b) => a[0] - b[0]);
  if (text.normalize('NFC') !== text) apply(changed(text, fusible, (found) => found.normalize('NFC')));
  if (untidySpace.test(text)) apply(changed(text, whiteSpace, (_, start, end) => (start === 0 || end === text.length ? '' : ' ')));
  return { text: text.normalize('NFC'), taken, ends };
}

function changed(text: string, pattern: RegExp, by: (found: string, start: number, end: number) => string): Edit[] {
  const edits: Edit[] = [];
  for (const { 0: found, index } of text.matchAll(pattern)) {
    const end = index + found.length;
    const replacement = by(found, index, end);
    if (replacement !== found) edits.push({ start: index, end, by: replacement });
  }
  return edits;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, by } of edits) {
    parts.push(text.slice(from, start), by);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Carries places (in order) through edits (in order): a place inside an edit moves to the end of what replaced it. */
function movePlaces(places: CanonicalText['removed'], edits: readonly Edit[]): void {
  let next = 0;
  let shift = 0;
  for (const place of places) {
    while (next < edits.length && edits[next]!.end <= place[0]) {
      const { start, end, by } = edits[next++]!;
      shift += by.length - (end - start);
    }
    const edit = edits[next];
    place[0] = edit && edit.start < place[0] ? edit.start + shift + by(edit, place[0]) : place[0] + shift;
  }
}

const by = (edit: Edit, place: number): number => Math.min(edit.by.length, place - edit.start);
