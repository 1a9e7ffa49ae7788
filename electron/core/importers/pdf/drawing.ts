import { placeOnLine, settle, type Waiting } from './covered.ts';
import { advanceOf } from './glyphs.ts';
import {
  apart,
  boxAround,
  deepest,
  isBoxed,
  isUpright,
  movedTo,
  multiply,
  noWhere,
  smallestType,
  type Box,
  type Matrix,
} from './geometry.ts';
import { edgesOf, holdsAll, rectanglesOf } from './outline.ts';
import { Painted, type Area } from './painted.ts';

/** Words as one operator of a page draws them. Places are the PDF's own, whose y axis points up. */
export interface DrawnWords {
  text: string;
  /** Of the base line. */
  from: readonly [number, number];
  to: readonly [number, number];
  isSeen: boolean;
  /** No part of them is on the page, or they are on a layer that is switched off. */
  isAbsent: boolean;
}

/** What a file says of itself that its pages do not. */
export interface Sight {
  /** Whether a layer is switched on, as the library names it in the operators of a page. */
  isShown(layer: unknown): boolean;
  /** Whether a picture that is drawn so wide and high hides all that is under it. */
  isSolid(width: number, height: number): boolean;
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
const mostPictures = 1_000;

const boxOf = (matrix: Matrix, [left, bottom, right, top]: Box): Box => boxAround(matrix, left, bottom, right, top);
const meet = (one: Box, other: Box): Box => [
  Math.max(one[0], other[0]),
  Math.max(one[1], other[1]),
  Math.min(one[2], other[2]),
  Math.min(one[3], other[3]),
];

/**
 * Follows how a page is drawn, and tells which of its words a person who looks at it sees. In doubt they are seen: words that are on the
 * page must not be missing from its text. Pictures were taken out of the operators: a matrix that nothing is drawn with was one's.
 */
export class Drawing {
  readonly words: DrawnWords[];
  readonly #painted = new Painted();
  readonly #pictures: Box[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #sight: Sight;
  /** For each marked content that is open, whether it is seen with all around it. */
  readonly #marks: boolean[] = [];
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
  constructor({ fnArray, argsArray }: Operators, numbers: OperatorNumbers, page: Box, sight: Sight) {
    this.#page = page;
    this.#sight = sight;
    this.#does = Object.fromEntries(Object.entries(this.#commands()).map(([name, run]) => [numbers[name], run]));
    const drawing = new Set(['showText', 'constructPath', 'shadingFill', 'paintFormXObjectBegin'].map((name) => numbers[name]));
    const ending = new Set(['restore', 'transform', 'beginText'].map((name) => numbers[name]));
    for (const [at, operator] of fnArray.entries()) {
      this.#at = at;
      if (ending.has(operator)) this.#notePicture(operator === numbers['restore']);
      if (drawing.has(operator)) this.#unused = false;
      (this.#does[operator] as ((...args: unknown[]) => void) | undefined)?.(...((argsArray[at] as unknown[] | null) ?? []));
    }
    this.words = settle(this.#waiting, this.#painted, this.#pictures, page);
  }

  #commands(): Record<string, (...args: never[]) => void> {
    const set = (change: Partial<State>): void => void (this.#state = { ...this.#state, ...change });
    const move = (x: number, y: number): void => {
      this.#line = movedTo(this.#line, x, y);
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
      constructPath: (operator: number, [data]: [ArrayLike<number> | null], bounds: Box | null) => this.#path(operator, data, bounds),
      shadingFill: () => this.#paint({ box: this.#state.clip ?? this.#page, colour: null, kind: 'shape', hides: null }),
      beginMarkedContent: () => void this.#marks.push(this.#isShown),
      beginMarkedContentProps: (tag: string, layer: unknown) =>
        void this.#marks.push(this.#isShown && (tag !== 'OC' || this.#sight.isShown(layer))),
      endMarkedContent: () => void this.#marks.pop(),
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
        if (bounds) this.#clipTo(boxOf(this.#state.matrix, bounds), isUpright(this.#state.matrix));
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
      setTextMatrix: ([a, b, c, d, e, f]: Matrix) => void (this.#line = this.#text = [a, b, c, d, e, f]),
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

  get #isShown(): boolean {
    return this.#marks.at(-1) ?? true;
  }

  #paint(area: Omit<Area, 'at'>): void {
    if (this.#isShown) this.#painted.add({ ...area, at: this.#at });
  }

  /** `isSure`: what stands there can be nothing but a picture. */
  #notePicture(isSure: boolean): void {
    if (!this.#unused || this.#pictures.length > mostPictures) return;
    this.#unused = false;
    if (!this.#isShown) return;
    const { matrix, clip, clipIsBox, alpha, soft } = this.#state;
    const whole = meet(boxOf(matrix, [0, 0, 1, 1]), this.#page);
    const box = clip ? meet(whole, clip) : whole;
    this.#pictures.push(box);
    const [a, b, c, d] = matrix;
    const isBox = clipIsBox && isBoxed(matrix);
    const hides = isSure && isBox && alpha === 1 && !soft && this.#sight.isSolid(Math.hypot(a, b), Math.hypot(c, d));
    // What a picture shows is not known.
    this.#paint({ box, colour: null, kind: 'picture', hides: hides ? () => true : null });
  }

  #clipTo(box: Box, isBox: boolean): void {
    const { clip, clipIsBox } = this.#state;
    this.#state = { ...this.#state, clip: clip ? meet(clip, box) : box, clipIsBox: clipIsBox && isBox };
  }

  #path(operator: number, data: ArrayLike<number> | null, bounds: Box | null): void {
    const clips = this.#clips;
    this.#clips = false;
    if (!data || !bounds) return;
    const { matrix, colour, alpha, soft, clip, clipIsBox } = this.#state;
    const boxes = isUpright(matrix) ? rectanglesOf(data) : null;
    const whole = boxOf(matrix, bounds);
    if (filling.has(operator)) {
      const told = alpha === 1 && !soft && clipIsBox ? colour : null;
      const hides = told === null ? null : boxes?.length === 1 ? () => true : hiderOf(data, matrix);
      for (const one of boxes ? boxes.map((rectangle) => boxOf(matrix, rectangle)) : [whole])
        this.#paint({ box: clip ? meet(one, clip) : one, colour: boxes ? told : null, kind: 'shape', hides });
    }
    if (clips) this.#clipTo(whole, boxes?.length === 1);
  }

  #show(glyphs: readonly unknown[]): void {
    const { matrix, size, mode, colour, alpha, clip } = this.#state;
    let text = '';
    let length = 0;
    for (const glyph of glyphs) {
      length += advanceOf(glyph, this.#state);
      if (typeof glyph === 'object' && glyph !== null) text += (glyph as { unicode?: string }).unicode ?? '';
    }
    const onPage = multiply(matrix, this.#text);
    this.#text = movedTo(this.#text, length, 0);
    if (text.trim() === '') return;
    const height = Math.hypot(onPage[2], onPage[3]) * size;
    const { from, to, box } = placeOnLine({ onPage, spacing: this.#state }, 0, length);
    const drawn: DrawnWords = { text, from, to, isAbsent: apart(box, this.#page) || !this.#isShown, isSeen: true };
    const fills = mode === 0 || mode === 4;
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    if (drawn.isAbsent || Math.abs(height) < smallestType || (clip !== null && apart(box, clip))) drawn.isSeen = false;
    else if (mode === invisible || (fills && alpha < 0.03)) drawn.isSeen = false;
    else if (fills && colour !== null && this.#painted.isLost(colour, x, y, this.#at)) drawn.isSeen = false;
    this.#waiting.push({ drawn, box, at: this.#at, glyphs, onPage, spacing: this.#state });
  }
}

/** Numbers of the operators that fill a path: they stand in the arguments of `constructPath`. */
const filling: ReadonlySet<number> = new Set([22, 23, 24, 25, 26, 27]);

/** Tells whether a filled path hides all of a place; its edges are made when they are first asked for. */
function hiderOf(data: ArrayLike<number>, matrix: Matrix): (place: Box) => boolean {
  let edges: ReturnType<typeof edgesOf> | null = null;
  return (place) => holdsAll((edges ??= edgesOf(data, matrix)), place);
}
