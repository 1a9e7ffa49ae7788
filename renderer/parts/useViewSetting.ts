import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type * as z from 'zod';
import { api, client, queryClient } from '../api/client.ts';

/** What was set here and is not stored yet, by key; newer than anything read. */
const unsaved = new Map<string, unknown>();
let timer: ReturnType<typeof setTimeout> | undefined;

function saveSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(save, 300);
}

function save(): void {
  if (unsaved.size === 0) return;
  const sent = new Map(unsaved);
  const settled = (): void => {
    for (const [key, value] of sent) if (unsaved.get(key) === value) unsaved.delete(key);
  };
  // How the window is arranged is a convenience: when it cannot be kept, the window keeps working as arranged.
  void client.settings.update({ view: Object.fromEntries(sent) }).then(settled, settled);
}

window.addEventListener('pagehide', save);

/**
 * A piece of how the windows are arranged, kept over restarts in the settings of this person. What was stored under
 * `key` in another shape counts as never set.
 */
export function useViewSetting<Schema extends z.ZodType>(
  key: string,
  schema: Schema,
  initial: z.output<Schema>,
): [z.output<Schema>, (value: z.output<Schema>) => void] {
  // Of all settings this one alone: they are written with every article that is opened.
  const { data } = useQuery({ ...api.settings.get.queryOptions({ input: {} }), select: ({ view }) => view[key] });
  const newest = unsaved.has(key) ? unsaved.get(key) : data;
  const parsed = useMemo(() => schema.safeParse(newest), [schema, newest]);
  const set = useCallback(
    (value: z.output<Schema>) => {
      unsaved.set(key, value);
      queryClient.setQueryData(api.settings.get.queryKey({ input: {} }), (known) =>
        known ? { ...known, view: { ...known.view, [key]: value } } : known,
      );
      saveSoon();
    },
    [key],
  );
  return [parsed.success ? parsed.data : initial, set];
}
