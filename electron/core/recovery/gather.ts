import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Loss } from '../../../shared/contract/recovery.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { BackupRecord } from '../backups/record.ts';
import type { KeptText } from '../documents/queries.ts';
import { lostDrafts, readDraftsBeside } from '../drafts/beside.ts';
import { rowHash } from '../store/row-hash.ts';
import { sideJournalPath } from '../store/side-journal/journal.ts';
import { columns, laterColumns, tableNames, type TableName } from '../store/tables.ts';
import { backupsFrom, backupsOfCase } from './caseBackups.ts';
import { openImage } from './image.ts';
import { KnownHistory, readJournalContent, type JournalContent, type RowEvent } from './knownHistory.ts';
import { isJournaled, makeLayouts, prove, type FoundValues, type SoughtTable } from './layouts.ts';
import { readRows } from './queries.ts';
import { nearestFirst, relationsOf } from './relation.ts';
import { scan, type FoundRow, type Scan } from './scan.ts';
import { lossLine } from './words.ts';

/** A row as it is known to have been last. */
export interface SettledRow {
  values: FoundValues;
  /** whole: proved; open: nothing speaks against it; damaged: it is not what was written, and nothing better is known. */
  trust: 'whole' | 'open' | 'damaged';
}

/** All that could be found of a case, from its file, the journal beside it and its newest backup. */
export interface Gathered {
  /** Name of the case, the file's where it is lost. */
  name: string;
  /** What it may be: the case that the file says, and the one that the journal beside it says. */
  caseIds: readonly string[];
  rows: ReadonlyMap<TableName, ReadonlyMap<string, SettledRow>>;
  originals: ReadonlyMap<string, Buffer>;
  texts: ReadonlyMap<string, KeptText>;
  drafts: readonly Draft[];
  /** Rows that are known to have been there and cannot be had. */
  losses: Loss[];
  history: KnownHistory;
  /** The history that the case had at this place: that of the journal alone where another case was written over the file. */
  lineage: KnownHistory;
  /** Another case was written over the file. */
  overwritten: boolean;
  journal: Omit<JournalContent, 'contents'> & { foreign: boolean };
  scan: Scan | null;
  /** Rows that the file itself gives, by table. */
  readable: ReadonlyMap<SoughtTable, number>;
  size: number;
  expectedPages: number;
  pageCount: number;
}

export interface GatherInput {
  path: string;
  /** Backups of any case, newest first. */
  backups: readonly BackupRecord[];
  /** False where only what is known of the history is wanted: a large backup takes its time. */
  rowsOfBackup?: boolean;
  nativeBinding: string | undefined;
}

interface Base {
  values: FoundValues | null;
  /** The operation after which the row was so. */
  at: number;
  trust: SettledRow['trust'];
}

/**
 * Finds out what every row of a case was last. Rows of the file itself come first where they are proved; what the history
 * records after them, or instead of them, is applied; a backup stands in for what neither gives. Only reads.
 */
export function gather(input: GatherInput): Gathered {
  const { path, backups, rowsOfBackup = true, nativeBinding } = input;
  const live = new Map<SoughtTable, Map<string, FoundRow>>();
  const strays = new Map<SoughtTable, Map<string, FoundRow>>();
  const found: Record<'operation' | 'change', FoundValues[]> = { operation: [], change: [] };
  const take = (row: FoundRow): void => {
    if (row.table === 'operation' || row.table === 'change') found[row.table].push(row.values);
    else keepBetter(row.place === 'stray' ? strays : live, row);
  };
  let scanned: Scan | null = null;
  const measures = { size: 0, expectedPages: 0, pageCount: 0 };
  if (existsSync(path)) {
    const image = openImage(path);
    try {
      Object.assign(measures, { size: image.size, expectedPages: image.expectedPages, pageCount: image.pageCount });
      scanned = scan(image, makeLayouts(nativeBinding), take);
    } finally {
      image.close();
    }
  }
  const history = new KnownHistory(found.operation, found.change);
  const caseId = [...(live.get('case_info')?.keys() ?? []), ...(strays.get('case_info')?.keys() ?? [])][0] ?? null;
  const { contents, ...journal } = readJournalContent(sideJournalPath(path));
  const headerId = journal.header?.caseId || null;
  // The file says that it is another case, a backup that was made of it that the journal is its own: something was written over it.
  const overwritten = caseId !== null && headerId !== null && headerId !== caseId && isOfPath(journal, backupsFrom(backups, path));
  const foreign = !overwritten && isForeign(journal, caseId, history);
  if (!foreign) for (const operation of journal.operations) history.add(operation, overwritten);
  const lineage = overwritten ? new KnownHistory([], []) : history;
  if (overwritten) for (const operation of journal.operations) lineage.add(operation);
  if (!foreign && journal.header) lineage.begin(journal.header);

  const losses: Loss[] = [];
  // What another case's tables lack was not deleted.
  const complete = (overwritten ? null : scanned?.complete) ?? new Set<SoughtTable>();
  const needsBackup = tableNames.some((table) => !complete.has(table)) || !complete.has('original') || !complete.has('extraction');
  const caseIds = [...new Set([caseId, headerId])].filter((id) => id !== null);
  const backup = rowsOfBackup && needsBackup ? readBackup(input, caseIds, lineage) : null;
  const named = new Map<TableName, { id: string; events: readonly RowEvent[] }[]>();
  for (const { table, id, events } of history.rows()) {
    const list = named.get(table as TableName);
    if (list) list.push({ id, events });
    else named.set(table as TableName, [{ id, events }]);
  }
  const rows = new Map<TableName, Map<string, SettledRow>>();
  for (const table of tableNames) {
    const settled = new Map<string, SettledRow>();
    const [ofFile, loose] = [live.get(table), strays.get(table)];
    const ids = new Set<string>(ofFile?.keys());
    const ahead = (events: readonly RowEvent[]): boolean => events.at(-1)!.seq > history.fileHead;
    for (const { id, events } of named.get(table) ?? []) if (!complete.has(table) || ahead(events)) ids.add(id);
    if (!complete.has(table)) for (const id of [...(loose?.keys() ?? []), ...(backup?.rows.get(table)?.keys() ?? [])]) ids.add(id);
    for (const rowId of ids) {
      const row = settle(rowId, {
        table,
        live: ofFile?.get(rowId),
        stray: complete.has(table) ? undefined : loose?.get(rowId),
        backup:
          complete.has(table) || !backup ? null : { values: backup.rows.get(table)?.get(rowId) ?? null, at: backup.seq, trust: 'whole' },
        complete: complete.has(table),
        history,
        lose: (became, values) => losses.push({ table, rowId, message: lossLine(table, values, became) }),
      });
      if (row) settled.set(rowId, row);
    }
    rows.set(table, withoutTwins(table, settled, losses));
  }

  const originals = new Map<string, Buffer>();
  const texts = new Map<string, KeptText>();
  for (const source of [live, strays]) {
    for (const { values, proof } of source.get('original')?.values() ?? [])
      if (proof === 'whole') originals.set(values['sha256'] as string, values['bytes'] as Buffer);
    for (const { values, proof } of source.get('extraction')?.values() ?? []) if (proof === 'whole') addText(texts, values);
  }
  for (const content of contents) {
    if (content.kind === 'original') originals.set(content.id, Buffer.from(content.bytes));
    else addText(texts, { ...content });
  }
  for (const values of backup?.originals ?? []) originals.set(values['sha256'] as string, values['bytes'] as Buffer);
  for (const values of backup?.texts ?? []) addText(texts, values);
  const info = rows.get('case_info')!.values().next().value;
  const told = readDraftsBeside(path);
  return {
    name: (info?.values['name'] as string | undefined) || basename(path, extname(path)),
    caseIds,
    rows,
    originals,
    texts,
    drafts: gatherDrafts(
      live.get('draft'),
      complete.has('draft') ? undefined : strays.get('draft'),
      told && (caseIds.length === 0 || caseIds.includes(told.caseId)) ? told : null,
    ),
    losses,
    history,
    lineage,
    overwritten,
    journal: { ...journal, foreign },
    scan: scanned,
    readable: countReadable(live, strays, found),
    ...measures,
  };
}

/** Drafts of the file that are proved, with what the file beside it tells of them since. */
function gatherDrafts(
  live: ReadonlyMap<string, FoundRow> | undefined,
  strays: ReadonlyMap<string, FoundRow> | undefined,
  told: ReturnType<typeof readDraftsBeside>,
): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const { values, proof } of [...(strays?.values() ?? []), ...(live?.values() ?? [])]) {
    const { key, text, at } = values as unknown as Draft;
    if (proof === 'whole') drafts.set(key, { key, text, at });
  }
  if (!told) return [...drafts.values()];
  const { written, dropped } = lostDrafts([...drafts.values()], told);
  for (const draft of written) drafts.set(draft.key, draft);
  for (const key of dropped) drafts.delete(key);
  return [...drafts.values()];
}

/** Refuses a case of which nothing is known: `CASE_MISSING` where there is no file, else `NOTHING_SALVAGED`. */
export function requireWords(gathered: Gathered, path: string): void {
  if (!hasWords(gathered)) throw new AssayError(existsSync(path) ? 'NOTHING_SALVAGED' : 'CASE_MISSING', { name: basename(path) });
}

/** Something that a person wrote or brought in; the shipped scale alone is nothing. */
function hasWords({ rows, texts, originals, drafts }: Gathered): boolean {
  const shipped: readonly TableName[] = ['rating', 'rating_scale', 'case_info'];
  const readable = tableNames.some((table) => !shipped.includes(table) && rows.get(table)!.size > 0);
  return readable || texts.size > 0 || originals.size > 0 || drafts.length > 0 || rows.get('case_info')!.size > 0;
}

const proofRank = { whole: 2, open: 1, damaged: 0 } as const;

/** Of several copies of a row keeps the one that is proved, then the one to which the file's tables lead, then the newest. */
function keepBetter(into: Map<SoughtTable, Map<string, FoundRow>>, row: FoundRow): void {
  const key = String(row.values['id'] ?? row.values['sha256'] ?? row.values['key']);
  let rows = into.get(row.table);
  if (!rows) into.set(row.table, (rows = new Map()));
  const there = rows.get(key);
  const rank = ({ proof, place, values }: FoundRow): number[] => [
    proofRank[proof],
    place === 'tree' ? 1 : 0,
    Number(values['revision'] ?? 0),
  ];
  if (!there) return void rows.set(key, row);
  const [a, b] = [rank(row), rank(there)];
  const differs = a.findIndex((value, index) => value !== b[index]);
  if (differs >= 0 && a[differs]! > b[differs]!) rows.set(key, row);
}

function addText(texts: Map<string, KeptText>, values: Record<string, unknown>): void {
  const { id, text, blocks, removed, text_sha256: textSha256 = '' } = values as Record<string, string>;
  const { links = null, leftOut = null, left_out = leftOut } = values as Record<string, string | null>;
  texts.set(id!, { id: id!, textSha256, text: text!, blocks: blocks!, removed: removed!, links, leftOut: left_out });
}

function isForeign(journal: Omit<JournalContent, 'contents'>, caseId: string | null, history: KnownHistory): boolean {
  if (caseId !== null && journal.header && journal.header.caseId !== '' && journal.header.caseId !== caseId) return true;
  const { header } = journal;
  if (header && header.seq > 0 && (history.hashAt(header.seq) ?? header.hash) !== header.hash) return true;
  return journal.operations.some(({ head, hash }) => (history.hashAt(head.seq) ?? hash) !== hash);
}

/** Does the journal tell what a backup of this path tells? */
function isOfPath({ header, operations }: Omit<JournalContent, 'contents'>, records: readonly BackupRecord[]): boolean {
  const hashes = new Map(operations.map(({ head, hash }) => [head.seq, hash]));
  if (header) hashes.set(header.seq, header.hash);
  return records.some(({ seq, head }) => hashes.get(seq) === head);
}

/** Without damaged rows that are another row's under a damaged id: their hash says whose they are. */
function withoutTwins(table: TableName, settled: Map<string, SettledRow>, losses: Loss[]): Map<string, SettledRow> {
  const damaged = [...settled].filter(([, { trust }]) => trust === 'damaged');
  if (damaged.length === 0) return settled;
  const hashes = new Set([...settled.values()].filter(({ trust }) => trust === 'whole').map(({ values }) => rowHash(table, values)));
  for (const [id, { values }] of damaged) {
    if (!hashes.has(values['hash'] as string)) continue;
    settled.delete(id);
    const said = losses.findIndex((loss) => loss.table === table && loss.rowId === id);
    if (said >= 0) losses.splice(said, 1);
  }
  return settled;
}

interface Settling {
  table: TableName;
  live: FoundRow | undefined;
  stray: FoundRow | undefined;
  backup: Base | null;
  complete: boolean;
  history: KnownHistory;
  lose: (became: string, values: FoundValues) => void;
}

/** What a row was last; null for one that was deleted, and for one of which too little is known: that is told as a loss. */
function settle(id: string, { table, live, stray, backup, complete, history, lose }: Settling): SettledRow | null {
  const events = history.eventsOf(table, id);
  const place = (row: FoundRow): Base => ({
    values: row.values,
    at:
      events.findLast(({ after }) => after !== null && parse(after)?.['revision'] === row.values['revision'])?.seq ??
      Number(row.values['revision']),
    trust: row.proof,
  });
  let base: Base;
  if (live && live.proof !== 'damaged') base = place(live);
  else if (complete && !live) base = { values: null, at: history.fileHead, trust: 'whole' };
  else {
    const bases = [stray && stray.proof !== 'damaged' ? place(stray) : null, backup, { values: null, at: 0, trust: 'whole' } as Base];
    base = bases.filter((candidate) => candidate !== null).toSorted((a, b) => b.at - a.at)[0]!;
  }
  let { values, trust } = base;
  let gap = null as FoundValues | null;
  for (const event of events) {
    if (event.seq <= base.at) continue;
    const after = event.after === null ? null : parse(event.after);
    const before = event.before === null ? null : parse(event.before);
    if (!event.proved && event.after !== null) trust = trust === 'damaged' ? trust : 'open';
    if (event.after === null) [values, gap] = [null, null];
    else if (after === null) trust = 'damaged';
    else if (event.before === null) [values, gap] = [after, null];
    else if (values) {
      // A change between the two is not known: what it wrote elsewhere in the row is older than the rest.
      if (before?.['revision'] !== values['revision']) trust = 'open';
      values = { ...values, ...after };
    } else gap = Object.assign(gap ?? {}, after);
  }
  const damaged = live?.proof === 'damaged' ? live.values : null;
  if (!values) {
    const deleted = events.length > 0 && events.at(-1)!.after === null;
    // A row whose id is damaged is nothing that the whole history knows.
    if (damaged && events.length === 0 && history.isWhole) return null;
    if (damaged && (!deleted || !complete) && isWholeEnough(table, damaged)) {
      lose('Its words are damaged; they were kept as they can be read.', damaged);
      return { values: damaged, trust: 'damaged' };
    }
    const rest = gap ?? (deleted ? null : damaged);
    if (rest) lose('It could not be read whole.', rest);
    else if (events.length > 0 && !deleted) lose('It could not be read, and no source has it.', {});
    return null;
  }
  if (!isWholeEnough(table, values)) {
    lose('It could not be read whole.', values);
    return null;
  }
  const whole = Object.fromEntries(columns[table].map((column) => [column, values[column] ?? null]));
  if (damaged && rowHash(table, whole) === damaged['hash']) return { values: whole, trust: 'whole' };
  if (damaged && Number(damaged['revision']) > Number(whole['revision']))
    lose('Its newest state is damaged; an older one was kept. Named here is the damaged one.', damaged);
  else if (trust === 'damaged') lose('Some of what was changed in it could not be read.', whole);
  return { values: whole, trust };
}

/** Every column has a value of the right kind, or may do without. */
function isWholeEnough(table: TableName, values: FoundValues): boolean {
  const later: readonly string[] = laterColumns[table] ?? [];
  return columns[table].every((column) => values[column] !== undefined || later.includes(column));
}

function parse(json: string): FoundValues | null {
  try {
    return JSON.parse(json) as FoundValues;
  } catch {
    return null;
  }
}

interface BackupContent {
  seq: number;
  rows: Map<TableName, Map<string, FoundValues>>;
  originals: FoundValues[];
  texts: FoundValues[];
}

/** The newest backup that tells the history of this case and can be read; where that cannot be told, one that may. */
function readBackup(
  { path, backups, nativeBinding }: GatherInput,
  caseIds: readonly string[],
  lineage: KnownHistory,
): BackupContent | null {
  const candidates = backupsOfCase(backups, caseIds, path);
  const relations = relationsOf(candidates, lineage, path, nativeBinding);
  for (const record of nearestFirst(candidates, relations)) {
    if (relations.get(record) === 'another') continue;
    const { path: backup, seq } = record;
    try {
      return readRows(backup, nativeBinding, (all) => {
        const rows = tableNames.map((table) => {
          const proved = all(table).filter((row) => prove(table, row) !== 'damaged');
          return [table, new Map(proved.map((row) => [row['id'] as string, row]))] as const;
        });
        return {
          seq,
          rows: new Map(rows),
          originals: all('original').filter((row) => prove('original', row) === 'whole'),
          texts: all('extraction').filter((row) => prove('extraction', row) === 'whole'),
        };
      });
    } catch {
      // A backup that cannot be read either: an older one may.
    }
  }
  return null;
}

function countReadable(
  live: ReadonlyMap<SoughtTable, ReadonlyMap<string, FoundRow>>,
  strays: ReadonlyMap<SoughtTable, ReadonlyMap<string, FoundRow>>,
  found: Record<'operation' | 'change', FoundValues[]>,
): Map<SoughtTable, number> {
  const counts = new Map<SoughtTable, number>();
  for (const table of new Set([...live.keys(), ...strays.keys()])) {
    const ids = new Set<string>();
    for (const source of [live, strays])
      for (const [id, { proof }] of source.get(table) ?? []) if (proof !== 'damaged' || isJournaled(table)) ids.add(id);
    counts.set(table, ids.size);
  }
  for (const table of ['operation', 'change'] as const) {
    const keys = new Set(found[table].map((row) => `${String(row['seq'])} ${String(row['ordinal'] ?? '')}`));
    if (keys.size > 0) counts.set(table, keys.size);
  }
  return counts;
}
