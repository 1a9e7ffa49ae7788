import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupSettings as Chosen } from '../../../shared/contract/backups.ts';
import type { AssayDesktop } from '../../../shared/domain/desktop.ts';
import { backupPlaceWarning } from '../../../shared/domain/safekeepingWords.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { PathForm } from '../../parts/pathForm.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NumberField } from '../../ui/numberField.tsx';
import classes from './dialogs.module.css';

/** Where backups lie, how often one is made, and how many are kept. Everything is stored as it is chosen. */
export function BackupSettings() {
  const close = useWorkspace((state) => state.closeDialog);
  const { data: settings } = useQuery(api.settings.get.queryOptions({ input: {} }));
  const [problem, setProblem] = useState<string | null>(null);
  if (!settings) return null;
  const { backups: chosen, host } = settings;

  /** Stores a change; resolves with why it could not be stored, in words, or with null. */
  const store = async (change: Partial<Chosen>): Promise<string | null> => {
    try {
      await client.settings.update({ backups: change });
      return null;
    } catch (error) {
      return failureOf(error).message;
    }
  };
  const storeRhythm = (change: Partial<Chosen>): void => void store(change).then(setProblem);

  return (
    <Dialog
      title="Backups"
      width="m"
      onClose={close}
      footer={
        <Button tone="primary" onPress={close}>
          Done
        </Button>
      }
    >
      <div className={classes['form']}>
        <section aria-labelledby="backup-folder">
          <h3 id="backup-folder">Backup folder</h3>
          <Folder chosen={chosen.folder} paths={host.paths} store={store} />
        </section>
        <section aria-labelledby="backup-rhythm">
          <h3 id="backup-rhythm">How often, and how many</h3>
          <div className={classes['numbers']}>
            <NumberField
              label="Back up every (minutes)"
              value={chosen.everyMinutes}
              min={1}
              max={240}
              onChange={(everyMinutes) => storeRhythm({ everyMinutes })}
            />
            <NumberField label="Newest kept" value={chosen.recent} min={1} max={100} onChange={(recent) => storeRhythm({ recent })} />
            <NumberField label="Hours kept" value={chosen.hourly} min={0} max={200} onChange={(hourly) => storeRhythm({ hourly })} />
            <NumberField label="Days kept" value={chosen.daily} min={0} max={400} onChange={(daily) => storeRhythm({ daily })} />
          </div>
          <p className={classes['hint']}>
            A backup is made after {chosen.everyMinutes === 1 ? 'a minute' : `${chosen.everyMinutes} minutes`} in which something changed,
            when the case is closed, and before large changes. Kept are the newest {chosen.recent}, the last one of each of {chosen.hourly}{' '}
            hours, and the last one of each of {chosen.daily} days.
          </p>
          {problem ? (
            <p className={classes['problem']} role="alert">
              {problem}
            </p>
          ) : null}
        </section>
      </div>
    </Dialog>
  );
}

interface FolderProps {
  chosen: string | null;
  /** Whether this window may name folders by path. */
  paths: boolean;
  store: (change: Partial<Chosen>) => Promise<string | null>;
}

type FolderStep = 'choose' | 'own' | 'path';

function Folder({ chosen, paths, store }: FolderProps) {
  const openCase = useOpenCase(standingOf);
  const { data: kept } = useQuery(api.backups.list.queryOptions({ input: {}, enabled: Boolean(openCase) }));
  const [trying, setTrying] = useState<FolderStep | null>(null);
  const [problem, setProblem] = useState<{ step: FolderStep; message: string } | null>(null);
  const desktop = window.assayDesktop;
  /** Whether it went well. */
  const take = async (step: FolderStep, work: () => Promise<string | null>): Promise<boolean> => {
    if (trying) return false;
    setTrying(step);
    setProblem(null);
    const message = await work();
    if (message !== null) setProblem({ step, message });
    setTrying(null);
    return message === null;
  };
  const choose = async ({ chooseBackupFolder }: AssayDesktop): Promise<string | null> => {
    const answer = await chooseBackupFolder();
    return answer && 'message' in answer ? answer.message : null;
  };
  const said = (step: FolderStep, label: string): string => (trying === step ? 'Trying the folder…' : label);
  const problemOf = (step: FolderStep): string | undefined => (problem?.step === step ? problem.message : undefined);
  const warning = kept && backupPlaceWarning(kept.place);
  return (
    <>
      <div className={classes['folder']}>
        <code>{kept?.folder ?? chosen ?? 'The folder of Assay’s own data on this computer'}</code>
        {desktop ? (
          <Button isPending={trying === 'choose'} onPress={() => void take('choose', () => choose(desktop))}>
            {said('choose', 'Choose folder…')}
          </Button>
        ) : null}
        {chosen === null ? null : (
          <Button isPending={trying === 'own'} onPress={() => void take('own', () => store({ folder: null }))}>
            Use Assay’s own folder
          </Button>
        )}
      </div>
      {(['choose', 'own'] as const).map(problemOf).map((message) =>
        message === undefined ? null : (
          <p key={message} className={classes['problem']} role="alert">
            {message}
          </p>
        ),
      )}
      {warning ? <p className={classes['hint']}>{warning}</p> : null}
      {paths && !desktop ? (
        <PathForm
          label="Another folder, by its path"
          placeholder="/folder/of/backups"
          button={said('path', 'Use it')}
          problem={problemOf('path')}
          isPending={trying === 'path'}
          onTyped={() => setProblem(null)}
          take={(path) => take('path', () => store({ folder: path }))}
        />
      ) : null}
      <p className={classes['hint']}>
        Choose another disk to be safe from the loss of this one. Backups that were made before stay where they are.
      </p>
    </>
  );
}
