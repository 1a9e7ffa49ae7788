import { hasCode } from '../api/errors.ts';
import { useWorkspace } from '../state/workspace.ts';
import { attempt } from './run.ts';
import { undoOf } from './takeBack.ts';
import { inWritableCase, type Action, type ActionContext } from './action.ts';

const listKey = (id: string, label: string, key: string, direction: 1 | -1): Action => ({
  id,
  label,
  keys: [key],
  scope: 'library',
  enabled: ({ handles }) => handles.list !== null,
  run: ({ handles }) => handles.list?.move(direction),
});

const inspectedDocument = ({ workspace }: ActionContext): string | null =>
  workspace.inspected?.kind === 'document' ? workspace.inspected.id : null;

/** Deletes an article; asks first when its passages serve claims. Everything comes back by undo. */
async function removeDocument(context: ActionContext, documentId: string): Promise<void> {
  const { client, workspace } = context;
  const remove = async (withUses: boolean): Promise<void> => {
    const { seq } = await client.documents.remove({ documentId, withUses });
    const { inspected, inspect } = useWorkspace.getState();
    if (inspected?.kind === 'document' && inspected.id === documentId) inspect(null);
    workspace.toast({ tone: 'done', text: 'Article deleted.', action: undoOf(seq) });
  };
  try {
    await remove(false);
  } catch (error) {
    if (!hasCode(error, 'IN_USE')) throw error;
    workspace.openDialog({
      kind: 'confirm',
      title: 'This article is used',
      message:
        'Passages of it are sightings of claims, or evidence. Deleting the article deletes those too; the claims stay. Undo brings everything back.',
      action: 'Delete all the same',
      danger: true,
      onConfirm: () => void attempt(() => remove(true)),
    });
  }
}

export const libraryActions: Action[] = [
  listKey('library.next', 'Next article', 'j', 1),
  listKey('library.previous', 'Previous article', 'k', -1),
  {
    id: 'library.delete',
    label: 'Delete article',
    keys: ['Delete'],
    scope: 'library',
    menu: 'Edit',
    group: 4,
    words: 'remove document',
    enabled: (context) => inWritableCase(context) && inspectedDocument(context) !== null,
    async run(context) {
      const documentId = inspectedDocument(context);
      if (documentId) await removeDocument(context, documentId);
    },
  },
];
