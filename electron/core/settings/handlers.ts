import type { Settings } from '../../../shared/contract/settings.ts';
import { os } from '../procedure.ts';

const shown = ({ actor, theme, view, backups }: Settings): Settings => ({ actor, theme, view, backups });

export const settings = {
  get: os.settings.get.handler(({ context: { workbench, trustPaths } }) => ({
    ...shown(workbench.settings.read()),
    version: workbench.version,
    host: { kind: workbench.hostKind, paths: trustPaths, pdf: workbench.printPdf !== null },
  })),
  update: os.settings.update.handler(({ input, context: { workbench } }) => {
    const { view } = workbench.settings.read();
    const patch = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const stored = workbench.settings.write({ ...patch, view: { ...view, ...input.view } });
    workbench.publish({ type: 'settings' });
    return shown(stored);
  }),
};
