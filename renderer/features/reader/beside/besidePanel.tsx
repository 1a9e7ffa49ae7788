import type { ReactNode } from 'react';
import classes from './beside.module.css';

interface BesidePanelProps {
  /** What a screen reader calls it. */
  label: string;
  title: string;
  /** How much is in it, or of it. */
  count: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A panel beside the text of an article; above it where the pane is narrow. */
export function BesidePanel({ label, title, count, actions, children }: BesidePanelProps) {
  return (
    <section className={classes['panel']} aria-label={label} data-beside>
      <header className={classes['header']}>
        <h2>{title}</h2>
        <span className={classes['count']}>{count}</span>
        {actions}
      </header>
      {children}
    </section>
  );
}

/** What stands in the place of rows where there are none. */
export const NoRows = ({ children }: { children: ReactNode }) => <p className={classes['none']}>{children}</p>;
