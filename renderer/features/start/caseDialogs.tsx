import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import * as z from 'zod';
import type { Dialog as DialogShape } from '../../state/workspace.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { useRecovery } from '../../state/recovery.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { RestoredLine } from '../../parts/restored.tsx';
import { useFormDraft } from '../../parts/useFormDraft.ts';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { KnownCases } from './knownCases.tsx';
import { readableAfter, recoverableAfter, useCaseOpener } from './openCase.ts';
import classes from './start.module.css';
import { Trouble } from './trouble.tsx';

const typedName = z.string();

/** Asks for the name of a new case, and says where it will be. */
export function NewCase({ dialog }: { dialog: Extract<DialogShape, { kind: 'new-case' }> }) {
  const closeDialog = useWorkspace((state) => state.closeDialog);
  const opener = useCaseOpener();
  // Without a case there is no place for drafts: the name waits in the settings until it is used or given up.
  const [kept, keep] = useViewSetting('typed.caseName', typedName, '');
  // What stands in the field is the field's own: an answer of the settings that is under way must not take a letter back.
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? kept;
  const setName = (text: string): void => {
    setTyped(text);
    keep(text);
  };
  const close = (): void => {
    setName('');
    closeDialog();
  };
  const create = (): void => {
    if (name.trim() !== '') opener.create(name.trim(), () => setName(''));
  };
  const { forFiles } = dialog;
  return (
    <Dialog
      title="New case"
      width="s"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={name.trim() === ''} isPending={opener.busy} onPress={create}>
            Create
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextField
          label="Name"
          autoFocus
          maxLength={120}
          value={name}
          onChange={setName}
          placeholder="What is being checked"
          description={
            forFiles
              ? `The ${forFiles === 1 ? 'file you chose is' : `${forFiles.toLocaleString()} files you chose are`} imported into it.`
              : 'One file is made in your folder of cases. You can rename the case later.'
          }
        />
      </Form>
      <Trouble opener={opener} place="name" />
    </Dialog>
  );
}

/** The cases of this computer; a path can be given where the host may take one. */
export function OpenCase() {
  const close = useWorkspace((state) => state.closeDialog);
  const opener = useCaseOpener();
  const { data: settings } = useQuery(api.settings.get.queryOptions({ input: {} }));
  const { data: known } = useQuery(api.cases.known.queryOptions({ input: {} }));
  const [path, setPath] = useState('');
  const openPath = (): void => {
    if (path.trim() !== '') opener.openPath(path.trim());
  };
  return (
    <Dialog title="Open a case" width="m" onClose={close}>
      {known?.length === 0 ? <p>There are no cases in your folder of cases yet. Create one, or try the demo case.</p> : null}
      <KnownCases opener={opener} heading="Cases on this computer" />
      {settings?.host.paths ? (
        <>
          <Form
            className={classes['form']!}
            onSubmit={(event) => {
              event.preventDefault();
              openPath();
            }}
          >
            <TextField label="Another file, by its path" value={path} onChange={setPath} placeholder="/folder/name.assay" />
            <Button type="submit" isDisabled={path.trim() === ''} isPending={opener.busy}>
              Open
            </Button>
          </Form>
          <Trouble opener={opener} place="path" />
        </>
      ) : null}
    </Dialog>
  );
}

export function RenameCase() {
  const close = useWorkspace((state) => state.closeDialog);
  const openCase = useOpenCase(standingOf);
  const draft = useFormDraft('case:', { name: openCase?.name ?? '' });
  const { name } = draft.values;
  const [problem, setProblem] = useState<string>();
  const rename = async (): Promise<void> => {
    if (name.trim() === '') return;
    try {
      await client.cases.rename({ name: name.trim() });
      draft.done();
      close();
    } catch (error) {
      setProblem(failureOf(error).message);
    }
  };
  return (
    <Dialog
      title="Rename case"
      width="s"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={name.trim() === ''} onPress={() => void rename()}>
            Rename
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextField
          label="Name"
          autoFocus
          maxLength={120}
          value={name}
          onChange={(words) => draft.set({ name: words })}
          error={problem}
          description="The file keeps its name."
        />
      </Form>
      <RestoredLine at={draft.restoredAt} onDiscard={draft.discard} />
    </Dialog>
  );
}

/** A case was asked for outside the page and could not be opened. */
export function CaseFailure({ dialog: { failure } }: { dialog: Extract<DialogShape, { kind: 'case-failure' }> }) {
  const close = useWorkspace((state) => state.closeDialog);
  const opener = useCaseOpener();
  const { data: failed } = useQuery(api.cases.failed.queryOptions({ input: {}, refetchOnMount: 'always' }));
  const lookInto = (): void => {
    close();
    // What could not be opened just now is found without a name.
    useRecovery.getState().begin({ key: null, failure });
  };
  return (
    <Dialog
      title="The case could not be opened"
      width="s"
      urgent
      onClose={close}
      footer={
        <>
          {failed && readableAfter(failure) ? <Button onPress={() => opener.openReadOnly(failed, 'failure')}>Open read-only</Button> : null}
          {recoverableAfter(failure) ? <Button onPress={lookInto}>See what can be saved</Button> : null}
          <Button tone="primary" autoFocus onPress={close}>
            Close
          </Button>
        </>
      }
    >
      <p>{failure.message}</p>
      <Trouble opener={opener} place="failure" />
    </Dialog>
  );
}
