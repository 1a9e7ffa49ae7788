import type { Backup, BackupSettings } from '../../../shared/contract/backups.ts';
import type { BackupRecord } from './record.ts';

type Kept = Pick<BackupRecord, 'id' | 'order' | 'at'>;

/**
 * Which backups of one history are kept and why: the newest ones, then the newest of each hour and of each day that has
 * one. What is newer is told by the order in which they were made, and hours and days are only compared with one another,
 * never with the present: a clock that is years off, either way, makes no backup too old. The newest is always kept.
 */
export function keptFor(
  records: readonly Kept[],
  keep: Pick<BackupSettings, 'recent' | 'hourly' | 'daily'>,
): Map<string, Backup['keptFor']> {
  const newestFirst = records.toSorted((a, b) => b.order - a.order || (a.id < b.id ? 1 : -1));
  const kept = new Map<string, Backup['keptFor']>();
  for (const { id } of newestFirst.slice(0, Math.max(1, keep.recent))) kept.set(id, 'recent');
  const newestOfEach = (rule: 'hourly' | 'daily', letters: number, most: number): void => {
    const seen = new Set<string>();
    for (const { id, at } of newestFirst) {
      const span = at.slice(0, letters);
      if (seen.has(span)) continue;
      if (seen.size === most) return;
      seen.add(span);
      if (!kept.has(id)) kept.set(id, rule);
    }
  };
  newestOfEach('hourly', '2026-01-31T18'.length, keep.hourly);
  newestOfEach('daily', '2026-01-31'.length, keep.daily);
  return kept;
}
