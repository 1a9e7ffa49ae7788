import type { Settings } from '../../../shared/contract/settings.ts';
import { changedBackupSettings } from '../backups/change-settings.ts';
import { requirePaths } from '../cases/handlers.ts';
import { os } from '../procedure.ts';

const shown = ({ actor, theme, view, backups }: Settings): Settings => ({ actor, theme, view, backups });

export const settings = {
  get: os.settings.get.handler(({ context: { workbench, trustPaths } }) => ({
    ...shown(workbench.settings.read()),
    version: workbench.version,
    host: { kind: workbench.hostKind, paths: trustPaths, pdf: workbench.printPdf !== null },
  })),
  update: os.settings.update.handler(async ({ input, context }) => {
    const { workbench } = context;
    const { backups } = workbench.settings.read();
    // The way back to the person's own folder names no path.
    const folder = input.backups?.folder ?? null;
    if (folder !== null && folder !== backups.folder) requirePaths(context);
    const patch = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const folders = input.backups && (await changedBackupSettings(workbench, input.backups));
    // Read after all waiting: what was stored meanwhile stays.
    const { view } = workbench.settings.read();
    const stored = workbench.settings.write({ ...patch, ...folders, view: { ...view, ...input.view } });
    if (folders && folders.backups.folder !== backups.folder) workbench.dismissNotice('backups-beside');
    if (folders) workbench.publish({ type: 'backups' });
    workbench.publish({ type: 'settings' });
    return shown(stored);
  }),
};
