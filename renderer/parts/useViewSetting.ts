import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type * as z from 'zod';
import { api } from '../api/client.ts';
import { newestView, storeViews, wantView } from '../api/viewSettings.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

// How the window is arranged is a convenience: when it cannot be kept, the window keeps working as arranged.
const save = (): void => void storeViews().catch(() => undefined);

function saveSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(save, 300);
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
  const newest = newestView(key, data);
  const parsed = useMemo(() => schema.safeParse(newest), [schema, newest]);
  const set = useCallback(
    (value: z.output<Schema>) => {
      wantView(key, value);
      saveSoon();
    },
    [key],
  );
  return [parsed.success ? parsed.data : initial, set];
}
