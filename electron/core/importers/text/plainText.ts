import type { RawBlock } from '../../../../shared/text/normalise.ts';

/** What plain text is made of: blocks, and the date that a web scraper wrote before it. */
export interface PlainText {
  blocks: RawBlock[];
  /** ISO date of a leading `date 2025-09-04`, which is no part of the article. */
  datePrefix: string | null;
}

const prefix = /^[\s\ufeff]*date:?[ \t]+(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?=\s|$)[ \t]*/i;
// Left by the page around an article, and never prose.
const debris = /^\W*(?:ad-image|advertisement|advertisement - scroll to continue|story continues below advertisement)\W*$/i;
const bullet = /^[-*•‣–]\s+(?=\S)/u;
// Lines that name a source, a picture or another page look like headings and are none.
const noHeading = /^(?:via|source|sources|by|photos?|images?|pictures?|video|read|also|see|watch|related|share|tags?|https?:|www\.)\b/i;
const finishedEnd = /[.!?…,;:‽。！？]["”’')\]»]{0,8}$/u;
const finished = (text: string): boolean => finishedEnd.test(text.slice(-12));

const longestHeading = 100;
const longestHeadline = 200;
const widestWrap = 100;

/** Reads plain text as it comes from web pages, mail and word processors. No line of prose is ever dropped. */
export function readPlainText(source: string): PlainText {
  const datePrefix = prefix.exec(source)?.[1] ?? null;
  const body = source.replace(prefix, '').replaceAll(/\r\n?|[\u2028\u2029\u0085\f\v]/g, '\n');
  const groups = body
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((group) => group.split('\n').filter((line) => line.trim() !== '' && !debris.test(line)))
    .filter((lines) => lines.length > 0);
  const wrap = wrapWidth(groups);
  const lines = groups.flatMap((group) => (wrap === null ? group : unwrap(group, wrap)));
  return { blocks: asBlocks(lines.map((line) => line.trim())), datePrefix };
}

/**
 * The width at which lines were broken by a machine, or null where a line is a paragraph. A broken line is full: the
 * first word of the next one would not have fitted. Nearly all lines that have a neighbour below must be so.
 */
function wrapWidth(groups: readonly string[][]): number | null {
  const width = groups.reduce((widest, lines) => lines.reduce((most, line) => Math.max(most, line.trimEnd().length), widest), 0);
  if (width > widestWrap || width < 30) return null;
  let full = 0;
  let all = 0;
  for (const lines of groups)
    for (let index = 0; index + 1 < lines.length; index++) {
      if (bullet.test(lines[index + 1]!.trim())) continue;
      all++;
      if (isFull(lines[index]!, lines[index + 1]!, width)) full++;
    }
  return all >= 2 && full >= all * 0.7 ? width : null;
}

function isFull(line: string, next: string, width: number): boolean {
  const firstWord = /^\s*(\S*)/.exec(next)![1]!;
  return line.trimEnd().length + 1 + firstWord.length > width - 4;
}

function unwrap(lines: readonly string[], width: number): string[] {
  const paragraphs: string[][] = [];
  let open = false;
  lines.forEach((line, index) => {
    const words = line.trim();
    const paragraph = paragraphs.at(-1);
    if (open && paragraph && !bullet.test(words)) {
      // “well-” + “known” is one word, and so is “inter-” + “national”: the hyphen may belong there, so it stays.
      const hyphenated = /\p{L}-$/u.test(paragraph.at(-1)!) && /^\p{Ll}/u.test(words);
      paragraph.push(hyphenated ? '' : ' ', words);
    } else {
      paragraphs.push([words]);
    }
    const next = lines[index + 1];
    // A short line that ends a sentence ends its paragraph too.
    open = next !== undefined && (isFull(line, next, width) || !finished(words));
  });
  return paragraphs.map((parts) => parts.join(''));
}

function asBlocks(lines: readonly string[]): RawBlock[] {
  const isItem = lines.map((line) => bullet.test(line));
  const blocks = lines.map((line, index): RawBlock => {
    // One dash alone opens a line of dialogue; two in a row are a list.
    if (isItem[index] && (isItem[index - 1] || isItem[index + 1])) return { kind: 'list-item', level: 1, text: line.replace(bullet, '') };
    return { kind: 'paragraph', text: line };
  });
  return blocks.map((block, index) => {
    const next = blocks[index + 1];
    if (block.kind !== 'paragraph' || !next) return block;
    if (index === 0 && isTitle(block.text, longestHeadline)) return { ...block, kind: 'heading', level: 1 };
    // A heading stands over text: the last of several short lines may be one, the others are page furniture or verse.
    const overText = next.kind === 'list-item' || next.text.length > longestHeading || finished(next.text);
    return overText && isTitle(block.text, longestHeading) && !noHeading.test(block.text) ? { ...block, kind: 'heading', level: 2 } : block;
  });
}

/** Short, with letters, begun like a sentence and not ended like one. */
function isTitle(text: string, longest: number): boolean {
  return text.length <= longest && /^["“'‘«([]?[\p{Lu}\p{Lo}\p{Lt}\d]/u.test(text) && /\p{L}{2}/u.test(text) && !finished(text);
}
