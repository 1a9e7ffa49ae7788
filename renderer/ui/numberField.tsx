import { useEffect, useRef, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import classes from './field.module.css';
import { finishNumber, stepNumber } from './numbers.ts';

interface NumberFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** How far a key counts up or down. */
const steps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/**
 * A whole number between two others; told when it is finished (Enter, or leaving the field). Arrow keys count by one, the page keys
 * by ten. React Aria's own empties a place of announcements by `innerHTML`, which the policy of the page forbids.
 */
export function NumberField({ label, value, min, max, onChange }: NumberFieldProps) {
  /** What stands in the field; null: the value. */
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const focused = useRef(false);
  const told = useRef(value);
  const text = typed ?? String(value);
  const range = { min, max };

  // A number that was told stands until the value says so; one that another window chose is shown when nobody writes here.
  useEffect(() => {
    if (focused.current) return;
    setTyped(null);
    told.current = value;
  }, [value]);

  const tell = (number: number): void => {
    setTyped(String(number));
    // The value comes some time after what was told: counting up and down again in between ends where it began.
    if (number !== value || number !== told.current) onChange(number);
    told.current = number;
  };
  const finish = (): void => {
    if (typed === null) return;
    const finished = finishNumber(typed, value, range);
    if (finished.problem !== null) setProblem(finished.problem);
    tell(finished.value);
  };

  return (
    <TextField
      className={classes['field']!}
      value={text}
      validationBehavior="aria"
      isInvalid={problem !== null}
      inputMode="numeric"
      autoComplete="off"
      onChange={(changed) => {
        setTyped(changed);
        setProblem(null);
      }}
      onFocus={() => (focused.current = true)}
      onBlur={() => {
        focused.current = false;
        finish();
      }}
      onKeyDown={(event) => {
        const step = steps[event.key];
        if (step !== undefined) {
          event.preventDefault();
          setProblem(null);
          tell(stepNumber(text, value, step, range));
        } else {
          if (event.key === 'Enter') finish();
          // All other keys are the dialog's, Escape among them.
          event.continuePropagation();
        }
      }}
    >
      <Label className={classes['label']}>{label}</Label>
      <Input className={classes['input']!} />
      <FieldError className={classes['error']!}>{problem}</FieldError>
    </TextField>
  );
}
