import { useState, type FormEvent } from 'react';
import * as z from 'zod';
import { createPassage, newPassage, skipPassage } from '../../../actions/passages.ts';
import { attempt } from '../../../actions/run.ts';
import { useHandles } from '../../../actions/handles.ts';
import { useFormDraft } from '../../../parts/useFormDraft.ts';
import { useViewSetting } from '../../../parts/useViewSetting.ts';
import { useWorkspace, type SkipSubject } from '../../../state/workspace.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { shortTextOf } from '../../../../shared/text/shortText.ts';
import classes from './skipDialog.module.css';

const remembered = 5;
const reasonsShape = z.array(z.string()).max(remembered);
const noReasons: string[] = [];
const longest = 500;

/** Asks why some words are passed over on purpose. The reasons that were given last are one key away. */
export function SkipDialog({ subject }: { subject: SkipSubject }) {
  const closeDialog = useWorkspace((state) => state.closeDialog);
  const [last, setLast] = useViewSetting('reader.skipReasons', reasonsShape, noReasons);
  const draft = useFormDraft(`skip:${subject.kind === 'passage' ? subject.passageId : subject.documentId}:`, {
    reason: subject.kind === 'passage' ? subject.reason : '',
  });
  const [problem, setProblem] = useState<string>();
  const { reason } = draft.values;
  const words = subject.kind === 'passage' ? subject.words : subject.anchor.exact;
  // What was typed is thrown away with the dialog; only a crash leaves it behind.
  const close = (): void => {
    draft.done();
    closeDialog();
  };
  const skip = (given: string): void => {
    const why = given.trim();
    if (why === '') return setProblem('A reason is needed, so that others see why nothing was checked here.');
    setLast([why, ...last.filter((other) => other !== why)].slice(0, remembered));
    close();
    void attempt(async () => {
      if (subject.kind === 'passage') return skipPassage(subject.passageId, why);
      useHandles.getState().reader?.takeSelection();
      const passage = newPassage(subject.documentId, subject.anchor, why);
      const made = createPassage(passage);
      useWorkspace.getState().inspect({ kind: 'passage', id: passage.id });
      return made;
    });
  };
  return (
    <Dialog
      title={subject.kind === 'passage' && subject.reason !== '' ? 'Why is this skipped?' : 'Skip these words'}
      width="s"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button type="submit" form="skip" tone="primary">
            Skip
          </Button>
        </>
      }
    >
      <form
        id="skip"
        className={classes['form']}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          skip(reason);
        }}
      >
        <q className={classes['quote']} dir="auto">
          {shortTextOf(words)}
        </q>
        <TextField
          label="Reason"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is asked for by key, to write by key
          autoFocus
          maxLength={longest}
          placeholder="Opinion, common knowledge, not checkable…"
          value={reason}
          error={problem}
          onChange={(text) => {
            setProblem(undefined);
            draft.set({ reason: text });
          }}
        />
        {last.length > 0 ? (
          <div role="group" aria-label="Reasons given before" className={classes['last']}>
            {last.map((why) => (
              <Button key={why} size="s" onPress={() => skip(why)}>
                {shortTextOf(why)}
              </Button>
            ))}
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
