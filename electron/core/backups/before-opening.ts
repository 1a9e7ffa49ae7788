import { basename, join } from 'node:path';
import type { BackupReason } from '../../../shared/contract/backups.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { Workbench } from '../workbench.ts';
import { nextOrder } from './files.ts';
import { backupRoots, noAnswer } from './folders.ts';
import { asBackupFailure, damageBehind, writeBackupAtOnce } from './write.ts';

type Context = Pick<Workbench, 'settings' | 'settingsDir' | 'answering' | 'clock' | 'nativeBinding'>;

/**
 * Makes a checked backup of a case that is about to be opened, before something is done to its file; none where the newest
 * one has all of it. Throws `BACKUP_FAILED`; `CASE_DAMAGED` where damage in the case itself is what stands in its way.
 */
export function backUpBeforeOpening(context: Context, path: string, reason: Extract<BackupReason, 'migration' | 'heal'>): void {
  const { current, chosen, all, isSilent } = backupRoots(context);
  if (isSilent) throw asBackupFailure(new Error(noAnswer), current);
  try {
    writeBackupAtOnce(
      { path, reason, at: context.clock().toISOString() },
      {
        root: current,
        chosen,
        of: (caseId) => ({ folder: join(current, caseId), order: nextOrder(all.map((root) => join(root, caseId))) }),
      },
      context.nativeBinding,
    );
  } catch (error) {
    const detail = damageBehind(error);
    throw detail === null ? error : new AssayError('CASE_DAMAGED', { name: basename(path), detail }, { cause: error });
  }
}
