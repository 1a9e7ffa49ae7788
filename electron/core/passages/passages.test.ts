import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addArticle, addPassage, testCore, type TestArticle, type TestCore } from '../testing.ts';

const text = `The harbour closes

The port authority of Lindholm said on Monday that the harbour “will close by June”. Nobody believed it. 👩‍👩‍👧 came along.

Two ferries a day cross the bay. Two ferries a day cross the bay.`;

let core: TestCore;
let article: TestArticle;

beforeEach(async () => {
  core = testCore();
  article = await addArticle(core, text);
});
afterEach(() => core.close());

describe('creating a passage', () => {
  test('stores the quote, its context and its labels in one undoable step', async () => {
    const label = await core.client.labels.create({ id: core.newId(), name: 'Quote', colour: 'blue', definition: '' });
    const { labelIds, exact, prefix, suffix, ranges } = await core.client.passages.create({
      id: core.newId(),
      documentId: article.documentId,
      anchor: article.anchor('“will close by June”'),
      labelIds: [label.id],
    });
    expect({ labelIds, exact, ranges }).toEqual({
      labelIds: [label.id],
      exact: '“will close by June”',
      ranges: article.anchor('“will close by June”').ranges,
    });
    expect(prefix).toHaveLength(64);
    expect(article.text).toContain(prefix + exact + suffix);
    expect(core.store.undo().label).toBe('Highlight passage');
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual([]);
  });

  test('the same passage sent twice is one; with other content it is refused', async () => {
    const input = { id: core.newId(), documentId: article.documentId, anchor: article.anchor('Nobody believed it') };
    const first = await core.client.passages.create(input);
    expect(await core.client.passages.create(input)).toEqual(first);
    await expect(core.client.passages.create({ ...input, anchor: article.anchor('ferries') })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
  });

  test('grows outward to whole graphemes', async () => {
    const family = article.text.indexOf('👩');
    const cut = { start: family + 2, end: family + 4 };
    const passage = await core.client.passages.create({
      id: core.newId(),
      documentId: article.documentId,
      anchor: { versionId: article.versionId, ranges: [cut], exact: article.text.slice(cut.start, cut.end) },
    });
    expect(passage.exact).toBe('👩‍👩‍👧');
  });

  test('several ranges are one quote with gaps', async () => {
    const [first, second] = [article.anchor('The port authority'), article.anchor('Nobody believed it')];
    const passage = await core.client.passages.create({
      id: core.newId(),
      documentId: article.documentId,
      anchor: {
        versionId: article.versionId,
        ranges: [...second.ranges, ...first.ranges],
        exact: 'The port authority […] Nobody believed it',
      },
    });
    expect(passage.ranges).toEqual([...first.ranges, ...second.ranges]);
    expect(passage.exact).toBe('The port authority […] Nobody believed it');
  });

  test.each([
    ['outside', () => ({ ranges: [{ start: 0, end: article.text.length + 1 }] })],
    ['empty', () => ({ ranges: [{ start: 5, end: 5 }], exact: '' })],
    ['quote', () => ({ exact: 'Nobody trusted it' })],
    ['version', () => ({ versionId: core.newId() })],
  ] as const)('refuses a stale anchor: %s', async (problem, change) => {
    const anchor = { ...article.anchor('Nobody believed it'), ...change() };
    const before = core.store.journal.head().seq;
    await expect(core.client.passages.create({ id: core.newId(), documentId: article.documentId, anchor })).rejects.toMatchObject({
      code: 'STALE_TEXT',
      data: { documentId: article.documentId, problem, ...(problem === 'quote' && { found: 'Nobody believed it' }) },
    });
    expect(core.store.journal.head().seq).toBe(before);
  });

  test('refuses an article and a label that are not there, and leaves nothing behind', async () => {
    const anchor = article.anchor('ferries');
    await expect(core.client.passages.create({ id: core.newId(), documentId: core.newId(), anchor })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      core.client.passages.create({ id: core.newId(), documentId: article.documentId, anchor, labelIds: [core.newId()] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual([]);
  });
});

describe('creating several passages', () => {
  const several = (...quotes: [words: string, nth?: number][]) =>
    quotes.map(([words, nth = 0]) => ({ id: core.newId(), documentId: article.documentId, anchor: article.anchor(words, nth) }));

  test('makes them in one step with their labels, and one undo takes all back', async () => {
    const label = await core.client.labels.create({ id: core.newId(), name: 'Ferries', colour: 'teal', definition: '' });
    const wanted = several(['Two ferries', 0], ['Two ferries', 1], ['Nobody']).map((input) => ({ ...input, labelIds: [label.id] }));
    const { seq, passages } = await core.client.passages.createMany({ passages: wanted });
    expect(passages.map(({ exact, labelIds, revision }) => ({ exact, labelIds, revision }))).toEqual(
      ['Nobody', 'Two ferries', 'Two ferries'].map((exact) => ({ exact, labelIds: [label.id], revision: seq })),
    );
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual(passages);
    expect(core.store.undo().label).toBe('Highlight 3 passages');
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual([]);
  });

  test('one that is refused refuses all, and is named', async () => {
    const [first, second, third] = several(['Two ferries'], ['Nobody believed it'], ['came along']);
    const before = core.store.journal.head().seq;
    const wrong = { ...second!, anchor: { ...second!.anchor, exact: 'Nobody trusted it' } };
    const refused = core.client.passages.createMany({ passages: [first!, wrong, third!] });
    await expect(refused).rejects.toMatchObject({
      code: 'STALE_TEXT',
      data: { problem: 'quote', found: 'Nobody believed it', place: { number: 2, of: 3 } },
      message: expect.stringMatching(/^Passage 2 of 3 was refused, and so none of them was made\. The quote is not/),
    });
    expect(core.store.journal.head().seq).toBe(before);
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual([]);
  });

  test('a label that is not there refuses all', async () => {
    const wanted = several(['Two ferries'], ['Nobody']).map((input) => ({ ...input, labelIds: [core.newId()] }));
    await expect(core.client.passages.createMany({ passages: wanted })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      data: { kind: 'label' },
    });
    expect(await core.client.passages.list({ documentId: article.documentId })).toEqual([]);
  });

  test('the same call sent twice makes them once, and tells the step that made them', async () => {
    const wanted = several(['Two ferries'], ['Nobody']);
    const first = await core.client.passages.createMany({ passages: wanted });
    const head = core.store.journal.head().seq;
    expect(await core.client.passages.createMany({ passages: wanted })).toEqual(first);
    expect(core.store.journal.head().seq).toBe(head);
  });
});

describe('changing a passage', () => {
  test('adjusting moves the ends and keeps labels and notes', async () => {
    const label = await core.client.labels.create({ id: core.newId(), name: 'Key', colour: 'red', definition: '' });
    const passage = await addPassage(core, article, 'Two ferries', 1);
    await core.client.labels.assign({ targetKind: 'passage', targetIds: [passage.id], add: [label.id] });
    await core.client.notes.create({ id: core.newId(), targetKind: 'passage', targetId: passage.id, markdown: 'Look *here*.' });
    const anchor = article.anchor('Two ferries a day', 1);
    const moved = await core.client.passages.adjust({ passageId: passage.id, revision: passage.revision, anchor });
    expect(moved).toMatchObject({ exact: 'Two ferries a day', ranges: anchor.ranges, labelIds: [label.id], noteCount: 1 });
    await expect(core.client.passages.adjust({ passageId: passage.id, revision: passage.revision, anchor })).rejects.toMatchObject({
      code: 'STALE_STATE',
    });
  });

  test('deleting takes notes and labels along, and one undo brings all back', async () => {
    const label = await core.client.labels.create({ id: core.newId(), name: 'Key', colour: 'red', definition: '' });
    const passage = await addPassage(core, article, 'Nobody');
    await core.client.labels.assign({ targetKind: 'passage', targetIds: [passage.id], add: [label.id] });
    await core.client.notes.create({ id: core.newId(), targetKind: 'passage', targetId: passage.id, markdown: 'Why?' });
    const whole = await core.client.passages.get({ passageId: passage.id });
    await core.client.passages.remove({ passageId: passage.id });
    await expect(core.client.passages.get({ passageId: passage.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await core.client.notes.list({ targetKind: 'passage', targetId: passage.id })).toEqual([]);
    core.store.undo();
    const back = await core.client.passages.get({ passageId: passage.id });
    expect({ ...back, revision: 0, updatedAt: '' }).toEqual({ ...whole, revision: 0, updatedAt: '' });
  });

  test('a passage that claims rest on is kept, until their uses may go too', async () => {
    const passage = await addPassage(core, article, 'will close by June');
    const claim = await core.client.claims.create({
      id: core.newId(),
      fields: { text: 'The harbour closes by June.' },
      sighting: { id: core.newId(), passage: { passageId: passage.id } },
    });
    await core.client.evidence.create({
      id: core.newId(),
      claimId: claim.id,
      stance: 'supports',
      source: { passage: { passageId: passage.id } },
    });
    const [listed] = await core.client.passages.list({ documentId: article.documentId });
    expect(listed).toMatchObject({
      sightings: [{ claimId: claim.id, shortText: expect.stringContaining('The harbour closes by June') as string, ratingId: null }],
      evidence: [{ claimId: claim.id, stance: 'supports' }],
    });
    await expect(core.client.passages.remove({ passageId: passage.id })).rejects.toMatchObject({
      code: 'IN_USE',
      data: { sightings: 1, evidence: 1 },
    });
    await core.client.passages.remove({ passageId: passage.id, withUses: true });
    expect((await core.client.history.state({})).undo).toMatch(/^Delete highlight “.+”$/);
    expect(await core.client.claims.get({ claimId: claim.id })).toMatchObject({ sightings: [], evidence: [] });
    core.store.undo();
    expect((await core.client.claims.get({ claimId: claim.id })).evidence).toHaveLength(1);
  });
});

test('ranges that point nowhere are refused, and those that cut a character grow to hold it', async () => {
  const odd = await addArticle(core, 'A flag 🇳🇴, a family 👩‍👩‍👧 and cafe\u0323\u0301 at the quay.');
  const { text, versionId, documentId } = odd;
  const create = (start: number, end: number, exact = text.slice(start, end)) =>
    core.client.passages.create({ id: core.newId(), documentId, anchor: { versionId, ranges: [{ start, end }], exact } });
  const { seq } = core.store.journal.head();
  for (const start of [text.length - 3, text.length + 5])
    await expect(create(start, text.length + 9)).rejects.toMatchObject({ code: 'STALE_TEXT', data: { problem: 'outside' } });
  await expect(create(9, 4)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('ends before it starts') as string,
  });
  await expect(create(4, 4)).rejects.toMatchObject({ code: 'STALE_TEXT', data: { problem: 'empty' } });
  await expect(create(-2, 4, 'A fl')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(core.store.journal.head().seq).toBe(seq);
  // Inside a surrogate pair, a pair of regional letters, a joined family, and a letter with its marks.
  for (const whole of ['🇳🇴', '👩‍👩‍👧', text.slice(text.indexOf('caf') + 3, text.indexOf(' at'))]) {
    const at = text.indexOf(whole);
    for (let cut = at + 1; cut < at + whole.length; cut++) {
      expect((await create(cut, cut + 1)).exact).toBe(whole);
      expect((await create(at - 1, cut)).ranges).toEqual([{ start: at - 1, end: at + whole.length }]);
    }
  }
});

test('a passage may hold a whole book', async () => {
  const book = await addArticle(
    core,
    Array.from({ length: 2_000 }, (_, line) => `${line}. ${'The tide turned and nobody came. '.repeat(16)}`).join('\n\n'),
  );
  const { documentId, versionId, text } = book;
  expect(text.length).toBeGreaterThan(1_000_000);
  const whole = { versionId, ranges: [{ start: 0, end: text.length }], exact: text };
  const passage = await core.client.passages.create({ id: core.newId(), documentId, anchor: whole });
  expect(passage).toMatchObject({ ranges: whole.ranges, prefix: '', suffix: '' });
  expect(passage.exact === text).toBe(true);
  expect(await core.client.passages.list({ documentId })).toMatchObject([{ id: passage.id }]);
  core.store.undo();
  expect(await core.client.passages.list({ documentId })).toEqual([]);
});

test('ten thousand passages with labels and notes are listed in one go', async () => {
  const long = await addArticle(core, `${'A dozen ships waited outside the bay for the tide to turn. '.repeat(2_000)}`);
  const label = await core.client.labels.create({ id: core.newId(), name: 'Ship', colour: 'teal', definition: '' });
  core.store.transact('Fill', (tx) => {
    for (let index = 0; index < 10_000; index++) {
      const id = core.newId();
      const start = index * 10;
      const ranges = JSON.stringify([{ start, end: start + 40 }]);
      tx.insert('passage', {
        id,
        document_id: long.documentId,
        version_id: long.versionId,
        ranges,
        first: start,
        last: start + 40,
        exact: long.text.slice(start, start + 40),
        prefix: '',
        suffix: '',
      });
      if (index % 2 === 0) tx.insert('label_use', { id: core.newId(), label_id: label.id, target_kind: 'passage', target_id: id });
      if (index % 5 === 0) tx.insert('note', { id: core.newId(), target_kind: 'passage', target_id: id, markdown: 'x', author: 'Tester' });
    }
  });
  const queries = countStatements(core);
  const listed = await core.client.passages.list({ documentId: long.documentId });
  expect(listed).toHaveLength(10_000);
  expect(listed.filter(({ labelIds }) => labelIds.length === 1)).toHaveLength(5_000);
  expect(listed.filter(({ noteCount }) => noteCount === 1)).toHaveLength(2_000);
  // One query for the version, one for the passages, four for what hangs on them: not one for each passage.
  expect(queries()).toBeLessThanOrEqual(6);
});

function countStatements({ store }: TestCore): () => number {
  const { statement } = store;
  let count = 0;
  store.statement = ((sql: string) => {
    count++;
    return statement.call(store, sql);
  }) as typeof store.statement;
  return () => count;
}
