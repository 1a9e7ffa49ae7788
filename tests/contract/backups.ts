import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';

export function backupTests(bench: Bench): void {
  const label = (name: string) => bench.client.labels.create({ id: uuid(), name, colour: 'blue', definition: '' });

  test('backups are made, listed, compared, looked at, restored and exported', async () => {
    const { client } = bench;
    await label('Before');
    const made = await client.backups.make({});
    expect(made).toMatchObject({ reason: 'manual', seq: 2, keptFor: 'recent', operationsSince: 0 });
    await label('After');
    const { backups, place, problem, running } = await client.backups.list({});
    expect(backups).toEqual([{ ...made, operationsSince: 1 }]);
    expect({ place, problem, running }).toEqual({ place: { kind: 'local', name: '' }, problem: null, running: false });
    expect(await client.backups.since({ id: made.id })).toEqual({
      operations: [{ label: 'Create label “After”', count: 1 }],
      rows: [{ table: 'label', added: 1, changed: 0, removed: 0 }],
    });

    expect(await client.backups.open({ id: made.id })).toMatchObject({ readOnly: 'backup' });
    expect((await client.labels.list({})).map(({ name }) => name)).toEqual(['Before']);
    await expectFailure(label('Never'), 'READ_ONLY', { reason: 'backup' });

    expect(await client.backups.restore({ id: made.id })).toMatchObject({ rows: 1, label: expect.stringContaining('Restore backup of ') });
    expect(await client.cases.current({})).toMatchObject({ readOnly: null });
    expect((await client.labels.list({})).map(({ name }) => name)).toEqual(['Before']);
    await client.history.undo({});
    expect((await client.labels.list({})).map(({ name }) => name)).toEqual(['After', 'Before']);

    const { file } = await client.backups.export({ id: made.id });
    expect(file.size).toBe(made.size);
    expect(Buffer.from(await file.slice(0, 15).arrayBuffer()).toString()).toBe('SQLite format 3');
    await expectFailure(client.backups.open({ id: 'none' }), 'NOT_FOUND', { kind: 'backup' });
  });

  test('a folder for backups is tried before it is taken, and named only by those who may name paths', async () => {
    const { client, host } = bench;
    const { backups } = await client.settings.get({});
    const folder = join(host.folder, 'elsewhere', 'backups');
    const choosing = client.settings.update({ backups: { ...backups, folder } });
    if (!host.trustsPaths) {
      await expectFailure(choosing, 'NOT_ALLOWED');
      expect(existsSync(folder)).toBe(false);
      expect(await client.settings.update({ backups: { ...backups, everyMinutes: 5 } })).toMatchObject({ backups: { everyMinutes: 5 } });
      return;
    }
    expect(await choosing).toMatchObject({ backups: { folder } });
    expect(readdirSync(folder)).toEqual([]);
    await client.backups.make({});
    expect(readdirSync(folder)).toHaveLength(1);
    // What lies in the folder before is still listed.
    await client.settings.update({ backups });
    await label('More');
    await client.backups.make({});
    expect((await client.backups.list({})).backups).toHaveLength(2);

    const file = join(host.folder, 'file');
    writeFileSync(file, '');
    for (const wrong of [join(file, 'backups'), 'backups'])
      await expectFailure(client.settings.update({ backups: { ...backups, folder: wrong } }), 'FOLDER_UNUSABLE');
    expect(await client.settings.get({})).toMatchObject({ backups: { folder: null } });
  });
}
