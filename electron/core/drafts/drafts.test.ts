import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testCore, type TestCore } from '../testing.ts';
import { hashOfValues } from '../store/row-hash.ts';
import { testFolder } from '../store/testing.ts';
import { draftFilePath, readDraftsBeside } from './beside.ts';

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
    core.workbench.showInstead(past, { seq: 1, at: '2026-01-01T00:00:00.000Z', after: 'Create case' });
    await client.drafts.keep({ key: 'k', text: 'typed just before' });
    core.workbench.showInstead(null);
    expect(await client.drafts.list({})).toMatchObject([{ text: 'typed just before' }]);
  });
});

describe('drafts beside the case', () => {
  let files: ReturnType<typeof testFolder>;
  let path: string;
  beforeEach(() => {
    files = testFolder();
    path = files.path('cases/Harbour.assay');
    bench.core.workbench.createAt(path);
  });
  afterEach(() => files.remove());

  const keep = (key: string, text: string) => bench.client.drafts.keep({ key, text });
  const texts = async (): Promise<string[]> => (await bench.client.drafts.list({})).map(({ text }) => text);
  const addLabel = () => bench.client.labels.create({ id: bench.newId(), name: `L ${bench.newId()}`, colour: 'red', definition: '' });

  /** The case as a crash at this moment would leave it, with a write-ahead log of which only so many bytes can be read. */
  function crash(bytesOfLog: number): string {
    mkdirSync(files.path('left'), { recursive: true });
    for (const name of readdirSync(files.path('cases')).filter((file) => !/lock|reserve|-shm/.test(file)))
      copyFileSync(files.path(`cases/${name}`), files.path(`left/${name}`));
    const left = files.path('left/Harbour.assay');
    truncateSync(`${left}-wal`, Math.min(bytesOfLog, statSync(`${left}-wal`).size));
    return left;
  }

  it('come back when the write-ahead log that held them is damaged, as the operations do', async () => {
    await addLabel();
    await keep('a', 'first words');
    await keep('b', 'recorded soon');
    await addLabel();
    await keep('a', 'first words, and more');
    await bench.client.drafts.drop({ keys: ['b'] });
    const left = crash(100);
    const opened = await bench.client.cases.openPath({ path: left });
    expect(opened.notices.map(({ kind }) => kind)).toContain('case-healed');
    expect(await texts()).toEqual(['first words, and more']);
  });

  it('do not stand in the way of newer ones in the case', async () => {
    await keep('a', 'older');
    const older = readFileSync(draftFilePath(path));
    await keep('a', 'newer');
    const left = crash(Infinity);
    writeFileSync(draftFilePath(left), older);
    await bench.client.cases.openPath({ path: left });
    expect(await texts()).toEqual(['newer']);
  });

  it('are told by what was said before, not by the clock', async () => {
    await keep('a', 'older, when the clock was ahead');
    const [draft] = await bench.client.drafts.list({});
    const told = readFileSync(draftFilePath(path), 'utf8');
    const state = { key: 'a', text: 'newer, by a clock set right', at: '2025-01-01T00:00:00.000Z' };
    expect(draft!.at > state.at).toBe(true);
    const left = crash(Infinity);
    writeFileSync(draftFilePath(left), `${told}${JSON.stringify({ ...state, hash: hashOfValues(Object.values(state)) })}\n`);
    await bench.client.cases.openPath({ path: left });
    expect(await texts()).toEqual([state.text]);
  });

  it('of a case that was closed properly do not come back into one that went on elsewhere', async () => {
    await keep('a', 'recorded on another machine later');
    await bench.client.cases.close({});
    const told = readFileSync(draftFilePath(path));
    await bench.client.cases.openPath({ path });
    await bench.client.drafts.drop({ keys: ['a'] });
    await bench.client.cases.close({});
    expect(existsSync(draftFilePath(path))).toBe(false);
    writeFileSync(draftFilePath(path), told);
    await bench.client.cases.openPath({ path });
    expect(await texts()).toEqual([]);
  });

  it('of another case that lay there are kept, and stay out of this one', async () => {
    await keep('a', 'words of Harbour');
    const left = crash(Infinity);
    const other = files.path('cases/Other.assay');
    bench.core.workbench.createAt(other);
    copyFileSync(draftFilePath(left), draftFilePath(other));
    await bench.client.cases.openPath({ path });
    await bench.client.cases.openPath({ path: other });
    expect(await texts()).toEqual([]);
    await keep('b', 'words of Other');
    expect(readFileSync(`${draftFilePath(other)}.1`)).toEqual(readFileSync(draftFilePath(left)));
    expect([...readDraftsBeside(other)!.newest.values()]).toMatchObject([{ text: 'words of Other' }]);
  });

  it('need little room however long one types, and survive a damaged line', async () => {
    const words = 'The quay wall will be closed. '.repeat(400);
    for (let typed = 1; typed < 100; typed++) await keep('a', words + typed);
    await keep('b', 'another field');
    expect(statSync(draftFilePath(path)).size).toBeLessThan(400_000);
    const lines = readFileSync(draftFilePath(path), 'utf8').split('\n');
    const left = crash(100);
    writeFileSync(
      draftFilePath(left),
      lines.map((line, number) => (number === lines.length - 3 ? line.replace('quay', 'bay') : line)).join('\n'),
    );
    await bench.client.cases.openPath({ path: left });
    expect(await texts()).toEqual([`${words}98`, 'another field']);
  });

  it('that cannot be written keep nobody from typing', async () => {
    mkdirSync(draftFilePath(path));
    await keep('a', 'typed all the same');
    expect(await texts()).toEqual(['typed all the same']);
    await bench.client.cases.close({});
    await bench.client.cases.openPath({ path });
    expect(await texts()).toEqual(['typed all the same']);
  });
});
