import { boxAround, multiply, type Box, type Matrix } from './geometry.ts';

/** What the program of a page, or of a part of one, says at a glance of words that are not to be seen. */
export interface ProgramLook {
  /** Words are drawn invisibly, in white, or under something that is painted later. */
  hides: boolean;
  showsWords: boolean;
  /** Something that could lie over words of another program of its page. */
  paints: boolean;
  /** Calls a picture or another program after words were shown. */
  callsAfterWords: boolean;
}

/** Lines cover nothing. Points. */
const thinnest = 2;
/** Smaller letters are specks. Points. */
const smallestType = 0.8;
/** As for what is followed operator by operator: more is a drawing. */
const mostAreas = 6_000;
const deepest = 1_000;
/** No operator takes more. */
const mostNumbers = 8;
/** Of the size of the type: about how wide letters are. */
const letterWidth = 0.6;
/** Of the size of the type: as high as what lies over a letter must be. */
const letterHeight = 0.55;
const noWhere: Matrix = [1, 0, 0, 1, 0, 0];

const regular = 0;
const white = 1;
const delimiter = 2;
/** What each byte is for whoever cuts a program into tokens (PDF 32000-1, 7.2.2). */
const kinds = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = white;
for (const sign of '()<>[]{}/%') kinds[sign.charCodeAt(0)] = delimiter;

const codeOf = (name: string): number => [...name].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);
/** By far the most of all operators. */
const [showCode, moveCode] = [codeOf('Tj'), codeOf('Td')];
const isFull = (shares: readonly number[] | null): boolean => shares?.every((share) => share >= 0.9) ?? false;
const isNone = (shares: readonly number[] | null): boolean => shares?.every((share) => share === 0) ?? false;

interface State {
  matrix: Matrix;
  isWhite: boolean;
  mode: number;
  size: number;
}

/** Reads a program once, byte by byte, and stops where it knows enough. Places are followed roughly: in doubt it hides something. */
export function lookAtProgram(bytes: Uint8Array): ProgramLook {
  return new Look(bytes).look;
}

class Look {
  readonly look: ProgramLook = { hides: false, showsWords: false, paints: false, callsAfterWords: false };
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #stack: State[] = [];
  #state: State = { matrix: noWhere, isWhite: false, mode: 0, size: 0 };
  /** The last numbers before an operator, in a ring. */
  readonly #numbers = new Float64Array(mostNumbers);
  #count = 0;
  #letters = 0;
  #line = noWhere;
  /** The matrix of the line whose words are shown, on the page; null before its first. */
  #begun: Matrix | null = null;
  /** Along that line: where words are shown now, and how far words reach. */
  #from = 0;
  #least = 0;
  #most = 0;
  /** Letters that were shown from there. */
  #lettersFrom = 0;
  #leading = 0;
  /** left, bottom, right and top of each line of words. */
  readonly #words: number[] = [];
  #path: Box[] = [];
  #open: Box | null = null;
  #areas = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    while (this.#at < bytes.length && !this.look.hides) this.#next();
  }

  #next(): void {
    const bytes = this.#bytes;
    const byte = bytes[this.#at]!;
    const kind = kinds[byte];
    if (kind === white) this.#at++;
    else if ((byte >= 48 && byte <= 57) || byte === 45 || byte === 46 || byte === 43) this.#readNumber();
    else if (kind === regular) this.#operator();
    else if (byte === 40) this.#string();
    else if (byte === 60 && bytes[this.#at + 1] !== 60) {
      const end = bytes.indexOf(62, this.#at);
      // Fonts that are written so take two bytes for a letter.
      this.#letters += ((end < 0 ? bytes.length : end) - this.#at) / 4;
      this.#at = end < 0 ? bytes.length : end + 1;
    } else if (byte === 47) {
      do this.#at++;
      while (this.#at < bytes.length && kinds[bytes[this.#at]!] === regular);
    } else if (byte === 37) {
      while (this.#at < bytes.length && bytes[this.#at] !== 10 && bytes[this.#at] !== 13) this.#at++;
    } else this.#at++;
  }

  #readNumber(): void {
    const bytes = this.#bytes;
    let whole = 0;
    let scale = 0;
    let sign = 1;
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at]!;
      if (byte >= 48 && byte <= 57) {
        whole = whole * 10 + byte - 48;
        scale *= 10;
      } else if (byte === 46) scale = 1;
      else if (byte === 45) sign = -1;
      else if (byte !== 43) break;
    }
    this.#numbers[this.#count++ % mostNumbers] = (sign * whole) / (scale || 1);
  }

  #string(): void {
    const bytes = this.#bytes;
    let depth = 0;
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at];
      if (byte === 92) this.#at++;
      else if (byte === 40) depth++;
      else if (byte === 41 && --depth === 0) break;
      this.#letters++;
    }
    this.#at++;
  }

  #operator(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let name = 0;
    for (; this.#at < bytes.length && kinds[bytes[this.#at]!] === regular; this.#at++) name = name * 256 + bytes[this.#at]!;
    if (name === showCode) this.#show();
    else if (name === moveCode) this.#move();
    else if (this.#at - start <= 3) Look.#byCode.get(name)?.(this);
    this.#count = 0;
    this.#letters = 0;
  }

  /** The number so many before the operator; 0 where there are fewer. */
  #number(before: number): number {
    return before > this.#count ? 0 : this.#numbers[(this.#count - before) % mostNumbers]!;
  }

  /** The last numbers, as many as are wanted; null where there are fewer. */
  #last(count: number): number[] | null {
    return this.#count < count ? null : Array.from({ length: count }, (_, index) => this.#number(count - index));
  }

  static readonly #does: Readonly<Record<string, (look: Look) => void>> = {
    q: (look) => void (look.#stack.length < deepest && look.#stack.push({ ...look.#state })),
    Q: (look) => void (look.#state = look.#stack.pop() ?? look.#state),
    cm: (look) => {
      const matrix = look.#last(6);
      if (matrix) look.#state.matrix = multiply(look.#state.matrix, matrix as unknown as Matrix);
    },
    BT: (look) => look.#startLine(noWhere),
    Tf: (look) => {
      look.#endWords();
      look.#state.size = look.#number(1);
    },
    Tr: (look) => void (look.#state.mode = look.#number(1)),
    TL: (look) => void (look.#leading = look.#number(1)),
    Tm: (look) => {
      const matrix = look.#last(6);
      if (matrix) look.#startLine(matrix as unknown as Matrix);
    },
    TD: (look) => {
      look.#leading = -look.#number(1);
      look.#move();
    },
    'T*': (look) => look.#startLine(multiply(look.#line, [1, 0, 0, 1, 0, -look.#leading])),
    TJ: (look) => look.#show(),
    "'": (look) => look.#showNext(),
    '"': (look) => look.#showNext(),
    g: (look) => void (look.#state.isWhite = isFull(look.#last(1))),
    rg: (look) => void (look.#state.isWhite = isFull(look.#last(3))),
    k: (look) => void (look.#state.isWhite = isNone(look.#last(4))),
    sc: (look) => look.#colour(),
    scn: (look) => look.#colour(),
    cs: (look) => void (look.#state.isWhite = false),
    re: (look) => {
      const [x, y, width, height] = look.#last(4) ?? [0, 0, 0, 0];
      look.#end();
      look.#path.push(boxAround(look.#state.matrix, x!, y!, x! + width!, y! + height!));
    },
    m: (look) => {
      look.#end();
      look.#reach(2);
    },
    l: (look) => look.#reach(2),
    c: (look) => look.#reach(6),
    v: (look) => look.#reach(4),
    y: (look) => look.#reach(4),
    n: (look) => look.#drop(),
    S: (look) => look.#drop(),
    s: (look) => look.#drop(),
    f: (look) => look.#fill(),
    F: (look) => look.#fill(),
    'f*': (look) => look.#fill(),
    B: (look) => look.#fill(),
    'B*': (look) => look.#fill(),
    b: (look) => look.#fill(),
    'b*': (look) => look.#fill(),
    Do: (look) => {
      look.look.callsAfterWords ||= look.look.showsWords;
      look.#paint(boxAround(look.#state.matrix, 0, 0, 1, 1));
    },
    BI: (look) => look.#skipPicture(),
  };

  static readonly #byCode: ReadonlyMap<number, (look: Look) => void> = new Map(
    Object.entries(Look.#does).map(([name, run]) => [codeOf(name), run]),
  );

  #move(): void {
    const [x, y] = [this.#number(2), this.#number(1)];
    const [a, b, c, d, e, f] = this.#line;
    const line: Matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
    // Many programs set each letter by itself.
    if (this.#begun && y === 0 && Math.abs(x) < this.#state.size * 3) {
      this.#line = line;
      this.#from += x;
      this.#lettersFrom = 0;
    } else this.#startLine(line);
  }

  #startLine(matrix: Matrix): void {
    this.#endWords();
    this.#line = matrix;
  }

  /** Where the words of a line were shown is told once they are over. */
  #endWords(): void {
    if (this.#begun) this.#words.push(...boxAround(this.#begun, this.#least, 0, this.#most, this.#state.size * letterHeight));
    this.#begun = null;
    this.#from = this.#least = this.#most = 0;
    this.#lettersFrom = 0;
  }

  #colour(): void {
    const count = this.#count;
    this.#state.isWhite = count === 4 ? isNone(this.#last(4)) : (count === 1 || count === 3) && isFull(this.#last(count));
  }

  #showNext(): void {
    this.#startLine(multiply(this.#line, [1, 0, 0, 1, 0, -this.#leading]));
    this.#show();
  }

  #show(): void {
    const { mode, isWhite, size } = this.#state;
    this.look.showsWords = true;
    if (!this.#begun) {
      this.#begun = multiply(this.#state.matrix, this.#line);
      const height = Math.hypot(this.#begun[2], this.#begun[3]) * Math.abs(size);
      if (size !== 0 && height < smallestType) this.look.hides = true;
    }
    if (mode === 3 || isWhite) this.look.hides = true;
    // Where the words before them in their line end is not followed.
    this.#lettersFrom += this.#letters;
    this.#least = Math.min(this.#least, this.#from);
    this.#most = Math.max(this.#most, this.#from + this.#lettersFrom * Math.abs(size) * letterWidth);
  }

  #reach(count: number): void {
    const points = this.#last(count) ?? [];
    for (let index = 0; index + 1 < points.length; index += 2) {
      const [x, y] = boxAround(this.#state.matrix, points[index]!, points[index + 1]!, points[index]!, points[index + 1]!);
      const box: Box = this.#open ?? [x, y, x, y];
      this.#open = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
    }
  }

  #end(): void {
    if (this.#open) this.#path.push(this.#open);
    this.#open = null;
  }

  #drop(): void {
    this.#path.length = 0;
    this.#open = null;
  }

  #fill(): void {
    this.#end();
    for (const box of this.#path) this.#paint(box);
    this.#drop();
  }

  #paint([left, bottom, right, top]: Box): void {
    if (right - left < thinnest || top - bottom < thinnest) return;
    this.look.paints = true;
    if (++this.#areas > mostAreas) return;
    this.#endWords();
    const words = this.#words;
    for (let at = 0; at < words.length && !this.look.hides; at += 4) {
      const isBeside = left >= words[at + 2]! || right <= words[at]! || bottom >= words[at + 3]! || top <= words[at + 1]!;
      // Across the line a cover is as high as it; along the line it may hide some of its words. Lines may run upwards, too.
      const isAcross = (bottom <= words[at + 1]! && top >= words[at + 3]!) || (left <= words[at]! && right >= words[at + 2]!);
      this.look.hides = isAcross && !isBeside;
    }
  }

  /** Goes past a picture that stands in the program: its bytes are no operators. */
  #skipPicture(): void {
    this.#paint(boxAround(this.#state.matrix, 0, 0, 1, 1));
    const file = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    const data = file.indexOf(pictureBegins, this.#at);
    let end = data < 0 ? -1 : file.indexOf(pictureEnds, data);
    while (end >= 0 && !(kinds[file[end - 1]!] === white && kinds[file[end + 2] ?? 32] === white)) end = file.indexOf(pictureEnds, end + 1);
    this.#at = end < 0 ? file.length : end + 2;
  }
}

const pictureBegins = Buffer.from('ID');
const pictureEnds = Buffer.from('EI');
