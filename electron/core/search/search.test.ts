import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SearchHit } from '../../../shared/contract/search.ts';
import { addArticle, testCore, type TestCore } from '../testing.ts';
import { bestMatch, excerpt, readMarks, matchOpen, matchClose } from './excerpt.ts';
import { fold, hasWord, searchWords } from './words.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const query = (text: string, limit?: number) => core.client.search.query({ text, ...(limit === undefined ? {} : { limit }) });
const plain = (hit: SearchHit | undefined) => hit?.snippet.map((part) => part.text).join('');
const matched = (hit: SearchHit | undefined) => hit?.snippet.filter((part) => part.match).map((part) => part.text);
const citation = { title: 'Ledger', publisher: 'Office', address: '', published: null, accessed: null, quote: 'page one:\nquayside levy' };

test('every kind is found where its words are, and says where opening it lands', async () => {
  const article = await addArticle(core, 'The harbour master counted nineteen barges before noon.', { title: 'Barge count' });
  const passageId = core.newId();
  const claim = await core.client.claims.create({
    id: core.newId(),
    fields: { text: 'There were nineteen vessels.', shortText: 'Nineteen vessels', claimant: 'Zoë Ågren' },
    sighting: {
      id: core.newId(),
      passage: { create: { id: passageId, documentId: article.documentId, anchor: article.anchor('nineteen barges') } },
    },
  });
  const item = await core.client.evidence.create({
    id: core.newId(),
    claimId: claim.id,
    stance: 'supports',
    source: { citation },
    comment: 'Kept by hand',
  });
  const verdict = await core.client.verdicts.record({
    id: core.newId(),
    claimId: claim.id,
    ratingId: 'supported',
    confidence: 'high',
    rationale: 'The tally agrees.',
    asOf: '2026',
  });
  const note = await core.client.notes.create({
    id: core.newId(),
    targetKind: 'passage',
    targetId: passageId,
    markdown: 'Ask the *pilot* again',
  });
  const only = async (text: string) => (await query(text)).hits;

  expect(await only('harb mast')).toEqual([
    expect.objectContaining({
      kind: 'document',
      id: article.documentId,
      title: 'Barge count',
      documentId: article.documentId,
      range: { start: 4, end: 11 },
    }),
  ]);
  expect(await only('vessels')).toMatchObject([{ kind: 'claim', id: claim.id, claimId: claim.id, title: 'Nineteen vessels' }]);
  expect(await only('agren zoe')).toMatchObject([{ kind: 'claim', id: claim.id }]);
  expect(await only('agren vess')).toMatchObject([{ kind: 'claim', id: claim.id }]);
  expect((await only('nineteen barges')).map((hit) => hit.kind)).toEqual(['document', 'passage']);
  expect((await only('nineteen barges'))[1]).toMatchObject({
    id: passageId,
    passageId,
    documentId: article.documentId,
    title: 'Barge count',
  });
  expect(await only('quayside')).toMatchObject([
    { kind: 'evidence', id: item.id, claimId: claim.id, title: 'Nineteen vessels', passageId: null },
  ]);
  expect(await only('publisher')).toEqual([]);
  expect(await only('tally')).toMatchObject([{ kind: 'verdict', id: verdict.id, claimId: claim.id }]);
  expect(await only('PILOT')).toMatchObject([
    { kind: 'note', id: note.id, passageId, documentId: article.documentId, claimId: null, title: 'Barge count' },
  ]);
  expect(matched((await only('pilot'))[0])).toEqual(['pilot']);
  expect((await query('nineteen')).counts).toEqual({ document: 1, claim: 1, passage: 1, note: 0, evidence: 0, verdict: 0 });
});

test('an article is found through title, publisher and text together; by its title before its text', async () => {
  const both = await addArticle(core, 'Heavy rain flooded the lower town.', { title: 'Flood report', publisher: 'Évening Herald' });
  const inText = await addArticle(core, 'Another flood was expected by the report.', { title: 'Weather' });
  expect((await query('flood')).hits.map((hit) => hit.id)).toEqual([both.documentId, inText.documentId]);
  expect((await query('rain evening')).hits.map((hit) => hit.id)).toEqual([both.documentId]);
  expect((await query('rain evening')).counts.document).toBe(1);
  expect(plain((await query('herald')).hits[0])).toBe('Évening Herald');
  expect((await query('herald')).hits[0]!.range).toBeNull();
});

test('ranges are UTF-16 offsets of the stored text, whatever stands before', async () => {
  const text = '🚢🚢 “Naïve” café owners\nand a second line with the TOLLGATE in it.';
  await addArticle(core, text);
  for (const [words, exact] of [
    ['naive', 'Naïve'],
    ['cafe', 'café'],
    ['tollg', 'TOLLGATE'],
  ] as const) {
    const range = (await query(words)).hits[0]!.range!;
    expect(text.slice(range.start, range.end)).toBe(exact);
  }
});

test('the snippet shows the place where most of the words stand together', async () => {
  const filler = 'Nothing of note was said about it in the chamber that day. '.repeat(20);
  const text = `A bridge. ${filler}The bridge toll was doubled. ${filler}`;
  await addArticle(core, text);
  const [hit] = (await query('bridge toll')).hits;
  expect(matched(hit)).toEqual(['bridge', 'toll']);
  expect(text.slice(hit!.range!.start, hit!.range!.end)).toBe('bridge');
  expect(hit!.range!.start).toBeGreaterThan(1_000);
  expect(plain(hit)).toMatch(/^….*…$/u);
});

test('a deleted article, claim or note is not found; undo brings it back to the index', async () => {
  const article = await addArticle(core, 'An unrepeatable word: floccinaucinihilipilification.');
  await core.client.documents.remove({ documentId: article.documentId, withUses: true });
  expect((await query('floccin')).hits).toEqual([]);
  expect((await query('floccin')).counts.document).toBe(0);
  core.store.undo();
  expect((await query('floccin')).hits).toHaveLength(1);
});

test('no input is a syntax error', async () => {
  await addArticle(core, 'Plain words and "quoted" ones — AND NOT a query: text* (near).');
  // The canary: the same words, unquoted, are one.
  const raw = core.store.statement<[string], unknown>('SELECT rowid FROM claim_search WHERE claim_search MATCH ?');
  expect(() => raw.all('a AND')).toThrow(/syntax error/);
  const hostile = [
    '"',
    '""',
    '*',
    'AND',
    'NOT',
    'a AND',
    '(',
    'text:',
    '{text}:',
    '^plain',
    'NEAR(a b)',
    '-',
    'a" OR "b',
    '\0',
    'a\0b',
    '—',
    '\u{1F6A2}',
    '\\',
    "'; --",
  ];
  for (const text of hostile) await expect(query(text), JSON.stringify(text)).resolves.toBeDefined();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.constantFrom(...hostile, 'plain', 'word', ' ', '\ud800', '\uFDD0'), { maxLength: 12 }).map((parts) => parts.join('')),
      ),
      async (text) => {
        await query(text);
        await core.client.claims.suggest({ text });
        await core.client.claims.ids({ filter: { text } });
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

describe('words', () => {
  test('are split at white space, without repeats and without what holds no letter or digit', () => {
    expect(searchWords(' a  "b" — a\n90% ')).toEqual(['a', '"b"', '90%']);
  });
  test('match from the beginning of a word, ignoring case and accents', () => {
    expect(hasWord('Zoë Ågren-Smith', 'agr')).toBe(true);
    expect(hasWord('Zoë Ågren-Smith', 'agren-sm')).toBe(true);
    expect(hasWord('Zoë Ågren-Smith', 'gren')).toBe(false);
    expect(fold('ÅÉ')).toBe('ae');
  });
});

describe('excerpts', () => {
  test('are pieces of the text, whatever the text and the matches', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.boolean()), { maxLength: 30 }), (pieces) => {
        const text = pieces.map(([piece]) => piece).join('');
        const read = readMarks(pieces.map(([piece, match]) => (match ? matchOpen + piece + matchClose : piece)).join(''));
        expect(read.text).toBe(text);
        const parts = excerpt(read, bestMatch(read));
        const squeezed = text.replaceAll(/\s+/gu, ' ');
        const shown = parts
          .map((part) => part.text)
          .join('')
          .replaceAll(/\s+/gu, ' ');
        expect(squeezed).toContain(shown.replace(/^…/u, '').replace(/…$/u, '').trim());
        if (text.isWellFormed()) expect(shown.isWellFormed()).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
