import type { AnchorInput } from '../../shared/contract/passages.ts';
import { api, client, queryClient } from '../api/client.ts';
import { useCoding } from '../state/coding.ts';
import { useWorkspace } from '../state/workspace.ts';
import { announce } from '../ui/announce.ts';
import { inWritableCase, type Action, type ActionContext } from './action.ts';
import { newPassage, withPassage } from './passages.ts';

/** Makes words a passage under the label of the coding run, in one step. Words that are a passage already get the label too. */
export async function codeWords(documentId: string, anchor: AnchorInput): Promise<void> {
  const { labelId } = useCoding.getState();
  if (!labelId) return;
  const place = JSON.stringify(anchor.ranges);
  const known = queryClient.getQueryData(api.passages.list.queryKey({ input: { documentId } }));
  const there = known?.find(({ ranges }) => JSON.stringify(ranges) === place);
  const passage = newPassage(documentId, anchor);
  const labels = queryClient.getQueryData(api.labels.list.queryKey({ input: {} }));
  const name = labels?.find(({ id }) => id === labelId)?.name ?? '';
  useWorkspace.getState().inspect({ kind: 'passage', id: (there ?? passage).id });
  if (there) await client.labels.assign({ targetKind: 'passage', targetIds: [there.id], add: [labelId] });
  else await withPassage(passage, { labelIds: [labelId] }, () => client.passages.create({ ...passage, labelIds: [labelId] }));
  announce(`${name}: ${anchor.exact}`);
}

const isOn = (): boolean => useCoding.getState().labelId !== null;
const canCode = (context: ActionContext): boolean => inWritableCase(context) && context.handles.reader !== null;

/** Before those of the reader, whose keys they take over while a run is on. */
export const codingActions: Action[] = [
  {
    id: 'coding.mark',
    label: 'Give the selection the label of this run',
    keys: ['Enter'],
    scope: 'reader',
    enabled: (context) => canCode(context) && isOn() && context.handles.reader?.anchor() !== null,
    async run({ handles: { reader } }) {
      const anchor = reader?.anchor();
      if (!reader || !anchor) return;
      reader.takeSelection();
      await codeWords(reader.documentId, anchor);
    },
  },
  {
    id: 'coding.end',
    label: 'Stop labelling every selection',
    keys: ['Escape'],
    scope: 'reader',
    words: 'coding run sticky label off',
    enabled: isOn,
    run() {
      useCoding.getState().end();
      announce('Selections are no longer labelled');
    },
  },
  {
    id: 'coding.begin',
    label: () => (isOn() ? 'Label every selection with another label…' : 'Label every selection…'),
    keys: ['b'],
    scope: 'reader',
    menu: 'Edit',
    group: 5,
    words: 'coding run sticky label mode code',
    enabled: canCode,
    checked: isOn,
    run: ({ workspace }) => workspace.openDialog({ kind: 'coding' }),
  },
];
