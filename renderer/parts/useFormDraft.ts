import { useState } from 'react';
import { keeper } from '../api/drafts.ts';
import { newestOfEach } from '../api/keeper.ts';
import { offerDiscarded } from './restored.tsx';

interface FormDraft<Values> {
  values: Values;
  set: (part: Partial<Values>) => void;
  /** When the words were typed that the form goes on with; null when it began anew. */
  restoredAt: string | null;
  /** Throws the words away on purpose; a message offers them back. */
  discard: () => void;
  /** Forgets the words: they are part of the case now. */
  done: () => void;
}

/**
 * The fields of a form that is not submitted yet. What is typed is on the disk at once, under `<prefix><field>`, and the
 * form goes on with it when it is opened again: after Cancel as after a crash.
 */
export function useFormDraft<Values extends Readonly<Record<string, string>>>(prefix: string, initial: Values): FormDraft<Values> {
  const [start] = useState(initial);
  const [kept] = useState(() => {
    const found = newestOfEach(keeper.withPrefix(prefix)).filter(({ key }) => key.slice(prefix.length) in initial);
    keeper.goOnWith(found);
    return found;
  });
  const [values, setValues] = useState<Values>(() => ({
    ...initial,
    ...Object.fromEntries(kept.map(({ key, text }) => [key.slice(prefix.length), text])),
  }));
  const [restoredAt, setRestoredAt] = useState(kept[0]?.at ?? null);

  const keep = (next: Values): void => {
    for (const [field, text] of Object.entries(next)) {
      if (text === start[field]) keeper.drop(prefix + field);
      else keeper.keep(prefix + field, text);
    }
    setValues(next);
  };
  const done = (): void => {
    for (const field of Object.keys(start)) keeper.drop(prefix + field);
  };
  return {
    values,
    set: (part) => keep({ ...values, ...part }),
    restoredAt,
    discard() {
      done();
      setValues(start);
      setRestoredAt(null);
      offerDiscarded(() => keep(values));
    },
    done,
  };
}
