import { createHash } from 'node:crypto';

/** A text with what belongs to it, as the columns of `extraction` hold it: all but the text as JSON, null for none. */
export interface NamedText {
  text: unknown;
  blocks: unknown;
  removed: unknown;
  links: unknown;
  leftOut: unknown;
}

/** Columns of `extraction` that came with a later format; both are null in a text that has nothing of the kind. */
export const laterExtractionColumns = ['links', 'left_out'] as const;

/** What the id of a text is the SHA-256 of. A text without links and without anything left out is called as it was before there were any. */
export function extractionName({ text, blocks, removed, links, leftOut }: NamedText): string {
  return JSON.stringify(links === null && leftOut === null ? [text, blocks, removed] : [text, blocks, removed, links, leftOut]);
}

/** The id under which a text is kept with all that belongs to it. */
export function extractionIdOf(text: NamedText): string {
  return createHash('sha256').update(extractionName(text)).digest('hex');
}
