import type { Draft } from '../../../shared/contract/drafts.ts';
import { hashOfValues } from '../store/row-hash.ts';
import type { Store } from '../store/open.ts';

export function listDrafts(store: Store, prefix: string): Draft[] {
  return store
    .statement<[string, string], Draft>('SELECT key, text, at FROM draft WHERE substr(key, 1, length(?)) = ? ORDER BY key')
    .all(prefix, prefix);
}

/** Writes a draft, whose words are well-formed, over the one that has its key. */
export function writeDraft(store: Store, { key, text, at }: Draft): void {
  store
    .statement<[string, string, string, string], never>('INSERT OR REPLACE INTO draft (key, text, at, hash) VALUES (?, ?, ?, ?)')
    .run(key, text, at, hashOfValues([key, text, at]));
}

/** How many of these drafts there are. */
export function countDrafts(store: Store, keys: readonly string[]): number {
  return store
    .statement<[string], number>('SELECT count(*) FROM draft WHERE key IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(JSON.stringify(keys))!;
}

export function deleteDrafts(store: Store, keys: readonly string[]): void {
  store.statement<[string], never>('DELETE FROM draft WHERE key IN (SELECT value FROM json_each(?))').run(JSON.stringify(keys));
}
