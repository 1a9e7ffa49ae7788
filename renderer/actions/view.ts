import type { View } from '../state/workspace.ts';
import { inCase, type Action } from './action.ts';

const room = (view: View, label: string, key: string): Action => ({
  id: `view.${view}`,
  label,
  keys: [key],
  menu: 'View',
  group: 1,
  enabled: inCase,
  checked: ({ workspace }) => workspace.view === view,
  run: ({ workspace }) => workspace.show(view),
});

export const viewActions: Action[] = [
  room('library', 'Library', '$mod+1'),
  room('claims', 'Claims', '$mod+2'),
  room('evidence', 'Evidence', '$mod+3'),
  room('report', 'Report', '$mod+4'),
  room('history', 'History', '$mod+5'),
  {
    id: 'view.back',
    label: 'Back',
    keys: ['Alt+ArrowLeft'],
    menu: 'View',
    group: 2,
    enabled: ({ workspace }) => workspace.past.length > 0,
    run: ({ workspace }) => workspace.back(),
  },
  {
    id: 'view.forward',
    label: 'Forward',
    keys: ['Alt+ArrowRight'],
    menu: 'View',
    group: 2,
    enabled: ({ workspace }) => workspace.future.length > 0,
    run: ({ workspace }) => workspace.forward(),
  },
  {
    id: 'view.search',
    label: 'Search the case',
    keys: ['[Shift]+/', '$mod+f'],
    menu: 'Edit',
    group: 3,
    words: 'find',
    enabled: inCase,
    run({ workspace, handles }) {
      workspace.show('search');
      handles.search?.focus();
    },
  },
  {
    id: 'view.palette',
    label: 'Command palette',
    keys: ['$mod+k'],
    menu: 'View',
    group: 3,
    run: ({ workspace }) => workspace.openDialog({ kind: 'palette' }),
  },
];
