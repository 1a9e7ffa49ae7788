/** What RTF is made of, in the order of the file. */
export interface TokenReader {
  open(): void;
  close(): void;
  /** A control word and its number, NaN where it has none; signs such as `\~` too. */
  control(word: string, value: number): void;
  /** A byte of text, as it stands there or as `\'hh`. */
  byte(value: number): void;
}

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const [backslash, openBrace, closeBrace, minus, quote, space] = [0x5c, 0x7b, 0x7d, 0x2d, 0x27, 0x20];
const longestWord = 32;

/** Tells an RTF file apart into groups, control words and bytes of text. Any bytes are some RTF: it never fails. */
export function readTokens(bytes: Uint8Array, to: TokenReader): void {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at++]!;
    if (byte === openBrace) to.open();
    else if (byte === closeBrace) to.close();
    else if (byte === backslash) at = readControl(bytes, at, to);
    else if (byte >= space || byte === 0x09) to.byte(byte);
  }
}

/** Reads what stands after a backslash, and returns where it ends. */
function readControl(bytes: Uint8Array, from: number, to: TokenReader): number {
  let at = from;
  const first = bytes[at];
  if (first === undefined) return at;
  if (!isLetter(first)) {
    at++;
    if (first === quote) {
      const value = Number.parseInt(String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0), 16);
      if (Number.isNaN(value)) return at;
      to.byte(value);
      return at + 2;
    }
    // A line end after a backslash is a paragraph's end.
    to.control(first === 0x0a || first === 0x0d ? 'par' : String.fromCharCode(first), Number.NaN);
    return at;
  }
  while (at < bytes.length && at - from < longestWord && isLetter(bytes[at]!)) at++;
  const word = String.fromCharCode(...bytes.subarray(from, at));
  const numberStart = at;
  if (bytes[at] === minus && isDigit(bytes[at + 1] ?? 0)) at++;
  while (at < bytes.length && at - numberStart < 11 && isDigit(bytes[at]!)) at++;
  const value = at > numberStart ? Number(String.fromCharCode(...bytes.subarray(numberStart, at))) : Number.NaN;
  if (bytes[at] === space) at++;
  // Bytes of pictures and the like, which may be anything.
  if (word === 'bin') return at + Math.max(0, value || 0);
  to.control(word, value);
  return at;
}
