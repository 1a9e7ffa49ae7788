import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
beforeEach(() => {
  files = testFolder();
  core = testCore({ casesDir: files.path('cases'), settingsDir: files.path('own/settings') });
  mkdirSync(files.path('cases'));
});
afterEach(() => {
  core.close();
  files.remove();
});

async function choose(folder: string): Promise<void> {
  const { backups } = await core.client.settings.get({});
  await core.client.settings.update({ backups: { ...backups, folder } });
}
const notices = async (path: string) => (await core.client.cases.openPath({ path })).notices.map(({ kind }) => kind);

test('backups do not go where the cases lie, by whatever path', async () => {
  core.core.workbench.createAt(files.path('elsewhere/case.assay'));
  symlinkSync(files.path('elsewhere'), files.path('link'));
  for (const folder of ['cases', 'cases/backups/deep', 'elsewhere', 'elsewhere/new', 'link/new']) {
    await expect(choose(files.path(folder)), folder).rejects.toMatchObject({
      code: 'FOLDER_UNUSABLE',
      data: { folder: files.path(folder), why: 'beside' },
    });
    expect((await core.client.settings.get({})).backups.folder).toBe(null);
  }
  expect(existsSync(files.path('cases/backups'))).toBe(false);
  await choose(files.path('elsewhere-too'));
});

test('a folder that holds everything of a person is no folder of a case', async () => {
  core.core.workbench.createAt(files.path('case.assay'));
  await choose(files.path('disk/backups'));
  await expect(choose(files.folder)).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE' });
});

test('a case that lies beside its backups says so until they go elsewhere', async () => {
  await choose(files.path('disk/backups'));
  core.core.workbench.createAt(files.path('disk/case.assay'));
  core.core.workbench.createAt(files.path('other/case.assay'));
  expect(await notices(files.path('other/case.assay'))).toEqual([]);
  expect(await notices(files.path('disk/case.assay'))).toEqual(['backups-beside']);
  const { backups } = await core.client.settings.get({});
  await core.client.settings.update({ backups: { ...backups, recent: 5 } });
  expect((await core.client.cases.current({}))!.notices).toHaveLength(1);
  await choose(files.path('third'));
  expect((await core.client.cases.current({}))!.notices).toEqual([]);
});
