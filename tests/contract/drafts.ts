import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';

export function draftTests(bench: Bench): void {
  test('drafts are on the disk when they are acknowledged, in the case, outside its history', async () => {
    const { client, host } = bench;
    const { seq } = await client.history.state({});
    const kept = await client.drafts.keep({ key: 'verdict:1:rationale', text: 'Two gauges \u{1F30A} agree' });
    await client.drafts.keep({ key: 'cite:1:title', text: 'Tide table' });
    const other = await host.connect();
    expect(await other.drafts.list({ prefix: 'verdict:' })).toEqual([kept]);

    const [known] = await client.cases.known({});
    await client.cases.close({});
    await expectFailure(client.drafts.keep({ key: 'cite:1:title', text: 'x' }), 'NO_CASE_OPEN');
    await client.cases.open({ key: known!.key });
    expect(await client.drafts.list({})).toMatchObject([{ key: 'cite:1:title' }, kept]);
    expect(await client.drafts.drop({ keys: ['verdict:1:rationale', 'cite:1:title', 'never kept'] })).toBeNull();
    expect(await client.drafts.list({})).toEqual([]);
    expect(await client.history.state({})).toMatchObject({ seq });
  });

  test('a case that may not be written to takes no drafts, and shows those that it has', async () => {
    const { client } = bench;
    await client.drafts.keep({ key: 'cite:1:title', text: 'Tide table' });
    const [known] = await client.cases.known({});
    await client.cases.open({ key: known!.key, readOnly: true });
    await expectFailure(client.drafts.keep({ key: 'cite:1:title', text: 'x' }), 'READ_ONLY', { reason: 'chosen' });
    await expectFailure(client.drafts.drop({ keys: ['cite:1:title'] }), 'READ_ONLY', { reason: 'chosen' });
    expect(await client.drafts.list({})).toMatchObject([{ text: 'Tide table' }]);
    expect(await client.drafts.drop({ keys: ['never kept'] })).toBeNull();
  });
}
