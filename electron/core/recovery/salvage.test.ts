import { copyFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { fileHash } from '../store/testing.ts';
import { failingCase } from './testing.ts';

const bench = failingCase();

/** Tables with what people wrote. */
const words = [
  'document',
  'document_version',
  'document_copy',
  'reference_file',
  'passage',
  'reanchoring',
  'passage_skip',
  'claim',
  'sighting',
  'evidence',
  'verdict',
  'note',
  'label',
  'label_use',
  'agent',
];

/** Rows of a table without what a new case sets anew. */
function rowsOf(table: string): unknown[] {
  const all = bench.store().statement<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY id`).all();
  return all.map(({ n: _n, revision: _revision, updated_at: _updated, hash: _hash, ...row }) => row);
}

const contents = (): unknown => Object.fromEntries(words.map((table) => [table, rowsOf(table)]));

describe('salvaging', () => {
  test('a case whose first page is gone comes back whole, without its journal and without a backup', async () => {
    await bench.fill();
    const before = contents();
    const styles = await bench.client.citations.styles({});
    await bench.close();
    bench.overwrite(0, Buffer.alloc(4_096));
    const damaged = fileHash(bench.path);
    rmSync(`${bench.path}.journal`);
    rmSync(bench.file('settings/backups'), { recursive: true, force: true });
    await bench.failToOpen();
    const salvaged = await bench.client.recovery.salvage({ key: null });
    expect(salvaged).toMatchObject({
      losses: [],
      case: { name: 'Harbour (salvaged)', fileName: 'Harbour (salvaged).assay', readOnly: null },
    });
    expect(contents()).toEqual(before);
    expect(await bench.client.citations.styles({})).toEqual(styles);
    expect(styles.chosen).toBe(styles.styles.at(-1)!.id);
    expect(await bench.client.drafts.list({})).toMatchObject([{ text: 'Not finished yet' }]);
    expect((await bench.client.integrity.verify({})).ok).toBe(true);
    expect(fileHash(bench.path)).toBe(damaged);
  });

  test('what is lost is said, kept in the new case, and its words are kept elsewhere where they can be', async () => {
    await bench.fill();
    await bench.close();
    const db = new Database(bench.path);
    db.pragma('foreign_keys = OFF');
    db.exec('DELETE FROM passage; DELETE FROM rating');
    db.exec("DROP TRIGGER change_kept; DELETE FROM change WHERE table_name IN ('passage', 'rating')");
    db.close();
    rmSync(`${bench.path}.journal`);
    rmSync(bench.file('settings/backups'), { recursive: true, force: true });
    copyFileSync(bench.path, bench.file('damaged.assay'));
    const [known] = await bench.client.cases.known({});
    const { losses } = await bench.client.recovery.salvage({ key: known!.key });
    expect(losses.map(({ table }) => table)).toEqual(expect.arrayContaining(['sighting', 'evidence']));
    const {
      ids: [claimId],
    } = await bench.client.claims.ids({});
    const claim = await bench.client.claims.get({ claimId: claimId! });
    expect(claim.notes.map((note) => note.markdown)).toContainEqual(expect.stringContaining('Port office'));
    expect(claim.evidence).toMatchObject([
      { comment: 'The harbour list says so.', passage: null, citation: { title: 'A source that could not be salvaged' } },
    ]);
    const documents = await bench.client.documents.list({});
    const list = documents.find(({ title }) => title === 'What could not be salvaged')!;
    const { version } = await bench.client.documents.get({ documentId: list.id });
    expect(version.text).toMatch(
      /^Sighting “Port office”: the passage in which the claim was sighted is lost\. Its words: “Port office” “by telephone”/m,
    );
    expect((await bench.client.integrity.verify({})).ok).toBe(true);
  });

  test('nothing readable makes no case', async () => {
    await bench.close();
    writeFileSync(bench.path, Buffer.alloc(100_000, 7));
    rmSync(`${bench.path}.journal`);
    rmSync(bench.file('settings/backups'), { recursive: true, force: true });
    await bench.failToOpen();
    await expect(bench.client.recovery.salvage({ key: null })).rejects.toMatchObject({ code: 'NOTHING_SALVAGED' });
    await expect(bench.client.recovery.export({ key: null })).rejects.toMatchObject({ code: 'NOTHING_SALVAGED' });
    expect(readdirSync(bench.file('cases')).filter((name) => name.endsWith('.assay') || name.startsWith('.salvage'))).toEqual([
      'Harbour.assay',
    ]);
  });

  test('an empty file is made whole from its journal alone', async () => {
    await bench.fill();
    const before = contents();
    await bench.close();
    rmSync(bench.file('settings/backups'), { recursive: true, force: true });
    truncateSync(bench.path, 0);
    await bench.failToOpen();
    const { losses } = await bench.client.recovery.salvage({ key: null });
    expect(losses).toEqual([]);
    expect(contents()).toEqual(before);
  });
});

/** Salvages a case in which something was taken out of the file, past all that would bring it back. */
async function salvageWithout(statements: string) {
  await bench.close();
  const db = new Database(bench.path);
  db.pragma('foreign_keys = OFF');
  db.exec(statements);
  db.close();
  rmSync(`${bench.path}.journal`);
  rmSync(bench.file('settings/backups'), { recursive: true, force: true });
  const [known] = await bench.client.cases.known({});
  return bench.client.recovery.salvage({ key: known!.key });
}

describe('a copy of an article', () => {
  const copyOf = async () => {
    const [document] = await bench.client.documents.list({});
    const [copy] = await bench.client.documents.copies({ documentId: document!.id });
    return { documentId: document!.id, copyId: copy?.id };
  };

  test('is salvaged with its file, byte for byte', async () => {
    await bench.fill();
    const before = await copyOf();
    const bytes = await (await bench.client.documents.original(before)).text();
    expect(bytes).toContain('\r\n\r\n');
    const { losses } = await salvageWithout("DROP TRIGGER change_kept; DELETE FROM change WHERE table_name = 'document_copy'");
    expect(losses).toEqual([]);
    expect(await copyOf()).toEqual(before);
    expect(await (await bench.client.documents.original(before)).text()).toBe(bytes);
  });

  test('whose file is lost is told, and the article stays', async () => {
    await bench.fill();
    const { losses } = await salvageWithout(
      'DROP TRIGGER original_kept; DELETE FROM original WHERE sha256 IN (SELECT original_sha256 FROM document_copy)',
    );
    expect(losses).toMatchObject([
      { table: 'document_copy', message: expect.stringMatching(/its article, or the file itself, is lost\.$/) },
    ]);
    expect((await copyOf()).copyId).toBeUndefined();
    expect((await bench.client.integrity.verify({})).ok).toBe(true);
  });
});

describe('a file that is no article', () => {
  test('is salvaged byte for byte, and is no article afterwards', async () => {
    await bench.fill();
    const [file] = await bench.client.citations.files({});
    const { losses } = await salvageWithout("DROP TRIGGER change_kept; DELETE FROM change WHERE table_name = 'reference_file'");
    expect(losses).toEqual([]);
    expect(await bench.client.citations.files({})).toMatchObject([{ id: file!.id, sha256: file!.sha256 }]);
    expect(await (await bench.client.citations.file({ fileId: file!.id })).text()).toContain('@misc{wall');
    expect(await bench.client.documents.list({})).toHaveLength(1);
  });

  test('whose bytes are lost is told, and the report is set as Assay sets it', async () => {
    await bench.fill();
    const { losses } = await salvageWithout(
      'DROP TRIGGER original_kept; DELETE FROM original WHERE sha256 IN (SELECT original_sha256 FROM reference_file)',
    );
    expect(losses.map(({ table, message }) => [table, message])).toEqual([
      ['reference_file', 'File that is no article “House style”: the file itself is lost.'],
      ['reference_file', 'File that is no article “wall.bib”: the file itself is lost.'],
    ]);
    expect(await bench.client.citations.styles({})).toMatchObject({ chosen: null });
    expect((await bench.client.integrity.verify({})).ok).toBe(true);
  });
});

test('texts that are lost are counted, and a loss begins with what it is about', async () => {
  await bench.fill();
  await bench.close();
  const db = new Database(bench.path);
  db.pragma('foreign_keys = OFF');
  db.exec('DROP TRIGGER extraction_kept; DROP TRIGGER original_kept; DELETE FROM extraction; DELETE FROM original');
  db.close();
  rmSync(`${bench.path}.journal`);
  rmSync(bench.file('settings/backups'), { recursive: true, force: true });
  const [known] = await bench.client.cases.known({});
  const { readable } = await bench.client.recovery.inspect({ key: known!.key });
  expect(readable.find(({ table }) => table === 'document')).toMatchObject({ rows: 1 });
  expect(readable.find(({ table }) => table === 'extraction')).toMatchObject({ rows: 0, expected: 2 });
  const { losses } = await bench.client.recovery.salvage({ key: known!.key });
  expect(losses.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^Article “Wall gives way”: its text is lost\./));
});
