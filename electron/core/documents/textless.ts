import { normaliserVersion } from '../../../shared/text/normalise.ts';
import { guessMetadata } from '../importers/guess.ts';
import { claimedTypeOf, mediaTypes, type MediaType } from '../importers/mediaTypes.ts';
import type { Extraction } from '../importers/parser.ts';

/** What is kept of a file that gives no text: nothing is read, and its name alone says what it may be called. */
export function textlessExtraction(name: string, found: MediaType | undefined): Extraction {
  const claimedType = claimedTypeOf(name);
  const { title, published } = guessMetadata({ fileName: name, blocks: [] });
  return {
    text: '',
    blocks: [],
    removed: [],
    links: [],
    leftOut: [],
    warnings: [],
    mediaType: found ?? (claimedType || mediaTypes.binary),
    claimedType,
    encoding: 'binary',
    extractor: 'none/1',
    normaliser: normaliserVersion,
    guesses: {
      ...(title ? { title } : {}),
      ...(published ? { published } : {}),
      kind: { value: 'document', method: 'no text in the file' },
    },
  };
}
