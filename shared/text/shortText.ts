import { graphemeEdge } from './segment.ts';

/** The most that a claim's short text may hold, in UTF-16 code units. */
export const shortTextLimit = 75;

/** The beginning of a longer text as one line of at most 75 UTF-16 code units, cut between words and marked with `…` when cut. */
export function shortTextOf(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= shortTextLimit) return line;
  const room = line.slice(0, graphemeEdge(line, shortTextLimit - 1, 'before'));
  const space = line[room.length] === ' ' ? room.length : room.lastIndexOf(' ');
  // A word that alone is longer than half the room is cut inside: a stub would say less.
  const kept = space > shortTextLimit / 2 ? room.slice(0, space) : room;
  return `${kept.replace(/[\s,;:–—-]+$/u, '')}…`;
}
