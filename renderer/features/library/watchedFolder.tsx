import { useQuery } from '@tanstack/react-query';
import { FolderSync } from 'lucide-react';
import { useState } from 'react';
import type { WatchedFolder } from '../../../shared/contract/watchedFolder.ts';
import { runAction } from '../../actions/run.ts';
import { actionById } from '../../actions/all.ts';
import { watchInWords } from '../../actions/watchedFolder.ts';
import { api, client, queryClient } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { PathForm } from '../../parts/pathForm.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './watchedFolder.module.css';

const troubled: readonly WatchedFolder['state'][] = ['gone', 'unreadable', 'silent'];

/** In the head of the library: which folder is watched, and whether that goes well. Nothing where none is. */
export function WatchedFolderSign() {
  const { data: watched } = useQuery(api.watchedFolder.get.queryOptions({ input: {} }));
  if (!watched || watched.state === 'off') return null;
  const { state, folder } = watched;
  const name = folder.split(/[/\\]/).at(-1) ?? folder;
  const words =
    state === 'watching'
      ? `Watching ${name}`
      : state === 'elsewhere'
        ? 'Watched elsewhere'
        : state === 'paused'
          ? `${name} paused`
          : `${name} not reached`;
  return (
    <span className={classes['sign']} data-troubled={troubled.includes(state) || undefined} title={watchInWords(watched)}>
      <Button
        size="s"
        tone="quiet"
        aria-label={`Watched folder: ${words}`}
        onPress={() => void runAction(actionById('library.watchFolder'))}
      >
        <FolderSync aria-hidden size={15} />
        {words}
      </Button>
    </span>
  );
}

/** Chooses the folder whose new files are imported by themselves, or ends that. */
export function WatchedFolderDialog() {
  const close = useWorkspace((state) => state.closeDialog);
  const { data: watched } = useQuery(api.watchedFolder.get.queryOptions({ input: {} }));
  const { data: settings } = useQuery(api.settings.get.queryOptions({ input: {} }));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (!watched || !settings) return null;
  const desktop = window.assayDesktop;
  const isOn = watched.state !== 'off' && watched.state !== 'elsewhere';

  /** Whether it went well. */
  const take = async (work: () => Promise<string | null>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setProblem(undefined);
    try {
      const message = await work();
      if (message !== null) setProblem(message);
      await queryClient.invalidateQueries({ queryKey: api.watchedFolder.key() });
      return message === null;
    } catch (error) {
      setProblem(failureOf(error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const choose = async (): Promise<string | null> => {
    const failure = await desktop!.chooseWatchedFolder();
    return failure ? failure.message : null;
  };
  const setTo = async (path: string): Promise<null> => {
    await client.watchedFolder.set({ path });
    return null;
  };
  const stop = async (): Promise<null> => {
    await client.watchedFolder.stop({});
    return null;
  };

  return (
    <Dialog
      title="Watched folder"
      width="m"
      onClose={close}
      footer={
        <>
          {watched.state === 'off' ? null : (
            <Button isPending={busy} onPress={() => void take(stop)}>
              {watched.state === 'elsewhere' ? 'Watch none' : 'Stop watching'}
            </Button>
          )}
          <Button tone="primary" onPress={close}>
            Done
          </Button>
        </>
      }
    >
      <div className={classes['form']}>
        <p>
          Files that come into this folder are imported into the case while it is open, once they are whole. What lies there already stays
          out, and so do the folders inside. Each import can be undone.
        </p>
        {watched.state === 'off' ? null : (
          <p className={classes['state']} role="status" data-troubled={troubled.includes(watched.state) || undefined}>
            {watchInWords(watched)}
          </p>
        )}
        {desktop ? (
          <div>
            <Button isPending={busy} onPress={() => void take(choose)}>
              {isOn ? 'Choose another folder…' : 'Choose folder…'}
            </Button>
          </div>
        ) : null}
        {settings.host.paths && !desktop ? (
          <PathForm
            label={isOn ? 'Another folder, by its path' : 'Folder, by its path'}
            placeholder="/home/me/Downloads"
            button="Watch it"
            problem={problem}
            isPending={busy}
            onTyped={() => setProblem(undefined)}
            take={(path) => take(() => setTo(path))}
          />
        ) : problem ? (
          <p className={classes['problem']} role="alert">
            {problem}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
