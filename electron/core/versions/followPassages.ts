import type { Anchor } from '../../../shared/text/anchor.ts';
import { reanchor } from '../../../shared/text/reanchor/reanchor.ts';
import type { Reanchored } from '../../../shared/text/reanchor/outcome.ts';
import { mapTexts } from '../../../shared/text/reanchor/textMap.ts';
import { textDifferences } from '../../../shared/text/reanchor/differences.ts';
import type { TextDifference } from '../../../shared/domain/versions.ts';

/** Passages over one old text. */
export interface PassagesOfText {
  text: string;
  passages: Anchor[];
}

/** A task of the maintenance thread: what became of passages in a new text, for each old text in the order given. */
export function followPassages({ newText, older }: { newText: string; older: PassagesOfText[] }): Reanchored[][] {
  return older.map(({ text, passages }) => reanchor(text, newText, passages));
}

/** A task of the maintenance thread: where two texts differ. */
export function compareTexts({ older, newer }: { older: string; newer: string }): TextDifference[] {
  return textDifferences(mapTexts(older, newer));
}
