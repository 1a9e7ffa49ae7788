import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { decodeHtml } from '../html/decodeHtml.ts';
import { readWholePage } from '../html/wholePage.ts';
import type { ImportResult, Reading } from '../parser.ts';
import { orRefusal, Refusal } from '../refusal.ts';
import type { SniffedFile } from '../sniff.ts';
import { openArchive, type Archive } from '../zip/archive.ts';
import { guessesOfBook } from './metadata.ts';
import { bookPackage } from './package.ts';

/** A book (EPUB 2 and 3): its pages in the order of its spine. Everything in them is text but what is there to get about. */
export function importEpub({ bytes }: Pick<SniffedFile, 'bytes'>): Promise<ImportResult> {
  return orRefusal(() => readBook(openArchive(bytes)));
}

function readBook(archive: Archive): Reading {
  const { metadata, pages } = bookPackage(archive);
  const blocks: RawBlock[] = [];
  const leftOut: Required<Reading>['leftOut'] = [];
  const encodings = new Set<string>();
  let isMissing = false;
  for (const { path, isNavigation } of pages) {
    const bytes = archive.read(path);
    const page = bytes && bytes.length > 0 ? decodeHtml(bytes) : null;
    isMissing ||= bytes === null;
    if (!page) continue;
    encodings.add(page.encoding);
    for (const { place, isLink, ...block } of readWholePage(page.html).blocks) {
      const reason = place === 'text' && isNavigation && isLink ? 'navigation' : place;
      const last = leftOut.at(-1);
      if (reason === 'text') blocks.push(block);
      else if (last?.before === blocks.length && last.reason === reason) last.text += `\n${flat(block.text)}`;
      else leftOut.push({ text: flat(block.text), reason, before: blocks.length });
    }
  }
  // A book of pictures.
  if (blocks.length === 0 && leftOut.length === 0 && archive.names.some((name) => /\.(?:jpe?g|png|gif|svg|webp)$/i.test(name)))
    throw new Refusal('no-text');
  return {
    blocks,
    leftOut,
    ...(isMissing ? { warnings: ['cut-short' as const] } : {}),
    encoding: [...encodings].join(', '),
    extractor: 'epub/1',
    guesses: guessesOfBook(metadata),
  };
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');
