import { join } from 'node:path';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { HistoryFilter } from '../../shared/contract/history.ts';
import { startCore } from './core.ts';
import { measure } from './measure.ts';
import { row, type Row } from './row.ts';

const operations = 250_000;
const changesEach = 4;
const claims = 2_000;
const people = ['Ada', 'Grace', 'Mary'];
const pageBar = 50;

/** Pages of the timeline of a case in which a million rows were changed, plain and with each filter. `folder` is the caller's. */
export async function historyRows(folder: string): Promise<Row[]> {
  const path = join(folder, 'history.assay');
  const { core, client } = startCore(folder);
  try {
    await client.cases.openPath({ path, create: true });
    const article = await client.documents.paste({ documentId: uuid(), text: 'The harbour wall was finished two years late.' });
    if (article.outcome !== 'imported') throw new Error(`not imported: ${article.outcome}`);
    const { version } = await client.documents.get({ documentId: article.documentId });
    const anchor = { versionId: version.id, ranges: [{ start: 4, end: 11 }], exact: version.text.slice(4, 11) };
    const passage = await client.passages.create({ id: uuid(), documentId: article.documentId, anchor });
    const rare = await client.notes.create({
      id: uuid(),
      targetKind: 'passage',
      targetId: passage.id,
      markdown: 'Ask the harbour master.',
    });
    const ids: string[] = [];
    for (let made = 0; made < claims; made++) {
      const claim = await client.claims.create({ id: uuid(), fields: { text: `The harbour wall was finished ${made} days late.` } });
      ids.push(claim.id);
    }
    await client.claims.addSighting({ id: uuid(), claimId: ids[0]!, passage: { passageId: passage.id } });
    await client.claims.remove({ claimIds: ids.slice(-10) });
    await client.cases.close({});
    const middle = fill(path, ids.slice(0, -10));
    await client.cases.openPath({ path, readOnly: true });
    const { seq } = await client.history.state({});
    const page = async (name: string, filter: HistoryFilter & { before?: number }): Promise<Row> => {
      const { p95 } = await measure(20, () => client.history.list(filter));
      return row(`history page, ${name}`, p95, 'ms', pageBar);
    };
    return [
      await page('1,000,000 changes', {}),
      await page('  deep in it', { before: Math.floor(seq / 2) }),
      await page('  by person', { actor: 'Grace' }),
      await page('  by a person who did little', { actor: 'Mary' }),
      await page('  by kind', { kind: 'claim' }),
      await page('  by a kind that is rare', { kind: 'note' }),
      await page('  by a kind of two tables', { kind: 'document' }),
      await page('  since a moment', { from: middle }),
      await page('  until a moment', { to: middle }),
      await page('  of a claim', { subject: { kind: 'claim', id: ids[0]! } }),
      await page('  of a passage', { subject: { kind: 'passage', id: passage.id } }),
      await page('  of an article', { subject: { kind: 'document', id: article.documentId } }),
      await page('  by all of these', { actor: 'Ada', kind: 'claim', from: middle, subject: { kind: 'claim', id: ids[0]! } }),
      row('people in it', (await measure(20, () => client.history.people({}))).p95, 'ms', pageBar),
      row('trash, a page', (await measure(20, () => client.history.trash({}))).p95, 'ms', pageBar),
      row('can one be undone', (await measure(20, () => client.history.canUndo({ seq: rare.revision }))).p95, 'ms', pageBar),
    ];
  } finally {
    core.close();
  }
}

/** Writes operations as an analyst's years would leave them, without the hours that the analyst takes. Returns a moment in the middle. */
function fill(path: string, ids: readonly string[]): string {
  const db = new Database(path);
  try {
    db.pragma('synchronous = OFF');
    const operation = db.prepare("INSERT INTO operation VALUES (?, ?, ?, ?, ?, 'do', NULL, NULL, ?, ?, 'live')");
    const change = db.prepare("INSERT INTO change VALUES (?, ?, 'claim', ?, ?, ?)");
    const hash = 'f'.repeat(64);
    const first = db.prepare<[], number>('SELECT max(seq) FROM operation').pluck().get()!;
    const begin = Date.UTC(2030, 0, 1);
    const moment = (made: number): string => new Date(begin + made * 60_000).toISOString();
    db.transaction(() => {
      for (let made = 1; made <= operations; made++) {
        const seq = first + made;
        const actor = made % 50_000 === 0 ? people[2]! : people[made % 2]!;
        operation.run(seq, uuid(), moment(made), actor, 'Set status of 4 claims', hash, hash);
        for (let ordinal = 0; ordinal < changesEach; ordinal++) {
          const side = JSON.stringify({ status: 'ready', revision: seq, updated_at: moment(made) });
          change.run(seq, ordinal, ids[(made * changesEach + ordinal) % ids.length], side, side);
        }
      }
    })();
    return moment(operations / 2);
  } finally {
    db.close();
  }
}
