import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import * as z from 'zod';
import classes from './section.module.css';
import { useViewSetting } from './useViewSetting.ts';

interface SectionProps {
  title: string;
  /** How many things are inside. */
  count?: number | undefined;
  /** Remembers under this name whether it is open. */
  name: string;
  actions?: ReactNode;
  children: ReactNode;
}

const closedSections = z.record(z.string(), z.boolean());

/** A part of an inspector that can be folded away; stays as it was left. */
export function Section({ title, count, name, actions, children }: SectionProps) {
  const body = useId();
  const [closed, setClosed] = useViewSetting('inspector.closed', closedSections, {});
  const open = !closed[name];
  return (
    <section className={classes['section']}>
      <header className={classes['header']}>
        <h3>
          <button
            type="button"
            aria-expanded={open}
            aria-controls={body}
            className={classes['title']}
            onClick={() => setClosed({ ...closed, [name]: open })}
          >
            <ChevronRight aria-hidden size={14} />
            {title}
            {count ? <span className={classes['count']}>{count}</span> : null}
          </button>
        </h3>
        {open ? <div className={classes['actions']}>{actions}</div> : null}
      </header>
      <div id={body} hidden={!open} className={classes['body']}>
        {open ? children : null}
      </div>
    </section>
  );
}
