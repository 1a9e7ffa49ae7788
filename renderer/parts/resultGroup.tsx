import { useState, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import classes from './resultGroup.module.css';

/** Lines of a group that are shown until all of them are asked for. */
const firstLines = 100;

interface ResultGroupProps<Item> {
  title: string;
  items: readonly Item[];
  /** What can be done with all of them. */
  action?: ReactNode;
  hint?: string | null;
  /** False where no line has a button at its end. */
  hasButtons?: boolean;
  /** A line: what it is about, what became of it, and a button. */
  children: (item: Item) => ReactNode;
}

/** Things of which the same became; nothing where there are none. */
export function ResultGroup<Item>({ title, items, action, hint, hasButtons = true, children }: ResultGroupProps<Item>) {
  const [whole, setWhole] = useState(false);
  if (items.length === 0) return null;
  const shown = whole ? items : items.slice(0, firstLines);
  return (
    <section className={classes['group']} aria-label={title}>
      <header className={classes['head']}>
        <h3>{title}</h3>
        {action}
      </header>
      {hint ? <p className={classes['hint']}>{hint}</p> : null}
      <ul className={`${classes['lines']} ${hasButtons ? classes['withButtons'] : ''}`}>
        {shown.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two lines may say the same
          <li key={index}>{children(item)}</li>
        ))}
      </ul>
      {shown.length < items.length ? (
        <Button size="s" tone="quiet" onPress={() => setWhole(true)}>
          Show all {items.length.toLocaleString()}
        </Button>
      ) : null}
    </section>
  );
}
