import { multiply, type Box, type Matrix } from './geometry.ts';
import { Painted } from './painted.ts';

/** Words as one operator of a page draws them. Places are the PDF's own, whose y axis points up. */
export interface DrawnWords {
  text: string;
  /** Of the base line. */
  from: readonly [number, number];
  to: readonly [number, number];
  isSeen: boolean;
  /** No part of them is on the page. */
  isOutside: boolean;
}

/** The operators of a page, by the library's numbers. */
export interface Operators {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

export type OperatorNumbers = Readonly<Record<string, number>>;

interface State {
  matrix: Matrix;
  /** Nothing is seen outside of it; null where nothing is cut off. */
  clip: Box | null;
  /** The clip is just that box. */
  clipIsBox: boolean;
  colour: string | null;
  alpha: number;
  /** A mask or a way of blending: what is painted does not hide what is below. */
  soft: boolean;
  font: string;
  size: number;
  mode: number;
  characterSpace: number;
  wordSpace: number;
  stretch: number;
  leading: number;
  rise: number;
}

/** Letters that are drawn neither filled nor outlined (PDF 32000-1, table 106). */
const invisible = 3;
/** Points: smaller letters are specks. */
const smallestType = 0.8;
/** Of the page: a picture that large is what the page shows, and unseen words on it are its words. */
const scanShare = 0.3;
const deepest = 1_000;
const mostPictures = 1_000;

const noWhere: Matrix = [1, 0, 0, 1, 0, 0];

export function boxOf(matrix: Matrix, [left, bottom, right, top]: Box): Box {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x, y]) => pointAt(matrix, x!, y!));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const pointAt = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [a * x + c * y + e, b * x + d * y + f];
const meet = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];
const apart = (one: Box, other: Box): boolean => one[0] > other[2] || one[2] < other[0] || one[1] > other[3] || one[3] < other[1];
const isUpright = ([a, b, c, d]: Matrix): boolean => (Math.abs(b) + Math.abs(c)) * 1e4 < Math.abs(a) + Math.abs(d);

/**
 * Follows how a page is drawn, and tells which of its words a person who looks at it sees. In doubt they are seen: words that are on the
 * page must not be missing from its text. Pictures were taken out of the operators: a matrix that nothing is drawn with was one's.
 */
export class Drawing {
  readonly words: DrawnWords[] = [];
  readonly #painted = new Painted();
  readonly #pictures: Box[] = [];
  readonly #waiting: { drawn: DrawnWords; box: Box; at: number }[] = [];
  readonly #page: Box;
  readonly #stack: State[] = [];
  #state: State = {
    matrix: noWhere,
    clip: null,
    clipIsBox: true,
    colour: '#000000',
    alpha: 1,
    soft: false,
    font: '',
    size: 0,
    mode: 0,
    characterSpace: 0,
    wordSpace: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
  };
  #line = noWhere;
  #text = noWhere;
  #at = 0;
  #clips = false;
  /** A matrix was set, and nothing drawn with it yet. */
  #unused = false;
  readonly #does: Readonly<Record<number, (...args: never[]) => void>>;

  /** `page`: what is shown of it. */
  constructor({ fnArray, argsArray }: Operators, numbers: OperatorNumbers, page: Box) {
    this.#page = page;
    this.#does = Object.fromEntries(Object.entries(this.#commands()).map(([name, run]) => [numbers[name], run]));
    const drawing = new Set(['showText', 'constructPath', 'shadingFill', 'paintFormXObjectBegin'].map((name) => numbers[name]));
    const ending = new Set(['restore', 'transform', 'beginText'].map((name) => numbers[name]));
    for (const [at, operator] of fnArray.entries()) {
      this.#at = at;
      if (ending.has(operator)) this.#notePicture();
      if (drawing.has(operator)) this.#unused = false;
      (this.#does[operator] as ((...args: unknown[]) => void) | undefined)?.(...((argsArray[at] as unknown[] | null) ?? []));
    }
    this.#judge();
  }

  #commands(): Record<string, (...args: never[]) => void> {
    const set = (change: Partial<State>): void => void (this.#state = { ...this.#state, ...change });
    const move = (x: number, y: number): void => {
      this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
      this.#text = this.#line;
    };
    return {
      save: () => this.#save(),
      restore: () => this.#restore(),
      transform: (...matrix: number[]) => {
        set({ matrix: multiply(this.#state.matrix, matrix as unknown as Matrix) });
        this.#unused = true;
      },
      clip: () => void (this.#clips = true),
      eoClip: () => void (this.#clips = true),
      constructPath: (operator: number, [data]: [ArrayLike<number> | null], bounds: ArrayLike<number> | null) =>
        this.#path(operator, data, bounds),
      shadingFill: () => this.#painted.add(this.#state.clip ?? this.#page, null, this.#at),
      setFillRGBColor: (colour: string) => set({ colour: /^#[\da-f]{6}$/i.test(colour) ? colour : null }),
      setFillColorN: () => set({ colour: null }),
      setFillTransparent: () => set({ colour: null }),
      setGState: (entries: [string, unknown][]) => {
        for (const [key, value] of entries) {
          if (key === 'ca' && typeof value === 'number') set({ alpha: value });
          else if (key === 'SMask' && value) set({ soft: true });
          else if (key === 'BM' && value !== 'source-over' && value !== 'normal') set({ soft: true });
          else if (key === 'Font' && Array.isArray(value)) set({ font: String(value[0]), size: Number(value[1]) });
        }
      },
      paintFormXObjectBegin: (matrix: Matrix | null, bounds: Box | null) => {
        this.#save();
        if (matrix) set({ matrix: multiply(this.#state.matrix, matrix) });
        if (bounds) this.#clipTo(boxOf(this.#state.matrix, [bounds[0], bounds[1], bounds[2], bounds[3]]), isUpright(this.#state.matrix));
      },
      paintFormXObjectEnd: () => this.#restore(),
      beginGroup: ({ smask }: { smask?: unknown }) => {
        this.#save();
        if (smask || this.#state.alpha < 1) set({ soft: true });
      },
      endGroup: () => this.#restore(),
      beginText: () => void (this.#line = this.#text = noWhere),
      setFont: (font: string, size: number) => set({ font, size }),
      setTextRenderingMode: (mode: number) => set({ mode }),
      setCharSpacing: (characterSpace: number) => set({ characterSpace }),
      setWordSpacing: (wordSpace: number) => set({ wordSpace }),
      setHScale: (percent: number) => set({ stretch: percent / 100 }),
      setLeading: (leading: number) => set({ leading: -leading }),
      setTextRise: (rise: number) => set({ rise }),
      setTextMatrix: (matrix: ArrayLike<number>) => void (this.#line = this.#text = Array.from(matrix) as unknown as Matrix),
      moveText: move,
      setLeadingMoveText: (x: number, y: number) => {
        set({ leading: y });
        move(x, y);
      },
      nextLine: () => move(0, this.#state.leading),
      showText: (glyphs: readonly unknown[]) => this.#show(glyphs),
    };
  }

  #save(): void {
    if (this.#stack.length < deepest) this.#stack.push(this.#state);
  }

  #restore(): void {
    this.#state = this.#stack.pop() ?? this.#state;
  }

  #notePicture(): void {
    if (!this.#unused || this.#pictures.length > mostPictures) return;
    this.#unused = false;
    const box = meet(boxOf(this.#state.matrix, [0, 0, 1, 1]), this.#page);
    this.#pictures.push(this.#state.clip ? meet(box, this.#state.clip) : box);
    // What a picture shows is not known.
    this.#painted.add(this.#pictures.at(-1)!, null, this.#at);
  }

  #clipTo(box: Box, isBox: boolean): void {
    const { clip, clipIsBox } = this.#state;
    this.#state = { ...this.#state, clip: clip ? meet(clip, box) : box, clipIsBox: clipIsBox && isBox };
  }

  #path(operator: number, data: ArrayLike<number> | null, bounds: ArrayLike<number> | null): void {
    const clips = this.#clips;
    this.#clips = false;
    if (!data || !bounds) return;
    const { matrix, colour, alpha, soft, clip, clipIsBox } = this.#state;
    const boxes = isUpright(matrix) ? rectanglesOf(data) : null;
    const whole = boxOf(matrix, Array.from(bounds) as unknown as Box);
    if (filling.has(operator)) {
      const told = alpha === 1 && !soft && clipIsBox ? colour : null;
      for (const box of boxes ? boxes.map((one) => boxOf(matrix, one)) : [whole])
        this.#painted.add(clip ? meet(box, clip) : box, boxes ? told : null, this.#at);
    }
    if (clips) this.#clipTo(whole, boxes?.length === 1);
  }

  #show(glyphs: readonly unknown[]): void {
    const { matrix, size, characterSpace, wordSpace, stretch, rise, mode, colour, alpha, clip } = this.#state;
    let text = '';
    let length = 0;
    for (const glyph of glyphs)
      if (typeof glyph === 'number') length -= (glyph / 1000) * size * stretch;
      else if (typeof glyph === 'object' && glyph !== null) {
        const { unicode = '', width = 0, isSpace = false } = glyph as { unicode?: string; width?: number; isSpace?: boolean };
        text += unicode;
        length += ((width / 1000) * size + characterSpace + (isSpace ? wordSpace : 0)) * stretch;
      }
    const onPage = multiply(matrix, this.#text);
    this.#text = multiply(this.#text, [1, 0, 0, 1, length, 0]);
    if (text.trim() === '') return;
    const height = Math.hypot(onPage[2], onPage[3]) * size;
    const box = boxOf(onPage, [Math.min(0, length), rise, Math.max(0, length), rise + size * 0.6]);
    const drawn: DrawnWords = {
      text,
      from: pointAt(onPage, 0, rise),
      to: pointAt(onPage, length, rise),
      isOutside: apart(box, this.#page),
      isSeen: true,
    };
    const fills = mode === 0 || mode === 4;
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    if (drawn.isOutside || Math.abs(height) < smallestType || (clip !== null && apart(box, clip))) drawn.isSeen = false;
    else if (mode === invisible || (fills && alpha < 0.03)) drawn.isSeen = false;
    else if (fills && colour !== null && this.#painted.isLost(colour, x, y, this.#at)) drawn.isSeen = false;
    this.words.push(drawn);
    this.#waiting.push({ drawn, box, at: this.#at });
  }

  /** What all of the page must be known for: what is painted over words, and which words are those of a scan. */
  #judge(): void {
    const [left, bottom, right, top] = this.#page;
    const area = (right - left) * (top - bottom);
    const scans = this.#pictures.filter((box) => Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]) > area * scanShare);
    for (const { drawn, box, at } of this.#waiting) {
      if (drawn.isOutside) continue;
      if (this.#pictures.length > 0 && (scans.length > 0 ? scans : this.#pictures).some((picture) => !apart(picture, box)))
        drawn.isSeen = true;
      else if (drawn.isSeen && this.#painted.isCovered(box, at)) drawn.isSeen = false;
    }
    // A page that shows no words at all has those that it does not show.
    if (this.words.every(({ isSeen, isOutside }) => !isSeen || isOutside)) for (const drawn of this.words) drawn.isSeen = !drawn.isOutside;
  }
}

/** Numbers of the operators that fill a path: they stand in the arguments of `constructPath`. */
const filling: ReadonlySet<number> = new Set([22, 23, 24, 25, 26, 27]);
const [moveTo, lineTo, curveTo, quadraticTo, closePath] = [0, 1, 2, 3, 4];

/** The rectangles that a path is made of; null where it has other shapes. */
function rectanglesOf(data: ArrayLike<number>): Box[] | null {
  const boxes: Box[] = [];
  let points: [number, number][] = [];
  const close = (): boolean => {
    if (points.length === 0) return true;
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const isCorner = points.every(([x, y]) => (x === box[0] || x === box[2]) && (y === box[1] || y === box[3]));
    const isRound = points.length >= 4 && points.length <= 5;
    points = [];
    boxes.push(box);
    return isCorner && isRound;
  };
  for (let at = 0; at < data.length;) {
    const kind = data[at];
    if (kind === curveTo || kind === quadraticTo) return null;
    if (kind === moveTo && !close()) return null;
    if (kind === moveTo || kind === lineTo) points.push([data[at + 1]!, data[at + 2]!]);
    at += kind === closePath ? 1 : 3;
  }
  return close() ? boxes : null;
}
