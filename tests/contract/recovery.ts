import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { makeClaim } from './material.ts';

export function recoveryTests(bench: Bench): void {
  /** Overwrites the first pages of the case at hand, and tries to open it. */
  async function damage(): Promise<string> {
    const { client, host } = bench;
    await client.cases.close({});
    await host.core.settled();
    const path = join(host.folder, 'cases/Harbour.assay');
    writeFileSync(path, readFileSync(path).fill(0, 0, 8_192));
    const [known] = await client.cases.known({});
    await expectFailure(client.cases.open({ key: known!.key }), 'NOT_A_CASE', { name: 'Harbour.assay' });
    return known!.key;
  }

  test('a damaged case is looked into, and a backup with the journal takes its place', async () => {
    const { client, host } = bench;
    await makeClaim(client, 'Before the backup.');
    const backup = await client.backups.make({});
    const claim = await makeClaim(client, 'After the backup.');
    const { seq } = (await client.cases.current({}))!;
    const key = await damage();
    const found = await client.recovery.inspect({ key: null });
    expect(found).toMatchObject({ key, name: 'Harbour', state: 'damaged', newest: { seq }, journal: { state: 'usable' } });
    expect(found.backups.find(({ id }) => id === backup.id)).toMatchObject({ seq: backup.seq, fromJournal: seq - backup.seq, missing: 0 });
    const restored = await client.recovery.restore({ key, backupId: backup.id });
    expect(restored).toMatchObject({ case: { name: 'Harbour', seq }, fromJournal: seq - backup.seq, missing: 0 });
    expect(await client.claims.get({ claimId: claim.id })).toMatchObject({ text: 'After the backup.' });
    expect(readdirSync(join(host.folder, 'cases'))).toContain(restored.keptAs);
    await expectFailure(client.recovery.inspect({ key: null }), 'NOT_FOUND', { kind: 'case' });
  });

  test('a damaged case is salvaged into a new one, and its words are had as a text', async () => {
    const { client } = bench;
    const claim = await makeClaim(client);
    await damage();
    const { file, losses } = await client.recovery.export({ key: null });
    expect(losses).toBe(0);
    expect(await file.text()).toContain(claim.text);
    const salvaged = await client.recovery.salvage({ key: null });
    expect(salvaged).toMatchObject({ case: { name: 'Harbour (salvaged)', counts: { claims: 1 } }, losses: [] });
    expect(await client.cases.current({})).toMatchObject({ name: 'Harbour (salvaged)' });
  });
}
