import { client } from '../api/client.ts';
import { useWorkspace, type Toast } from '../state/workspace.ts';
import { attempt } from './run.ts';

/** The step that undo or redo took, as far as a message about it needs it. */
interface Step {
  seq: number;
  label: string;
  kind: 'do' | 'undo' | 'redo';
}

/** The button of a message that takes back what the message says, and nothing else, whatever was done since. */
export const undoOf = (seq: number): NonNullable<Toast['action']> => ({
  label: 'Undo',
  run: () => void attempt(async () => tellStep(await client.history.undo({ seq }))),
});

const redoOf = (seq: number): NonNullable<Toast['action']> => ({
  label: 'Redo',
  run: () => void attempt(async () => tellStep(await client.history.redo({ seq }))),
});

/** Says which step was taken, with the way back. */
export function tellStep({ seq, label, kind }: Step): void {
  const { toast } = useWorkspace.getState();
  if (kind === 'undo') toast({ tone: 'done', text: `Undone: ${label}`, action: redoOf(seq) });
  else if (kind === 'redo') toast({ tone: 'done', text: `Done again: ${label}` });
  else toast({ tone: 'done', text: `Done: ${label}`, action: undoOf(seq) });
}
