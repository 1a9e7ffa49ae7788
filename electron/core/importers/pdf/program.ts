import {
  boxAround,
  deepest,
  isBoxed,
  mostAreas,
  movedTo,
  multiply,
  noWhere,
  pointAt,
  smallestType,
  thinnest,
  type Box,
  type Matrix,
} from './geometry.ts';

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

/** Of the size of the type: as high as what lies over a letter must be. */
const letterHeight = 0.55;
/** Of the size of the type: what letters are wide at most, on average. */
const letterWidth = 0.6;

const nothing: Box = [Infinity, Infinity, -Infinity, -Infinity];

const regular = 0;
const white = 1;
const delimiter = 2;
/** What each byte is for whoever cuts a program into tokens (PDF 32000-1, 7.2.2). */
const kinds = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) kinds[byte] = white;
for (const sign of '()<>[]{}/%') kinds[sign.charCodeAt(0)] = delimiter;

const codeOf = (name: string): number => [...name].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0);

interface State {
  matrix: Matrix;
  isWhite: boolean;
  mode: number;
  size: number;
}

/**
 * Reads a program once, byte by byte, and stops where it knows enough. Places are followed roughly: in doubt it hides something. A mere search
 * for operators that paint after words finds them in each web page with links and each report with tables, which then take up to a third longer.
 */
export const lookAtProgram = (bytes: Uint8Array): ProgramLook => new Look(bytes);

class Look implements ProgramLook {
  hides = false;
  showsWords = false;
  paints = false;
  callsAfterWords = false;
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #stack: State[] = [];
  #state: State = { matrix: noWhere, isWhite: false, mode: 0, size: 0 };
  /** Numbers and letters before the next operator. */
  #numbers: number[] = [];
  #letters = 0;
  #line = noWhere;
  /** The matrix of the line whose words are shown, on the page; null before its first. */
  #begun: Matrix | null = null;
  /** How far its words reach, at most. */
  #length = 0;
  #leading = 0;
  /** left, bottom, right and top of each line of words. */
  readonly #words: number[] = [];
  /** Where words at a slant stand is not told by a box. */
  #isSlanted = false;
  /** The parts of the path that is being drawn. */
  readonly #path: Box[] = [];
  #areas = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    while (this.#at < bytes.length && !this.hides) this.#next();
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
      const end = bytes.indexOf(62, this.#at) + 1 || bytes.length;
      // Fonts that are written so take two bytes for a letter.
      this.#letters += (end - this.#at) / 4;
      this.#at = end;
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
    this.#numbers.push((sign * whole) / (scale || 1));
  }

  #string(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let depth = 0;
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at];
      if (byte === 92) this.#at++;
      else if (byte === 40) depth++;
      else if (byte === 41 && --depth === 0) break;
    }
    this.#letters += this.#at - start;
    this.#at++;
  }

  #operator(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let name = 0;
    for (; this.#at < bytes.length && kinds[bytes[this.#at]!] === regular; this.#at++) name = name * 256 + bytes[this.#at]!;
    if (this.#at - start <= 3) Look.#does.get(name)?.(this);
    if (this.#numbers.length > 0) this.#numbers = [];
    this.#letters = 0;
  }

  /** The number so many before the operator; 0 where there are fewer. */
  #number(before: number): number {
    return this.#numbers.at(-before) ?? 0;
  }

  /** Of the last six numbers; one that moves nothing where there are fewer. */
  get #matrix(): Matrix {
    return this.#numbers.length < 6 ? noWhere : (this.#numbers.slice(-6) as unknown as Matrix);
  }

  static readonly #does: ReadonlyMap<number, (look: Look) => void> = new Map(
    Object.entries<(look: Look) => void>({
      q: (look) => void (look.#stack.length < deepest && look.#stack.push({ ...look.#state })),
      Q: (look) => void (look.#state = look.#stack.pop() ?? look.#state),
      cm: (look) => void (look.#state.matrix = multiply(look.#state.matrix, look.#matrix)),
      BT: (look) => look.#startLine(noWhere),
      Tf: (look) => {
        look.#endWords();
        look.#state.size = look.#number(1);
      },
      ET: (look) => look.#endWords(),
      Tr: (look) => void (look.#state.mode = look.#number(1)),
      TL: (look) => void (look.#leading = look.#number(1)),
      Tm: (look) => look.#startLine(look.#matrix),
      Td: (look) => look.#move(look.#number(2), look.#number(1)),
      TD: (look) => {
        look.#leading = -look.#number(1);
        look.#move(look.#number(2), look.#number(1));
      },
      'T*': (look) => look.#move(0, -look.#leading),
      'Tj TJ': (look) => look.#show(),
      '\' "': (look) => {
        look.#move(0, -look.#leading);
        look.#show();
      },
      'g rg k sc scn cs': (look) => look.#colour(),
      re: (look) => {
        const [x, y, width, height] = [4, 3, 2, 1].map((before) => look.#number(before)) as [number, number, number, number];
        look.#path.push(boxAround(look.#state.matrix, x, y, x + width, y + height));
      },
      m: (look) => {
        look.#path.push(nothing);
        look.#reach();
      },
      'l c v y': (look) => look.#reach(),
      'n S s': (look) => void (look.#path.length = 0),
      'f F f* B B* b b*': (look) => {
        for (const box of look.#path) look.#paint(box);
        look.#path.length = 0;
      },
      Do: (look) => {
        look.callsAfterWords ||= look.showsWords;
        look.#paint(boxAround(look.#state.matrix, 0, 0, 1, 1));
      },
      BI: (look) => look.#skipPicture(),
    }).flatMap(([names, run]) => names.split(' ').map((name) => [codeOf(name), run] as const)),
  );

  #move(x: number, y: number): void {
    const line = movedTo(this.#line, x, y);
    // Many programs set each letter by itself.
    if (this.#begun && y === 0 && x >= 0) {
      this.#line = line;
      this.#length += x;
    } else this.#startLine(line);
  }

  #startLine(matrix: Matrix): void {
    this.#endWords();
    this.#line = matrix;
  }

  /** Where the words of a line were shown is told once they are over. */
  #endWords(): void {
    if (this.#begun) this.#words.push(...boxAround(this.#begun, 0, 0, this.#length, this.#state.size * letterHeight));
    this.#begun = null;
    this.#length = 0;
  }

  /** How many numbers there are says in which colours they count; four are inks. */
  #colour(): void {
    const numbers = this.#numbers;
    this.#state.isWhite = numbers.length > 0 && numbers.every((share) => (numbers.length === 4 ? share === 0 : share >= 0.9));
  }

  #show(): void {
    const { mode, isWhite, size } = this.#state;
    this.showsWords = true;
    if (mode === 3 || isWhite) this.hides = true;
    this.#length += this.#letters * Math.abs(size) * letterWidth;
    if (this.#begun) return;
    this.#begun = multiply(this.#state.matrix, this.#line);
    this.#isSlanted ||= !isBoxed(this.#begun);
    if (size !== 0 && Math.hypot(this.#begun[2], this.#begun[3]) * Math.abs(size) < smallestType) this.hides = true;
  }

  /** Makes the last part of the path reach as far as the numbers say. */
  #reach(): void {
    let [left, bottom, right, top] = this.#path.pop() ?? nothing;
    for (let at = 0; at + 1 < this.#numbers.length; at += 2) {
      const [x, y] = pointAt(this.#state.matrix, this.#numbers[at]!, this.#numbers[at + 1]!);
      [left, bottom, right, top] = [Math.min(left, x), Math.min(bottom, y), Math.max(right, x), Math.max(top, y)];
    }
    this.#path.push([left, bottom, right, top]);
  }

  #paint([left, bottom, right, top]: Box): void {
    if (right - left < thinnest || top - bottom < thinnest) return;
    this.paints = true;
    if (++this.#areas > mostAreas) return;
    this.#endWords();
    this.hides = this.#isSlanted;
    const words = this.#words;
    for (let at = 0; at < words.length && !this.hides; at += 4) {
      const isBeside = left >= words[at + 2]! || right <= words[at]! || bottom >= words[at + 3]! || top <= words[at + 1]!;
      // A cover is as high as the letters of its line, which may run upwards too.
      const isAcross = (bottom <= words[at + 1]! && top >= words[at + 3]!) || (left <= words[at]! && right >= words[at + 2]!);
      this.hides = isAcross && !isBeside;
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
