import { canBeKept } from '../../../shared/domain/errors.ts';
import { assemble } from './assemble.ts';
import { largestFile } from './decode.ts';
import { mediaTypes } from './mediaTypes.ts';
import { withLanguage } from './language.ts';
import type { FileToRead, ParseResult } from './parser.ts';
import { exhaustion } from './refusal.ts';
import { importers } from './registry.ts';
import { mayBeCitations, sniff, type SniffedFile } from './sniff.ts';

/**
 * Everything that is done with one file: tell its kind, read it with the importer of that kind, make the canonical text of it. Trusts
 * nothing about the bytes; run it through a parser process where they come from outside.
 */
export async function extract(file: FileToRead): Promise<ParseResult> {
  if (file.bytes.length === 0) return { ok: false, reason: 'empty' };
  if (file.bytes.length > largestFile) return { ok: false, reason: 'too-large' };
  if (file.pasted) return readPasted(file);
  const sniffed = sniff(file);
  const citations = file.tellCitations && mayBeCitations(sniffed) ? await citationsOf(file.bytes) : null;
  if (citations) return citations;
  const result = await read(sniffed)
    .then(withLanguage)
    .catch((error: unknown): ParseResult => ({ ok: false, reason: exhaustion(error) }));
  return !result.ok && canBeKept(result.reason) ? { ...result, mediaType: sniffed.mediaType } : result;
}

/** A file of citations as it is told; null for any other. */
async function citationsOf(bytes: Uint8Array): Promise<ParseResult | null> {
  const { citationsIn } = await import('../citations/recognise.ts');
  const found = citationsIn(bytes);
  const types = { 'csl-json': mediaTypes.cslJson, bibtex: mediaTypes.bibtex, ris: mediaTypes.ris };
  return found && { ok: false, reason: 'unsupported', mediaType: types[found.format], citations: found.citations };
}

async function readPasted({ name, bytes }: FileToRead): Promise<ParseResult> {
  const { importPasted } = await import('./html/pasted.ts');
  return assemble({ name, bytes, mediaType: mediaTypes.html, claimedType: mediaTypes.html }, importPasted({ bytes }));
}

async function read(sniffed: SniffedFile): Promise<ParseResult> {
  const load = importers[sniffed.mediaType];
  if (load) return assemble(sniffed, await (await load())(sniffed));
  if (sniffed.mediaType === mediaTypes.doc) return { ok: false, reason: isLocked(sniffed.bytes) ? 'encrypted' : 'old-word' };
  return { ok: false, reason: /^(?:image|audio|video)\/|octet-stream$/.test(sniffed.mediaType) ? 'binary' : 'unsupported' };
}

/** Whether a file of an old Office program is only the shell around a document that a password locks. */
function isLocked(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}
