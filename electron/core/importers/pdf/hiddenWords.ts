import type { DrawnWords } from './drawing.ts';
import { pointAt, type Matrix } from './geometry.ts';

/** Words of a page where they begin, in points from its upper left corner. */
export interface PlacedWords {
  text: string;
  at: readonly [number, number];
  /** Along the writing. */
  width: number;
  size: number;
  /** Degrees, with the clock. */
  angle: number;
}

/** A stretch of placed words that is seen, or is not: `[start, end)` in UTF-16 code units of their text. */
export interface Stretch {
  start: number;
  end: number;
  isSeen: boolean;
}

interface Met {
  words: DrawnWords;
  from: readonly [number, number];
  to: readonly [number, number];
  isMet: boolean;
}

/** Where drawn words stand along placed ones. */
interface Span {
  from: number;
  to: number;
  /** The ones are among the others, letter for letter. */
  isNamed: boolean;
}

/** Points across the writing that are looked through together. */
const rowHeight = 4;

/** Tells which of the placed words the drawing of a page hides, and which of the hidden words are not among them. */
export class HiddenWords {
  readonly #drawn: readonly Met[];
  /** By the angle of the writing, and the row in it. */
  readonly #rows = new Map<number, Map<number, Met[]>>();
  readonly #hides: boolean;

  constructor(drawn: readonly DrawnWords[], view: Matrix) {
    this.#hides = drawn.some(({ isSeen }) => !isSeen);
    const needed = this.#hides ? drawn : [];
    this.#drawn = needed.map((words) => ({ words, from: pointAt(view, ...words.from), to: pointAt(view, ...words.to), isMet: false }));
  }

  /** The placed words cut into what is seen and what is not, between words. */
  cut(placed: PlacedWords): Stretch[] {
    const { text } = placed;
    const whole = [{ start: 0, end: text.length, isSeen: true }];
    if (!this.#hides) return whole;
    const letters = this.#lettersSeen(placed);
    if (!letters.includes(false)) return whole;
    const stretches: Stretch[] = [];
    for (const { index, 0: word } of text.matchAll(/\s*\S+\s*/gu)) {
      const inside = letters.slice(index, index + word.length);
      const isSeen = inside.filter((seen) => !seen).length * 2 <= inside.length;
      const last = stretches.at(-1);
      if (last?.isSeen === isSeen) last.end = index + word.length;
      else stretches.push({ start: index, end: index + word.length, isSeen });
    }
    return stretches;
  }

  /** What is hidden and was met among no placed words: the library leaves out what is not on the page. */
  get unmet(): string[] {
    const lines: string[] = [];
    let before: readonly [number, number] | null = null;
    for (const { words, from, to, isMet } of this.#drawn) {
      if (words.isSeen || isMet) continue;
      const goesOn = before !== null && Math.abs(from[1] - before[1]) < 2;
      if (goesOn) lines[lines.length - 1] += (Math.abs(from[0] - before![0]) > 1 ? ' ' : '') + words.text;
      else lines.push(words.text);
      before = to;
    }
    return lines.map((line) => line.trim());
  }

  #lettersSeen({ text, at, width, size, angle }: PlacedWords): boolean[] {
    const radians = (angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    const hidden: Span[] = [];
    const seen: Span[] = [];
    const across = ([x, y]: readonly [number, number]): number => y * cos - x * sin;
    const tolerance = Math.max(0.5, 0.3 * size);
    for (const one of this.#near(angle, across, across(at), tolerance)) {
      const along = ([x, y]: readonly [number, number]): number => (x - at[0]) * cos + (y - at[1]) * sin;
      const [from, to] = [along(one.from), along(one.to)].toSorted((a, b) => a - b) as [number, number];
      if (Math.abs(across(one.from) - across(at)) > tolerance || to < -0.5 || from > width + 0.5) continue;
      one.isMet = true;
      const isNamed = text.includes(one.words.text.trim()) || one.words.text.includes(text.trim());
      (one.words.isSeen ? seen : hidden).push({ from, to, isNamed });
    }
    const within = (spans: readonly Span[], place: number): boolean => spans.some(({ from, to }) => place >= from && place <= to);
    // Other words may be drawn at the place of hidden ones: those that a cover was made for, or of another layer.
    const named = (spans: readonly Span[]): Span[] => spans.filter(({ isNamed }) => isNamed);
    return Array.from(text, (_, index) => {
      const place = ((index + 0.5) / text.length) * width;
      return within(within(named(hidden), place) ? named(seen) : seen, place) || !within(hidden, place);
    });
  }

  #near(angle: number, across: (place: readonly [number, number]) => number, at: number, tolerance: number): Met[] {
    let rows = this.#rows.get(angle);
    if (!rows) {
      rows = Map.groupBy(this.#drawn, ({ from }) => Math.floor(across(from) / rowHeight));
      this.#rows.set(angle, rows);
    }
    const near: Met[] = [];
    for (let row = Math.floor((at - tolerance) / rowHeight); row <= Math.floor((at + tolerance) / rowHeight); row++)
      near.push(...(rows.get(row) ?? []));
    return near;
  }
}
