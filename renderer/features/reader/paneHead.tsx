import type { ReactNode } from 'react';
import classes from './paneHead.module.css';

interface PaneHeadProps {
  name: string;
  /** In full, where the name is cut. */
  title?: string | undefined;
  /** Its buttons. */
  children: ReactNode;
}

/** The head of a pane of the reader: what it shows, and what can be done with it. */
export function PaneHead({ name, title, children }: PaneHeadProps) {
  return (
    <div className={classes['head']}>
      <span className={classes['name']} title={title}>
        {name}
      </span>
      {children}
    </div>
  );
}
