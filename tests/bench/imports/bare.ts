import { Readability } from '@mozilla/readability';
import { unzipSync } from 'fflate';
import { parseHTML } from 'linkedom';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import PostalMime from 'postal-mime';
import { SaxesParser } from 'saxes';
import type { Format } from '../../fixtures/articleFiles.ts';

/** What a file costs where nothing is done but to run the library over it that an import is built on, in this process. */
export interface Bare {
  name: string;
  /** It gives what an import gives; others read bare words, without what makes blocks, notes, links and citations of them. */
  isAlike: boolean;
  read: (bytes: Uint8Array) => unknown;
}

const decoder = new TextDecoder();
const readable = (html: string): unknown => new Readability(parseHTML(html).document).parse();
const pages: Bare = { name: 'linkedom and Readability', isAlike: true, read: (bytes) => readable(decoder.decode(bytes)) };

/** The words of one file in an archive of XML. */
function words(archive: Uint8Array, wanted: RegExp): string {
  const parts: string[] = [];
  for (const bytes of Object.values(unzipSync(archive, { filter: ({ name }) => wanted.test(name) }))) {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('text', (text) => parts.push(text));
    parser.write(decoder.decode(bytes)).close();
  }
  return parts.join('');
}
const archived = (wanted: RegExp): Bare => ({ name: 'fflate and saxes', isAlike: false, read: (bytes) => words(bytes, wanted) });

/** Formats that are read without a library have none. */
export const bare: Partial<Record<Format, Bare>> = {
  html: pages,
  mhtml: {
    name: 'postal-mime, linkedom and Readability',
    isAlike: true,
    read: async (bytes) => readable((await PostalMime.parse(bytes)).html!),
  },
  pdf: {
    name: 'pdf.js, its text content',
    isAlike: true,
    // As it comes, with the port of its own between its halves.
    async read(bytes) {
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
      const document = await task.promise;
      for (let page = 1; page <= document.numPages; page++) await (await document.getPage(page)).getTextContent();
      await task.destroy();
    },
  },
  docx: archived(/^word\/document\.xml$/),
  odt: archived(/^content\.xml$/),
  epub: archived(/\.xhtml$/),
  eml: {
    name: 'postal-mime and linkedom',
    isAlike: false,
    read: async (bytes) => parseHTML((await PostalMime.parse(bytes)).html ?? '').document.body.textContent,
  },
  md: {
    name: 'mdast-util-from-markdown',
    isAlike: true,
    read: (bytes) => fromMarkdown(decoder.decode(bytes), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  },
};
