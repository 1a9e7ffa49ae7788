import type { LaidWords } from '../../../../../shared/text/original/layWords.ts';
import type { MarkedWords } from '../../../../../shared/text/original/onPage.ts';
import type { QuotedPart } from '../../../../../shared/text/original/quotedParts.ts';

/** Width and height of a page as it is shown, in points. */
export type PageSize = readonly [width: number, height: number];

/** What the thread is asked. Pages count from 1. */
export type Question =
  | { ask: 'open'; file: Blob }
  | { ask: 'sizes'; from: number; to: number }
  /** `scale`: pixels a point. */
  | { ask: 'draw'; page: number; scale: number }
  | { ask: 'words'; page: number }
  | { ask: 'find'; parts: QuotedPart[] }
  /** The words of the line at a place of a page: shares of its width and height. */
  | { ask: 'lineAt'; page: number; x: number; y: number };

export interface Answers {
  open: { pages: number; sizes: PageSize[] };
  sizes: PageSize[];
  draw: ImageBitmap;
  words: LaidWords[];
  find: MarkedWords;
  lineAt: string | null;
}

/** Why a PDF, or a page, is not shown. */
export type PdfFailure = 'damaged' | 'locked' | 'slow' | 'failed';

export type Reply = { id: number; answer: Answers[keyof Answers] } | { id: number; failure: PdfFailure };
