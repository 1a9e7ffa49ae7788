import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { AssayEvent } from '../../shared/contract/events.ts';
import type { CaseHealth } from '../../shared/domain/safety.ts';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { makeClaim } from './material.ts';

/** What happens to the file of the open case, and the ways on. */
export function rescueTests(bench: Bench): void {
  const path = (): string => join(bench.host.folder, 'cases/Harbour.assay');

  /** Resolves with what clients are told of the file under the case. */
  async function hearing(): Promise<{ health(): Promise<CaseHealth>; end(): Promise<void> }> {
    const stream = (await bench.client.events.subscribe({})) as AsyncIterator<AssayEvent>;
    await stream.next();
    return {
      async health() {
        for (;;) {
          const { value, done } = await stream.next();
          if (done) throw new Error('the stream ended');
          if (value.type === 'health' && value.health.state !== 'ok') return value.health;
        }
      },
      async end() {
        await stream.return?.();
      },
    };
  }

  test('a case whose file is deleted is told within two seconds, is read on, and is put back', async () => {
    const { client } = bench;
    const claim = await makeClaim(client);
    const before = await client.history.list({});
    const heard = await hearing();
    rmSync(path());
    const deleted = performance.now();
    expect(await heard.health()).toMatchObject({ state: 'missing', since: expect.any(String) });
    expect(performance.now() - deleted).toBeLessThan(2_000);
    await heard.end();
    expect(await client.cases.current({})).toMatchObject({ health: { state: 'missing' } });
    await expectFailure(makeClaim(client, 'Another claim.'), 'CASE_GONE', { name: 'Harbour.assay', what: 'missing' });
    expect(await client.claims.get({ claimId: claim.id })).toMatchObject({ text: claim.text });
    expect(await client.cases.rescue({ how: 'put-back' })).toMatchObject({ name: 'Harbour', health: { state: 'ok' }, readOnly: null });
    expect(existsSync(path())).toBe(true);
    expect(await client.history.list({})).toEqual(before);
    await makeClaim(client, 'Another claim.');
  });

  test('a case whose file is replaced is saved as a new file, and the other is left alone', async () => {
    const { client } = bench;
    await makeClaim(client);
    const heard = await hearing();
    writeFileSync(join(bench.host.folder, 'other'), 'Something else.');
    renameSync(join(bench.host.folder, 'other'), path());
    expect(await heard.health()).toMatchObject({ state: 'replaced' });
    await heard.end();
    await expectFailure(client.cases.rename({ name: 'Other' }), 'CASE_GONE', { what: 'replaced' });
    await expectFailure(client.cases.rescue({ how: 'put-back' }), 'CASE_EXISTS', { name: 'Harbour.assay' });
    expect(await client.cases.rescue({ how: 'save-copy' })).toMatchObject({
      fileName: 'Harbour 2.assay',
      counts: { claims: 1 },
      notices: [],
    });
    await makeClaim(client, 'Another claim.');
  });

  test('a case that is well may be saved as a new file too, and is not put back', async () => {
    const { client } = bench;
    await expectFailure(client.cases.rescue({ how: 'put-back' }), 'CASE_EXISTS');
    const copy = await client.cases.rescue({ how: 'save-copy' });
    expect(copy).toMatchObject({ name: 'Harbour', fileName: 'Harbour 2.assay', follows: true });
    await client.labels.create({ id: uuid(), name: 'Only here', colour: 'red', definition: '' });
  });

  test('a case that was moved without its journal says so until its analyst has read it', async () => {
    const { client } = bench;
    await makeClaim(client);
    await client.cases.close({});
    rmSync(`${path()}.journal`);
    const [known] = await client.cases.known({});
    expect(await client.cases.open({ key: known!.key })).toMatchObject({
      notices: expect.arrayContaining([expect.objectContaining({ kind: 'journal-missing' })]),
    });
    expect(await client.cases.dismissNotice({ kind: 'journal-missing' })).toBeNull();
    expect(await client.cases.current({})).toMatchObject({ notices: [] });
  });
}
