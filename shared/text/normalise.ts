import type { Block, BlockKind } from '../domain/entities.ts';

/** Version of the rules in this file. A text made by other rules keeps the number it was made with. */
export const normaliserVersion = '1';

/** A block as an importer reads it: its text may hold any white space and any form of a character. */
export interface RawBlock {
  kind: BlockKind;
  /** Heading level 1-6, or nesting depth of a list item from 1. */
  level?: number | undefined;
  text: string;
}

export interface CanonicalText {
  text: string;
  blocks: Block[];
  /** Characters taken out: UTF-16 offset in `text` before which each stood, and the character. */
  removed: [offset: number, character: string][];
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
const whiteSpace = /[\s\u0085]+/gu;
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
  let start = 0;
  for (const { kind, level, text: source } of raw) {
    const { text, taken } = normaliseBlock(source);
    if (text === '') continue;
    for (const [offset, character] of taken) removed.push([start + offset, character]);
    texts.push(text);
    blocks.push({ start, end: start + text.length, kind, ...(level === undefined ? {} : { level }) });
    start += text.length + 1;
  }
  return { text: texts.join('\n'), blocks, removed };
}

function normaliseBlock(source: string): { text: string; taken: CanonicalText['removed'] } {
  let text = source.toWellFormed();
  const taken: CanonicalText['removed'] = [];
  const apply = (edits: Edit[]): void => {
    if (edits.length === 0) return;
    movePlaces(taken, edits);
    text = applyEdits(text, edits);
  };

  for (const pattern of [invisible, strayJoiner]) {
    const found = [...text.matchAll(pattern)];
    const places: CanonicalText['removed'] = found.map((match, before) => [match.index - before, match[0]]);
    apply(found.map((match) => ({ start: match.index, end: match.index + match[0].length, by: '' })));
    taken.push(...places);
  }
  taken.sort((a, b) => a[0] - b[0]);
  if (text.normalize('NFC') !== text) apply(changed(text, fusible, (found) => found.normalize('NFC')));
  if (untidySpace.test(text)) apply(changed(text, whiteSpace, (_, start, end) => (start === 0 || end === text.length ? '' : ' ')));
  return { text: text.normalize('NFC'), taken };
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
