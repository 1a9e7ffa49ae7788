import { useQuery } from '@tanstack/react-query';
import { ChevronRight, Clock, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Operation } from '../../../shared/contract/history.ts';
import { operationName } from '../../../shared/domain/historyWords.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWritable } from '../../parts/scale.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Tag } from '../../ui/badges.tsx';
import { Button } from '../../ui/button.tsx';
import { formatInstantFully, formatMoment, formatTime } from '../../ui/dates.ts';
import { Changes } from './changes.tsx';
import classes from './entry.module.css';
import { backToEntry, goToEntry } from './keyboard.ts';
import { OperationIcon } from './kinds.tsx';

const stateNames = { live: null, undone: 'Undone', abandoned: 'Undone for good' } as const;

/** One operation: when, what, to what, by whom; opened, what was there before and after, and what can be done about it. */
export function Entry({ operation }: { operation: Operation }) {
  const [open, setOpen] = useState(false);
  const { label, kind, at, actor, seq, changes, subject, takenBackBy } = operation;
  const state = takenBackBy ? 'undone' : operation.state;
  const atHand = (): void => useWorkspace.getState().setHistoryAt(seq);
  const stateName = state ? stateNames[state] : null;
  return (
    <Disclosure isExpanded={open} onExpandedChange={setOpen} className={classes['entry']!}>
      <Heading level={3} className={classes['line']!}>
        <AriaButton slot="trigger" className={classes['trigger']!} data-entry={seq} onFocus={atHand}>
          <ChevronRight aria-hidden className={classes['chevron']} />
          <time dateTime={at} title={formatInstantFully(at)}>
            {formatTime(at)}
          </time>
          <span className={classes['icon']}>
            <OperationIcon operation={operation} />
          </span>
          <span className={classes['what']} data-state={state ?? kind}>
            <span className={classes['label']}>{operationName(operation)}</span>
            {subject && !names(label, subject) ? (
              <span className={classes['subject']} dir="auto">
                {subject}
              </span>
            ) : null}
            {stateName ? <Tag>{stateName}</Tag> : null}
          </span>
          <span className={classes['actor']}>{actor}</span>
          <span className={classes['count']}>
            {changes.toLocaleString()} {changes === 1 ? 'change' : 'changes'}
          </span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        {open ? (
          <div className={classes['opened']} onFocus={atHand}>
            <Changes seq={seq} />
            <Ways operation={operation} />
          </div>
        ) : null}
      </DisclosurePanel>
    </Disclosure>
  );
}

/** Does the label name its subject already, perhaps in fewer words? */
const names = (label: string, subject: string): boolean => label.includes(`“${subject.replace(/…$/, '').slice(0, 30)}`);

/** What can be done about an operation; where it cannot be taken back, why. */
function Ways({ operation: { seq, takenBackBy } }: { operation: Operation }) {
  const writable = useWritable();
  const { data: can, error } = useQuery(api.history.canUndo.queryOptions({ input: { seq }, enabled: writable }));
  const [asked, setAsked] = useState(false);
  const could = useRef(false);
  useEffect(() => {
    if (!can) return;
    // The button went with what it did.
    if (could.current && !can.ok) backToEntry(seq);
    could.current = can.ok;
  }, [can, seq]);
  return (
    <div className={classes['ways']}>
      <div className={classes['buttons']}>
        {can?.ok ? <ActionButton action="history.undoThis" size="s" icon={<Undo2 size={14} aria-hidden />} /> : null}
        {can && !can.ok ? (
          <Button size="s" tone="quiet" aria-expanded={asked} onPress={() => setAsked(!asked)}>
            Why can this not be undone?
          </Button>
        ) : null}
        <ActionButton action="history.viewAsOf" size="s" tone="quiet" icon={<Clock size={14} aria-hidden />} />
      </div>
      {error ? <p role="alert">{failureOf(error).message}</p> : null}
      {asked && takenBackBy ? (
        <p role="status" className={classes['reason']}>
          It was undone{' '}
          <button type="button" onClick={() => goToEntry(takenBackBy.seq)}>
            at {formatMoment(takenBackBy.at)}
          </button>
          .
        </p>
      ) : asked && can && !can.ok ? (
        <div role="status" className={classes['reason']}>
          <p>It cannot be undone by itself: {can.detail}.</p>
          {can.by.length > 0 ? (
            <>
              <p>What stands in the way, and could be undone first:</p>
              <ul>
                {can.by.map((other) => (
                  <li key={other.seq}>
                    <button type="button" onClick={() => goToEntry(other.seq)}>
                      {other.label}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
