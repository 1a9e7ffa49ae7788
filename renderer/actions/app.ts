import type { Settings } from '../../shared/contract/settings.ts';
import { api } from '../api/client.ts';
import type { Action, ActionContext } from './action.ts';

const desktop = window.assayDesktop;

const themeNow = ({ queryClient }: ActionContext): Settings['theme'] | undefined =>
  queryClient.getQueryData(api.settings.get.queryKey({ input: {} }))?.theme;

const theme = (value: Settings['theme'], label: string): Action => ({
  id: `app.theme.${value}`,
  label,
  menu: 'View',
  group: 5,
  words: 'theme colours appearance mode',
  checked: (context) => themeNow(context) === value,
  async run({ client }) {
    await client.settings.update({ theme: value });
  },
});

/** Commands of the windows and of help. */
export const appActions: Action[] = [
  {
    id: 'view.rail',
    label: ({ handles }) => (handles.frame?.isShown('rail') ? 'Hide rooms' : 'Show rooms'),
    keys: ['$mod+\\'],
    menu: 'View',
    group: 4,
    words: 'sidebar rail',
    enabled: ({ handles }) => handles.frame !== null,
    run: ({ handles }) => handles.frame?.toggle('rail'),
  },
  {
    id: 'view.inspector',
    label: ({ handles }) => (handles.frame?.isShown('inspector') ? 'Hide inspector' : 'Show inspector'),
    keys: ['$mod+.'],
    menu: 'View',
    group: 4,
    words: 'sidebar details',
    enabled: ({ handles }) => handles.frame !== null,
    run: ({ handles }) => handles.frame?.toggle('inspector'),
  },
  theme('system', 'Theme of the system'),
  theme('light', 'Light theme'),
  theme('dark', 'Dark theme'),
  {
    id: 'window.new',
    label: 'New window',
    ...(desktop ? { keys: ['$mod+Shift+n'] } : {}),
    menu: 'Window',
    group: 1,
    async run() {
      if (desktop) await desktop.newWindow();
      else window.open(window.location.origin, '_blank', 'noopener');
    },
  },
  {
    id: 'help.shortcuts',
    label: 'Keys in use',
    keys: ['[Shift]+?'],
    menu: 'Help',
    group: 1,
    words: 'keyboard shortcuts help',
    run: ({ workspace }) => workspace.openDialog({ kind: 'shortcuts' }),
  },
  {
    id: 'help.about',
    label: 'About Assay',
    menu: 'Help',
    group: 2,
    words: 'version licence privacy',
    run: ({ workspace }) => workspace.openDialog({ kind: 'about' }),
  },
];
