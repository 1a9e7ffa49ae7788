import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { CitationFields, Passage } from '../../shared/domain/entities.ts';
import { directClient, type ContractClient } from './direct.ts';
import { inProcessParser } from './importers/inProcess.ts';
import { createCore, type Core } from './index.ts';
import { silentLog } from './log.ts';
import type { Store } from './store/open.ts';
import type { WorkbenchOptions } from './workbench.ts';

/** Ids in order of making, valid as UUIDs: the tenth is `…-00000000000a`. */
export function countingIds(): () => string {
  let last = 0;
  return () => `00000000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`;
}

/** A clock that starts at 2026-01-01T00:00:00Z and goes on one second a reading. */
export function steppingClock(): () => Date {
  let now = Date.UTC(2026, 0, 1);
  return () => new Date((now += 1_000));
}

export interface TestCore {
  core: Core;
  client: ContractClient;
  store: Store;
  newId: () => string;
  close(): void;
}

/** A core on an in-memory case, with counted ids and a stepping clock, called without any host between. */
export function testCore(options: Partial<WorkbenchOptions> = {}): TestCore {
  const folder = mkdtempSync(join(tmpdir(), 'assay-test-'));
  const newId = options.newId ?? countingIds();
  const core = createCore({
    settingsDir: join(folder, 'settings'),
    casesDir: join(folder, 'cases'),
    resourcesDir: join(import.meta.dirname, '../../resources'),
    clock: steppingClock(),
    log: silentLog,
    defaultActor: 'Tester',
    version: '0.0.0',
    hostKind: 'direct',
    printPdf: null,
    parser: inProcessParser(),
    automaticBackups: false,
    ...options,
    newId,
  });
  core.workbench.createAt(':memory:', 'Test case');
  const client = directClient(core);
  return {
    core,
    client,
    store: core.workbench.requireCase().store,
    newId,
    close() {
      core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An article of a test: its stored text, and the anchor of any words in it. */
export interface TestArticle {
  documentId: string;
  versionId: string;
  text: string;
  /** Where the n-th occurrence (from 0) of these words stands; throws when the article does not say them. */
  anchor(words: string, nth?: number): AnchorInput;
}

/** Imports a text as an article, as pasting does. */
export async function addArticle(
  { client, newId }: Pick<TestCore, 'client' | 'newId'>,
  text: string,
  citation: Partial<CitationFields> = {},
): Promise<TestArticle> {
  const outcome = await client.documents.paste({ documentId: newId(), text, citation });
  if (outcome.outcome !== 'imported') throw new Error(`not imported: ${outcome.outcome}`);
  const { version } = await client.documents.get({ documentId: outcome.documentId });
  return {
    documentId: outcome.documentId,
    versionId: version.id,
    text: version.text,
    anchor(words, nth = 0) {
      let start = version.text.indexOf(words);
      for (let count = 0; count < nth && start >= 0; count++) start = version.text.indexOf(words, start + 1);
      if (start < 0) throw new Error(`the article does not say “${words}”`);
      return { versionId: version.id, ranges: [{ start, end: start + words.length }], exact: words };
    },
  };
}

/** Highlights words of a test's article. */
export function addPassage(
  { client, newId }: Pick<TestCore, 'client' | 'newId'>,
  article: TestArticle,
  words: string,
  nth = 0,
): Promise<Passage> {
  return client.passages.create({ id: newId(), documentId: article.documentId, anchor: article.anchor(words, nth) });
}
