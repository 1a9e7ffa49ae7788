import { inCase, inWritableCase, type Action, type ActionContext } from './action.ts';

const desktop = window.assayDesktop;

/** Files can also be chosen before there is a case: the case is then asked for. */
const canImport = (context: ActionContext): boolean =>
  context.handles.importer !== null && (context.openCase === null || inWritableCase(context));

export const caseActions: Action[] = [
  {
    id: 'case.new',
    label: 'New case…',
    // A browser keeps this key for itself.
    ...(desktop ? { keys: ['$mod+n'] } : {}),
    menu: 'File',
    group: 1,
    words: 'create',
    async run({ workspace }) {
      if (!desktop) return workspace.openDialog({ kind: 'new-case' });
      const failure = await desktop.createCaseDialog();
      if (failure) workspace.openDialog({ kind: 'case-failure', failure });
    },
  },
  {
    id: 'case.open',
    label: 'Open case…',
    keys: ['$mod+o'],
    menu: 'File',
    group: 1,
    async run({ workspace }) {
      if (!desktop) return workspace.openDialog({ kind: 'open-case' });
      const failure = await desktop.openCaseDialog();
      if (failure) workspace.openDialog({ kind: 'case-failure', failure });
    },
  },
  {
    id: 'case.recent',
    label: 'Open recent case…',
    menu: 'File',
    group: 1,
    words: 'known switch',
    run: ({ workspace }) => workspace.openDialog({ kind: 'open-case' }),
  },
  {
    id: 'case.demo',
    label: 'Open the demo case',
    menu: 'File',
    group: 1,
    words: 'example try tour',
    async run({ client }) {
      await client.cases.openDemo({});
    },
  },
  {
    id: 'case.import',
    label: 'Import files…',
    keys: ['$mod+i'],
    menu: 'File',
    group: 2,
    words: 'add articles',
    enabled: canImport,
    run: ({ handles }) => handles.importer?.chooseFiles(),
  },
  {
    id: 'case.importFolder',
    label: 'Import folder…',
    menu: 'File',
    group: 2,
    words: 'add articles directory',
    enabled: canImport,
    run: ({ handles }) => handles.importer?.chooseFolder(),
  },
  {
    id: 'case.paste',
    label: 'Paste article…',
    keys: ['$mod+Shift+v'],
    menu: 'File',
    group: 2,
    words: 'import text clipboard',
    enabled: inWritableCase,
    run: ({ workspace }) => workspace.openDialog({ kind: 'paste-article' }),
  },
  {
    id: 'case.rename',
    label: 'Rename case…',
    menu: 'File',
    group: 3,
    enabled: inWritableCase,
    run: ({ workspace }) => workspace.openDialog({ kind: 'rename-case' }),
  },
  {
    id: 'case.edit',
    label: 'Edit this case',
    menu: 'File',
    group: 3,
    words: 'write read-only lock',
    enabled: ({ openCase }) => openCase?.readOnly === 'chosen',
    async run({ client, openCase }) {
      const known = await client.cases.known({});
      const here = known.find(({ fileName, folder }) => fileName === openCase?.fileName && folder === openCase.folder);
      if (here) await client.cases.open({ key: here.key });
    },
  },
  {
    id: 'case.close',
    label: 'Close case',
    menu: 'File',
    group: 3,
    enabled: inCase,
    async run({ client }) {
      await client.cases.close({});
    },
  },
  {
    id: 'app.settings',
    label: 'Settings…',
    keys: ['$mod+,'],
    menu: 'File',
    group: 9,
    words: 'preferences name theme',
    run: ({ workspace }) => workspace.openDialog({ kind: 'settings' }),
  },
];
