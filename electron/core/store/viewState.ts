import { hashOfValues } from './row-hash.ts';
import type { Store } from './open.ts';

/** Keeps something about the screen or the case that is no part of its history, with a hash. Called within `store.keep`. */
export function keepView(store: Store, key: string, value: unknown): void {
  store
    .statement<[string, string], void>(
      'INSERT INTO view_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, JSON.stringify({ value, hash: hashOfValues([key, value]) }));
}

/** What was kept under a key; undefined where there is nothing, or nothing that can still be read. */
export function keptView(store: Store, key: string): unknown {
  const stored = store.statement<[string], string>('SELECT value FROM view_state WHERE key = ?').pluck().get(key);
  return stored === undefined ? undefined : readView(key, stored)?.value;
}

/** A value as it was stored; null when it is damaged. Cases of the first format kept values without a hash. */
export function readView(key: string, stored: string): { value: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(stored);
    const { value, hash } = Object(parsed) as { value?: unknown; hash?: unknown };
    if (hash === undefined) return { value: parsed };
    return hash === hashOfValues([key, value]) && stored === JSON.stringify({ value, hash }) ? { value } : null;
  } catch {
    return null;
  }
}
