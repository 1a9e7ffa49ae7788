import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** An empty place that teaches: one sentence, and the one action that fills it. */
export function Empty({ icon, title, children, action }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      {icon ? <div className={classes['icon']}>{icon}</div> : null}
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {action ? <div className={classes['action']}>{action}</div> : null}
    </div>
  );
}
