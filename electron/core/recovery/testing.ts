import { readFileSync, writeFileSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { afterEach, beforeEach, expect } from 'vitest';
import { testStyle } from '../citations/testing/styles.ts';
import type { ContractClient } from '../direct.ts';
import type { Store } from '../store/open.ts';
import { testFolder } from '../store/testing.ts';
import { addArticle, addPassage, testCore, type TestCore } from '../testing.ts';

/** A small case with something of everything in it. */
async function fill(core: TestCore, place: string): Promise<void> {
  const { client } = core;
  const article = await addArticle(core, `The wall of ${place} gave way on Tuesday.\n\nForty boats were damaged, said Ada Brandt.`, {
    title: 'Wall gives way',
  });
  const mailed = new File([`${article.text.replaceAll('\n', '\r\n\r\n')}\r\n`], 'mailed.txt');
  const files = [{ name: `${place}/mailed.txt`, file: mailed }];
  for await (const { outcome } of await client.documents.import({ importId: uuid(), files })) expect(outcome.outcome).toBe('copy');
  const passage = await addPassage(core, article, 'Forty boats were damaged');
  const claim = await client.claims.create({
    id: uuid(),
    fields: { text: 'Forty boats were damaged in Lowmere.', claimant: 'Ada Brandt' },
    sighting: { id: uuid(), passage: { passageId: passage.id }, venue: 'Port office', attribution: 'by telephone' },
  });
  await client.evidence.create({
    id: uuid(),
    claimId: claim.id,
    stance: 'supports',
    comment: 'The harbour list says so.',
    source: { passage: { passageId: passage.id } },
  });
  await client.verdicts.record({
    id: uuid(),
    claimId: claim.id,
    ratingId: 'supported',
    confidence: 'high',
    rationale: 'Two lists agree.',
    asOf: '2026-01',
  });
  await client.documents.addVersion({
    documentId: article.documentId,
    versionId: uuid(),
    source: { text: article.text.replace('Forty', 'Forty-two').replaceAll('\n', '\n\n') },
  });
  await client.notes.create({ id: uuid(), targetKind: 'claim', targetId: claim.id, markdown: 'Ask the insurers.' });
  const label = await client.labels.create({ id: uuid(), name: `numbers of ${place}`, colour: 'blue', definition: '' });
  await client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [label.id] });
  await client.citations.addStyle({ file: new File([testStyle()], 'house.csl'), choose: true });
  const cited = [{ name: 'wall.bib', file: new File([`@misc{wall, title={Wall of ${place}}}`], 'wall.bib') }];
  for await (const { outcome } of await client.documents.import({ importId: uuid(), files: cited }))
    expect(outcome.outcome).toBe('citations');
  await client.drafts.keep({ key: `note:${claim.id}`, text: 'Not finished yet' });
}

/** A case `Harbour` in a folder of its own, made anew for each test, which is then damaged and fails to open. */
export interface FailingCase {
  readonly client: ContractClient;
  /** Of its file. */
  readonly path: string;
  /** A path in the folder of the test: `cases/…`, `settings/…`. */
  file(name: string): string;
  store(): Store;
  /** Puts something of everything in; what is said of another place is another article. */
  fill(place?: string): Promise<void>;
  /** Closes the case, so that it is one file, and waits for the backup of that. */
  close(): Promise<void>;
  overwrite(at: number, bytes: Uint8Array): void;
  /** The key under which it failed. */
  failToOpen(): Promise<string>;
}

export function failingCase(): FailingCase {
  let files: ReturnType<typeof testFolder>;
  let core: TestCore;
  beforeEach(async () => {
    files = testFolder();
    core = testCore({ casesDir: files.path('cases'), settingsDir: files.path('settings'), newId: uuid, clock: () => new Date() });
    await core.client.cases.create({ name: 'Harbour' });
  });
  afterEach(() => {
    core.close();
    files.remove();
  });
  const path = (): string => files.path('cases/Harbour.assay');
  const store = (): Store => core.core.workbench.requireCase().store;
  return {
    get client() {
      return core.client;
    },
    get path() {
      return path();
    },
    file: (name) => files.path(name),
    store,
    fill: (place = 'Lowmere') => fill(core, place),
    async close() {
      await core.client.cases.close({});
      await core.core.settled();
    },
    overwrite(at, bytes) {
      const content = readFileSync(path());
      content.set(bytes, at);
      writeFileSync(path(), content);
    },
    async failToOpen() {
      await expect(core.client.cases.openPath({ path: path() })).rejects.toMatchObject({ defined: true });
      return (await core.client.cases.failed({}))!.key;
    },
  };
}
