import type { AssayEvent } from '../../shared/contract/events.ts';
import type { WatchedFolder } from '../../shared/contract/watchedFolder.ts';
import { useWorkspace } from '../state/workspace.ts';
import { inWritableCase, type Action } from './action.ts';
import { undoOf } from './takeBack.ts';

/** How the watch of a folder does, in a sentence; empty where none is watched anywhere. */
export function watchInWords({ state, folder }: WatchedFolder): string {
  return {
    off: '',
    elsewhere: 'A folder is watched for this case on another computer. On this one none is, until you choose one.',
    watching: `New files in ${folder} are imported.`,
    paused: `Paused: nothing can be put into the case now. Afterwards ${folder} is watched again.`,
    gone: `${folder} is not there now. It is watched again once it is.`,
    unreadable: `Assay may not read ${folder} now. Change its permissions, and it is watched again.`,
    silent: `${folder} does not answer. It is tried again now and then; nothing else waits for it.`,
  }[state];
}

const files = (count: number): string => (count === 1 ? '1 new file' : `${count.toLocaleString()} new files`);

/** Says quietly what came in through the watched folder, with the way back. */
export function tellWatchedImport({
  folder,
  importId,
  seq,
  made,
  failed,
  outcomes,
}: Extract<AssayEvent, { type: 'watched-import' }>): void {
  const { toast, openDialog } = useWorkspace.getState();
  const notImported = failed === 1 ? '1 file was not imported' : `${failed.toLocaleString()} files were not imported`;
  const show = { label: 'Show', run: () => openDialog({ kind: 'import-results', of: { importId, outcomes } }) };
  if (seq === null) return toast({ tone: 'done', text: `${notImported} from ${folder}.`, action: show });
  const cited = outcomes.filter((one) => one.outcome === 'citations' && one.isNew).length;
  const holdCitations = cited === 1 ? ' 1 file holds citations.' : ` ${cited.toLocaleString()} files hold citations.`;
  const text = `${files(made)} from ${folder}.${cited > 0 ? holdCitations : ''}${failed > 0 ? ` ${notImported}.` : ''}`;
  toast({ tone: 'done', text, action: failed + cited > 0 ? show : undoOf(seq) });
}

export const watchedFolderActions: Action[] = [
  {
    id: 'library.watchFolder',
    label: 'Watched folder…',
    menu: 'File',
    group: 2,
    words: 'import automatically downloads hot folder new files directory inbox',
    enabled: inWritableCase,
    run: ({ workspace }) => workspace.openDialog({ kind: 'watched-folder' }),
  },
];
