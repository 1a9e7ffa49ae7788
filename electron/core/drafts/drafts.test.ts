import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testCore, type TestCore } from '../testing.ts';
import { hashOfValues } from '../store/row-hash.ts';

let bench: TestCore;
beforeEach(() => {
  bench = testCore();
});
afterEach(() => bench.close());

describe('drafts', () => {
  it('are kept and forgotten without a word in the history', async () => {
    const { client, store } = bench;
    const before = store.journal.head();
    const kept = await client.drafts.keep({ key: 'verdict:1:rationale', text: 'It is so, be' });
    await client.drafts.keep({ key: 'verdict:1:rationale', text: 'It is so, because' });
    expect(await client.drafts.list({})).toEqual([
      { key: 'verdict:1:rationale', text: 'It is so, because', at: expect.not.stringMatching(kept.at) as string },
    ]);
    await client.drafts.drop({ keys: ['verdict:1:rationale'] });
    expect(await client.drafts.list({})).toEqual([]);
    expect(store.journal.head()).toEqual(before);
  });

  it('carry a hash over everything that they say', async () => {
    const { client, store } = bench;
    const { key, text, at } = await client.drafts.keep({ key: 'k', text: 'words' });
    expect(store.statement<[], string>('SELECT hash FROM draft').pluck().get()).toBe(hashOfValues([key, text, at]));
  });

  it('take a prefix as it is, whatever signs it holds', async () => {
    const { client } = bench;
    for (const key of ['a%b:1', 'axb:1', 'a_b:1', 'A%b:2']) await client.drafts.keep({ key, text: key });
    expect((await client.drafts.list({ prefix: 'a%b' })).map(({ key }) => key)).toEqual(['a%b:1']);
  });

  it('belong to the case itself while an earlier moment of it is shown', async () => {
    const { client, core } = bench;
    const opened = core.workbench.requireCase();
    const past = { ...opened.live, readOnly: 'as-of' as const, close: () => undefined };
    core.workbench.showInstead(past, { seq: 1, at: '2026-01-01T00:00:00.000Z' });
    await client.drafts.keep({ key: 'k', text: 'typed just before' });
    core.workbench.showInstead(null);
    expect(await client.drafts.list({})).toMatchObject([{ text: 'typed just before' }]);
  });
});
