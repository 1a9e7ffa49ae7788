import * as chrono from 'chrono-node/en';
import { partialDate } from '../../../shared/domain/ids.ts';
import type { Guesses } from './parser.ts';
import type { RawBlock } from '../../../shared/text/normalise.ts';
import { sentencesIn } from '../../../shared/text/segment.ts';

export interface GuessInput {
  fileName: string;
  /** Canonical text of each block, in order. */
  blocks: readonly RawBlock[];
}

const longestTitle = 140;

/**
 * What can be told about an article from its text and file name, each with the method in plain words. A wrong guess
 * costs more than none: only marked places count (a dateline, a line of its own), never running prose.
 * A title is always found.
 */
export function guessMetadata(input: GuessInput): Guesses {
  const guesses: Guesses = {};
  const offer = (field: keyof Guesses, value: string | null | undefined, method: string): void => {
    const words = value?.trim();
    if (words && !guesses[field]) guesses[field] = { value: words, method };
  };
  const { blocks, fileName } = input;

  const opening = blocks.slice(0, 8);
  for (const { text } of opening) {
    offer('byline', bylineOf(text), 'line “By …”');
    offer('published', dateLineOf(text), 'date line');
    const dateline = datelineOf(text);
    offer('published', dateline?.published, 'dateline');
    offer('publisher', dateline?.publisher, 'dateline');
    const named = /^(?:Source|Publisher|Published by|Published in|Publication):\s*([^.:]{2,60})$/i.exec(text)?.[1];
    offer('publisher', named && !/^https?/i.test(named) ? named : null, 'line naming the source');
  }
  for (const { text } of blocks.slice(-6))
    offer(
      'byline',
      /^About the author:?\s+((?:\p{Lu}[\p{L}.’'-]+ ){1,3}?\p{Lu}[\p{L}.-]+)(?=[’']s\b|,| is\b| was\b| has\b)/iu.exec(text)?.[1],
      '“About the author”',
    );
  offer('published', fileDate(fileName), 'file name');

  offer('title', headingOf(blocks), 'first heading');
  const [title, method] = openingTitle(blocks);
  offer('title', title, method);
  offer('title', nameWithoutSuffix(fileName), 'file name');
  offer('title', fileName || 'Untitled', 'file name');
  return guesses;
}

function headingOf(blocks: readonly RawBlock[]): string | undefined {
  const index = blocks.findIndex(({ kind, level }) => kind === 'heading' && level === 1);
  // A first line taken for a heading says so in its own method.
  return index > 0 ? blocks[index]!.text.slice(0, 1_000) : undefined;
}

function openingTitle(blocks: readonly RawBlock[]): [title: string | undefined, method: string] {
  const first = blocks.find(({ text }) => bylineOf(text) === null && dateLineOf(text) === null) ?? blocks[0];
  if (!first) return [undefined, ''];
  if (first.kind === 'heading') return [first.text.slice(0, 1_000), 'first line'];
  const sentence = sentencesIn(first.text, { start: 0, end: Math.min(first.text.length, 1_000) })[0];
  const words = sentence ? first.text.slice(sentence.start, sentence.end) : first.text;
  if (words.length <= longestTitle) return [words.replace(/(?<=[^.])\.$/, ''), 'first sentence'];
  const cut = words.slice(0, longestTitle - 1);
  const atWord = cut.replace(/\s+\S*$/u, '');
  return [`${(atWord || cut.toWellFormed()).replace(/[\s,;:–—-]+$/u, '')}…`, 'first sentence'];
}

/** A line of its own that names the writer, or null. */
function bylineOf(text: string): string | null {
  const name = /^(?:Written by|Words by|Story by|Reported by|Author:|By)\s+(\p{Lu}[^\n]{2,120})$/u.exec(text)?.[1];
  if (!name || /[.!?:;]$/.test(name.replace(/\b(?:Jr|Sr)\.$/, ''))) return null;
  const people = name.split(/\s*[|•·]\s*|,\s+(?=\p{Lu}{2,}|[\p{Lu}][\p{L}]+ (?:Correspondent|Reporter|Editor|Staff|News))/u)[0]!;
  const words = people.split(/\s+/);
  const nameLike = words.every((word) => /^(?:\p{Lu}[\p{L}.’'-]*,?|and|de|da|di|del|van|von|der|den|la|le|bin|al|el|&)$/u.test(word));
  return nameLike && words.length >= 2 && words.length <= 12 ? people : null;
}

/** A line that holds a date and nothing else, or null. A day without its year is none. */
function dateLineOf(text: string): string | null {
  if (text.length > 90 || !/\d{4}/.test(text)) return null;
  return asDate(text.replace(/^(?:(?:first )?published|posted|date|(?:last )?updated)\b:?(?: on)?\s*/i, ''));
}

const dateline = /^\p{Lu}[\p{Lu} .’'/-]{2,40}\b([^–—\n]{0,70}?)\s?(?:[–—]|--?(?=\s))\s*\S/u;

/** “PARIS, March 5, 2024 (Wire) — …”: what stands between the place and the dash. */
function datelineOf(text: string): { published: string | null; publisher: string | null } | null {
  const between = dateline.exec(text.slice(0, 160))?.[1];
  if (between === undefined) return null;
  const publisher = /\((\p{Lu}[\p{L} .&/]{1,30})\)/u.exec(between)?.[1] ?? null;
  const rest = between.replace(/\([^)]*\)/g, '').replace(/^[\s,]+|[\s,]+$/g, '');
  const day = /[^,]*,?\s*\d{4}$/.exec(rest)?.[0];
  return rest === '' || /\d/.test(rest) || publisher ? { published: day ? asDate(day.replace(/^[\s,]+/, '')) : null, publisher } : null;
}

/** The day (or the year, or the month) that a short text names, as ISO; null when it says anything else, or leaves the year out. */
export function asDate(value: string | undefined): string | null {
  const text = value?.trim() ?? '';
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:$|[T\s,])/.exec(text);
  if (iso) return iso[3] ? realDay(Number(iso[1]), Number(iso[2]), Number(iso[3])) : partial(iso[0]);
  if (/^\d{4}$/.test(text)) return text;
  // 03/04/2025 is March in one country and April in the next.
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}/.test(text)) return null;
  const [found] = chrono.strict.parse(text);
  if (!found || found.index > 0 || /[^\s,.|Z()-]/.test(text.slice(found.text.length).replace(/\b[A-Z]{2,4}$/, ''))) return null;
  const { start } = found;
  if (!start.isCertain('year') || !start.isCertain('month') || !start.isCertain('day') || found.end) return null;
  return realDay(start.get('year')!, start.get('month')!, start.get('day')!);
}

const partial = (value: string): string | null => (partialDate.safeParse(value.trim()).success ? value.trim() : null);

function realDay(year: number, month: number, day: number): string | null {
  if (year < 1600 || year > 2200) return null;
  return partial(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function fileDate(fileName: string): string | null {
  const match = /(?<!\d)(\d{4})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(fileName);
  return match ? realDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** A file's name as words: without folders and suffix. */
export function nameWithoutSuffix(fileName: string): string {
  return fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.[A-Za-z0-9]{1,10}$/, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
}
