import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addArticle, addPassage, testCore, type TestArticle, type TestCore } from '../testing.ts';

const text = `The harbour closes

The port authority said on Monday that the harbour will close by June. Nobody believed it. 👩‍👩‍👧 came along.`;

let core: TestCore;
let article: TestArticle;

beforeEach(async () => {
  core = testCore();
  article = await addArticle(core, text);
});
afterEach(() => core.close());

const at = (words: string): number => article.text.indexOf(words);
const list = () => core.client.passages.list({ documentId: article.documentId });
const label = (name: string) => core.client.labels.create({ id: core.newId(), name, colour: 'teal', definition: '' });
const put = (labelId: string, passageId: string) =>
  core.client.labels.assign({ targetKind: 'passage', targetIds: [passageId], add: [labelId] });
const note = (passageId: string, markdown: string) =>
  core.client.notes.create({ id: core.newId(), targetKind: 'passage', targetId: passageId, markdown });
const claim = (words: string) => core.client.claims.create({ id: core.newId(), fields: { text: words } });
const sight = (claimId: string, passageId: string, more: object = {}) =>
  core.client.claims.addSighting({ id: core.newId(), claimId, passage: { passageId }, ...more });
const prove = (claimId: string, passageId: string, comment = '') =>
  core.client.evidence.create({ id: core.newId(), claimId, stance: 'supports', comment, source: { passage: { passageId } } });

/** Everything that an undo must bring back, revisions and times apart. */
async function whole() {
  const passages = await list();
  const notes = await Promise.all(passages.map(({ id }) => core.client.notes.list({ targetKind: 'passage', targetId: id })));
  const bare = <Entity extends { revision: number; updatedAt: string }>({ revision: _revision, updatedAt: _at, ...rest }: Entity) => rest;
  return { passages: passages.map(bare), notes: notes.flat().map(bare), evidence: (await core.client.evidence.list({})).map(bare) };
}

describe('splitting', () => {
  test('both parts keep the labels; notes, sightings and evidence stay with the first; one undo makes it whole', async () => {
    const passage = await addPassage(core, article, 'the harbour will close by June. Nobody believed it.');
    const [key, { id: claimId }] = [await label('Key'), await claim('It closes.')];
    await put(key.id, passage.id);
    await note(passage.id, 'Which June?');
    await sight(claimId, passage.id);
    await prove(claimId, passage.id);
    const before = await whole();

    const { revision } = await core.client.passages.get({ passageId: passage.id });
    const secondId = core.newId();
    const input = { passageId: passage.id, revision, at: at('Nobody'), secondId };
    const { seq, first, second } = await core.client.passages.split(input);
    expect(first).toMatchObject({ id: passage.id, exact: 'the harbour will close by June.', labelIds: [key.id], noteCount: 1 });
    expect([first.sightings.length, first.evidence.length]).toEqual([1, 1]);
    expect(second).toMatchObject({ id: secondId, exact: 'Nobody believed it.', labelIds: [key.id], noteCount: 0 });
    expect([second.sightings.length, second.evidence.length]).toEqual([0, 0]);
    expect(second.prefix + second.exact).toBe(article.text.slice(at('Nobody') - 64, at('Nobody') + 'Nobody believed it.'.length));

    // Sent again it is the same split.
    expect(await core.client.passages.split(input)).toEqual({ seq, first, second });
    await core.client.history.undo({ seq });
    expect(await whole()).toEqual(before);
  });

  test('a passage of several fragments parts between them, and inside one', async () => {
    const [a, b] = [article.anchor('The port authority'), article.anchor('Nobody believed it')];
    const passage = await core.client.passages.create({
      id: core.newId(),
      documentId: article.documentId,
      anchor: { versionId: article.versionId, ranges: [...a.ranges, ...b.ranges], exact: `${a.exact} […] ${b.exact}` },
    });
    const { first } = await core.client.passages.split({
      passageId: passage.id,
      revision: passage.revision,
      at: at('believed'),
      secondId: core.newId(),
    });
    expect((await list()).map(({ exact }) => exact)).toEqual(['The port authority […] Nobody', 'believed it']);
    await core.client.passages.split({ passageId: first.id, revision: first.revision, at: at('Monday'), secondId: core.newId() });
    expect((await list()).map(({ exact }) => exact)).toEqual(['The port authority', 'Nobody', 'believed it']);
  });

  test('never cuts a character, and refuses a cut that leaves one side without words', async () => {
    const passage = await addPassage(core, article, 'it. 👩‍👩‍👧 came');
    const split = (offset: number, revision = passage.revision) =>
      core.client.passages.split({ passageId: passage.id, revision, at: offset, secondId: core.newId() });
    for (const offset of [0, at('it. 👩'), at('it. 👩') + passage.exact.length, article.text.length + 50])
      await expect(split(offset)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(split(at('came'), passage.revision + 1)).rejects.toMatchObject({ code: 'STALE_STATE' });
    expect(await list()).toHaveLength(1);
    const { first, second } = await split(at('👩') + 3);
    expect([first.exact, second.exact]).toEqual(['it.', '👩‍👩‍👧 came']);
  });
});

describe('joining', () => {
  test('the first takes the words and all that hung on the others; one undo parts them again', async () => {
    const later = await addPassage(core, article, 'Nobody believed it.');
    const first = await addPassage(core, article, 'The port authority');
    const inside = await addPassage(core, article, 'authority said');
    const [a, b, { id: claimId }] = [await label('A'), await label('B'), await claim('It closes.')];
    await put(a.id, first.id);
    await put(a.id, later.id);
    await put(b.id, inside.id);
    await note(later.id, 'A joke?');
    await sight(claimId, later.id);
    await prove(claimId, inside.id, 'plain');
    const before = await whole();
    const { seq: since } = core.store.journal.head();

    const { seq, passage } = await core.client.passages.join({ passageIds: [later.id, inside.id, first.id] });
    expect(passage).toMatchObject({ id: first.id, exact: 'The port authority said […] Nobody believed it.', noteCount: 1 });
    expect(passage.labelIds.toSorted()).toEqual([a.id, b.id].toSorted());
    expect(passage.sightings).toMatchObject([{ claimId }]);
    expect(passage.evidence).toMatchObject([{ claimId, stance: 'supports' }]);
    expect(await list()).toEqual([passage]);
    expect((await core.client.history.state({})).undo).toBe('Join 3 passages');
    expect(await core.client.passages.changed({ documentId: article.documentId, since })).toMatchObject({
      passages: [passage],
      removed: expect.arrayContaining([later.id, inside.id]) as string[],
    });
    await core.client.history.undo({ seq });
    expect(await whole()).toEqual(before);
  });

  test('of uses that say the same one is kept, of others every one', async () => {
    const [first, second] = [await addPassage(core, article, 'The port authority'), await addPassage(core, article, 'Nobody believed it')];
    const { id: claimId } = await claim('It closes.');
    for (const { id } of [first, second]) {
      await sight(claimId, id);
      await prove(claimId, id, 'the same');
    }
    await sight(claimId, second.id, { relation: 'denies' });
    const [kept] = await core.client.evidence.list({ claimId }).then((all) => all.filter(({ passage }) => passage?.id === first.id));
    const [twin] = await core.client.evidence.list({ claimId }).then((all) => all.filter(({ passage }) => passage?.id === second.id));
    const derived = await core.client.evidence.create({
      id: core.newId(),
      claimId,
      stance: 'context',
      derivedFromId: twin!.id,
      source: { citation: { title: 'A letter', publisher: '', address: '', published: null, accessed: null, quote: '' } },
    });
    await core.client.passages.join({ passageIds: [first.id, second.id] });
    const { sightings, evidence } = await core.client.claims.get({ claimId });
    expect(sightings.map(({ relation }) => relation).toSorted()).toEqual(['asserts', 'denies']);
    expect(evidence.filter(({ comment }) => comment === 'the same').map(({ id }) => id)).toEqual([kept!.id]);
    expect(evidence.find(({ id }) => id === derived.id)).toMatchObject({ derivedFromId: kept!.id });
  });

  test('notes that move to a passage whose words stay are heard of', async () => {
    const whole = await addPassage(core, article, 'The port authority said');
    const inside = await addPassage(core, article, 'port authority');
    await note(inside.id, 'Which port?');
    const { seq: since } = core.store.journal.head();
    await core.client.passages.join({ passageIds: [whole.id, inside.id] });
    expect(await core.client.passages.changed({ documentId: article.documentId, since })).toMatchObject({
      passages: [{ id: whole.id, noteCount: 1 }],
      removed: [inside.id],
    });
  });

  test('neighbours become one stretch again, since nothing between them is left out', async () => {
    const [wall, rest] = [await addPassage(core, article, 'The port authority said'), await addPassage(core, article, 'on Monday')];
    const { passage } = await core.client.passages.join({ passageIds: [wall.id, rest.id] });
    expect(passage).toMatchObject({ exact: 'The port authority said on Monday', ranges: [{ start: at('The port') }] });
  });

  test('more fragments than a passage has are refused, and both passages stay', async () => {
    const long = await addArticle(core, 'word '.repeat(700));
    const make = (from: number) => {
      const ranges = Array.from({ length: 150 }, (_, index) => ({ start: (from + index * 4) * 5 + 1, end: (from + index * 4) * 5 + 3 }));
      const anchor = { versionId: long.versionId, ranges, exact: ranges.map(() => 'or').join(' […] ') };
      return core.client.passages.create({ id: core.newId(), documentId: long.documentId, anchor });
    };
    const passageIds = [(await make(0)).id, (await make(2)).id];
    await expect(core.client.passages.join({ passageIds })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await core.client.passages.list({ documentId: long.documentId })).toHaveLength(2);
  });

  test('passages of two articles, one alone, and one that is gone are refused', async () => {
    const other = await addArticle(core, 'Another harbour closes too.');
    const [here, there] = [await addPassage(core, article, 'The port authority'), await addPassage(core, other, 'Another harbour')];
    const before = core.store.journal.head().seq;
    const join = (...passageIds: string[]) => core.client.passages.join({ passageIds });
    await expect(join(here.id, there.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(join(here.id, here.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(join(here.id, core.newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(core.store.journal.head().seq).toBe(before);
  });
});

test('an adjustment is called by what it does to the fragments', async () => {
  const [a, b] = [article.anchor('The port authority'), article.anchor('Nobody believed it')];
  const both = { versionId: article.versionId, ranges: [...a.ranges, ...b.ranges], exact: `${a.exact} […] ${b.exact}` };
  const { id: passageId, revision } = await addPassage(core, article, 'The port authority');
  const named = async () => (await core.client.history.state({})).undo;
  const grown = await core.client.passages.adjust({ passageId, revision, anchor: both });
  expect([grown.exact, await named()]).toEqual(['The port authority […] Nobody believed it', 'Add to passage']);
  const less = await core.client.passages.adjust({ passageId, revision: grown.revision, anchor: b });
  expect(await named()).toBe('Take out of passage');
  await core.client.passages.adjust({ passageId, revision: less.revision, anchor: article.anchor('Nobody') });
  expect(await named()).toBe('Adjust passage');
});
