import { graphemeEdge } from './segment.ts';

/** The most that a claim's short text may hold, in UTF-16 code units. */
export const shortTextLimit = 75;

/** The beginning of a longer text as one line of at most so many UTF-16 code units, cut between words and marked with `…` when cut. */
export function shortTextOf(text: string, limit = shortTextLimit): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= limit) return line;
  const room = line.slice(0, graphemeEdge(line, limit - 1, 'before'));
  const space = line[room.length] === ' ' ? room.length : room.lastIndexOf(' ');
  // A word that alone is longer than half the room is cut inside: a stub would say less.
  const kept = space > limit / 2 ? room.slice(0, space) : room;
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`;
}

/** Enough of a quote to know it by, however long it is: at most 300 UTF-16 code units. */
export const firstWords = (text: string): string => shortTextOf(text.slice(0, 1_000), 300);

/** A thing in the name of an operation: its kind and, where it has any, its first words in quotes, at most 60 UTF-16 code units of them. */
export function named(kind: string, words: string): string {
  const short = shortTextOf(words, 60);
  return short === '' ? kind : `${kind} “${short}”`;
}
