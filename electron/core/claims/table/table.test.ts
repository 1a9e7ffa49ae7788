import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimColumn, type ClaimFilter } from '../../../../shared/contract/claims.ts';
import { listPassages } from '../../passages/queries.ts';
import type { Store } from '../../store/open.ts';
import { addArticle, testCore, type TestArticle, type TestCore } from '../../testing.ts';
import { readClaimRows } from '../queries.ts';
import { tableQuery } from './queries.ts';

let core: TestCore;
let articles: TestArticle[];
/** Ids by the letter that the claim's text begins with. */
let ids: Record<string, string>;
const labelIds: string[] = [];

beforeAll(async () => {
  core = testCore();
  const { client, newId } = core;
  articles = [
    await addArticle(core, 'Zebra crossings were painted. Nobody asked why.', { title: 'zebra' }),
    await addArticle(core, 'Apples were cheap that year. Pears were not.', { title: 'Apples' }),
  ];
  for (const name of ['Later', 'earlier']) {
    const label = await client.labels.create({ id: newId(), name, colour: 'red', definition: '' });
    labelIds.push(label.id);
  }
  const sighted = (article: TestArticle, words: string) => ({
    id: newId(),
    passage: { create: { id: newId(), documentId: article.documentId, anchor: article.anchor(words) } },
  });
  const citation = { title: 'T', publisher: '', address: '', published: null, accessed: null, quote: '' };
  const make = async (
    text: string,
    fields: object,
    places: { id: string; passage: object }[],
    stances: ('supports' | 'refutes')[],
    rating?: string,
  ) => {
    const { id } = await client.claims.create({ id: newId(), fields: { text, ...fields } });
    for (const place of places) await client.claims.addSighting({ claimId: id, ...(place as ReturnType<typeof sighted>) });
    for (const stance of stances) await client.evidence.create({ id: newId(), claimId: id, stance, source: { citation } });
    if (rating)
      await client.verdicts.record({
        id: newId(),
        claimId: id,
        ratingId: rating,
        confidence: 'high',
        rationale: 'R',
        asOf: '2026',
        noEvidenceReason: 'N',
      });
    return id;
  };
  const [zebra, apples] = articles as [TestArticle, TestArticle];
  ids = {
    a: await make(
      'apricots fell',
      { claimant: 'Mia Holt', priority: 'low', status: 'ready' },
      [sighted(zebra, 'Zebra')],
      ['supports'],
      'refuted',
    ),
    B: await make(
      'Bananas rose',
      { claimant: 'ada', priority: 'urgent' },
      [sighted(zebra, 'asked'), sighted(apples, 'Pears')],
      ['supports', 'supports'],
      'unproven',
    ),
    c: await make('cherries held', {}, [], ['refutes'], undefined),
    D: await make('Dates doubled', { claimant: 'Ödön', priority: 'high', status: 'dropped' }, [sighted(apples, 'Apples')], [], 'supported'),
  };
  await client.labels.assign({ targetKind: 'claim', targetIds: [ids['a']!, ids['D']!], add: [labelIds[0]!] });
  await client.labels.assign({ targetKind: 'claim', targetIds: [ids['D']!], add: [labelIds[1]!] });
});
afterAll(() => core.close());

const letters = (found: readonly string[]) => found.map((id) => Object.keys(ids).find((letter) => ids[letter] === id)).join('');

async function order(column: (typeof claimColumn.options)[number]): Promise<[string, string]> {
  const sorted = async (descending: boolean) => letters((await core.client.claims.ids({ sort: [{ column, descending }] })).ids);
  return [await sorted(false), await sorted(true)];
}

describe('sorting', () => {
  test.each([
    ['rating', 'aDBc', 'DaBc'],
    ['claim', 'aBcD', 'DcBa'],
    ['claimant', 'BaDc', 'DaBc'],
    ['articles', 'BDac', 'aBDc'],
    ['supporting', 'cDaB', 'BacD'],
    ['refuting', 'aBDc', 'caBD'],
    ['status', 'BcaD', 'DaBc'],
    ['priority', 'acDB', 'BDca'],
    ['labels', 'DaBc', 'aDBc'],
    ['type', 'aBcD', 'aBcD'],
    ['updated', 'aBcD', 'DcBa'],
  ] as const)('by %s, claims without a value last, ties by age', async (column, ascending, descending) => {
    expect(await order(column)).toEqual([ascending, descending]);
  });

  test('by several columns, one after another', async () => {
    const { ids: found } = await core.client.claims.ids({
      sort: [
        { column: 'refuting', descending: false },
        { column: 'priority', descending: true },
      ],
    });
    expect(letters(found)).toBe('BDac');
  });

  test('covers every column', () => {
    expect(claimColumn.options).toHaveLength(11);
  });
});

describe('filtering', () => {
  const cases: [what: string, filter: () => Partial<ClaimFilter>, found: string][] = [
    ['nothing', () => ({}), 'aBcD'],
    ['the beginning of a word', () => ({ text: 'ban' }), 'B'],
    ['a claimant, without accents', () => ({ text: 'odon' }), 'D'],
    ['words of claim and claimant', () => ({ text: 'mia apri' }), 'a'],
    ['words that no claim has together', () => ({ text: 'mia bananas' }), ''],
    ['what is no word', () => ({ text: ' — ' }), 'aBcD'],
    ['ratings', () => ({ ratings: ['refuted', 'supported'] }), 'aD'],
    ['no rating', () => ({ ratings: ['none', 'unproven'] }), 'Bc'],
    ['statuses', () => ({ statuses: ['ready', 'dropped'] }), 'aD'],
    ['priorities', () => ({ priorities: ['urgent'] }), 'B'],
    ['labels', () => ({ labelIds }), 'aD'],
    ['articles', () => ({ documentIds: [articles[1]!.documentId] }), 'BD'],
    ['claimants', () => ({ claimantIds: [core.store.db.prepare("SELECT id FROM agent WHERE name = 'ada'").pluck().get() as string] }), 'B'],
    ['several lists at once', () => ({ labelIds: [labelIds[0]!], documentIds: [articles[0]!.documentId] }), 'a'],
  ];
  test.each(cases)('by %s', async (_what, filter, found) => {
    const result = await core.client.claims.ids({ filter: filter() });
    expect(letters(result.ids)).toBe(found);
    expect(result.total).toBe(4);
  });
});

test('rows come in the order asked for, with all that the table shows', async () => {
  const rows = await core.client.claims.rows({ ids: [ids['D']!, randomUUID(), ids['B']!] });
  expect(rows).toMatchObject([
    {
      id: ids['D'],
      claimant: 'Ödön',
      ratingId: 'supported',
      confidence: 'high',
      labelIds: [labelIds[1], labelIds[0]],
      articles: [{ title: 'Apples' }],
    },
    {
      id: ids['B'],
      ratingId: 'unproven',
      supporting: 2,
      refuting: 0,
      context: 0,
      labelIds: [],
      articles: [{ title: 'Apples' }, { title: 'zebra' }],
    },
  ]);
});

describe('query plans', () => {
  const big = 'claim|passage|sighting|evidence|verdict|note|label_use|document|extraction';
  const plan = (store: Store, sql: string, values: readonly unknown[]) =>
    store.db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map((step) => step.detail);
  /** Reads of a whole table, not through an index. */
  const scans = (steps: readonly string[], tables = big) =>
    steps.filter((step) => new RegExp(`^SCAN (${tables})\\b(?!.* USING )`).test(step));

  /** All SQL that a piece of reading runs. */
  function statementsOf(read: (store: Store) => unknown): string[] {
    const seen: string[] = [];
    const spied: Store = Object.create(core.store, {
      statement: {
        value: (sql: string) => {
          seen.push(sql);
          return core.store.statement(sql);
        },
      },
    });
    read(spied);
    return seen;
  }

  test.each(claimColumn.options)('sorting by %s reads every big table but claims through an index', (column) => {
    const { sql, values } = tableQuery(core.store, {}, [{ column, descending: true }]);
    // Documents are few, and their titles are in no index.
    expect(scans(plan(core.store, sql, values), 'passage|sighting|evidence|verdict|label_use')).toEqual([]);
  });

  test.each([
    ['labels', () => ({ labelIds })],
    ['articles', () => ({ documentIds: [articles[0]!.documentId] })],
    ['statuses', () => ({ statuses: ['ready' as const] })],
  ])('filtering by %s reads no table whole', (_what, filter) => {
    const { sql, values } = tableQuery(core.store, filter(), []);
    expect(scans(plan(core.store, sql, values))).toEqual([]);
  });

  test('rows of the table and passages of an article are found through indexes alone', () => {
    const read = statementsOf((store) => {
      readClaimRows(store, [ids['a']!]);
      listPassages(store, articles[0]!.versionId);
    });
    expect(read.length).toBeGreaterThan(4);
    for (const sql of read)
      expect(
        scans(
          plan(
            core.store,
            sql,
            sql.match(/\?/g)!.map(() => '[]'),
          ),
        ),
        sql,
      ).toEqual([]);
  });

  test('canary: without its index a table is read whole', () => {
    core.store.db.exec('SAVEPOINT canary; DROP INDEX sighting_by_claim; DROP INDEX passage_by_place');
    const steps = [
      ...plan(core.store, 'SELECT * FROM sighting WHERE claim_id = ?', ['x']),
      ...plan(core.store, 'SELECT * FROM passage WHERE version_id = ?', ['x']),
    ];
    core.store.db.exec('ROLLBACK TO canary; RELEASE canary');
    expect(scans(steps)).toHaveLength(2);
  });
});
