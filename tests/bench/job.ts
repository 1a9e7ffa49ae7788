import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { ContractClient } from '../../electron/core/direct.ts';
import type { Core } from '../../electron/core/index.ts';
import { claimColumn, type ClaimFilter } from '../../shared/contract/claims.ts';
import { startCore } from './core.ts';
import { buildLargeCase, largeArticles, largeClaims } from './large-case.ts';
import { measure, once, type Timing } from './measure.ts';
import { row, type Row } from './row.ts';
import { startRows } from './start.ts';
import { articleText } from './text.ts';

const articles = 1_000;
const articleBytes = 5_000;

/** The main job at the sizes that are promised, on the real core with its parser processes and a case on disk. */
export async function job(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    return [...(await importRows(folder)), ...(await largeCaseRows(folder)), ...(await startRows(folder, join(folder, 'large.assay')))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importRows(folder: string): Promise<Row[]> {
  const source = join(folder, 'articles');
  mkdirSync(source);
  for (let index = 0; index < articles; index++) writeFileSync(join(source, `${index}.txt`), articleText(index, articleBytes));
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path: join(folder, 'import.assay'), create: true });
  let imported = 0;
  const took = await once(async () => {
    for await (const { outcome } of await client.documents.importPaths({ importId: uuid(), paths: [source] }))
      if (outcome.outcome === 'imported') imported++;
  });
  if (imported !== articles) throw new Error(`${imported} of ${articles} articles were imported`);
  const raw = await once(() => insertRaw(core, join(folder, 'raw.db')));
  core.close();
  return [
    row(`import of ${articles} articles of ${articleBytes / 1_000} kB`, took, 'ms', 5_000, {
      name: 'raw inserts, synchronous FULL',
      value: raw,
    }),
  ];
}

/** The same rows that the import wrote, into a bare database with the same durability, one transaction a table. */
function insertRaw(core: Core, path: string): void {
  const { db } = core.workbench.requireCase().store;
  const raw = openRaw(path);
  for (const table of ['original', 'extraction', 'document', 'document_version']) {
    const rows = db.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][];
    const names = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    raw.exec(`CREATE TABLE ${table} (${names.join(', ')})`);
    const write = raw.prepare(`INSERT INTO ${table} VALUES (${names.map(() => '?').join(', ')})`);
    raw.transaction(() => rows.forEach((values) => write.run(...values)))();
  }
  raw.close();
}

function openRaw(path: string): Database.Database {
  const raw = new Database(path);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  return raw;
}

async function largeCaseRows(folder: string): Promise<Row[]> {
  const path = join(folder, 'large.assay');
  await buildLargeCase(folder, path);
  const { core, client } = startCore(folder);
  const opened = await once(() => client.cases.openPath({ path }));
  const first = await once(async () => {
    const { ids } = await client.claims.ids({ sort: [{ column: 'updated', descending: true }] });
    await client.claims.rows({ ids: ids.slice(0, 60) });
  });
  const sorts = await worst(claimColumn.options, (column) => client.claims.ids({ sort: [{ column, descending: true }] }));
  const filters = await worst(await largeFilters(client), (filter) =>
    client.claims.ids({ filter, sort: [{ column: 'claim', descending: false }] }),
  );
  const edits = await editTimes(client);
  const searches = await worst(['har', 'storm', 'minister record', 'b', 'harbour wall storm', 'nowhere'], (text) =>
    client.search.query({ text }),
  );
  core.close();
  const memory = await memoryOf(path);
  const size = `${largeArticles} articles, ${largeClaims.toLocaleString('en')} claims`;
  return [
    row(`open a case of ${size}`, opened, 'ms', 1_000),
    row('  first rows of the table', first, 'ms', 300),
    row(`  sort, slowest of the columns (${sorts.of})`, sorts.median, 'ms', 100),
    row(`  filter, slowest kind (${sizeOf(filters.of)})`, filters.median, 'ms', 100),
    row('  edit acknowledged, 95th of 100', edits.ours.p95, 'ms', 20, { name: 'bare commit, FULL', value: edits.bare.p95 }),
    row(`  search, slowest of the queries (${searches.of})`, searches.median, 'ms', 50),
    row('  memory of the core after that', memory.after, 'MB', null, { name: 'Node alone', value: memory.before }),
  ];
}

const sizeOf = (filter: object): string => Object.keys(filter).join(' and ');

/** The slowest of several questions, each asked ten times. */
async function worst<Question>(
  questions: readonly Question[],
  ask: (question: Question) => Promise<unknown>,
): Promise<{ median: number; of: Question }> {
  let slowest: { median: number; of: Question } | undefined;
  for (const of of questions) {
    const { median } = await measure(10, () => ask(of));
    if (!slowest || median > slowest.median) slowest = { median, of };
  }
  return slowest!;
}

async function largeFilters(client: ContractClient): Promise<Partial<ClaimFilter>[]> {
  const [documents, labels, claimants] = [await client.documents.list({}), await client.labels.list({}), await client.claims.claimants({})];
  return [
    { text: 'harb wall' },
    { ratings: ['refuted', 'none'] },
    { statuses: ['ready', 'new'] },
    { labelIds: [labels[0]!.id] },
    { documentIds: documents.slice(0, 5).map(({ id }) => id) },
    { claimantIds: claimants.slice(0, 3).map(({ id }) => id) },
    { text: 'storm', ratings: ['none'], statuses: ['new'], labelIds: [labels[0]!.id] },
  ];
}

async function editTimes(client: ContractClient): Promise<{ ours: Timing; bare: Timing }> {
  const { ids } = await client.claims.ids({});
  const revisions = new Map((await client.claims.rows({ ids: ids.slice(0, 110) })).map(({ id, revision }) => [id, revision]));
  const ours = await measure(100, async (run) => {
    const claimId = ids[run]!;
    await client.claims.update({
      claimId,
      revision: revisions.get(claimId)!,
      fields: { text: `Edited claim number ${run}.`, priority: 'high' },
    });
  });
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-bare-'));
  const bare = openRaw(join(folder, 'bare.db'));
  bare.exec('CREATE TABLE claim (id TEXT PRIMARY KEY, text TEXT)');
  const write = bare.prepare('INSERT INTO claim VALUES (?, ?)');
  const reference = await measure(100, (run) => write.run(String(run), `Edited claim number ${run}.`));
  bare.close();
  rmSync(folder, { recursive: true });
  return { ours, bare: reference };
}

/** Memory of a process that opens the case and reads it as the table does; before and after, megabytes. */
async function memoryOf(path: string): Promise<{ before: number; after: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'memory.ts'), path]);
  return JSON.parse(stdout) as { before: number; after: number };
}
