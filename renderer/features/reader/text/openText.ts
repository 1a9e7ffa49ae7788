import type { AnchorInput } from '../../../../shared/contract/passages.ts';
import type { TextLink, TextRange } from '../../../../shared/domain/entities.ts';
import type { CoverageStore } from '../coverage/coverageStore.ts';
import type { PassageStore } from '../passages/passageStore.ts';
import type { Caret, CaretText } from './caret.ts';

/** A text on screen with its caret and selection, for those who work on what hangs on it. */
export interface OpenText {
  readonly documentId: string;
  readonly source: CaretText & { links: readonly TextLink[] };
  readonly passages: PassageStore;
  readonly coverage: CoverageStore;
  readonly selected: TextRange | null;
  readonly caretAt: number;
  place(caret: Caret, options?: { reveal?: boolean; offersBar?: boolean }): void;
  /** Scrolls to ranges that may be far away and lights them up for a moment. */
  show(ranges: readonly TextRange[]): void;
  /** Offers the passages under a click, once the caret has followed it. */
  offerChoice(choice: { passageIds: readonly string[]; at: number } | null): void;
  closeChoice(): void;
  /** Ranges of this text as a passage has them: in order, of whole characters, with their quote. */
  anchorOf(ranges: readonly TextRange[]): AnchorInput;
  anchorOrSentence(): AnchorInput | null;
  clearSelection(): void;
  takeSelection(): void;
}
