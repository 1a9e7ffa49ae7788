import { matchKey, unitClass, unitClasses } from './matchKey.ts';

/** A text cut into words, single marks, and single characters of scripts without spaces. White space belongs to none. */
export interface Tokens {
  text: string;
  /** See `matchKey`. */
  key: Uint16Array;
  count: number;
  /** UTF-16 offsets, by token. */
  starts: Int32Array;
  ends: Int32Array;
  /** What the token says: equal numbers are equal words, across all texts of one vocabulary. */
  ids: Int32Array;
  /** 1 where a sentence or a block ends with the token. */
  closes: Uint8Array;
  /** UTF-16 code units of all tokens before each one, and after the last of all of them: white space is not counted. */
  weights: Int32Array;
}

// Longer than any word: an unbroken run beyond it (a key, a picture in letters) is compared character by character.
const longestWord = 64;
const closingMarks = new Set([...`"')]}»”’`].map((mark) => mark.charCodeAt(0)));
const sentenceMarks = new Set([...'.!?…‽؟۔।॥'].map((mark) => mark.charCodeAt(0)));
const wideSentenceMarks = new Set([...'。！？'].map((mark) => mark.charCodeAt(0)));

/** Gives every distinct word one number. */
export class Vocabulary {
  private slots = new Int32Array(1 << 12).fill(-1);
  private hashes: number[] = [];
  private sources: Uint16Array[] = [];
  private starts: number[] = [];
  private lengths: number[] = [];

  /** The number of the word `[start, end)` of `key`. */
  idOf(key: Uint16Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let offset = start; offset < end; offset++) hash = Math.imul(hash ^ key[offset]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let id = this.slots[slot]!; id >= 0; id = this.slots[slot]!) {
      if (this.hashes[id] === hash && this.same(id, key, start, end)) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.hashes.length;
    this.slots[slot] = id;
    this.hashes.push(hash);
    this.sources.push(key);
    this.starts.push(start);
    this.lengths.push(end - start);
    if (id * 2 > this.slots.length) this.grow();
    return id;
  }

  private same(id: number, key: Uint16Array, start: number, end: number): boolean {
    if (this.lengths[id] !== end - start) return false;
    const source = this.sources[id]!;
    const from = this.starts[id]! - start;
    for (let offset = start; offset < end; offset++) if (source[from + offset] !== key[offset]) return false;
    return true;
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.hashes.length; id++) {
      let slot = this.hashes[id]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

/** Cuts a text into tokens, numbered by `vocabulary`. Linear in the text, whatever it holds. */
export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  const key = matchKey(text);
  const classOf = unitClasses();
  let starts = new Int32Array(64 + (text.length >> 2));
  let ends = new Int32Array(starts.length);
  let ids = new Int32Array(starts.length);
  let closes = new Uint8Array(starts.length);
  let count = 0;
  let offset = 0;
  while (offset < text.length) {
    const kind = classOf[text.charCodeAt(offset)]!;
    if (kind === unitClass.space) {
      offset = skipSpace(offset);
      continue;
    }
    let end = offset + 1;
    if (kind === unitClass.word) while (end < text.length && classOf[text.charCodeAt(end)] === unitClass.word) end++;
    else if (kind === unitClass.high && end < text.length) end++;
    if (end - offset > longestWord) for (; offset < end; offset++) add(offset, offset + 1);
    else add(offset, end);
    offset = end;
  }
  if (count > 0) closes[count - 1] = 1;
  const weights = new Int32Array(count + 1);
  for (let token = 0; token < count; token++) weights[token + 1] = weights[token]! + ends[token]! - starts[token]!;
  return { text, key, count, starts, ends, ids, closes, weights };

  function add(start: number, end: number): void {
    if (count === starts.length) {
      starts = doubled(starts);
      ends = doubled(ends);
      ids = doubled(ids);
      const wider = new Uint8Array(closes.length * 2);
      wider.set(closes);
      closes = wider;
    }
    starts[count] = start;
    ends[count] = end;
    ids[count] = vocabulary.idOf(key, start, end);
    if (wideSentenceMarks.has(key[start]!)) closes[count] = 1;
    count++;
  }

  function skipSpace(from: number): number {
    let to = from;
    let breaks = false;
    while (to < text.length && classOf[text.charCodeAt(to)] === unitClass.space) breaks = text.charCodeAt(to++) === 0x0a || breaks;
    if (count > 0 && (breaks || endsSentence())) closes[count - 1] = 1;
    return to;
  }

  function endsSentence(): boolean {
    let last = count - 1;
    while (last > 0 && closingMarks.has(key[starts[last]!]!) && ends[last - 1] === starts[last]) last--;
    return sentenceMarks.has(key[starts[last]!]!);
  }
}

/** The same numbers with as much room again behind them. */
export function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(numbers.length * 2);
  wider.set(numbers);
  return wider;
}

/** The first token that ends after a UTF-16 offset; the count where there is none. */
export function tokenAfter({ ends, count }: Tokens, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One past the last token that starts before a UTF-16 offset. */
export function tokenBefore({ starts, count }: Tokens, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
