import { anyTime } from '../state/workspace.ts';
import { announce } from '../ui/announce.ts';
import { inCase, inWritableCase, type Action, type ActionContext } from './action.ts';
import { tellStep } from './takeBack.ts';

const kindsWithTimeline = { claim: 'claim', passage: 'passage', document: 'article' } as const;

/** The inspected thing whose own timeline can be shown. */
function subjectAtHand({ workspace: { inspected } }: ActionContext): { kind: keyof typeof kindsWithTimeline; id: string } | null {
  if (inspected?.kind === 'claim' || inspected?.kind === 'passage' || inspected?.kind === 'document')
    return { kind: inspected.kind, id: inspected.id };
  return null;
}

const atEntry = ({ workspace }: ActionContext): boolean => workspace.view === 'history' && workspace.historyAt !== null;

/** Commands about what was done to the case, and what was deleted from it. */
export const historyActions: Action[] = [
  {
    id: 'history.ofThis',
    label: (context) => `History of this ${kindsWithTimeline[subjectAtHand(context)?.kind ?? 'claim']}`,
    keys: ['Shift+h'],
    menu: 'View',
    group: 2,
    words: 'timeline changes before after who when',
    enabled: (context) => inCase(context) && subjectAtHand(context) !== null,
    run(context) {
      context.workspace.setHistory({ tab: 'timeline', filter: { subject: subjectAtHand(context)! }, times: anyTime });
      context.workspace.show('history');
    },
  },
  {
    id: 'history.trash',
    label: 'Trash',
    menu: 'View',
    group: 2,
    words: 'deleted restore bring back bin history',
    enabled: inCase,
    run({ workspace }) {
      workspace.setHistory({ tab: 'trash' });
      workspace.show('history');
    },
  },
  {
    id: 'history.undoThis',
    label: 'Undo this',
    words: 'history take back one change in the middle',
    enabled: (context) => inWritableCase(context) && atEntry(context),
    async run({ client, workspace }) {
      tellStep(await client.history.undoOne({ seq: workspace.historyAt! }));
    },
  },
  {
    id: 'history.viewAsOf',
    label: 'View the case as of here',
    words: 'history earlier moment then past',
    enabled: (context) => inCase(context) && atEntry(context),
    async run({ client, workspace }) {
      await client.history.viewAsOf({ seq: workspace.historyAt! });
      announce('The case is shown as it was then. Nothing can be changed.');
    },
  },
  {
    id: 'history.restore',
    label: ({ workspace: { selectedTrash } }) => (selectedTrash.length > 1 ? `Restore ${selectedTrash.length} things` : 'Restore'),
    words: 'trash bring back deleted undelete',
    enabled: (context) => inWritableCase(context) && context.workspace.view === 'history' && context.workspace.selectedTrash.length > 0,
    async run({ client, workspace }) {
      const step = await client.history.restore({ items: workspace.selectedTrash });
      workspace.selectTrash([]);
      tellStep(step);
    },
  },
];
