import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testFolder } from '../store/testing.ts';
import { testCore, type TestCore } from '../testing.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
let path: string;
let journal: string;
beforeEach(() => {
  files = testFolder();
  core = testCore({ casesDir: files.path('cases'), settingsDir: files.path('settings') });
  path = files.path('case.assay');
  journal = `${path}.journal`;
  core.core.workbench.createAt(path);
});
afterEach(() => {
  core.close();
  files.remove();
});

const makeLabel = (name: string) => core.client.labels.create({ id: core.newId(), name, colour: 'red', definition: '' });
const notices = async () => (await core.client.cases.openPath({ path })).notices.map(({ kind, count }) => [kind, count]);

test('nothing is said of a case that was closed as it should be', async () => {
  await makeLabel('A');
  await core.client.cases.close({});
  expect(await notices()).toEqual([]);
});

test('a case that was moved alone says so once, and stands for itself', async () => {
  await makeLabel('Before');
  await core.client.cases.close({});
  rmSync(journal);
  expect(await notices()).toEqual([['journal-missing', null]]);
  await makeLabel('A');
  await core.client.cases.close({});
  expect(await notices()).toEqual([]);
});

test('what one of the two had lost is counted', async () => {
  await core.client.cases.close({});
  copyFileSync(path, files.path('earlier'));
  const before = readFileSync(journal).length;
  await core.client.cases.openPath({ path });
  await makeLabel('A');
  await makeLabel('B');
  await core.client.cases.close({});
  copyFileSync(path, files.path('later'));
  copyFileSync(files.path('earlier'), path);
  expect(await notices()).toEqual([['case-healed', 2]]);
  expect((await core.client.labels.list({})).map(({ name }) => name)).toEqual(['A', 'B']);
  await core.client.cases.close({});
  truncateSync(journal, before);
  expect(await notices()).toEqual([['journal-healed', 2]]);
});

test('a case that is only read says what it has lost, and nothing is written', async () => {
  await core.client.cases.close({});
  copyFileSync(path, files.path('earlier'));
  await core.client.cases.openPath({ path });
  await makeLabel('A');
  await makeLabel('B');
  await core.client.cases.close({});
  copyFileSync(files.path('earlier'), path);
  const before = [readFileSync(path), readFileSync(journal)];
  const opened = await core.client.cases.openPath({ path, readOnly: true });
  expect(opened.notices).toEqual([{ kind: 'journal-ahead', count: 2, detail: '' }]);
  expect(await core.client.labels.list({})).toEqual([]);
  const { ok, checks } = await core.client.integrity.verify({});
  expect([ok, checks.find(({ name }) => name === 'side-journal')!.problems]).toEqual([
    false,
    ['The journal goes on to operation 3, of which the case has lost the last 2.'],
  ]);
  expect([readFileSync(path), readFileSync(journal)]).toEqual(before);
  expect(await notices()).toEqual([['case-healed', 2]]);
});

test('a journal of another case is set aside under a name that is told', async () => {
  await core.client.cases.close({});
  core.core.workbench.createAt(files.path('other.assay'));
  await core.client.cases.close({});
  copyFileSync(`${files.path('other.assay')}.journal`, journal);
  expect(await notices()).toEqual([['journal-foreign', null]]);
  const [notice] = (await core.client.cases.current({}))!.notices;
  expect(readdirSync(files.folder)).toContain(notice!.detail);
});

test('a journal that cannot be written is told of, until it can', async () => {
  rmSync(journal);
  mkdirSync(journal);
  writeFileSync(`${journal}/in the way`, '');
  await makeLabel('A');
  expect((await core.client.cases.current({}))!.notices).toMatchObject([{ kind: 'journal-failing', detail: expect.stringContaining('E') }]);
  rmSync(journal, { recursive: true });
  await makeLabel('B');
  expect((await core.client.cases.current({}))!.notices).toEqual([]);
});

test('changes that both have lost are told of', async () => {
  await core.client.cases.close({});
  copyFileSync(path, files.path('earlier'));
  await core.client.cases.openPath({ path });
  await makeLabel('A');
  await core.client.cases.close({});
  copyFileSync(files.path('earlier'), path);
  truncateSync(journal, readFileSync(journal).length - 10);
  expect(await notices()).toEqual([['operations-lost', null]]);
});

test('the demo, which comes alone, is not called a case without its journal', async () => {
  expect((await core.client.cases.openDemo({})).notices).toEqual([]);
  expect(existsSync(files.path('settings/Demo case.assay.journal'))).toBe(true);
});
