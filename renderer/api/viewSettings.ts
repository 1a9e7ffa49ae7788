import { api, client, queryClient } from './client.ts';

const settingsKey = api.settings.get.queryKey({ input: {} });

/** What was set here and is not stored yet, by key; newer than anything read. */
const unsaved = new Map<string, unknown>();

/** How this window looks in one respect: as it was set here, or as it was `read`. */
export const newestView = (key: string, read: unknown): unknown => (unsaved.has(key) ? unsaved.get(key) : read);

/** The same, for code outside React. */
export const viewOf = (key: string): unknown => newestView(key, queryClient.getQueryData(settingsKey)?.view[key]);

/** Changes how the windows of this person look, at once; it is kept with `storeViews`. */
export function wantView(key: string, value: unknown): void {
  unsaved.set(key, value);
  queryClient.setQueryData(settingsKey, (known) => known && { ...known, view: { ...known.view, [key]: value } });
}

/** Keeps what is wanted. Where that fails, this window goes on looking as wanted. */
export async function storeViews(): Promise<void> {
  if (unsaved.size === 0) return;
  const sent = new Map(unsaved);
  try {
    await client.settings.update({ view: Object.fromEntries(sent) });
    // Settings are read for many reasons, and an answer that was under way tells of how the windows looked before.
    await queryClient.invalidateQueries({ queryKey: settingsKey });
  } finally {
    for (const [key, value] of sent) if (unsaved.get(key) === value) unsaved.delete(key);
  }
}

/** Changes how the windows of this person look, at once and for good. */
export async function setView(key: string, value: unknown): Promise<void> {
  wantView(key, value);
  await storeViews();
}
