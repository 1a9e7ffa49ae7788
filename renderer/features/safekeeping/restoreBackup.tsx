import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runAction } from '../../actions/run.ts';
import { actionById } from '../../actions/all.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './dialogs.module.css';
import { Since } from './since.tsx';

/** Asks before the case goes back to a backup: says what will be different, and that it can be undone. */
export function RestoreBackup({ backupId }: { backupId: string }) {
  const close = useWorkspace((state) => state.closeDialog);
  const { data } = useQuery(api.backups.list.queryOptions({ input: {} }));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const backup = data?.backups.find(({ id }) => id === backupId);

  const restore = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { rows } = await client.backups.restore({ id: backupId });
      close();
      useWorkspace.getState().toast({
        tone: 'done',
        text: rows === 0 ? 'The case was as the backup says already.' : 'The case is as the backup says.',
        ...(rows === 0 ? {} : { action: { label: 'Undo', run: () => void runAction(actionById('edit.undo')) } }),
      });
    } catch (error) {
      setProblem(failureOf(error).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={backup ? `Go back to the backup of ${formatMoment(backup.at)}?` : 'Go back to this backup?'}
      width="m"
      urgent
      onClose={close}
      footer={
        <>
          <Button autoFocus onPress={close}>
            Cancel
          </Button>
          <Button tone="primary" isDisabled={!backup || backup.operationsSince === 0} isPending={busy} onPress={() => void restore()}>
            {busy ? 'Restoring…' : 'Restore'}
          </Button>
        </>
      }
    >
      <p>
        Everything in the case becomes as this backup says. A backup of the case as it is now is made first, and the restore is one step
        that can be undone. The history keeps all of it.
      </p>
      <section className={classes['taken']} aria-labelledby="taken-back">
        <h3 id="taken-back">What was done since, and is taken back</h3>
        <Since backupId={backupId} />
      </section>
      {problem ? (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      ) : null}
    </Dialog>
  );
}
