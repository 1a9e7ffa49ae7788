import type { Block, CitationFields, ImportWarning, LeftOut, LeftOutReason, TextLink } from '../../../shared/domain/entities.ts';
import type { ImportFailure } from '../../../shared/domain/errors.ts';
import type { RawBlock } from '../../../shared/text/normalise.ts';
import type { MediaType } from './mediaTypes.ts';
import type { SniffedFile } from './sniff.ts';

/** Suggestions for an article's citation, each with the method that made it in plain words, e.g. `JSON-LD datePublished`. */
export type Guesses = Partial<Record<keyof CitationFields, { value: string; method: string }>>;

/** What is made of one file: a canonical text with all that belongs to it. */
export interface Extraction {
  text: string;
  blocks: Block[];
  /** Characters taken out of the text (soft hyphens, zero-width): offset in `text`, and the character. */
  removed: [offset: number, character: string][];
  /** In order, not overlapping. */
  links: TextLink[];
  /** What of the file is no part of the text, in its order. */
  leftOut: LeftOut[];
  warnings: ImportWarning[];
  /** As found in the bytes. */
  mediaType: MediaType;
  /** As the file's name promises; empty where it promises nothing. */
  claimedType: MediaType | '';
  encoding: string;
  /** Importer and its version, e.g. `text/1`. */
  extractor: string;
  /** Version of the text rules, e.g. `1`. */
  normaliser: string;
  guesses: Guesses;
}

/** `mediaType`: as found in the bytes, where the file can be kept without its text. */
export type ParseResult =
  | { ok: true; extraction: Extraction }
  | { ok: false; reason: ImportFailure; mediaType?: MediaType }
  /** A file of citations, of which there are so many; told where it was asked for. */
  | { ok: false; reason: 'unsupported'; mediaType: MediaType; citations: number };

/** What an importer reads out of a file; everything that all formats share is made of it in `assemble.ts`. */
export interface Reading {
  blocks: RawBlock[];
  /** What was left out; `before` is the place in `blocks` before which it stood. Its blocks are parted by line feeds. */
  leftOut?: { text: string; reason: LeftOutReason; before: number }[];
  warnings?: ImportWarning[];
  /** How bytes were read as letters, e.g. `utf-8`; for formats that say it themselves, what they said. */
  encoding: string;
  /** Importer and its version: a new version where the same file gives another text. */
  extractor: string;
  /** What the file says of itself. It goes before what is told from the text. */
  guesses?: Guesses;
  /** What it says that is less sure than what is told from the text. */
  fallbacks?: Guesses;
}

export type ImportResult = { ok: true; reading: Reading } | { ok: false; reason: ImportFailure };

/**
 * Reads one format. Trusts nothing about the bytes and throws nothing that it can name: `empty` and `no-text` where there are no
 * words, `undecodable` and the like where they cannot be read.
 */
export type Importer = (file: SniffedFile) => ImportResult | Promise<ImportResult>;

/** Some files of an archive, with their paths inside it; `next` is where to go on, null at its end. One that cannot be unpacked has a reason. */
export type Unpacked =
  | { ok: true; members: { name: string; content: Uint8Array | ImportFailure }[]; next: number | null }
  | { ok: false; reason: ImportFailure };

export interface FileToRead {
  name: string;
  bytes: Uint8Array;
  /** HTML of a clipboard: a selection of which every word is wanted, not a page with an article in it. */
  pasted?: boolean | undefined;
  /** A file that holds citations and nothing else is told as that, not read as a text. */
  tellCitations?: boolean | undefined;
}

/** Reads files in a process of its own, with a deadline and a memory cap; a file that kills it fails alone. */
export interface TextParser {
  parse(file: FileToRead, signal?: AbortSignal): Promise<ParseResult>;
  /** Unpacks a part of a ZIP archive, beginning with the file at place `from` in its directory. */
  unpack(file: { name: string; bytes: Uint8Array }, from: number, signal?: AbortSignal): Promise<Unpacked>;
  close(): void;
}
