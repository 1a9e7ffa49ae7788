import { api } from '../api/client.ts';
import { useWorkspace, type View } from '../state/workspace.ts';
import { announce } from '../ui/announce.ts';
import { inCase, inWritableCase, isFrozen, type Action, type ActionContext } from './action.ts';
import { download } from './download.ts';

/** The backup that the inspector shows. */
const backupAtHand = ({ openCase, workspace }: ActionContext): string | null =>
  openCase && workspace.inspected?.kind === 'backup' ? workspace.inspected.id : null;

/** Commands by which a case is kept: backups, checks, and the ways on when something is wrong with its file. */
export const safekeepingActions: Action[] = [
  {
    id: 'view.safekeeping',
    label: 'Safekeeping',
    keys: ['$mod+6'],
    menu: 'View',
    group: 1,
    words: 'backups checks integrity damage restore',
    enabled: inCase,
    checked: ({ workspace }) => workspace.view === 'safekeeping',
    run: ({ workspace }) => workspace.show('safekeeping'),
  },
  {
    id: 'backup.make',
    label: 'Make a backup now',
    menu: 'File',
    group: 4,
    words: 'safekeeping copy save',
    enabled: inWritableCase,
    async run({ client, queryClient, workspace }) {
      const known = queryClient.getQueryData(api.backups.list.queryKey({ input: {} }))?.backups.map(({ id }) => id);
      const { id } = await client.backups.make({});
      if (known?.includes(id)) workspace.toast({ tone: 'done', text: 'Nothing changed since the newest backup: no other is needed.' });
      else told(workspace, 'The case as it is now is backed up.');
    },
  },
  {
    id: 'backup.open',
    label: 'Look inside this backup',
    words: 'safekeeping read-only',
    enabled: (context) => backupAtHand(context) !== null && !isFrozen(context),
    async run(context) {
      await context.client.backups.open({ id: backupAtHand(context)! });
      context.workspace.show('library');
    },
  },
  {
    id: 'backup.restore',
    label: 'Restore this backup…',
    words: 'safekeeping bring back',
    // Also while looking inside: what is restored is the case itself.
    enabled: (context) => backupAtHand(context) !== null && (inWritableCase(context) || context.openCase?.readOnly === 'backup'),
    run: (context) => context.workspace.openDialog({ kind: 'restore-backup', backupId: backupAtHand(context)! }),
  },
  {
    id: 'backup.export',
    label: 'Export this backup…',
    words: 'safekeeping save copy file',
    enabled: (context) => backupAtHand(context) !== null,
    async run(context) {
      const { file } = await context.client.backups.export({ id: backupAtHand(context)! });
      download(file);
      context.workspace.toast({ tone: 'done', text: `${file.name} was made. It is where your downloads go.` });
    },
  },
  {
    id: 'backup.settings',
    label: 'Backup settings…',
    menu: 'File',
    group: 9,
    words: 'safekeeping folder how often retention preferences',
    run: ({ workspace }) => workspace.openDialog({ kind: 'backup-settings' }),
  },
  {
    id: 'check.run',
    label: 'Check the whole case now',
    menu: 'File',
    group: 4,
    words: 'safekeeping verify integrity damage',
    enabled: inCase,
    async run({ client, workspace }) {
      const { ok } = await client.integrity.verify({});
      told(workspace, ok ? 'The whole case was checked. Nothing is wrong.' : 'The check found something wrong.', ok ? 'done' : 'failed');
    },
  },
  {
    id: 'case.backToNow',
    label: 'Back to the case as it is now',
    menu: 'View',
    group: 2,
    words: 'leave backup earlier moment as of',
    enabled: ({ openCase }) => openCase?.readOnly === 'backup' || openCase?.readOnly === 'as-of',
    async run({ client }) {
      await client.history.backToNow({});
    },
  },
  {
    id: 'case.putBack',
    label: 'Put the file back',
    words: 'safekeeping missing rescue',
    enabled: ({ openCase }) => openCase?.health.state === 'missing',
    async run({ client, workspace }) {
      const { folder, fileName } = await client.cases.rescue({ how: 'put-back' });
      workspace.toast({ tone: 'done', text: `The case was written to ${folder}/${fileName} again, with all that was saved.` });
    },
  },
  {
    id: 'case.saveCopy',
    label: 'Save as a new file',
    words: 'safekeeping missing replaced rescue',
    enabled: isFrozen,
    async run({ client, workspace }) {
      const { folder, fileName } = await client.cases.rescue({ how: 'save-copy' });
      workspace.toast({ tone: 'done', text: `The case was written to ${folder}/${fileName}, with all that was saved.` });
    },
  },
  {
    id: 'case.openOther',
    label: 'Open the other file',
    words: 'safekeeping replaced',
    enabled: ({ openCase }) => openCase?.health.state === 'replaced',
    async run({ client, openCase }) {
      const known = await client.cases.known({});
      const there = known.find(({ fileName, folder }) => fileName === openCase?.fileName && folder === openCase.folder);
      if (there) await client.cases.open({ key: there.key });
      else await client.cases.close({});
    },
  },
];

/** Says what was done; where it is shown anyway, only to those who listen to the screen. */
function told(workspace: ActionContext['workspace'], text: string, tone: 'done' | 'failed' = 'done'): void {
  if (currentView() === 'safekeeping') announce(text);
  else workspace.toast({ tone, text, action: { label: 'Show', run: () => workspace.show('safekeeping') } });
}

const currentView = (): View => useWorkspace.getState().view;
