import type { Dialog } from '../state/workspace.ts';

/** Not written yet: shows nothing. */
export function LabelDialog(_props: { dialog: Extract<Dialog, { kind: 'labels' }> }) {
  return null;
}

/** Not written yet: shows nothing. */
export function Labels(_props: { targetKind: 'passage' | 'claim'; targetIds: string[]; labelIds: string[] }) {
  return null;
}
