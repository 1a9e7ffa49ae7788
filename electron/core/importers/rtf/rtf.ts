import { linkAddress } from '../html/address.ts';
import { statedTitle } from '../docx/properties.ts';
import type { Guesses, ImportResult } from '../parser.ts';
import { orRefusal, Refusal } from '../refusal.ts';
import type { SniffedFile } from '../sniff.ts';
import { createRtfReader, type RtfDocument } from './reader.ts';
import { readTokens } from './tokens.ts';

/** A document in Rich Text Format. Pictures, embedded objects and whatever else it carries are passed over. */
export function importRtf({ bytes }: Pick<SniffedFile, 'bytes'>): Promise<ImportResult> {
  return orRefusal(() => {
    const reader = createRtfReader(linkAddress);
    readTokens(bytes, reader);
    const document = reader.end();
    if (document.blocks.length + document.notes.length === 0 && document.hasPicture) throw new Refusal('no-text');
    return {
      blocks: [...document.blocks, ...document.notes],
      leftOut: document.leftOut,
      encoding: document.encoding,
      extractor: 'rtf/1',
      ...guessesOf(document),
    };
  });
}

function guessesOf({ info, blocks }: RtfDocument): { guesses: Guesses; fallbacks: Guesses } {
  const said = (name: string): string => (info.get(name) ?? '').replaceAll(/\s+/g, ' ').trim();
  const title = statedTitle(said('title'), blocks);
  const [author, modified, created] = [said('author'), said('revtim'), said('creatim')];
  return {
    guesses: {
      kind: { value: 'document', method: 'a document in Rich Text' },
      ...(title ? { title: { value: title, method: 'document property Title' } } : {}),
      ...(author ? { byline: { value: author.slice(0, 500), method: 'document property Author' } } : {}),
      ...(modified ? { modified: { value: modified, method: 'document property Modified' } } : {}),
    },
    fallbacks: created ? { published: { value: created, method: 'document property Created' } } : {},
  };
}
