/** How far apart letters stand. Points, before the matrix of the text. */
export interface Spacing {
  size: number;
  characterSpace: number;
  wordSpace: number;
  stretch: number;
}

/** A letter as it is drawn, or several that one sign stands for: where it begins and ends along the base line. */
export interface Letter {
  text: string;
  start: number;
  end: number;
}

/** The letters of one operator of the library that shows text. */
export function lettersOf(glyphs: readonly unknown[], spacing: Spacing): Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  for (const glyph of glyphs) {
    const end = at + advanceOf(glyph, spacing);
    const { unicode, width = 0 } = typeof glyph === 'object' && glyph !== null ? (glyph as Glyph) : {};
    if (unicode !== undefined) letters.push({ text: unicode, start: at, end: at + (width / 1000) * spacing.size * spacing.stretch });
    at = end;
  }
  return letters;
}

interface Glyph {
  unicode?: string;
  width?: number;
  isSpace?: boolean;
}

/** How far a glyph of the library goes on, or the space between two, which is a number. */
export function advanceOf(glyph: unknown, { size, characterSpace, wordSpace, stretch }: Spacing): number {
  if (typeof glyph === 'number') return -(glyph / 1000) * size * stretch;
  if (typeof glyph !== 'object' || glyph === null) return 0;
  const { width = 0, isSpace = false } = glyph as Glyph;
  return ((width / 1000) * size + characterSpace + (isSpace ? wordSpace : 0)) * stretch;
}
