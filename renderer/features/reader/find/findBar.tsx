import { CaseSensitive, ChevronDown, ChevronUp, FolderSearch, ListChecks, Regex, Search, WholeWord, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore, type KeyboardEvent, type ReactNode } from 'react';
import { actionById } from '../../../actions/all.ts';
import { runAction } from '../../../actions/run.ts';
import { ActionButton } from '../../../parts/actionButton.tsx';
import { IconButton } from '../../../ui/button.tsx';
import classes from './findBar.module.css';
import { adviceOf, statusOf, type FindSession } from './findSession.ts';

/** Keys of choices by the place of the key: with Alt some keyboards write other letters. */
const choices: Readonly<Record<string, 'matchCase' | 'wholeWords' | 'expression'>> = {
  KeyC: 'matchCase',
  KeyW: 'wholeWords',
  KeyR: 'expression',
};

/** Finds words in the article, above its text: how many there are, which one is shown, and how they are looked for. */
export function FindBar({ session }: { session: FindSession }) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot);
  return state.shown ? <Bar session={session} /> : null;
}

function Bar({ session }: { session: FindSession }) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot);
  const field = useRef<HTMLInputElement>(null);
  const { query, status, ranges, asked } = state;
  useEffect(() => {
    if (asked === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [asked]);

  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const how = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey ? choices[event.code] : undefined;
    if (how) session.toggle(how);
    else if (plain && event.key === 'Escape') session.close();
    else if (plain && (event.key === 'F3' || (event.key === 'Enter' && event.target === field.current)))
      session.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const advice = adviceOf(state);
  const wrong = status === 'wrong' || status === 'slow' || status === 'failed' || (status === 'found' && ranges.length === 0);
  return (
    <div role="search" aria-label="Find in the article" data-scope="find" className={classes['bar']} onKeyDownCapture={onKey}>
      <div className={classes['row']}>
        <span className={classes['field']} data-wrong={wrong || undefined}>
          <Search aria-hidden />
          <input
            ref={field}
            type="text"
            aria-label="Find in the article"
            aria-invalid={status === 'wrong' || undefined}
            placeholder={query.expression ? 'Regular expression' : 'Find in the article'}
            maxLength={1_000}
            spellCheck={false}
            dir="auto"
            value={query.words}
            onChange={(event) => session.setQuery({ ...query, words: event.target.value })}
          />
          <span className={classes['status']}>{statusOf(state)}</span>
        </span>
        <span className={classes['group']} role="group" aria-label="How to find">
          <Choice session={session} how="matchCase" icon={<CaseSensitive />} />
          <Choice session={session} how="wholeWords" icon={<WholeWord />} />
          <Choice session={session} how="expression" icon={<Regex />} />
        </span>
        <span className={classes['group']}>
          <Step action="find.previous" icon={<ChevronUp />} isDisabled={ranges.length === 0} />
          <Step action="find.next" icon={<ChevronDown />} isDisabled={ranges.length === 0} />
          <Step action="find.occurrences" icon={<ListChecks />} isDisabled={ranges.length === 0} />
          <ActionButton action="find.everywhere" iconOnly icon={<FolderSearch />} />
          <IconButton label="Close the find bar" keys="Escape" icon={<X />} onPress={() => session.close()} />
        </span>
      </div>
      {advice ? <p className={classes['advice']}>{advice}</p> : null}
    </div>
  );
}

/** A command that needs something found. */
function Step({ action: id, icon, isDisabled }: { action: string; icon: ReactNode; isDisabled: boolean }) {
  const action = actionById(id);
  return (
    <IconButton
      label={action.label as string}
      keys={action.keys?.[0]}
      icon={icon}
      isDisabled={isDisabled}
      onPress={() => void runAction(action)}
    />
  );
}

function Choice({ session, how, icon }: { session: FindSession; how: 'matchCase' | 'wholeWords' | 'expression'; icon: ReactNode }) {
  const on = useSyncExternalStore(session.subscribe, () => session.isOn(how));
  const action = actionById(`find.${how}`);
  return (
    <IconButton label={action.label as string} keys={action.keys?.[0]} icon={icon} pressed={on} onPress={() => void runAction(action)} />
  );
}
