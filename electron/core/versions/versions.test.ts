import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import type { AddedVersion } from '../../../shared/contract/versions.ts';
import { addArticle, addPassage, testCore, type TestArticle, type TestCore } from '../testing.ts';

const paragraphs = [
  'The harbour wall of Lowmere gave way on Tuesday night, and the quay behind it was closed until further notice.',
  'Forty boats were damaged, the port office said, among them three that had been repaired only this spring.',
  'Ada Brandt, who runs the port, told the council that nobody had been hurt when the water came over.',
  'The council had been warned about the wall twice, in 2019 and in 2022, by the engineers who look after it.',
  'Rebuilding it will cost four million, of which the county is to pay a half, the mayor announced on Thursday.',
];
const older = paragraphs.join('\n\n');

let bench: TestCore;
let article: TestArticle;
beforeEach(async () => {
  bench = testCore();
  article = await addArticle(bench, older, { title: 'Harbour wall' });
});
afterEach(() => bench.close());

const add = (text: string): Promise<AddedVersion> =>
  bench.client.documents.addVersion({ documentId: article.documentId, versionId: bench.newId(), source: { text } });
const waiting = () => bench.client.versions.waiting({ documentId: article.documentId });
const ref = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });
const labelOfLast = () => bench.store.db.prepare<[], string>('SELECT label FROM operation ORDER BY seq DESC LIMIT 1').pluck().get();
const verified = async () => (await bench.client.integrity.verify({})).checks.flatMap(({ problems }) => problems);

describe('a new version', () => {
  test('takes along passages whose words stand there, also elsewhere, and names what became of all', async () => {
    const same = await addPassage(bench, article, 'Forty boats were damaged');
    const moves = await addPassage(bench, article, paragraphs[4]!);
    const changes = await addPassage(bench, article, 'nobody had been hurt when the water came over');
    const goes = await addPassage(bench, article, paragraphs[3]!);
    const [first, second, third, , fifth] = paragraphs;
    const revised = [fifth, first, second, third!.replace('nobody had', 'only two people had')].join('\n\n');
    expect(await add(revised)).toMatchObject({
      outcome: 'added',
      number: 2,
      counts: { exact: 1, moved: 1, changed: 1, review: 0, lost: 1, waiting: 2 },
    });
    expect(labelOfLast()).toBe('New version of article “Harbour wall”: 1 passage exact, 1 moved, 2 wait');
    const text = (await bench.client.documents.get({ documentId: article.documentId })).version.text;
    for (const passage of [same, moves]) {
      const now = await bench.client.passages.get({ passageId: passage.id });
      expect(now).toMatchObject({ exact: passage.exact, waiting: false });
      expect(now.versionId).not.toBe(article.versionId);
      expect(text.slice(now.ranges[0]!.start, now.ranges[0]!.end)).toBe(passage.exact);
    }
    // What is not beyond doubt is never placed: it stands where it stood.
    for (const passage of [changes, goes])
      expect(await bench.client.passages.get({ passageId: passage.id })).toEqual({ ...passage, waiting: true });
    expect((await waiting()).map(({ state }) => state)).toEqual(['changed', 'lost']);
    expect(await verified()).toEqual([]);
  });

  test('never lets a deleted sentence jump to its near-copy', async () => {
    const copy = 'The council had been warned about the wall twice, in 2019 and in 2023, by the engineers who look after it.';
    article = await addArticle(bench, [...paragraphs, copy].join('\n\n'), { title: 'With a copy' });
    const passage = await addPassage(bench, article, paragraphs[3]!);
    await add([...paragraphs.filter((_, index) => index !== 3), copy].join('\n\n'));
    expect(await bench.client.passages.get({ passageId: passage.id })).toMatchObject({
      exact: passage.exact,
      versionId: article.versionId,
    });
    expect(await waiting()).toMatchObject([{ state: 'lost', proposals: [] }]);
  });

  test('is undone and redone as one step, byte for byte', async () => {
    const passage = await addPassage(bench, article, 'Forty boats were damaged');
    const dump = () => JSON.stringify(bench.store.db.prepare('SELECT * FROM passage').all());
    const before = dump();
    await add(older.replace('The harbour wall', 'The old harbour wall'));
    const after = dump();
    await bench.client.history.undo({});
    expect(dump()).toBe(before);
    expect(await bench.client.versions.list({ documentId: article.documentId })).toHaveLength(1);
    await bench.client.history.redo({});
    expect(dump()).toBe(after);
    expect((await bench.client.passages.get({ passageId: passage.id })).ranges).not.toEqual(passage.ranges);
  });

  test('has its passages split and joined, but none that waits', async () => {
    const boats = await addPassage(bench, article, 'Forty boats were damaged');
    const three = await addPassage(bench, article, 'three that had been repaired');
    const gone = await addPassage(bench, article, paragraphs[3]!);
    await add(paragraphs.filter((_, index) => index !== 3).join('\n\n'));
    const { passages } = bench.client;
    const { revision } = await passages.get({ passageId: gone.id });
    const at = gone.ranges[0]!.start + 12;
    await expect(passages.split({ passageId: gone.id, revision, at, secondId: bench.newId() })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    const { passage } = await passages.join({ passageIds: [boats.id, three.id] });
    expect(passage.exact).toBe('Forty boats were damaged […] three that had been repaired');
    expect(await verified()).toEqual([]);
    await bench.client.history.undo({});
    expect(await passages.get({ passageId: three.id })).toMatchObject({ exact: three.exact });
    expect(await verified()).toEqual([]);
  });

  test('looks again for what still waits, and follows it where it comes back', async () => {
    const passage = await addPassage(bench, article, paragraphs[3]!);
    const rest = paragraphs.filter((_, index) => index !== 3).join('\n\n');
    await add(rest);
    expect(await waiting()).toMatchObject([{ state: 'lost' }]);
    await add(`${older}\n\nCorrected on Friday.`);
    expect(await waiting()).toEqual([]);
    const now = await bench.client.passages.get({ passageId: passage.id });
    expect(now.exact).toBe(passage.exact);
    expect(now.versionId).not.toBe(article.versionId);
    expect((await bench.client.versions.list({ documentId: article.documentId })).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await verified()).toEqual([]);
  });

  test('keeps the place where reading stopped, in each version', async () => {
    const top = article.text.indexOf('Ada Brandt');
    await bench.client.documents.rememberPosition({ documentId: article.documentId, top, caret: top });
    await add(`Corrected on Friday.\n\n${older}`);
    const { position, version } = await bench.client.documents.get({ documentId: article.documentId });
    expect(version.text.slice(position!.top)).toMatch(/^Ada Brandt, who/);
  });

  test('leaves what was kept on an old version alone', async () => {
    const passage = await addPassage(bench, article, paragraphs[3]!);
    await add(paragraphs.filter((_, index) => index !== 3).join('\n\n'));
    await bench.client.versions.keep({ items: (await waiting()).map(ref) });
    expect(labelOfLast()).toMatch(/^Keep passage “The council had been warned .*” on the old version$/);
    await add(`${older}\n\nCorrected on Friday.`);
    expect(await bench.client.passages.get({ passageId: passage.id })).toMatchObject({ versionId: article.versionId, waiting: false });
  });

  test('follows again what was highlighted while its words were looked for', async () => {
    let late = '';
    const { maintain } = bench.core.workbench;
    Object.assign(bench.core.workbench, {
      maintain: async (...order: Parameters<typeof maintain>) => {
        const result = await maintain(...order);
        if (late === '') late = (await addPassage(bench, article, 'Forty boats')).id;
        return result;
      },
    });
    expect(await add(`${older}\n\nCorrected on Friday.`)).toMatchObject({ counts: { exact: 1, waiting: 0 } });
    const { versionId } = await bench.client.documents.get({ documentId: article.documentId });
    expect(await bench.client.passages.get({ passageId: late })).toMatchObject({ versionId });
  });

  test('is followed in a thread of its own, so that other calls are answered meanwhile', async () => {
    const threaded = testCore({ maintenanceEntry: join(import.meta.dirname, '../maintenance/worker.ts') });
    try {
      const long = await addArticle(
        threaded,
        Array.from({ length: 4_000 }, (_, line) => `Line ${line} of a long report says ${line * 7}.`).join('\n\n'),
      );
      await addPassage(threaded, long, 'Line 3999 of a long report');
      let answered = 0;
      let state: 'running' | 'over' = 'running';
      const isRunning = (): boolean => state === 'running';
      const adding = threaded.client.documents
        .addVersion({
          documentId: long.documentId,
          versionId: threaded.newId(),
          source: { text: `New head.\n\n${long.text.replaceAll('\n', '\n\n')}` },
        })
        .finally(() => (state = 'over'));
      while (isRunning()) {
        await threaded.client.labels.list({});
        answered++;
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(await adding).toMatchObject({ outcome: 'added', counts: { exact: 1 } });
      expect(answered).toBeGreaterThan(3);
    } finally {
      threaded.close();
    }
  });
});

describe('a passage that waits', () => {
  const changed = older.replace('Forty boats were damaged', 'Some sixty boats were badly damaged').replace('nobody had', 'only two had');

  test('is taken to proposed places, several as one step', async () => {
    const passages = [
      await addPassage(bench, article, 'Forty boats were damaged, the port office said'),
      await addPassage(bench, article, 'nobody had been hurt when the water came over'),
    ];
    await add(changed);
    const items = (await waiting()).map(ref);
    await bench.client.versions.accept({ items });
    expect(labelOfLast()).toBe('Accept new places of 2 passages');
    const exacts = await Promise.all(passages.map(async ({ id }) => (await bench.client.passages.get({ passageId: id })).exact));
    expect(exacts).toEqual([
      'Some sixty boats were badly damaged, the port office said',
      'only two had been hurt when the water came over',
    ]);
    await bench.client.history.undo({});
    expect(await waiting()).toHaveLength(2);
    await expect(bench.client.versions.accept({ items: [{ ...items[0]!, proposal: 7 }] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await verified()).toEqual([]);
  });

  test('may fit two places alike: both are shown, none is taken', async () => {
    await addPassage(bench, article, paragraphs[3]!);
    const twin = 'The councillors had been warned about this wall twice, in 2019 and in 2022, by the engineers who look after it';
    await add(`A new beginning entirely.\n\n${twin}, one reads.\n\nUnrelated words between both of them.\n\n${twin}, one hears.`);
    const [item] = await waiting();
    expect(item).toMatchObject({ state: 'review' });
    expect(item!.proposals.length).toBeGreaterThan(1);
    await bench.client.versions.accept({ items: [{ ...ref(item!), proposal: 1 }] });
    const { ranges } = await bench.client.passages.get({ passageId: item!.passageId });
    expect(ranges).toEqual(item!.proposals[1]!.ranges);
  });

  test('marks the claims that rest on it until it is decided', async () => {
    const passage = await addPassage(bench, article, 'Forty boats were damaged');
    const claim = await bench.client.claims.create({ id: bench.newId(), fields: { text: 'Forty boats.' } });
    await bench.client.evidence.create({
      id: bench.newId(),
      claimId: claim.id,
      stance: 'supports',
      source: { passage: { passageId: passage.id } },
    });
    const isMarked = async () => (await bench.client.claims.rows({ ids: [claim.id] }))[0]!.evidenceChanged;
    expect(await isMarked()).toBe(false);
    await add(changed);
    expect(await isMarked()).toBe(true);
    expect((await bench.client.claims.get({ claimId: claim.id })).evidence).toMatchObject([{ passage: { waiting: true } }]);
    expect((await waiting())[0]!.claims).toEqual([{ id: claim.id, shortText: 'Forty boats.' }]);
    const { seq } = await bench.client.versions.keep({ items: (await waiting()).map(ref) });
    expect(await isMarked()).toBe(false);
    await bench.client.history.undo({ seq });
    expect(await isMarked()).toBe(true);
  });

  test('is gone with its passage, and comes back with it', async () => {
    const passage = await addPassage(bench, article, 'Forty boats were damaged');
    await add(changed);
    await bench.client.passages.remove({ passageId: passage.id });
    expect(await waiting()).toEqual([]);
    await bench.client.history.restore({ items: [{ kind: 'passage', id: passage.id }] });
    expect(await waiting()).toMatchObject([{ passageId: passage.id, state: 'changed' }]);
    expect(await verified()).toEqual([]);
  });

  test('is gone with its article and all of its versions, and comes back with them', async () => {
    const passage = await addPassage(bench, article, 'Forty boats were damaged');
    await add(changed);
    await bench.client.documents.remove({ documentId: article.documentId });
    expect(await verified()).toEqual([]);
    await bench.client.history.restore({ items: [{ kind: 'document', id: article.documentId }] });
    expect(await waiting()).toMatchObject([{ passageId: passage.id, state: 'changed' }]);
    expect(await bench.client.versions.list({ documentId: article.documentId })).toHaveLength(2);
    expect(await verified()).toEqual([]);
  });

  test('is a gap of the report, until it is decided', async () => {
    const passage = await addPassage(bench, article, 'Forty boats were damaged');
    await bench.client.claims.create({
      id: bench.newId(),
      fields: { text: 'Forty boats.' },
      sighting: { id: bench.newId(), passage: { passageId: passage.id } },
    });
    const gaps = async () => (await bench.client.reports.preview({})).gaps.map(({ kind }) => kind);
    expect(await gaps()).not.toContain('evidence-changed');
    await add(changed);
    expect(await gaps()).toContain('evidence-changed');
    await bench.client.versions.accept({ items: (await waiting()).map(ref) });
    expect(await gaps()).not.toContain('evidence-changed');
  });

  test('has what was decided in its history', async () => {
    const passage = await addPassage(bench, article, 'Forty boats were damaged');
    await add(changed);
    await bench.client.versions.keep({ items: (await waiting()).map(ref) });
    const { operations } = await bench.client.history.list({ subject: { kind: 'passage', id: passage.id }, limit: 10 });
    expect(operations.map(({ label }) => label.split(' ')[0])).toEqual(['Keep', 'New', 'Highlight']);
  });
});
