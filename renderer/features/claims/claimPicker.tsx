import type { Dialog } from '../../state/workspace.ts';

/** Not written yet: shows nothing. */
export function ClaimPicker(_props: { dialog: Extract<Dialog, { kind: 'pick-claim' }> }) {
  return null;
}
