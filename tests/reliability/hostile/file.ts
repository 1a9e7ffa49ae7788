import type { ImportFailure } from '../../../shared/domain/errors.ts';

/** A file that was made to do harm to who opens it. */
export interface HostileFile {
  /** What it is made of, in words; unique. */
  what: string;
  /** Its name decides nothing but what the reader may believe. */
  name: string;
  make: () => Uint8Array;
  /** The only ways in which it may end: its text is read, or it is refused for this reason. */
  ends: readonly ('read' | ImportFailure)[];
  /** Words that are in its text, where it is read. */
  says?: string;
  /** It is part of every `npm test`. */
  brief?: boolean;
}

export const utf8 = (text: string): Uint8Array => Buffer.from(text);
export const times = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));
