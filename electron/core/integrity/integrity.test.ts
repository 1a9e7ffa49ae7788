import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IntegrityCheck } from '../../../shared/contract/integrity.ts';
import { hashOfValues } from '../store/row-hash.ts';
import { addArticle, testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

/** Puts a bit of everything into the case at hand. */
async function fill() {
  const { store } = core.core.workbench.requireCase();
  const article = await addArticle(core, 'The lighthouse was lit again on Sunday. “At last,” said the keeper.');
  const passageId = core.newId();
  const claim = await core.client.claims.create({
    id: core.newId(),
    fields: { text: 'The lighthouse works.' },
    sighting: {
      id: core.newId(),
      passage: { create: { id: passageId, documentId: article.documentId, anchor: article.anchor('lit again') } },
    },
  });
  await core.client.evidence.create({ id: core.newId(), claimId: claim.id, stance: 'supports', source: { passage: { passageId } } });
  await core.client.notes.create({ id: core.newId(), targetKind: 'claim', targetId: claim.id, markdown: 'Seen it.' });
  const edited = await core.client.claims.update({
    claimId: claim.id,
    revision: claim.revision,
    fields: { text: 'The lighthouse works again.' },
  });
  await core.client.history.undo({});
  await core.client.history.redo({});
  await core.client.documents.addVersion({
    documentId: article.documentId,
    versionId: core.newId(),
    source: { text: `Corrected on Monday.\n\n${article.text}` },
  });
  await core.client.documents.rememberPosition({ documentId: article.documentId, top: 120, caret: null });
  const draft = ['claim:text', 'Half a thought', '2026-01-01T00:00:00.000Z'];
  store.db.prepare('INSERT INTO draft (key, text, at, hash) VALUES (?, ?, ?, ?)').run(...draft, hashOfValues(draft));
  return { article, claim: edited, passageId };
}

/** The checks that found something. */
async function findings(): Promise<IntegrityCheck['name'][]> {
  const { ok, checks } = await core.client.integrity.verify({});
  const found = checks.filter((check) => check.problems.length > 0).map((check) => check.name);
  expect(ok).toBe(found.length === 0);
  return found;
}

test('a sound case is found sound, and says what was checked', async () => {
  await fill();
  const result = await core.client.integrity.verify({});
  expect(result).toMatchObject({ ok: true, seq: core.store.journal.head().seq, head: core.store.journal.head().hash });
  for (const check of result.checks) expect(check, check.name).toMatchObject({ problems: [], checked: expect.any(Number) });
  expect(result.checks.every((check) => check.checked > 0)).toBe(true);
});

test('words that no file can hold are kept as it can, and found sound', async () => {
  await fill();
  const half = 'A cut emoji: \ud83d, and half a one \ude00';
  const claim = await core.client.claims.create({ id: core.newId(), fields: { text: half, claimant: half } });
  await core.client.claims.update({ claimId: claim.id, revision: claim.revision, fields: { shortText: half, selectionReason: 'a\0b' } });
  await core.client.drafts.keep({ key: 'note:\ud83d', text: half });
  await core.client.settings.update({ actor: 'Someone \ud83d' });
  await core.client.documents.paste({ documentId: core.newId(), text: half, citation: { title: half } });
  await core.client.history.undo({});
  expect(await findings()).toEqual([]);
});

const corruptions: [what: string, sql: string, found: IntegrityCheck['name'][]][] = [
  [
    'a value that the format forbids',
    "PRAGMA ignore_check_constraints = ON; UPDATE evidence SET stance = 'sideways'; PRAGMA ignore_check_constraints = OFF",
    ['pages', 'rows', 'journal'],
  ],
  ['a passage deleted under its sighting', 'PRAGMA foreign_keys = OFF; DELETE FROM passage', ['references', 'journal']],
  [
    'a claim deleted under its note',
    'PRAGMA foreign_keys = OFF; DELETE FROM sighting; DELETE FROM evidence; DELETE FROM claim',
    ['references', 'journal'],
  ],
  [
    'a change rewritten',
    `DROP TRIGGER change_immutable; UPDATE change SET after = replace(after, 'works', 'fails') WHERE table_name = 'claim'`,
    ['pages', 'journal'],
  ],
  ['a change taken out', "DROP TRIGGER change_kept; DELETE FROM change WHERE table_name = 'note'", ['pages', 'journal']],
  ['an operation under another name', "UPDATE operation SET actor = 'Somebody else' WHERE seq = 3", ['journal']],
  [
    'an operation taken out',
    'PRAGMA foreign_keys = OFF; DROP TRIGGER operation_kept; DELETE FROM operation WHERE seq = 2',
    ['pages', 'references', 'journal'],
  ],
  ['a row edited behind the journal', "UPDATE claim SET text = 'The lighthouse fails.'", ['rows', 'journal']],
  ['an original altered', "DROP TRIGGER original_immutable; UPDATE original SET bytes = CAST('other' AS BLOB)", ['pages', 'originals']],
  [
    'a text altered',
    "DROP TRIGGER extraction_immutable; UPDATE extraction SET text = replace(text, 'Sunday', 'Monday')",
    ['pages', 'texts', 'search'],
  ],
  [
    'a text altered in a quote',
    "DROP TRIGGER extraction_immutable; UPDATE extraction SET text = replace(text, 'lit', 'dim')",
    ['pages', 'texts', 'quotes', 'search'],
  ],
  ['a text shortened', "DROP TRIGGER extraction_immutable; UPDATE extraction SET text = 'The'", ['pages', 'texts', 'quotes', 'search']],
  ['a quote altered', "UPDATE passage SET exact = 'lit once more'", ['rows', 'journal', 'quotes']],
  [
    'blocks altered that still fit their text',
    "DROP TRIGGER extraction_immutable; UPDATE extraction SET blocks = replace(blocks, 'paragraph', 'quotation')",
    ['pages', 'texts'],
  ],
  ['a former place altered', "UPDATE reanchoring SET from_exact = 'lit once more'", ['rows', 'journal', 'quotes']],
  ['a row whose hash was altered', "UPDATE note SET hash = replace(hash, substr(hash, 1, 1), 'x')", ['rows']],
  ['a draft altered', "UPDATE draft SET text = 'Half a thought, altered'", ['rows']],
  ['a place on the screen altered', "UPDATE view_state SET value = replace(value, '120', '121')", ['rows']],
  ['a rule of the case taken out', 'DROP TRIGGER operation_kept', ['pages']],
  [
    'a rule of the case altered',
    'DROP TRIGGER claim_search_delete; CREATE TRIGGER claim_search_delete AFTER DELETE ON claim BEGIN SELECT 1; END',
    ['pages'],
  ],
  ['an undo marked as one that can be undone', "UPDATE operation SET undo_state = 'live' WHERE kind = 'undo'", ['journal']],
  ['an operation marked as undone that stands', "UPDATE operation SET undo_state = 'undone' WHERE seq = 3", ['journal']],
  ['an operation marked as overtaken that stands', "UPDATE operation SET undo_state = 'abandoned' WHERE seq = 3", ['journal']],
  ['an operation marked as not to be undone', 'UPDATE operation SET undo_state = NULL WHERE seq = 3', ['journal']],
  ['a search index that does not find its pages', 'DELETE FROM claim_search_idx', ['search']],
  ['a search index out of step', "INSERT INTO claim_search (claim_search) VALUES ('delete-all')", ['search']],
];

test.each(corruptions)('%s is noticed', async (_what, sql, found) => {
  await fill();
  expect(await findings()).toEqual([]);
  core.store.db.unsafeMode(true).exec(sql);
  core.store.db.unsafeMode(false);
  expect(await findings()).toEqual(found);
});

test('a read-only case is checked like any other, and not written to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-verify-'));
  try {
    const { workbench } = core.core;
    const path = join(folder, 'case.assay');
    workbench.createAt(path);
    await fill();
    workbench.requireCase().store.db.exec("INSERT INTO claim_search (claim_search) VALUES ('delete-all')");
    workbench.closeCase();
    workbench.open(path, true);
    expect(await findings()).toEqual(['search']);
  } finally {
    core.core.workbench.closeCase();
    rmSync(folder, { recursive: true, force: true });
  }
});
