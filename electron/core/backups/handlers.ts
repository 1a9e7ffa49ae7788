import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Backup } from '../../../shared/contract/backups.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { shortFolder } from '../cases/paths.ts';
import { inCase } from '../procedure.ts';
import { freePath } from '../cases/paths.ts';
import { openStore, type Store } from '../store/open.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import { keeperOf } from './attend.ts';
import { requireSound } from './files.ts';
import { backupRoots, noAnswer } from './folders.ts';
import type { Keeper } from './keeper.ts';
import { placeOf } from './place.ts';
import { labelsSince, operationsSince, rowsSince } from './queries.ts';
import type { BackupRecord } from './record.ts';
import { restoreRows } from './restore.ts';
import { keptFor } from './retention.ts';
import { damageBehind } from './write.ts';

/** Records as the page sees them: those of the open case's history are thinned out together, and so are all others. */
function shown({ live }: OpenedCase, workbench: Workbench, records: readonly BackupRecord[]): Backup[] {
  const since = operationsSince(live, records);
  const keep = workbench.settings.read().backups;
  const rules = [true, false].map((ours) =>
    keptFor(
      records.filter((_record, index) => (since[index] !== null) === ours),
      keep,
    ),
  );
  return records.map(({ id, at, reason, seq, head, size }, index) => ({
    id,
    at,
    reason,
    seq,
    head,
    size,
    keptFor: rules[0]!.get(id) ?? rules[1]!.get(id) ?? 'daily',
    operationsSince: since[index]!,
  }));
}

function requireKeeper(workbench: Workbench): { opened: OpenedCase; keeper: Keeper } {
  const opened = workbench.requireCase();
  const keeper = keeperOf(opened);
  if (!keeper) throw new AssayError('NOT_ALLOWED', { reason: 'a case in memory has no file, and no backups' });
  return { opened, keeper };
}

function need(keeper: Keeper, id: string): BackupRecord {
  const record = keeper.find(id);
  if (!record) throw new AssayError('NOT_FOUND', { kind: 'backup', id });
  return record;
}

/** The backup, when the open case's history goes on from it; else `BACKUP_UNUSABLE`. */
function needOurs({ live }: OpenedCase, keeper: Keeper, id: string): BackupRecord {
  const record = need(keeper, id);
  if (operationsSince(live, [record])[0] === null)
    throw new AssayError('BACKUP_UNUSABLE', {
      name: id,
      detail: 'it tells another history than the open case. Open it to look at it, or export it as a case of its own',
    });
  return record;
}

function openBackup(workbench: Workbench, record: BackupRecord): Store {
  requireSound(record);
  return openStore({ ...workbench.storeOptions, path: record.path, readOnly: true, readOnlyReason: 'backup' });
}

/** A case in which a check finds damage cannot be backed up, and needs its backup all the more: its history still has all that was done. */
async function backUpBeforeRestoring(keeper: Keeper): Promise<void> {
  try {
    await keeper.make('restore');
  } catch (error) {
    if (damageBehind(error) === null) throw error;
  }
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

export const backups = {
  list: inCase.backups.list.handler(({ context: { workbench } }) => {
    const opened = workbench.requireCase();
    const keeper = keeperOf(opened);
    const { current: folder, isSilent } = backupRoots(workbench);
    return {
      backups: keeper ? shown(opened, workbench, keeper.records()) : [],
      folder: shortFolder(`${folder}/.`),
      place: isSilent ? { kind: 'local', name: '' } : placeOf(folder),
      problem: keeper?.problem ?? (isSilent ? noAnswer : null),
      running: keeper?.running ?? false,
    };
  }),

  make: inCase.backups.make.handler(async ({ context: { workbench } }) => {
    const { opened, keeper } = requireKeeper(workbench);
    const { id } = await keeper.make('manual');
    return shown(opened, workbench, keeper.records()).find((one) => one.id === id)!;
  }),

  since: inCase.backups.since.handler(({ input: { id }, context: { workbench } }) => {
    const { opened, keeper } = requireKeeper(workbench);
    const { seq } = needOurs(opened, keeper, id);
    return { operations: labelsSince(opened.live, seq), rows: rowsSince(opened.live, seq) };
  }),

  open: inCase.backups.open.handler(({ input: { id }, context: { workbench } }) => {
    const { keeper } = requireKeeper(workbench);
    return workbench.showInstead(openBackup(workbench, need(keeper, id)));
  }),

  restore: inCase.backups.restore.handler(async ({ input: { id }, context: { workbench } }) => {
    const { opened, keeper } = requireKeeper(workbench);
    const { live } = opened;
    if (live.readOnly) throw new AssayError('READ_ONLY', { reason: live.readOnly });
    const record = needOurs(opened, keeper, id);
    requireSound(record);
    await backUpBeforeRestoring(keeper);
    // The case may have been closed while its backup was made.
    if (workbench.requireCase() !== opened) throw new AssayError('NO_CASE_OPEN', {});
    const label = `Restore backup of ${moment.format(new Date(record.at))}`;
    const backup = openBackup(workbench, record);
    try {
      const rows = restoreRows(live, backup, label);
      if (opened.store !== live) workbench.showInstead(null);
      workbench.publish({ type: 'backups' });
      return { seq: live.journal.head().seq, label, rows };
    } finally {
      backup.close();
    }
  }),

  export: inCase.backups.export.handler(async ({ input: { id }, context: { workbench } }) => {
    const { keeper } = requireKeeper(workbench);
    const record = need(keeper, id);
    requireSound(record);
    const name = basename(freePath('', `${record.caseName}, backup of ${record.at.slice(0, 16).replace('T', ' ').replace(':', '.')}`));
    return { file: new File([await openAsBlob(record.path)], name, { type: 'application/vnd.sqlite3' }) };
  }),
};
