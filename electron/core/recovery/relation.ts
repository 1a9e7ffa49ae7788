import type { Inspection } from '../../../shared/contract/recovery.ts';
import { hasHeads, readCopy } from '../backups/queries.ts';
import type { BackupRecord } from '../backups/record.ts';
import { backupsFrom } from './caseBackups.ts';
import type { KnownHistory } from './knownHistory.ts';

type Relation = Inspection['backups'][number]['history'];

/**
 * How each backup stands to the history of a case, as far as its file and its journal still tell it: by the hashes of both, since
 * numbers alone are the same in every copy that went its own way. Where nothing is known of the history, the backup that was
 * made last of this path stands for it.
 */
export function relationsOf(
  backups: readonly BackupRecord[],
  lineage: KnownHistory,
  path: string,
  nativeBinding: string | undefined,
): Map<BackupRecord, Relation> {
  const has = (backup: BackupRecord, heads: readonly { seq: number; head: string }[]): Relation[] => {
    try {
      return readCopy(backup.path, nativeBinding, (db) => hasHeads(db, heads)).map((known) => (known ? 'this' : 'another'));
    } catch {
      return heads.map(() => 'unknown');
    }
  };
  if (!lineage.newest()) {
    const witness = backupsFrom(backups, path)[0] ?? backups[0];
    const told = witness ? has(witness, backups) : [];
    return new Map(backups.map((backup, index) => [backup, told[index]!]));
  }
  return new Map(
    backups.map((backup) => {
      const known = lineage.hashAt(backup.seq);
      if (known !== undefined) return [backup, known === backup.head ? 'this' : 'another'];
      const before = lineage.newestUpTo(backup.seq);
      return [backup, before ? has(backup, [{ seq: before.seq, head: before.hash }])[0]! : 'unknown'];
    }),
  );
}

const nearness: readonly Relation[] = ['this', 'unknown', 'another'];

/** What tells of this case first, what tells of another last; within each as they came. */
export function nearestFirst(backups: readonly BackupRecord[], relations: ReadonlyMap<BackupRecord, Relation>): BackupRecord[] {
  return nearness.flatMap((relation) => backups.filter((backup) => relations.get(backup) === relation));
}
