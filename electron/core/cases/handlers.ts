import { basename, extname } from 'node:path';
import type { FailedCase } from '../../../shared/contract/cases.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { os, type CallContext } from '../procedure.ts';
import { putBack, saveCopy } from '../watch/rescue.ts';
import type { Workbench } from '../workbench.ts';
import { caseKey, shortFolder } from './paths.ts';

/** Paths are for callers that could open the file themselves. */
export function requirePaths(context: CallContext): void {
  if (!context.trustPaths) throw new AssayError('NOT_ALLOWED', { reason: 'this window may not name files by path' });
}

function describeFailed(workbench: Workbench): FailedCase | null {
  const failed = workbench.failedOpen();
  if (!failed) return null;
  const { path, error } = failed;
  const key = caseKey(path);
  const name = workbench.known().find((known) => known.key === key)?.name ?? basename(path, extname(path));
  const { code, data, message } = error;
  return { key, name, fileName: basename(path), folder: shortFolder(path), failure: { code, data, message } };
}

export const cases = {
  current: os.cases.current.handler(({ context }) => context.workbench.current()),
  known: os.cases.known.handler(({ context }) => context.workbench.known()),
  failed: os.cases.failed.handler(({ context }) => describeFailed(context.workbench)),
  create: os.cases.create.handler(({ input, context }) => context.workbench.create(input.name)),
  open: os.cases.open.handler(({ input, context: { workbench } }) => workbench.open(workbench.pathOf(input.key), input.readOnly)),
  openPath: os.cases.openPath.handler(({ input, context }) => {
    requirePaths(context);
    const { workbench } = context;
    return input.create ? workbench.createAt(input.path) : workbench.open(input.path, input.readOnly);
  }),
  openDemo: os.cases.openDemo.handler(({ context }) => context.workbench.openDemo()),
  rescue: os.cases.rescue.handler(({ input, context: { workbench } }) =>
    input.how === 'put-back' ? putBack(workbench) : saveCopy(workbench),
  ),
  rename: os.cases.rename.handler(({ input, context }) => context.workbench.rename(input.name)),
  close: os.cases.close.handler(({ context }) => {
    context.workbench.closeCase();
    return null;
  }),
  dismissNotice: os.cases.dismissNotice.handler(({ input, context }) => {
    context.workbench.dismissNotice(input.kind);
    return null;
  }),
  forget: os.cases.forget.handler(({ input, context: { workbench } }) => {
    const path = workbench.pathOf(input.key);
    const { recent } = workbench.settings.read();
    workbench.settings.write({ recent: recent.filter((entry) => entry.path !== path) });
    return null;
  }),
};
