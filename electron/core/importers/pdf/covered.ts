import type { DrawnWords } from './drawing.ts';
import { apart, boxAround, pointAt, type Box, type Matrix } from './geometry.ts';
import { lettersOf, type Letter, type Spacing } from './glyphs.ts';
import { coverOf, type Area, type Painted } from './painted.ts';

/** Words whose page is not yet known to its end. */
export interface Waiting {
  drawn: DrawnWords;
  box: Box;
  /** Counts the operators of the page. */
  at: number;
  glyphs: readonly unknown[];
  /** The matrix of the text, on the page. */
  onPage: Matrix;
  spacing: Spacing & { rise: number };
}

/** A stretch of a base line on the page, with what stands on it. */
export function placeOnLine(
  { onPage, spacing: { rise, size } }: Pick<Waiting, 'onPage'> & { spacing: { rise: number; size: number } },
  start: number,
  end: number,
): Pick<DrawnWords, 'from' | 'to'> & { box: Box } {
  return {
    from: pointAt(onPage, start, rise),
    to: pointAt(onPage, end, rise),
    box: boxAround(onPage, Math.min(start, end), rise, Math.max(start, end), rise + size * letterHeight),
  };
}

interface Piece {
  words: DrawnWords;
  /** What lies over all of it. */
  cover: Area | undefined;
}

/** Of the page: a picture that large is what the page shows, and unseen words on it are its words. */
const scanShare = 0.3;
/** Of the page: a picture that large is the page, however much is written on it. */
const pageShare = 0.8;
/** Of the size of the type: small letters without what hangs below the line. */
const letterHeight = 0.6;
/** Of a letter on either side: a cover need not reach so far. */
const edgeOfLetter = 0.2;

const areaOf = ([left, bottom, right, top]: Box): number => Math.max(0, right - left) * Math.max(0, top - bottom);
const lettersIn = (pieces: readonly Piece[]): number => pieces.reduce((sum, { words }) => sum + words.text.length, 0);

/**
 * What all of a page must be known for: what is painted over words, and which words are those of a scan. Words that are partly covered come
 * as several.
 */
export function settle(waiting: readonly Waiting[], painted: Painted, pictures: readonly Box[], page: Box): DrawnWords[] {
  if (painted.hidesNothing && waiting.every(({ drawn }) => drawn.isSeen)) return waiting.map(({ drawn }) => drawn);
  const scans = pictures.filter((box) => areaOf(box) > areaOf(page) * scanShare);
  const underPicture: Piece[] = [];
  let firstUnder = Infinity;
  const pieces = waiting.flatMap((one) => {
    const { drawn, box } = one;
    if (drawn.isAbsent) return [{ words: drawn, cover: undefined }];
    const isOnPicture = (scans.length > 0 ? scans : pictures).some((picture) => !apart(picture, box));
    const parts = piecesOf(one, painted);
    for (const part of parts) {
      if (part.cover?.kind === 'shape') part.words.isSeen = false;
      // Words that would be seen but for the picture; those drawn invisibly are read from it.
      else if (part.cover && part.words.isSeen) {
        underPicture.push(part);
        firstUnder = Math.min(firstUnder, one.at);
      } else if (isOnPicture) part.words.isSeen = true;
    }
    return parts;
  });
  // A scan may be cut into strips, some of which have no words.
  if (underPicture.length > 0 && !isScan(underPicture, pieces, painted.picturesAfter(firstUnder), page))
    for (const { words } of underPicture) words.isSeen = false;
  const words = pieces.map((piece) => piece.words);
  // A page that shows no words at all has those that it does not show.
  if (words.every(({ isSeen }) => !isSeen)) for (const one of words) one.isSeen = !one.isAbsent;
  return words;
}

/** Whether words lie under what shows them: the pictures above are the page, or a large part of it and most words are under them. */
function isScan(under: readonly Piece[], pieces: readonly Piece[], above: readonly Area[], page: Box): boolean {
  const share = above.reduce((sum, { box }) => sum + areaOf(box), 0) / areaOf(page);
  if (share < scanShare) return false;
  const hidden = lettersIn(under);
  return share >= pageShare || hidden * 2 >= lettersIn(pieces.filter(({ words }) => words.isSeen));
}

/** Words cut where something that hides them begins or ends. */
function piecesOf(one: Waiting, painted: Painted): Piece[] {
  const { drawn, box, at, glyphs, spacing } = one;
  const over = painted.over(box, at);
  if (over.length === 0) return [{ words: drawn, cover: undefined }];
  const uncovered = (area: Area | undefined, place: Box): Area | undefined =>
    area?.kind === 'shape' && painted.showsPictureAbove(area, place) ? undefined : area;
  const runs: { cover: Area | undefined; letters: Letter[] }[] = [];
  for (const letter of lettersOf(glyphs, spacing)) {
    const edge = (letter.end - letter.start) * edgeOfLetter;
    const { box: place } = placeOnLine(one, letter.start + edge, letter.end - edge);
    const last = runs.at(-1);
    const cover = last && letter.text.trim() === '' ? last.cover : uncovered(coverOf(over, place), place);
    if (last && last.cover === cover) last.letters.push(letter);
    else runs.push({ cover, letters: [letter] });
  }
  return runs.map(({ cover, letters: inside }) => {
    const { from, to } = placeOnLine(one, inside[0]!.start, inside.at(-1)!.end);
    return { words: { ...drawn, text: inside.map(({ text }) => text).join(''), from, to }, cover };
  });
}
