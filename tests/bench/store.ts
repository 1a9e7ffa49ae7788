import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { ContractClient } from '../../electron/core/direct.ts';
import { tableNames } from '../../electron/core/store/tables.ts';
import { startCore } from './core.ts';
import { buildLargeCase, largeClaims } from './large-case.ts';
import { once } from './measure.ts';
import { row, type Row } from './row.ts';
import { historyRows } from './store-history.ts';
import { integrityRows } from './store-integrity.ts';

const edits = 1_000;
/** Rounds of ours and bare taken in turn, so that a busy moment of the machine meets both. */
const rounds = 5;

/** What it costs that nothing is ever lost. */
export async function store(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-store-'));
  try {
    const path = join(folder, 'large.assay');
    await buildLargeCase(folder, path);
    return [
      ...(await editRows(folder, path)),
      ...(await bulkRows(folder, path)),
      ...sizeRows(path),
      ...(await integrityRows(folder, path)),
      ...(await historyRows(folder)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Edits of one claim after another through the contract, against the same rows written by bare better-sqlite3 into a copy of the case. */
async function editRows(folder: string, source: string): Promise<Row[]> {
  const path = join(folder, 'edits.assay');
  copyFileSync(source, path);
  const bare = bareEdits(source, join(folder, 'bare.assay'));
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path });
  const journal = `${path}.journal`;
  const [journalBefore, caseBefore] = [sizeOf(journal), sizeOf(path)];
  const edit = await claimEditor(client);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    ours.push(await once(() => edit(edits / rounds)));
    theirs.push(await once(() => bare.run(edits / rounds)));
  }
  bare.close();
  const journalBytes = (sizeOf(journal) - journalBefore) / (edits + edits / rounds);
  core.close();
  const caseBytes = (sizeOf(path) - caseBefore) / (edits + edits / rounds);
  // The first round warms both up.
  const perEdit = (times: number[]): number => times.slice(1).reduce((sum, time) => sum + time, 0) / edits;
  const reference = { name: 'the same rows, bare, FULL', value: perEdit(theirs) };
  return [
    row('interactive edit of a claim, acknowledged', perEdit(ours), 'ms', 3 * reference.value, reference),
    row('  bytes of side journal an edit', journalBytes, 'B'),
    row('  bytes of case file an edit', caseBytes, 'B'),
  ];
}

async function claimEditor(client: ContractClient): Promise<(count: number) => Promise<void>> {
  const { ids } = await client.claims.ids({});
  const known = await client.claims.rows({ ids: ids.slice(0, 500) });
  const revisions = new Map(known.map(({ id, revision }) => [id, revision]));
  let made = 0;
  return async (count) => {
    for (let index = 0; index < count; index++, made++) {
      const claimId = known[made % known.length]!.id;
      const text = `Edited for the ${made}th time: the harbour wall was finished two years late.`;
      const { revision } = await client.claims.update({ claimId, revision: revisions.get(claimId)!, fields: { text } });
      revisions.set(claimId, revision);
    }
  };
}

/** One transaction an edit: the claim, the operation and its change, with every index and trigger of a case. */
function bareEdits(source: string, path: string): { run(count: number): void; close(): void } {
  copyFileSync(source, path);
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const ids = db.prepare<[], string>('SELECT id FROM claim LIMIT 500').pluck().all();
  let seq = db.prepare<[], number>('SELECT max(seq) FROM operation').pluck().get()!;
  const claim = db.prepare('UPDATE claim SET text = ?, short_text = ?, revision = ?, updated_at = ?, hash = ? WHERE id = ?');
  const operation = db.prepare("INSERT INTO operation VALUES (?, ?, ?, ?, ?, 'do', NULL, NULL, ?, ?, 'live')");
  const change = db.prepare("INSERT INTO change VALUES (?, 0, 'claim', ?, ?, ?)");
  const hash = 'f'.repeat(64);
  const write = db.transaction((claimId: string, at: string) => {
    const text = `Edited for the ${++seq}th time: the harbour wall was finished two years late.`;
    claim.run(text, text.slice(0, 75), seq, at, hash.slice(0, 32), claimId);
    operation.run(seq, uuid(), at, 'Analyst', 'Edit claim', hash, hash);
    const side = JSON.stringify({ text, short_text: text.slice(0, 75), revision: seq, updated_at: at });
    change.run(seq, claimId, side, side);
  });
  return {
    run(count) {
      for (let index = 0; index < count; index++) write.immediate(ids[index % ids.length]!, new Date().toISOString());
    },
    close: () => void db.close(),
  };
}

async function bulkRows(folder: string, source: string): Promise<Row[]> {
  const path = join(folder, 'bulk.assay');
  copyFileSync(source, path);
  const { core, client } = startCore(folder, true);
  await client.cases.openPath({ path });
  const { ids } = await client.claims.ids({});
  const backup = await once(() => client.backups.make({}));
  const name = `${largeClaims.toLocaleString('en')} claims`;
  const edit = await once(() => client.claims.bulkUpdate({ claimIds: ids, fields: { status: 'ready', priority: 'high' } }));
  const undo = await once(() => client.history.undo({}));
  const remove = await once(() => client.claims.remove({ claimIds: ids }));
  const undoRemove = await once(() => client.history.undo({}));
  core.close();
  await core.settled();
  return [
    row('backup of the large case, checked', backup, 'ms'),
    row(`bulk edit of ${name}`, edit, 'ms', 1_500),
    row('  its undo', undo, 'ms', 1_500),
    row(`deletion of ${name} with all that hangs on them`, remove, 'ms'),
    row('  its undo', undoRemove, 'ms'),
  ];
}

/** The case file against what was written in it: the columns of its rows, its texts and its originals, without index or history. */
function sizeRows(path: string): Row[] {
  const db = new Database(path, { readonly: true });
  const content = [...tableNames, 'original', 'extraction'].map((table) => {
    const names = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => `coalesce(octet_length(${name}), 0)`);
    return (
      db
        .prepare<[], number | null>(`SELECT sum(${names.join(' + ')}) FROM ${table}`)
        .pluck()
        .get() ?? 0
    );
  });
  db.close();
  const rows = content.reduce((sum, bytes) => sum + bytes, 0) / 1_000_000;
  return [row('size of the large case', sizeOf(path) / 1_000_000, 'MB', null, { name: 'the rows it holds', value: rows })];
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
