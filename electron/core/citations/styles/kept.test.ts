import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepView, keptView } from '../../store/viewState.ts';
import { fileHash, testFolder } from '../../store/testing.ts';
import { testCore, type TestCore } from '../../testing.ts';
import { testStyle } from '../testing/styles.ts';
import { adoptKeptStyles } from './earlier.ts';

let files: ReturnType<typeof testFolder>;
let core: TestCore;
beforeEach(() => {
  files = testFolder();
  core = testCore();
});
afterEach(() => {
  core.close();
  files.remove();
});

const house = (title = 'House style'): File => new File([testStyle({ title })], 'house.csl');
const chosen = async () => (await core.client.citations.styles({})).chosen;
const titles = async () => (await core.client.citations.styles({})).styles.map(({ title }) => title);
const newest = async () => (await core.client.history.list({ limit: 1 })).operations[0]!;

describe('the style of a case', () => {
  test('is one step of its history, told in words, and undone and redone', async () => {
    await core.client.citations.chooseStyle({ styleId: 'apa' });
    await core.client.citations.chooseStyle({ styleId: 'vancouver' });
    const { seq, label } = await newest();
    expect(label).toBe('Set citation style to Vancouver (NLM, Citing Medicine)');
    expect(await core.client.history.changes({ seq })).toMatchObject([
      { table: 'case_info', before: { citation_style_id: 'apa' }, after: { citation_style_id: 'vancouver' } },
    ]);
    await core.client.history.undo({});
    expect(await chosen()).toBe('apa');
    await core.client.history.undo({});
    expect(await chosen()).toBeNull();
    await core.client.history.redo({});
    expect(await chosen()).toBe('apa');
    await core.client.citations.chooseStyle({ styleId: null });
    expect((await newest()).label).toBe('Set citation style to Assay’s own');
    expect((await core.client.integrity.verify({})).ok).toBe(true);
  });

  test('chosen again as it is leaves no step behind', async () => {
    await core.client.citations.chooseStyle({ styleId: 'apa' });
    const { seq } = await newest();
    await core.client.citations.chooseStyle({ styleId: 'apa' });
    expect((await newest()).seq).toBe(seq);
    await expect(core.client.citations.chooseStyle({ styleId: 'ieee' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is told to every window', async () => {
    const told: string[][] = [];
    core.store.onChange(({ tables }) => told.push(tables));
    await core.client.citations.chooseStyle({ styleId: 'harvard' });
    await core.client.citations.addStyle({ file: house(), choose: true });
    expect(told).toEqual([['case_info'], ['reference_file', 'case_info']]);
  });

  test('that was loaded comes and goes with one step, and comes back as it was', async () => {
    const { id } = await core.client.citations.addStyle({ file: house(), choose: true });
    expect(await chosen()).toBe(id);
    expect((await newest()).label).toBe('Load citation style “House style”');
    await core.client.history.undo({});
    expect([await chosen(), await titles()]).toEqual([null, expect.not.arrayContaining(['House style'])]);
    await core.client.history.redo({});
    expect(await chosen()).toBe(id);
    await core.client.citations.removeStyle({ styleId: id });
    expect((await newest()).label).toBe('Take out citation style “House style”');
    expect(await chosen()).toBeNull();
    await core.client.history.undo({});
    expect(await chosen()).toBe(id);
    // The words of the history name it after it is gone, too.
    await core.client.citations.removeStyle({ styleId: id });
    const changes = await core.client.history.changes({ seq: (await newest()).seq });
    const { names } = changes.find(({ table }) => table === 'case_info')!;
    expect(names[id]).toBe('House style');
  });

  test('is the one of that moment where an earlier moment is shown', async () => {
    await core.client.citations.chooseStyle({ styleId: 'apa' });
    const { seq } = await newest();
    await core.client.citations.chooseStyle({ styleId: null });
    await core.client.history.viewAsOf({ seq });
    expect(await chosen()).toBe('apa');
    await expect(core.client.citations.chooseStyle({ styleId: null })).rejects.toMatchObject({ code: 'READ_ONLY' });
  });
});

describe('a case that kept its style as view state', () => {
  const bytes = Buffer.from(testStyle());
  const keepAsBefore = (): void =>
    core.store.keep(() => {
      keepView(core.store, 'citations:style', 'abc');
      keepView(core.store, 'citations:styles', [{ id: 'abc', title: 'House style' }]);
      keepView(core.store, 'citations:style:abc', bytes.toString('base64'));
    });

  test('makes it a part of the case when it is opened, once', async () => {
    core.core.workbench.createAt(files.path('old.assay'), 'Old');
    core = { ...core, store: core.core.workbench.requireCase().store };
    keepAsBefore();
    // The canary: nothing does it but the opening.
    expect(await chosen()).toBeNull();
    core.core.workbench.reopen();
    const { styles, chosen: id } = await core.client.citations.styles({});
    expect(styles.at(-1)).toEqual({ id, title: 'House style', shipped: false });
    const { seq, label } = await newest();
    expect(label).toBe('Make the citation style a part of the case');
    core.core.workbench.reopen();
    expect((await newest()).seq).toBe(seq);
    expect(keptView(core.core.workbench.requireCase().store, 'citations:style:abc')).toBeNull();
    expect((await core.client.integrity.verify({})).ok).toBe(true);
  });

  test('is left alone where it takes no changes', () => {
    const path = files.path('old.assay');
    core.core.workbench.createAt(path, 'Old');
    core = { ...core, store: core.core.workbench.requireCase().store };
    keepAsBefore();
    core.core.workbench.closeCase();
    const before = fileHash(path);
    core.core.workbench.open(path, true);
    expect(adoptKeptStyles(core.core.workbench.requireCase(), core.core.workbench)).toBeNull();
    core.core.workbench.closeCase();
    expect(fileHash(path)).toBe(before);
  });
});
