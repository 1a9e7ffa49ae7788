import type { TextLink } from '../../../../shared/domain/entities.ts';
import { raised } from '../raised.ts';
import type { Box } from './geometry.ts';

/** A stretch of text as it stands on a page, in points from the upper left corner of the page as it is looked at. */
export interface Run {
  text: string;
  x: number;
  /** Of the base line. */
  y: number;
  width: number;
  size: number;
  /** As the library calls it: one name in one document. */
  font: string;
  bold: boolean;
  /** Words of both directions in the order in which they are drawn, from left to right; else they are in that of reading. */
  asDrawn?: boolean;
  /** White space stood before it. */
  spaced: boolean;
  /** Its place in the structure tree of a tagged PDF; null where it has none. */
  content: string | null;
  /** Tagged as no part of the text: a running head, a page's number. */
  artifact: boolean;
}

/** Words on one base line without a wide gap between them. */
export interface Line {
  text: string;
  x0: number;
  x1: number;
  y: number;
  /** Of most of its letters. */
  size: number;
  /** Of its first letters. */
  font: string;
  bold: boolean;
  /** From 1. */
  page: number;
  /** Which letters stand where: offset in the text, number of letters, place and width. */
  parts: { at: number; length: number; x: number; width: number }[];
  /** Over `text`, in order. */
  links: TextLink[];
}

const trailing = (line: Line): string => line.text.slice(-1);

/** Two lines that stand beside each other as one. The gap between them is a space where there is none yet. */
export function beside(left: Line, right: Line): Line {
  const gap = /\s/.test(trailing(left)) || right.text.startsWith(' ') ? '' : ' ';
  const shift = left.text.length + gap.length;
  const main = right.text.length > left.text.length ? right : left;
  return {
    ...left,
    text: left.text + gap + right.text,
    x1: Math.max(left.x1, right.x1),
    y: main.y,
    size: main.size,
    bold: left.bold && right.bold,
    parts: [...left.parts, ...right.parts.map((part) => ({ ...part, at: part.at + shift }))],
    links: [...left.links, ...right.links.map((link) => ({ ...link, start: link.start + shift, end: link.end + shift }))],
  };
}

/** Puts runs together that follow one another on a base line; a gutter or a tab parts them. */
export function linesOf(runs: readonly Run[], page: number): Line[] {
  const lines: Line[] = [];
  const isGutter = guttersIn(runs);
  let open: { line: Line; letters: Map<number, number>; bold: number } | null = null;
  const close = (): void => {
    if (!open) return;
    const { line, letters, bold } = open;
    line.size = [...letters].toSorted((a, b) => b[1] - a[1])[0]![0];
    line.bold = bold > line.text.length * 0.6;
    if (line.text.trim() !== '') lines.push(line);
    open = null;
  };
  for (const run of runs) {
    const gap = open ? run.x - open.line.x1 : 0;
    if (!open || !onOneLine(open.line, run) || gap < -0.6 * run.size || isGutter(gap, run)) {
      close();
      const line = { text: '', x0: run.x, x1: run.x, y: run.y, size: run.size, font: run.font, bold: false, page, parts: [], links: [] };
      open = { line, letters: new Map(), bold: 0 };
    }
    const { line, letters } = open;
    if (line.text !== '' && !line.text.endsWith(' ') && (run.spaced || gap > 0.25 * run.size)) line.text += ' ';
    const text = isRaised(line, run) ? raised(line.text, run.text) : run.text;
    line.parts.push({ at: line.text.length, length: text.length, x: run.x, width: run.width });
    line.text += text;
    line.x0 = Math.min(line.x0, run.x);
    line.x1 = Math.max(line.x1, run.x + run.width);
    letters.set(run.size, (letters.get(run.size) ?? 0) + run.text.length);
    if (run.bold) open.bold += run.text.length;
    // A raised number must not carry the base line away with it.
    if (run.size >= line.size * 0.95) [line.y, line.size] = [run.y, Math.max(line.size, run.size)];
  }
  close();
  return lines;
}

const isRaised = (line: Line, run: Run): boolean => run.size < 0.85 * line.size && line.y - run.y > 0.2 * line.size;

function onOneLine(line: Line, run: Run): boolean {
  const size = Math.max(line.size, run.size);
  const raised = Math.abs(run.size - line.size) > 0.1 * size;
  return Math.abs(run.y - line.y) < (raised ? 0.6 : 0.3) * size;
}

/** In units of the type's size: a gap that may part columns, and one that parts whatever it stands between. */
const doubtful = 0.95;
const wide = 2.2;

/**
 * Tells a gutter from the space that justification makes between two words: lines begin at a gutter's right side, or something
 * follows a gap there line after line.
 */
function guttersIn(runs: readonly Run[]): (gap: number, run: Run) => boolean {
  const starts = new Map<number, number>();
  const followers = new Map<number, number>();
  let rows = 0;
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    const isStart = !before || Math.abs(before.y - run.y) > 0.6 * run.size || run.x < before.x;
    if (isStart) rows++;
    else if (run.x - before.x - before.width < doubtful * run.size) continue;
    const counts = isStart ? starts : followers;
    const bin = Math.round(run.x / 2);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const around = (counts: ReadonlyMap<number, number>, x: number): number => {
    const bin = Math.round(x / 2);
    return (counts.get(bin - 1) ?? 0) + (counts.get(bin) ?? 0) + (counts.get(bin + 1) ?? 0);
  };
  return (gap, { x, size }) =>
    gap > wide * size || (gap > doubtful * size && (around(starts, x) >= 3 || around(followers, x) >= Math.max(5, rows * 0.3)));
}

/** Where an address is laid over the page. */
export interface LinkArea {
  address: string;
  box: Box;
}

/** Tells which words of the lines lie under an address, in whole words. */
export function layLinks(lines: readonly Line[], areas: readonly LinkArea[]): void {
  for (const line of lines)
    for (const { address, box } of areas) {
      const [left, top, right, bottom] = box;
      const middle = line.y - line.size * 0.3;
      if (middle < top || middle > bottom || line.x1 < left || line.x0 > right) continue;
      let [start, end] = [Infinity, -Infinity];
      for (const { at, length, x, width } of line.parts) {
        const letter = width / Math.max(1, length);
        const [from, to] = [Math.max(0, Math.round((left - x) / letter)), Math.min(length, Math.round((right - x) / letter))];
        if (to <= from) continue;
        start = Math.min(start, at + from);
        end = Math.max(end, at + to);
      }
      if (end <= start) continue;
      [start, end] = wholeWords(line.text, start, end);
      const before = line.links.at(-1);
      if (end > start && (!before || before.end <= start)) line.links.push({ start, end, address });
    }
}

function wholeWords(text: string, from: number, to: number): [start: number, end: number] {
  let [start, end] = [nearestEdge(text, from), nearestEdge(text, to)];
  while (start < end && text[start] === ' ') start++;
  while (end > start && text[end - 1] === ' ') end--;
  return [start, end];
}

/** Letters are of different widths: a place that falls into a word means that word's nearer side. */
function nearestEdge(text: string, at: number): number {
  const isLetter = (place: number): boolean => /[\p{L}\p{N}]/u.test(text[place] ?? '');
  let [start, end] = [at, at];
  while (start > 0 && isLetter(start - 1) && isLetter(at)) start--;
  while (end < text.length && isLetter(end) && isLetter(at - 1)) end++;
  return at - start <= end - at ? start : end;
}
