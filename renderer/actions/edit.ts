import { inWritableCase, type Action } from './action.ts';

export const editActions: Action[] = [
  {
    id: 'edit.undo',
    label: ({ undo }) => (undo ? `Undo ${undo}` : 'Undo'),
    keys: ['$mod+z'],
    menu: 'Edit',
    group: 1,
    enabled: (context) => inWritableCase(context) && context.undo !== null,
    async run({ client, workspace }) {
      const { label } = await client.history.undo({});
      workspace.toast({ tone: 'done', text: `Undone: ${label}`, action: { label: 'Redo', run: () => void client.history.redo({}) } });
    },
  },
  {
    id: 'edit.redo',
    label: ({ redo }) => (redo ? `Redo ${redo}` : 'Redo'),
    keys: ['$mod+Shift+z', '$mod+y'],
    menu: 'Edit',
    group: 1,
    enabled: (context) => inWritableCase(context) && context.redo !== null,
    async run({ client, workspace }) {
      const { label } = await client.history.redo({});
      workspace.toast({ tone: 'done', text: `Done again: ${label}` });
    },
  },
];
