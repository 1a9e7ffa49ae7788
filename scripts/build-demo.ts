import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { readCaseInfo } from '../electron/core/cases/queries.ts';
import { directClient, type ContractClient } from '../electron/core/direct.ts';
import { inProcessParser } from '../electron/core/importers/inProcess.ts';
import { createCore, type Core } from '../electron/core/index.ts';
import { silentLog } from '../electron/core/log.ts';
import { claims } from './demo/claims.ts';
import {
  articles,
  caseName,
  checker,
  labels,
  passages,
  type ArticleKey,
  type LabelKey,
  type PassageKey,
  type Sitting,
  type StoryClaim,
  type StoryPassage,
} from './demo/story.ts';

const resources = join(import.meta.dirname, '../resources');

/** When each sitting began; every reading of the clock moves it on by some seconds. */
const sittingStarts: Record<Sitting, number> = { first: Date.UTC(2025, 2, 13, 9, 5), second: Date.UTC(2025, 3, 15, 8, 40) };
const tick = 41_000;

interface Desk {
  client: ContractClient;
  newId: () => string;
  documentIds: Map<ArticleKey, string>;
  labelIds: Map<LabelKey, string>;
  passageIds: Map<PassageKey, string>;
  claimIds: Map<StoryClaim, string>;
}

/**
 * Builds the demo case through the core's own contract, with a fixed clock and counted ids, so that every build has the
 * same rows. Throws when a quotation is not in its article. Returns the path written.
 */
export async function buildDemo(target: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-demo-'));
  const path = join(folder, 'demo.assay');
  let now = sittingStarts.first;
  let last = 0;
  const newId = (): string => `0195904a-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`;
  const core = createCore({
    settingsDir: folder,
    casesDir: folder,
    resourcesDir: resources,
    clock: () => new Date((now += tick)),
    newId,
    log: silentLog,
    defaultActor: checker,
    version: '0.0.0',
    hostKind: 'direct',
    parser: inProcessParser(),
    printPdf: null,
    automaticBackups: false,
  });
  try {
    core.workbench.createAt(path, caseName);
    const desk: Desk = {
      client: directClient(core),
      newId,
      documentIds: new Map(),
      labelIds: new Map(),
      passageIds: new Map(),
      claimIds: new Map(),
    };
    await makeLabels(desk);
    for (const sitting of ['first', 'second'] as const) {
      now = Math.max(now, sittingStarts[sitting]);
      await importArticles(desk, sitting);
      await highlight(desk, sitting);
      await makeClaims(desk, sitting);
    }
    finish(core);
  } finally {
    core.close();
  }
  compact(path);
  copyFileSync(path, `${target}.new`);
  renameSync(`${target}.new`, target);
  rmSync(folder, { recursive: true, force: true });
  return target;
}

async function makeLabels({ client, newId, labelIds }: Desk): Promise<void> {
  for (const [key, fields] of Object.entries(labels)) {
    const { id } = await client.labels.create({ id: newId(), ...fields });
    labelIds.set(key as LabelKey, id);
  }
}

async function importArticles({ client, newId, documentIds }: Desk, sitting: Sitting): Promise<void> {
  const importId = newId();
  for (const [key, article] of Object.entries(articles)) {
    if (article.sitting !== sitting) continue;
    const file = new File([readFileSync(join(resources, 'demo', article.file))], article.file);
    for await (const { outcome } of await client.documents.import({ importId, files: [{ name: article.file, file }] })) {
      if (outcome.outcome !== 'imported') throw new Error(`${article.file} was not imported: ${JSON.stringify(outcome)}`);
      documentIds.set(key as ArticleKey, outcome.documentId);
      const { revision } = await client.documents.get({ documentId: outcome.documentId });
      await client.documents.update({ documentId: outcome.documentId, revision, fields: article.citation, confirm: ['title'] });
    }
  }
}

async function highlight({ client, newId, documentIds, labelIds, passageIds }: Desk, sitting: Sitting): Promise<void> {
  for (const [key, passage] of Object.entries(passages) as [PassageKey, StoryPassage][]) {
    if (articles[passage.article].sitting !== sitting) continue;
    const { id: documentId, versionId, version } = await client.documents.get({ documentId: documentIds.get(passage.article)! });
    const start = find(version.text, passage);
    const id = newId();
    await client.passages.create({
      id,
      documentId,
      anchor: { versionId, ranges: [{ start, end: start + passage.exact.length }], exact: passage.exact },
      labelIds: (passage.labels ?? []).map((label) => labelIds.get(label)!),
    });
    passageIds.set(key, id);
    if (passage.note) await client.notes.create({ id: newId(), targetKind: 'passage', targetId: id, markdown: passage.note });
  }
}

function find(text: string, { article, exact, occurrence = 1 }: StoryPassage): number {
  let at = -1;
  for (let found = 0; found < occurrence; found++) {
    at = text.indexOf(exact, at + 1);
    if (at === -1) throw new Error(`${articles[article].file} does not say: ${exact}`);
  }
  if (occurrence === 1 && text.includes(exact, at + 1)) throw new Error(`${articles[article].file} says this more than once: ${exact}`);
  return at;
}

/** Claims are made in the first sitting that has read an article which makes them, and taken further in the next. */
async function makeClaims(desk: Desk, sitting: Sitting): Promise<void> {
  for (const claim of claims) {
    const found = claim.sightings.filter(({ at }) => articles[passages[at].article].sitting === sitting);
    const known = desk.claimIds.get(claim);
    const claimId = known ?? (found.length > 0 ? await createClaim(desk, claim, found.shift()!) : undefined);
    if (!claimId) continue;
    for (const { at, ...fields } of found) {
      const passage = { passageId: desk.passageIds.get(at)! };
      await desk.client.claims.addSighting({ id: desk.newId(), claimId, passage, ...fields });
    }
    // Evidence is gathered in the second sitting, when all four articles are there.
    if (sitting === 'second') await addEvidence(desk, claim, claimId);
    for (const { sitting: when, ...verdict } of claim.verdicts) {
      if (when === sitting) await desk.client.verdicts.record({ id: desk.newId(), claimId, ...verdict });
    }
  }
}

async function createClaim(desk: Desk, claim: StoryClaim, first: StoryClaim['sightings'][number]): Promise<string> {
  const { client, newId, passageIds, labelIds, claimIds } = desk;
  const { at, ...fields } = first;
  const id = newId();
  await client.claims.create({
    id,
    fields: claim.fields,
    sighting: { id: newId(), passage: { passageId: passageIds.get(at)! }, ...fields },
  });
  claimIds.set(claim, id);
  const add = claim.labels.map((label) => labelIds.get(label)!);
  if (add.length > 0) await client.labels.assign({ targetKind: 'claim', targetIds: [id], add });
  if (claim.note) await client.notes.create({ id: newId(), targetKind: 'claim', targetId: id, markdown: claim.note });
  return id;
}

async function addEvidence({ client, newId, passageIds }: Desk, claim: StoryClaim, claimId: string): Promise<void> {
  const ids: string[] = [];
  for (const { from, relays, ...fields } of claim.evidence) {
    const source = typeof from === 'string' ? { passage: { passageId: passageIds.get(from)! } } : { citation: from };
    const id = newId();
    await client.evidence.create({ id, claimId, source, ...fields, derivedFromId: relays ? ids[relays - 1]! : null });
    ids.push(id);
  }
}

/** Marks the case as the demo, and lets undo stop here: what an analyst undoes is what an analyst did. */
function finish({ workbench }: Core): void {
  const { store } = workbench.requireCase();
  store.transact('Finish demo case', (tx) => tx.update('case_info', readCaseInfo(store).id, { demo: 1 }), { undoable: false });
  store.keep(() => store.journal.settle());
}

/** Merges the search indexes, leaves no free page, and no write-ahead log that a reader of the shipped file would have to make. */
function compact(path: string): void {
  const db = new Database(path);
  const indexes = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").pluck().all();
  for (const index of indexes) db.exec(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
  db.exec('VACUUM');
  db.pragma('journal_mode = DELETE');
  db.close();
}

if (import.meta.main) {
  const target = resolve(process.argv[2] ?? join(resources, 'demo.assay'));
  await buildDemo(target);
  process.stdout.write(`${target}\n`);
}
