import { expect, test } from 'vitest';
import { testStyle } from '../../electron/core/citations/testing/styles.ts';
import { citationFormat } from '../../shared/domain/citations.ts';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { makeClaim, makePassage, pasteArticle } from './material.ts';

export function citationTests(bench: Bench): void {
  test('citations are read from a file or a text, and taken over in one step', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const text = '@article{wall, title={Harbour wall gives way}, author={Brandt, Ada}}\n@misc{broken, title={Cut off';
    const { format, entries, problems } = await client.citations.read({ source: { file: new File([text], 'wall.bib') } });
    expect(format).toBe('bibtex');
    expect(entries).toMatchObject([{ key: 'wall', by: 'title', documentIds: [document.id], origins: { byline: 'BibTeX author' } }]);
    expect(problems).toMatchObject([{ line: 2, entry: 2 }]);
    const [{ fields, origins }] = entries as [(typeof entries)[0]];
    const { seq, documents } = await client.citations.take({
      items: [{ documentId: document.id, revision: document.revision, fields, origins }],
    });
    expect(documents).toBe(1);
    const taken = await client.documents.get({ documentId: document.id });
    expect(taken).toMatchObject({ byline: 'Ada Brandt', guesses: { byline: 'cited: BibTeX author' } });
    await expectFailure(
      client.citations.take({ items: [{ documentId: document.id, revision: document.revision, fields: { byline: 'Else' } }] }),
      'STALE_STATE',
    );
    await client.history.undo({ seq });
    expect((await client.documents.get({ documentId: document.id })).byline).toBe(document.byline);
    await expectFailure(client.citations.read({ source: { text: 'No citation at all.' } }), 'CITATIONS_UNREADABLE', { why: 'unknown' });
  });

  test('citations are written in each format, with what it cannot hold', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    for (const format of citationFormat.options) {
      const { file, citations, losses } = await client.citations.export({ documentIds: [document.id], format });
      expect(file).toBeInstanceOf(File);
      expect(citations).toBe(1);
      expect(await file.text()).toContain('Harbour wall gives way');
      expect(losses).toMatchObject([{ documentId: document.id, message: expect.stringContaining('nobody confirmed') as string }]);
    }
    expect(await client.citations.export({ documentIds: null, format: 'ris' })).toMatchObject({ citations: 1 });
  });

  test('a file of citations is imported as what it is, read, saved as it came, and taken out again', async () => {
    const { client } = bench;
    await pasteArticle(client);
    const content = '@misc{wall, title={Harbour wall gives way}}';
    const files = [{ name: 'wall.bib', file: new File([content], 'wall.bib') }];
    for await (const { outcome } of await client.documents.import({ importId: crypto.randomUUID(), files }))
      expect(outcome).toMatchObject({ outcome: 'citations', citations: 1 });
    const [file] = await client.citations.files({});
    expect(file).toMatchObject({ title: 'wall.bib', citations: 1, size: content.length });
    expect((await client.citations.read({ source: { fileId: file!.id } })).entries).toMatchObject([{ by: 'title' }]);
    expect(await (await client.citations.file({ fileId: file!.id })).text()).toBe(content);
    const { seq } = await client.citations.removeFile({ fileId: file!.id });
    expect(await client.citations.files({})).toEqual([]);
    await expectFailure(client.citations.file({ fileId: file!.id }), 'NOT_FOUND');
    await client.history.undo({ seq });
    expect(await client.citations.files({})).toEqual([file]);
  });

  test('a style is loaded, kept with the case, and sets the sources of its report', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const passage = await makePassage(client, document);
    const claim = await makeClaim(client);
    await client.claims.addSighting({ id: crypto.randomUUID(), claimId: claim.id, passage: { passageId: passage.id } });
    const style = await client.citations.addStyle({ file: new File([testStyle()], 'house.csl') });
    expect(style).toMatchObject({ title: 'House style', shipped: false });
    await client.citations.chooseStyle({ styleId: style.id });
    expect(await client.citations.styles({})).toMatchObject({ chosen: style.id });
    const set = 'Set in the style “House style”';
    expect(JSON.stringify(await client.reports.preview({}))).toContain('House style');
    expect(await (await client.reports.export({ format: 'md' })).file.text()).toContain(set);
    expect(await (await client.reports.export({ format: 'md', citationStyle: null })).file.text()).not.toContain(set);
    await client.citations.removeStyle({ styleId: style.id });
    expect(await client.citations.styles({})).toMatchObject({ chosen: null });
    await expectFailure(client.reports.preview({ citationStyle: style.id }), 'NOT_FOUND');
    await expectFailure(client.citations.addStyle({ file: new File(['<style/>'], 'no.csl') }), 'STYLE_UNUSABLE', {
      name: 'no.csl',
      why: 'no-style',
      detail: '',
    });
  });

  test('a style that is loaded to be used at once is one step, and the choice before it comes back with its undo', async () => {
    const { client } = bench;
    const sets = async () => {
      const { chosen, styles } = await client.citations.styles({});
      return { chosen, loaded: styles.filter(({ shipped }) => !shipped).map(({ id }) => id) };
    };
    await client.citations.chooseStyle({ styleId: 'apa' });
    const { id } = await client.citations.addStyle({ file: new File([testStyle()], 'house.csl'), choose: true });
    expect(await sets()).toEqual({ chosen: id, loaded: [id] });
    expect((await client.history.undo({})).label).toBe('Load citation style “House style”');
    expect(await sets()).toEqual({ chosen: 'apa', loaded: [] });
    expect((await client.history.state({})).undo).toBe('Set citation style to APA, 7th edition');
    await client.history.redo({});
    expect(await sets()).toEqual({ chosen: id, loaded: [id] });

    // Of one that is there already only the choice is new.
    await client.citations.chooseStyle({ styleId: null });
    await client.citations.addStyle({ file: new File([testStyle()], 'again.csl'), choose: true });
    await client.history.undo({});
    expect(await sets()).toEqual({ chosen: null, loaded: [id] });
    await client.history.redo({});
    expect(await sets()).toEqual({ chosen: id, loaded: [id] });
  });
}
