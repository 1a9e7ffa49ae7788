import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';

export function caseTests(bench: Bench): void {
  test('cases are made, named, closed, found again and opened', async () => {
    const { client } = bench;
    const made = (await client.cases.current({}))!;
    expect(made).toMatchObject({
      name: 'Harbour',
      fileName: 'Harbour.assay',
      readOnly: null,
      counts: { documents: 0, claims: 0, passages: 0 },
    });
    await expectFailure(client.cases.create({ name: 'Harbour' }), 'CASE_EXISTS', { name: 'Harbour.assay' });
    expect(await client.cases.rename({ name: 'Harbour wall' })).toMatchObject({ caseId: made.caseId, name: 'Harbour wall' });
    expect(await client.cases.close({})).toBeNull();
    expect(await client.cases.current({})).toBeNull();
    const [known] = await client.cases.known({});
    expect(known).toMatchObject({ name: 'Harbour wall', fileName: 'Harbour.assay', missing: false });
    expect(await client.cases.open({ key: known!.key })).toMatchObject({ caseId: made.caseId, name: 'Harbour wall' });
    await client.cases.forget({ key: known!.key });
    expect(await client.cases.known({})).toMatchObject([{ openedAt: null }]);
  });

  test('a case that is open can be opened again: as it is, read-only, and for writing', async () => {
    const { client } = bench;
    const [known] = await client.cases.known({});
    const open = (readOnly: boolean) => client.cases.open({ key: known!.key, readOnly });
    expect(await open(false)).toMatchObject({ readOnly: null });
    expect(await open(true)).toMatchObject({ readOnly: 'chosen' });
    await expectFailure(client.cases.rename({ name: 'Other' }), 'READ_ONLY', { reason: 'chosen' });
    expect(await open(false)).toMatchObject({ readOnly: null });
    expect(await client.cases.rename({ name: 'Other' })).toMatchObject({ name: 'Other' });
  });

  test('without a case there is nothing to work on', async () => {
    const { client } = bench;
    await client.cases.close({});
    await expectFailure(client.labels.list({}), 'NO_CASE_OPEN');
    await expectFailure(client.cases.open({ key: 'none' }), 'NOT_FOUND', { kind: 'case' });
  });

  test('the demo case is a copy of this person', async () => {
    expect(await bench.client.cases.openDemo({})).toMatchObject({ demo: true, readOnly: null });
  });

  test('paths are for callers that are trusted with them', async () => {
    const { client, host } = bench;
    const path = join(host.folder, 'Elsewhere.assay');
    const opening = client.cases.openPath({ path, create: true });
    if (!host.trustsPaths) {
      // Answered, and so called: with the one answer that this host gives.
      await expectFailure(opening, 'NOT_ALLOWED');
      expect(existsSync(path)).toBe(false);
      return;
    }
    expect(await opening).toMatchObject({ name: 'Elsewhere' });
    await expectFailure(client.cases.openPath({ path: join(host.folder, 'none.assay') }), 'CASE_MISSING', { name: 'none.assay' });
    const text = join(host.folder, 'text.assay');
    writeFileSync(text, 'Not a case at all.');
    await expectFailure(client.cases.openPath({ path: text }), 'NOT_A_CASE', { name: 'text.assay' });
    expect(await client.cases.current({})).toMatchObject({ name: 'Elsewhere' });
  });

  test('a case that could not be opened is told until one is opened', async () => {
    const { client, host } = bench;
    await client.cases.close({});
    writeFileSync(join(host.folder, 'cases/Harbour.assay'), 'Overwritten.');
    const [known] = await client.cases.known({});
    await expectFailure(client.cases.open({ key: known!.key }), 'NOT_A_CASE', { name: 'Harbour.assay' });
    expect(await client.cases.failed({})).toMatchObject({ key: known!.key, name: 'Harbour', failure: { code: 'NOT_A_CASE' } });
    await client.cases.create({ name: 'Quay' });
    expect(await client.cases.failed({})).toBeNull();
  });

  test('settings are read and changed', async () => {
    const { client } = bench;
    expect(await client.settings.get({})).toMatchObject({
      version: '1.2.3',
      actor: 'Tester',
      host: { paths: bench.host.trustsPaths, pdf: false },
    });
    await client.settings.update({ theme: 'dark', view: { panes: [1, 2] } });
    expect(await client.settings.get({})).toMatchObject({ actor: 'Tester', theme: 'dark', view: { panes: [1, 2] } });
  });
}
