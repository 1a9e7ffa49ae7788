import { useState } from 'react';
import { stance, type LooseCitation, type Stance } from '../../../shared/domain/entities.ts';
import { stanceNames } from '../../../shared/domain/wording.ts';
import { attempt } from '../../actions/run.ts';
import { client, newId } from '../../api/client.ts';
import { Choice } from '../../parts/choice.tsx';
import { dateProblem } from '../../parts/dateField.tsx';
import { RestoredLine, WordsAtRisk } from '../../parts/restored.tsx';
import { useFormDraft } from '../../parts/useFormDraft.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { today } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import classes from './evidence.module.css';

/** Evidence from a source that is not in the case: what it is, where it is, and what it says. */
export function CiteSource({ claimId }: { claimId: string }) {
  const close = useWorkspace((state) => state.closeDialog);
  const [id] = useState(newId);
  const draft = useFormDraft(`cite:${claimId}:`, {
    title: '',
    publisher: '',
    address: '',
    published: '',
    accessed: today(),
    quote: '',
    comment: '',
    stance: 'supports',
  });
  const { set } = draft;
  const { comment, stance: typedStance, ...source } = draft.values;
  const chosen: Stance = stance.safeParse(typedStance).data ?? 'supports';
  const [tried, setTried] = useState(false);
  const untitled = source.title.trim() === '' ? 'A source needs a title.' : undefined;
  const problem = untitled ?? dateProblem(source.published) ?? dateProblem(source.accessed);

  const add = async (): Promise<void> => {
    setTried(true);
    if (problem !== undefined) return;
    const citation: LooseCitation = { ...source, published: source.published.trim() || null, accessed: source.accessed.trim() || null };
    if (!(await attempt(() => client.evidence.create({ id, claimId, stance: chosen, comment, source: { citation } })))) return;
    draft.done();
    close();
  };

  return (
    <Dialog title="Cite a source" onClose={close}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <p className={classes['hint']}>
          For a source that is not imported. Its words are kept as you give them and cannot be checked against it.
        </p>
        <RestoredLine at={draft.restoredAt} onDiscard={draft.discard} />
        <TextField
          label="Title"
          value={source.title}
          error={tried ? untitled : undefined}
          autoFocus
          isRequired
          onChange={(title) => set({ title })}
        />
        <div className={classes['pair']}>
          <TextField label="Publisher" value={source.publisher} onChange={(publisher) => set({ publisher })} />
          <TextField
            label="Address"
            value={source.address}
            placeholder="https://… or a shelf mark"
            onChange={(address) => set({ address })}
          />
          <TextField
            label="Published"
            value={source.published}
            error={dateProblem(source.published)}
            placeholder="2025-09-04"
            onChange={(published) => set({ published })}
          />
          <TextField
            label="Accessed"
            value={source.accessed}
            error={dateProblem(source.accessed)}
            onChange={(accessed) => set({ accessed })}
          />
        </div>
        <TextField
          label="Quote"
          value={source.quote}
          lines={3}
          prose
          placeholder="What it says, word for word"
          onChange={(quote) => set({ quote })}
        />
        <Choice
          label="Stance"
          value={chosen}
          options={stance.options.map((value) => ({ value, label: stanceNames[value] }))}
          onChange={(value) => set({ stance: value })}
        />
        <TextField
          label="Comment"
          value={comment}
          lines={2}
          placeholder="What it shows, and how far it carries"
          onChange={(words) => set({ comment: words })}
        />
        <WordsAtRisk prefix={`cite:${claimId}:`} />
        <div className={classes['buttons']}>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" type="submit">
            Add source
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
