import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { article } from './material.ts';

export function watchedFolderTests(bench: Bench): void {
  test('a folder is watched for callers that are trusted with paths, and gives its new files until none is watched', async () => {
    const { client, host } = bench;
    const folder = join(host.folder, 'inbox');
    mkdirSync(folder);
    expect(await client.watchedFolder.get({})).toEqual({ state: 'off', folder: '' });
    if (!host.trustsPaths) return expectFailure(client.watchedFolder.set({ path: folder }), 'NOT_ALLOWED');
    await expectFailure(client.watchedFolder.set({ path: join(folder, 'nothing') }), 'NOT_ALLOWED');
    expect(await client.watchedFolder.set({ path: folder })).toMatchObject({ state: 'watching', folder: expect.stringMatching(/inbox$/) });
    const events = await client.events.subscribe({});
    writeFileSync(join(folder, 'wall.txt.part'), article);
    renameSync(join(folder, 'wall.txt.part'), join(folder, 'wall.txt'));
    for await (const event of events)
      if (event.type === 'watched-import') {
        expect(event).toMatchObject({ folder: 'inbox', made: 1, failed: 0, outcomes: [{ outcome: 'imported', name: 'wall.txt' }] });
        break;
      }
    expect(await client.documents.list({})).toMatchObject([{ fileName: 'wall.txt' }]);
    expect(await client.watchedFolder.stop({})).toEqual({ state: 'off', folder: '' });
  });

  test('watching none is allowed to everybody', async () => {
    expect(await bench.client.watchedFolder.stop({})).toEqual({ state: 'off', folder: '' });
  });
}
