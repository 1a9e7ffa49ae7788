import type { Block, TextRange } from '../../../../shared/domain/entities.ts';

/** What the bench does to the text of the reader, on a page that holds nothing else. */
export interface TextAlone {
  show(article: { text: string; blocks: readonly Block[]; ranges: readonly TextRange[] }): void;
  add(range: TextRange): void;
  remove(): void;
}

declare global {
  interface Window {
    textAlone: TextAlone;
  }
}
