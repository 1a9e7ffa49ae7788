import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { integrityCheck } from '../../shared/contract/integrity.ts';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';

export function integrityTests(bench: Bench): void {
  test('a case is checked as a whole, and the result is remembered in it', async () => {
    const { client, host } = bench;
    expect(await client.integrity.status({})).toEqual({ last: null, running: false });
    const result = await client.integrity.verify({});
    expect(result).toMatchObject({ ok: true, seq: 1 });
    expect(result.checks.map(({ name }) => name).toSorted()).toEqual(integrityCheck.shape.name.options.toSorted());
    for (const { name, checked, problems, note } of result.checks) {
      expect(problems, name).toEqual([]);
      expect(note, name).toBeUndefined();
      expect(checked, name).toBeGreaterThanOrEqual(0);
    }
    const known = await client.integrity.status({});
    expect(known).toMatchObject({ last: { ...result, at: expect.any(String) }, running: false });
    const [{ key } = { key: '' }] = await client.cases.known({});
    await client.cases.close({});
    await expectFailure(client.integrity.verify({}), 'NO_CASE_OPEN');
    rmSync(join(host.folder, 'cases/Harbour.assay.journal'));
    await client.cases.open({ key, readOnly: true });
    expect(await client.integrity.status({})).toEqual(known);
    const alone = await client.integrity.verify({});
    expect(alone.ok).toBe(true);
    expect(alone.checks.find(({ name }) => name === 'side-journal')).toMatchObject({
      checked: 0,
      note: expect.stringContaining('no journal'),
    });
  });

  test('damage is found, whatever wrote it', async () => {
    const { client, host } = bench;
    const { db } = host.core.workbench.requireCase().store;
    db.prepare("UPDATE rating_scale SET name = 'Another scale'").run();
    const { ok, checks } = await client.integrity.verify({});
    expect(ok).toBe(false);
    expect(checks.filter(({ problems }) => problems.length > 0).map(({ name }) => name)).toEqual(['rows', 'journal']);
    expect(await client.cases.current({})).toMatchObject({ notices: [{ kind: 'check-failed' }] });
  });
}
