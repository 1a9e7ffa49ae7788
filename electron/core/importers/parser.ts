import type { Block } from '../../../shared/domain/entities.ts';
import type { ImportFailure } from '../../../shared/domain/errors.ts';

/** What an importer makes of one file. Guesses are suggestions, each with the method that made it. */
export interface Extraction {
  text: string;
  blocks: Block[];
  /** Characters taken out of the text (soft hyphens, zero-width): offset in `text`, and the character. */
  removed: [offset: number, character: string][];
  mediaType: string;
  encoding: string;
  /** Importer and its version, e.g. `text/1`. */
  extractor: string;
  /** Version of the text rules, e.g. `1`. */
  normaliser: string;
  guesses: Partial<Record<'title' | 'published' | 'publisher' | 'byline' | 'language', { value: string; method: string }>>;
}

export type ParseResult = { ok: true; extraction: Extraction } | { ok: false; reason: ImportFailure };

/** Reads files in a process of its own, with a deadline and a memory cap; a file that kills it fails alone. */
export interface TextParser {
  parse(file: { name: string; bytes: Uint8Array }, signal?: AbortSignal): Promise<ParseResult>;
  close(): void;
}
