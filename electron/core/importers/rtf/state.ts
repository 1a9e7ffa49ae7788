import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import type { OpenParagraph } from '../paragraph.ts';

/** Where words go. `name`: of a font or style; `info`: of the document; `marker`: what a list puts before a paragraph. */
export type Destination = 'text' | 'skip' | 'name' | 'code' | 'info' | 'marker';

/** What holds inside a group, and ends with it. */
export interface Group {
  destination: Destination;
  /** Field of the document's information. */
  field: string;
  /** Its next word names a destination that readers may not know. */
  isOptional: boolean;
  font: number;
  /** Bytes after each `\u` that stand in for it. */
  standIns: number;
  hidden: boolean;
  deleted: boolean;
  /** Its words stand higher than those around them. */
  raised: boolean;
  inCell: boolean;
  style: number;
  outline: number;
  list: number;
  depth: number;
  onClose: (() => void) | null;
}

/** A stretch of text of its own: the body, a note, a comment, a header. */
export interface Flow {
  line: OpenParagraph;
  marker: string;
  blocks: RawBlock[];
  out: { reason: LeftOutReason; parts: string[] }[];
}

export interface Font {
  name: string;
  encoding: string | null;
  isSymbol: boolean;
}

/** What holds before anything is said. */
export const firstGroup = (): Group => ({
  destination: 'text',
  field: '',
  isOptional: false,
  font: -1,
  standIns: 1,
  hidden: false,
  deleted: false,
  raised: false,
  inCell: false,
  style: -1,
  outline: 9,
  list: 0,
  depth: 0,
  onClose: null,
});
