import { basename, extname } from 'node:path';
import { AssayError } from '../../../shared/domain/errors.ts';
import { newlyWritten } from '../cases/notices.ts';
import { caseKey, shortFolder } from '../cases/paths.ts';
import { os } from '../procedure.ts';
import { reportFileName } from '../reports/file-name.ts';
import type { Workbench } from '../workbench.ts';
import { everyBackup } from './caseBackups.ts';
import { restoreCase } from './restore.ts';

/** The case that a key names; without one, the case that could not be opened last. */
function pathOf(workbench: Workbench, key: string | null): string {
  if (key !== null) return workbench.pathOf(key);
  const failed = workbench.failedOpen();
  if (!failed) throw new AssayError('NOT_FOUND', { kind: 'case', id: '' });
  return failed.path;
}

export const recovery = {
  inspect: os.recovery.inspect.handler(async ({ input, context: { workbench } }) => {
    const path = pathOf(workbench, input.key);
    const key = caseKey(path);
    const name = workbench.known().find((known) => known.key === key)?.name ?? basename(path, extname(path));
    const findings = await workbench.maintain('inspect', { path, backups: everyBackup(workbench) });
    return { key, name, fileName: basename(path), folder: shortFolder(path), ...findings };
  }),

  restore: os.recovery.restore.handler(({ input, context: { workbench } }) =>
    restoreCase(workbench, pathOf(workbench, input.key), input.backupId),
  ),

  salvage: os.recovery.salvage.handler(async ({ input, context: { workbench } }) => {
    const order = { path: pathOf(workbench, input.key), backups: everyBackup(workbench), folder: workbench.casesDir, to: null };
    const { path, rows, losses } = await workbench.maintain('salvage', { ...order, actor: workbench.settings.read().actor });
    return { case: newlyWritten(workbench, workbench.open(path)), rows, losses };
  }),

  export: os.recovery.export.handler(async ({ input, context: { workbench } }) => {
    const path = pathOf(workbench, input.key);
    const { name, text, losses } = await workbench.maintain('exportWords', { path, backups: everyBackup(workbench) });
    const file = reportFileName(`${name} (words)`, workbench.clock().toISOString().slice(0, 10), 'md');
    return { file: new File([text], file, { type: 'text/markdown' }), losses };
  }),
};
