import { beforeAll, expect, test, vi } from 'vitest';
import type { Action } from './action.ts';

/** Pairs that may share a key, since one can only be done where the other cannot; the first that is able is meant. */
const apart = new Set(['coding.mark reader.passage.open', 'find.close coding.end reader.clear', 'find.open view.search']);

let actions: readonly Action[];
beforeAll(async () => {
  // What the modules of commands reach for as they load: they are of a page, and here there is none.
  const location = new URL('http://localhost/');
  vi.stubGlobal('location', location);
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location }));
  vi.stubGlobal('document', new EventTarget());
  ({ actions } = await import('./all.ts'));
});

test('no two commands have one key in one place', () => {
  const byKey = new Map<string, string[]>();
  for (const { id, keys = [], scope = 'everywhere' } of actions)
    for (const key of keys) {
      const name = `${key.toLowerCase().replace(/(^|\+)key(?=[a-z]$)/, '$1')} ${scope}`;
      byKey.set(name, [...(byKey.get(name) ?? []), id]);
    }
  const shared = [...byKey].filter(([, ids]) => ids.length > 1 && !apart.has(ids.join(' ')));
  expect(shared).toEqual([]);
});
