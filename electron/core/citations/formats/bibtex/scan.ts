import type { CitationProblem } from '../../../../../shared/domain/citations.ts';

/** An entry of a BibTeX text as it is written: values hold LaTeX. */
export interface ScannedEntry {
  /** In small letters: `article`. */
  type: string;
  key: string;
  /** Names in small letters. */
  fields: Map<string, string>;
  line: number;
  source: string;
}

class Broken extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** What begins like an entry and is none. */
const asides = ['comment', 'preamble', 'string'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A line that begins like an entry: a value that goes on to there lacks its end. */
const nextEntry = /\n[ \t]*@[a-z]+\s*[{(]/giu;

/**
 * The entries of a BibTeX text in one pass, each by itself: what is wrong in one costs no other. Words outside of entries are
 * comments. Grows with the text and no faster, however braces are nested or left open.
 */
export function scanBibtex(text: string, mostEntries: number): { entries: ScannedEntry[]; problems: CitationProblem[] } {
  const entries: ScannedEntry[] = [];
  const problems: CitationProblem[] = [];
  const strings = new Map(months.map((name, place) => [name, String(place + 1)]));
  const lineAt = lineCounter(text);
  let number = 0;
  let at = 0;
  let reach = 0;
  while (entries.length < mostEntries) {
    const start = text.indexOf('@', at);
    if (start < 0) break;
    const opening = openingAt(text, start);
    at = start + 1;
    if (!opening) continue;
    const isEntry = !asides.includes(opening.type);
    if (isEntry) number++;
    // Looked for once a line that begins an entry: many may stand on one.
    if (reach <= start) reach = endOfReach(text, start);
    const end = reach;
    try {
      const reader = valueReader(text, end, strings);
      if (opening.type === 'comment') {
        reader.at = opening.at - 1;
        if (opening.close === '}') reader.value();
      } else if (opening.type === 'preamble') {
        reader.at = opening.at;
        reader.value();
      } else if (opening.type === 'string') {
        for (const [name, value] of reader.fields(opening.at, opening.close)) strings.set(name, value);
      } else {
        const { key, at: after } = keyAt(text, opening.at, end, opening.close);
        const fields = reader.fields(after, opening.close);
        if (fields.size === 0) throw new Broken('says nothing of its work', start);
        entries.push({ type: opening.type, key, fields, line: lineAt(start), source: text.slice(start, reader.at) });
      }
      at = reader.at;
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      // A comment may say anything.
      if (opening.type === 'comment') continue;
      const line = lineAt(start);
      const problemLine = lineAt(error.at);
      const where = problemLine === line ? `line ${line}` : `begun on line ${line}, broken on line ${problemLine}`;
      const what = isEntry ? `Entry ${number} (${where})` : `@${opening.type} (${where})`;
      problems.push({
        line: problemLine,
        entry: isEntry ? number : null,
        message: `${what} ${error.message}. It was left out; mend it in the file, and read that again.`,
      });
      at = end;
    }
  }
  return { entries, problems };
}

function openingAt(text: string, start: number): { type: string; at: number; close: string } | null {
  const opening = /@([a-z]+)\s*([{(])/iuy;
  opening.lastIndex = start;
  const found = opening.exec(text);
  return found && { type: found[1]!.toLowerCase(), at: opening.lastIndex, close: found[2] === '{' ? '}' : ')' };
}

/** How far what begins here may go: to the next line that begins an entry. */
function endOfReach(text: string, start: number): number {
  nextEntry.lastIndex = start;
  const next = nextEntry.exec(text);
  return next ? next.index + 1 : text.length;
}

function keyAt(text: string, at: number, end: number, close: string): { key: string; at: number } {
  let place = at;
  while (place < end && text[place] !== ',' && text[place] !== close && text[place] !== '=') place++;
  if (text[place] === '=') throw new Broken('has no key, or no comma after it', place);
  return { key: text.slice(at, place).trim(), at: text[place] === ',' ? place + 1 : place };
}

function valueReader(text: string, end: number, strings: ReadonlyMap<string, string>) {
  const reader = {
    at: 0,
    /** Fields from a place to the end of the entry, which is passed. The first of several with one name counts. */
    fields(from: number, close: string): Map<string, string> {
      const fields = new Map<string, string>();
      reader.at = from;
      for (;;) {
        skip(/[\s,]*/uy);
        if (reader.at >= end) throw new Broken('has no end: a closing brace is missing', end - 1);
        if (text[reader.at] === close) {
          reader.at++;
          return fields;
        }
        const name = skip(/[^\s=,{}()"#%]+/uy).toLowerCase();
        if (name === '') throw new Broken(`has a sign where a field should begin: “${text[reader.at]}”`, reader.at);
        skip(/\s*/uy);
        if (text[reader.at] !== '=') throw new Broken(`has a field without “=”: “${name}”. A comma may be missing before it`, reader.at);
        reader.at++;
        const value = reader.value();
        if (!fields.has(name)) fields.set(name, value);
      }
    },
    /** A value: pieces joined by `#`, each braced, quoted, a number, or the name of a string. */
    value(): string {
      let value = '';
      for (;;) {
        skip(/\s*/uy);
        value += piece();
        skip(/\s*/uy);
        if (text[reader.at] !== '#') return value;
        reader.at++;
      }
    },
  };
  function skip(pattern: RegExp): string {
    pattern.lastIndex = reader.at;
    const found = pattern.exec(text)?.[0] ?? '';
    reader.at = Math.min(end, reader.at + found.length);
    return found;
  }
  function piece(): string {
    const opening = text[reader.at];
    if (opening === '{' || opening === '"') return enclosed(opening);
    const word = skip(/[^\s=,{}()"#%]+/uy);
    if (word === '') throw new Broken('has a field without a value', Math.min(reader.at, end - 1));
    // A name that nobody gave a meaning is a word that was written without braces.
    return /^\d+$/u.test(word) ? word : (strings.get(word.toLowerCase()) ?? word);
  }
  function enclosed(opening: '{' | '"'): string {
    const start = ++reader.at;
    let depth = 0;
    for (; reader.at < end; reader.at++) {
      const character = text[reader.at];
      if (character === '\\') {
        // An escaped quotation mark ends nothing; braces count all the same, as BibTeX has it.
        if (text[reader.at + 1] === '"') reader.at++;
      } else if (character === '{') depth++;
      else if (character === '}' && depth > 0) depth--;
      else if (depth === 0 && character === (opening === '{' ? '}' : '"')) {
        reader.at++;
        return text.slice(start, reader.at - 1);
      }
    }
    throw new Broken(`has no end: a closing ${opening === '{' ? 'brace' : 'quotation mark'} is missing`, start - 1);
  }
  return reader;
}

/** Tells the line of a place, from 1. Places are asked for in about the order of the text. */
function lineCounter(text: string): (place: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (place) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
