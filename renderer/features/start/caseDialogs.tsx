import type { Dialog } from '../../state/workspace.ts';

/** Not written yet: shows nothing. */
export function NewCase() {
  return null;
}

export function OpenCase() {
  return null;
}

export function RenameCase() {
  return null;
}

export function CaseFailure(_props: { dialog: Extract<Dialog, { kind: 'case-failure' }> }) {
  return null;
}
