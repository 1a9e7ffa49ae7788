import { errorMessage } from '../../shared/domain/errors.ts';
import { api } from '../api/client.ts';
import { inWritableCase, type Action, type ActionContext } from './action.ts';
import { tellStep } from './takeBack.ts';
import { arePassagesStored, passagesStored } from './passages.ts';

/** What was just undone can be redone at once, and the other way round: the next key does not wait for the refetch. */
function nowPossible({ queryClient }: ActionContext, possible: { undo: string } | { redo: string }): void {
  queryClient.setQueryData(api.history.state.queryKey({ input: {} }), (known) => known && { ...known, ...possible });
}

function excuse(context: ActionContext, direction: 'undo' | 'redo'): string | null {
  const reason = context.openCase?.readOnly;
  if (reason) return errorMessage('READ_ONLY', { reason });
  return inWritableCase(context) ? errorMessage('NOTHING_TO_UNDO', { direction }) : null;
}

export const editActions: Action[] = [
  {
    id: 'edit.undo',
    label: ({ undo }) => (undo ? `Undo ${undo}` : 'Undo'),
    keys: ['$mod+z'],
    menu: 'Edit',
    group: 1,
    enabled: (context) => inWritableCase(context) && (context.undo !== null || !arePassagesStored()),
    excuse: (context) => excuse(context, 'undo'),
    async run(context) {
      await passagesStored();
      const step = await context.client.history.undo({});
      nowPossible(context, { redo: step.label });
      tellStep(step);
    },
  },
  {
    id: 'edit.redo',
    label: ({ redo }) => (redo ? `Redo ${redo}` : 'Redo'),
    keys: ['$mod+Shift+z', '$mod+y'],
    menu: 'Edit',
    group: 1,
    enabled: (context) => inWritableCase(context) && context.redo !== null,
    excuse: (context) => excuse(context, 'redo'),
    async run(context) {
      await passagesStored();
      const step = await context.client.history.redo({});
      nowPossible(context, { undo: step.label });
      tellStep(step);
    },
  },
];
