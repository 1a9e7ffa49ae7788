import { useState, type Ref } from 'react';
import { finishNumber } from '../../../../ui/numbers.ts';
import classes from './pdf.module.css';

interface PageNumberProps {
  ref: Ref<HTMLInputElement>;
  number: number;
  count: number;
  onGo: (page: number) => void;
  onDone: () => void;
}

/** Which page is seen, and the way to another one. */
export function PageNumber({ ref, number, count, onGo, onDone }: PageNumberProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const finish = (): void => {
    if (typed !== null) onGo(finishNumber(typed, number, { min: 1, max: count }).value);
    setTyped(null);
  };
  return (
    <label className={classes['number']}>
      <span className="visually-hidden">Page</span>
      <input
        ref={ref}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? String(number)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(null);
          else if (event.key === 'Enter') finish();
          else return;
          event.preventDefault();
          onDone();
        }}
      />
      of {count.toLocaleString()}
    </label>
  );
}
