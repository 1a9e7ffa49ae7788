import type { AnchorInput } from '../../shared/contract/passages.ts';
import { insertDocument, sha256Of } from './documents/insert.ts';
import type { Extraction } from './importers/parser.ts';
import { testCore, type TestCore } from './testing.ts';
import type { WorkbenchOptions } from './workbench.ts';

export interface TestArticle {
  documentId: string;
  versionId: string;
  text: string;
  /** The anchor of the first place where the text says this. */
  anchor(exact: string): AnchorInput;
}

/** A core for tests of what comes after import: articles are stored as an import leaves them, with exactly this text. */
export function testCoreWithArticles(options: Partial<WorkbenchOptions> = {}): TestCore & {
  article(text: string, fields?: { title?: string; publisher?: string; byline?: string }): TestArticle;
} {
  const core = testCore({
    parser: { parse: () => Promise.reject(new Error('nothing is parsed here')), close: () => undefined },
    ...options,
  });
  return {
    ...core,
    article: (text, fields = {}) => storeArticle(core, text, fields),
  };
}

/** Stores an article of one paragraph. */
export function storeArticle(
  { core, newId }: Pick<TestCore, 'core' | 'newId'>,
  text: string,
  { title = text.slice(0, 60), publisher = '', byline = '' }: { title?: string; publisher?: string; byline?: string } = {},
): TestArticle {
  const { store } = core.workbench.requireCase();
  const documentId = newId();
  const bytes = Buffer.from(text);
  const extraction: Extraction = {
    text,
    blocks: [{ start: 0, end: text.length, kind: 'paragraph' }],
    removed: [],
    mediaType: 'text/plain',
    encoding: 'utf-8',
    extractor: 'test/1',
    normaliser: '1',
    guesses: {},
  };
  const document = {
    id: documentId,
    fileName: 'article.txt',
    bytes,
    sha256: sha256Of(bytes),
    extraction,
    citation: { title, publisher, byline },
  };
  const versionId = store.transact('Import article', (tx) => insertDocument(store, newId, tx, document).version_id);
  return {
    documentId,
    versionId,
    text,
    anchor(exact) {
      const start = text.indexOf(exact);
      if (start < 0) throw new Error(`the article does not say “${exact}”`);
      return { versionId, ranges: [{ start, end: start + exact.length }], exact };
    },
  };
}
