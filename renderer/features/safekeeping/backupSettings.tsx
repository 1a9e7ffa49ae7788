import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { BackupSettings as Chosen } from '../../../shared/contract/backups.ts';
import type { AssayDesktop } from '../../../shared/domain/desktop.ts';
import { backupPlaceWarning } from '../../../shared/domain/safekeepingWords.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NumberField } from '../../ui/numberField.tsx';
import classes from './dialogs.module.css';

/** Where backups lie, how often one is made, and how many are kept. Everything is stored as it is chosen. */
export function BackupSettings() {
  const close = useWorkspace((state) => state.closeDialog);
  const { data: settings } = useQuery(api.settings.get.queryOptions({ input: {} }));
  const [problem, setProblem] = useState<string | null>(null);
  if (!settings) return null;
  const { backups: chosen, host } = settings;

  const store = async (change: Partial<Chosen>): Promise<void> => {
    setProblem(null);
    try {
      await client.settings.update({ backups: { ...chosen, ...change } });
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };

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
          <h3 id="backup-folder">Where they lie</h3>
          <Folder chosen={chosen.folder} paths={host.paths} store={store} onProblem={setProblem} />
        </section>
        <section aria-labelledby="backup-rhythm">
          <h3 id="backup-rhythm">How often, and how many</h3>
          <div className={classes['numbers']}>
            <NumberField
              label="Minutes of work"
              value={chosen.everyMinutes}
              min={1}
              max={240}
              onChange={(everyMinutes) => void store({ everyMinutes })}
            />
            <NumberField label="Newest kept" value={chosen.recent} min={1} max={100} onChange={(recent) => void store({ recent })} />
            <NumberField label="Hours kept" value={chosen.hourly} min={0} max={200} onChange={(hourly) => void store({ hourly })} />
            <NumberField label="Days kept" value={chosen.daily} min={0} max={400} onChange={(daily) => void store({ daily })} />
          </div>
          <p className={classes['hint']}>
            A backup is made after {chosen.everyMinutes === 1 ? 'a minute' : `${chosen.everyMinutes} minutes`} in which something changed,
            when the case is closed, and before large changes. Kept are the newest {chosen.recent}, the last one of each of {chosen.hourly}{' '}
            hours, and the last one of each of {chosen.daily} days.
          </p>
        </section>
        {problem ? (
          <p className={classes['problem']} role="alert">
            {problem}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

interface FolderProps {
  chosen: string | null;
  /** Whether this window may name folders by path. */
  paths: boolean;
  store: (change: Partial<Chosen>) => Promise<void>;
  onProblem: (problem: string | null) => void;
}

function Folder({ chosen, paths, store, onProblem }: FolderProps) {
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const { data: kept } = useQuery(api.backups.list.queryOptions({ input: {}, enabled: Boolean(openCase) }));
  const [path, setPath] = useState('');
  const desktop = window.assayDesktop;
  const choose = async ({ chooseBackupFolder }: AssayDesktop): Promise<void> => {
    const answer = await chooseBackupFolder();
    if (answer) onProblem('message' in answer ? answer.message : null);
  };
  const warning = kept && backupPlaceWarning(kept.place);
  return (
    <>
      <div className={classes['folder']}>
        <code>{kept?.folder ?? chosen ?? 'The folder of Assay’s own data on this computer'}</code>
        {desktop ? <Button onPress={() => void choose(desktop)}>Choose folder…</Button> : null}
        {chosen === null ? null : <Button onPress={() => void store({ folder: null })}>Use Assay’s own folder</Button>}
      </div>
      {warning ? <p className={classes['hint']}>{warning}</p> : null}
      {paths && !desktop ? (
        <Form
          className={classes['path']!}
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') void store({ folder: path.trim() }).then(() => setPath(''));
          }}
        >
          <TextField label="Another folder, by its path" value={path} onChange={setPath} placeholder="/folder/of/backups" />
          <Button type="submit" isDisabled={path.trim() === ''}>
            Use it
          </Button>
        </Form>
      ) : null}
      <p className={classes['hint']}>
        Choose another disk to be safe from the loss of this one. Backups that were made before stay where they are.
      </p>
    </>
  );
}
