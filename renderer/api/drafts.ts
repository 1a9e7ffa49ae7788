import { api, client, newId, queryClient } from './client.ts';
import { failureOf } from './errors.ts';
import { createKeeper } from './keeper.ts';

/** Brings the words typed in this window to the disk, until they are part of the case. */
export const keeper = createKeeper({
  window: newId(),
  list: () => client.drafts.list({ prefix: '' }),
  keep: (draft) => client.drafts.keep(draft),
  drop: (keys) => client.drafts.drop({ keys }),
  caseId: () => queryClient.getQueryData(api.cases.current.queryKey({ input: {} }))?.caseId ?? null,
  failureOf,
  retryAfter: 2_000,
});

window.addEventListener('pagehide', keeper.flush);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keeper.flush();
});
