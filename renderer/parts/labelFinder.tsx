import type { Label } from '../../shared/domain/entities.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { offeredLabels } from './labelChoice.ts';
import classes from './labels.module.css';

interface LabelFinderProps {
  labels: readonly Label[];
  text: string;
  onText: (text: string) => void;
  /** Enter: the first of the labels that were found. */
  onChoose: (label: Label) => void;
  /** Enter, or the button: a label of a name that none has. */
  onCreate: (name: string) => void;
  /** Enter where nothing was typed. */
  onNothing?: () => void;
}

/** The field of a dialog in which a label is found by its name, or made under it; what is found is listed by the dialog. */
export function LabelFinder({ labels, text, onText, onChoose, onCreate, onNothing }: LabelFinderProps) {
  const { offered, create } = offeredLabels(labels, [], text);
  const submit = (): void => {
    const [first] = offered;
    if (create) onCreate(create);
    else if (text.trim() === '') onNothing?.();
    else if (first) onChoose(first);
  };
  return (
    <form
      className={classes['find']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField label="Find or create a label" hideLabel autoFocus placeholder="Find or create a label" value={text} onChange={onText} />
      {create ? (
        <Button type="submit" size="s">
          Create “{create}”
        </Button>
      ) : null}
    </form>
  );
}
