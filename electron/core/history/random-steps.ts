import { ORPCError } from '@orpc/client';
import type { WaitingPassage } from '../../../shared/domain/versions.ts';
import { testStyle } from '../citations/testing/styles.ts';
import type { ContractClient } from '../direct.ts';
import type { TestCore } from '../testing.ts';

/** One step of a random session: which command, and numbers by which it chooses its targets. */
export interface Step {
  command: keyof typeof commands;
  a: number;
  b: number;
  c: number;
}

interface Session {
  client: ContractClient;
  newId: () => string;
  /** Any row's id, or an id of nothing where the table is empty. */
  any(table: string, choice: number): string;
  revision(table: string, id: string): number;
  /** Number of any operation, one of the newest more often than not. */
  operation(choice: number): number;
  text(choice: number): string;
  gesture(choice: number): { gesture?: string };
}

const words = ['Harbour ', 'bridge ', 'ÅÉ ', '🚢 ', 'forty million ', '“quoted” ', 'x', '\n', 'May '];
const statuses = ['new', 'in-progress', 'waiting', 'ready', 'published', 'dropped'] as const;
const priorities = ['low', 'normal', 'high'] as const;
const stances = ['supports', 'refutes', 'context'] as const;
const colours = ['red', 'green', 'blue'] as const;
const pick = <Value>(values: readonly Value[], choice: number): Value => values[choice % values.length]!;

/** A file of citations. */
const cited = (choice: number) => ({ name: 'cited.bib', file: new File([`@misc{a, title={${choice % 3}}}`], 'cited.bib') });

async function importFiles({ client, newId }: Session, files: { name: string; file: File }[]): Promise<void> {
  for await (const _progress of await client.documents.import({ importId: newId(), files })) continue;
}

/** A file that says what a document says; where there is none, two files that say the same are imported. */
async function anyCopy(session: Session, choice: number): Promise<string> {
  const found = session.any('document_copy', choice);
  if (session.revision('document_copy', found) > 0) return found;
  const words = `Said twice, ${session.newId()}`;
  const files = ['\n', '\r\n'].map((end, index) => ({ name: `${index}.txt`, file: new File([words, end], `${index}.txt`) }));
  await importFiles(session, files);
  return session.any('document_copy', choice);
}

/** A passage of any article, where the article is long enough. */
async function anchorIn({ client, any, newId }: Session, a: number, b: number) {
  const documentId = any('document', a);
  const { version } = await client.documents.get({ documentId });
  const start = b % version.text.length;
  const end = Math.min(version.text.length, start + 1 + (a % 40));
  return { id: newId(), documentId, anchor: { versionId: version.id, ranges: [{ start, end }], exact: version.text.slice(start, end) } };
}

/** Passages of an article that wait; where none does, one is made to. */
async function waiting(session: Session, choice: number): Promise<WaitingPassage[]> {
  const { client, any, newId } = session;
  const documentId = any('document', choice);
  const found = await client.versions.waiting({ documentId });
  if (found.length > 0) return found;
  const { version } = await client.documents.get({ documentId });
  const { text } = version;
  await client.passages.create({
    id: newId(),
    documentId,
    anchor: { versionId: version.id, ranges: [{ start: 0, end: text.length }], exact: text },
  });
  const middle = text.indexOf(' ', text.length / 2);
  const changed = `${text.slice(0, middle)} ${session.text(choice + 1)}${text.slice(middle)}`;
  await client.documents.addVersion({ documentId, versionId: newId(), source: { text: changed } });
  return client.versions.waiting({ documentId });
}

/** Some of those that wait, as a caller names them. */
function chosen(items: readonly WaitingPassage[], choice: number): { id: string; revision: number }[] {
  return items.slice(0, 1 + (choice % 3)).map(({ id, revision }) => ({ id, revision }));
}

/** Every procedure that changes a case. */
const commands = {
  'documents.paste': ({ client, newId, text }: Session, { a, b }: Step) =>
    client.documents.paste({ documentId: newId(), text: `${text(a)}\n\n${text(b)}`, citation: { title: text(b) } }),
  'documents.import': async (session: Session, { a, b, c }: Step) => {
    const { text } = session;
    // The last says what the first does, with other line ends.
    const files = [a, b, c, a].map((choice, index) => {
      const [name, end] = [`${index}.txt`, index === 3 ? '\r\n' : '\n'];
      return { name, file: new File([`${text(choice)} ${index % 3}${end}${end}${text(choice + 1)}`], name) };
    });
    await importFiles(session, [...files, cited(a)]);
  },
  'documents.update': ({ client, any, revision, text, gesture }: Session, { a, b, c }: Step) => {
    const documentId = any('document', a);
    return client.documents.update({
      documentId,
      revision: revision('document', documentId),
      fields: { publisher: text(b) },
      confirm: c % 2 ? ['title'] : [],
      ...gesture(c),
    });
  },
  'documents.addVersion': async ({ client, newId, any, text }: Session, { a, b, c }: Step) => {
    const documentId = any('document', a);
    const { version } = await client.documents.get({ documentId });
    const passages = await client.passages.list({ documentId });
    const { start, end } = pick(passages, b)?.ranges[0] ?? { start: 0, end: 0 };
    const middle = Math.floor((start + end) / 2);
    const head = version.text.slice(0, middle);
    const changed = pick([`${head}, ${text(c)}`, `${text(c)}\n\n${version.text}`, `${head} ${version.text.slice(middle)}`], c);
    return client.documents.addVersion({ documentId, versionId: newId(), source: { text: changed } });
  },
  'documents.separateCopy': async (session: Session, { a }: Step) =>
    session.client.documents.separateCopy({ copyId: await anyCopy(session, a), documentId: session.newId() }),
  'versions.transcribe': async ({ client, newId, any, text }: Session, { a, b }: Step) => {
    const documentId = any('document', a);
    const { version } = await client.documents.get({ documentId });
    return client.versions.transcribe({ documentId, versionId: newId(), fromVersionId: version.id, text: `${version.text}\n\n${text(b)}` });
  },
  'versions.accept': async (session: Session, { a, c }: Step) => {
    const items = chosen(
      (await waiting(session, a)).filter(({ proposals }) => proposals.length > 0),
      c,
    );
    if (items.length > 0) await session.client.versions.accept({ items });
  },
  'versions.keep': async (session: Session, { a, c }: Step) => {
    const items = chosen(await waiting(session, a), c);
    if (items.length > 0) await session.client.versions.keep({ items });
  },
  'versions.place': async (session: Session, { a, b }: Step) => {
    const [item] = await waiting(session, a);
    if (!item) return;
    const { version } = await session.client.documents.get({ documentId: item.documentId });
    const end = 1 + (b % version.text.length);
    const exact = version.text.slice(0, end);
    if (exact.trim() === '') return;
    const anchor = { versionId: version.id, ranges: [{ start: 0, end }], exact };
    await session.client.versions.place({ id: item.id, revision: item.revision, anchor });
  },
  'documents.remove': ({ client, any }: Session, { a, b }: Step) =>
    client.documents.remove({ documentId: any('document', a), withUses: b % 3 > 0 }),
  'passages.create': async (session: Session, { a, b, c }: Step) =>
    session.client.passages.create({ ...(await anchorIn(session, a, b)), labelIds: c % 3 ? [] : [session.any('label', c)] }),
  'passages.adjust': async (session: Session, { a, b }: Step) => {
    const passage = await session.client.passages.get({ passageId: session.any('passage', a) });
    const { version } = await session.client.documents.get({ documentId: passage.documentId });
    const end = Math.min(version.text.length, passage.ranges[0]!.start + 1 + (b % 60));
    const ranges = [{ start: passage.ranges[0]!.start, end }];
    const exact = version.text.slice(ranges[0]!.start, end);
    return session.client.passages.adjust({
      passageId: passage.id,
      revision: passage.revision,
      anchor: { versionId: version.id, ranges, exact },
    });
  },
  'passages.split': async ({ client, any, newId }: Session, { a, b }: Step) => {
    // Of a few the first that has two words: most of what is highlighted at random is a part of one.
    for (let other = 0; other < 6; other++) {
      const { id, revision, ranges, exact, waiting: undecided } = await client.passages.get({ passageId: any('passage', a + other) });
      const { start, end } = ranges[0]!;
      const gap = exact.slice(0, end - start).indexOf(' ', 1 + (b % 3));
      if (gap > 0 && !undecided) return client.passages.split({ passageId: id, revision, at: start + gap, secondId: newId() });
    }
    return null;
  },
  'passages.join': ({ client, any }: Session, { a, b, c }: Step) =>
    client.passages.join({ passageIds: [any('passage', a), any('passage', b), any('passage', c)] }),
  'passages.skip': ({ client, any }: Session, { a, b }: Step) =>
    client.passages.skip({ passageId: any('passage', a), reason: ['', 'Opinion', 'Common knowledge'][b % 3]! }),
  'passages.remove': ({ client, any }: Session, { a, b }: Step) =>
    client.passages.remove({ passageId: any('passage', a), withUses: b % 3 > 0 }),
  'notes.create': ({ client, newId, any, text }: Session, { a, b, c }: Step) => {
    const targetKind = pick(['document', 'passage', 'claim', 'evidence', 'agent'] as const, a);
    return client.notes.create({ id: newId(), targetKind, targetId: any(targetKind, b), markdown: text(c) });
  },
  'notes.update': ({ client, any, revision, text, gesture }: Session, { a, b, c }: Step) => {
    const noteId = any('note', a);
    return client.notes.update({ noteId, revision: revision('note', noteId), markdown: text(b), ...gesture(c) });
  },
  'notes.remove': ({ client, any }: Session, { a }: Step) => client.notes.remove({ noteId: any('note', a) }),
  'labels.create': ({ client, newId, text }: Session, { a, b }: Step) =>
    client.labels.create({ id: newId(), name: `L${text(a)}`.slice(0, 80), colour: pick(colours, b), definition: text(b) }),
  'labels.update': ({ client, any, revision }: Session, { a, b }: Step) => {
    const labelId = any('label', a);
    return client.labels.update({ labelId, revision: revision('label', labelId), fields: { colour: pick(colours, b) } });
  },
  'labels.remove': ({ client, any }: Session, { a }: Step) => client.labels.remove({ labelId: any('label', a) }),
  'labels.assign': ({ client, any }: Session, { a, b, c }: Step) => {
    const targetKind = pick(['passage', 'claim'] as const, a);
    const targetIds = [any(targetKind, b), any(targetKind, c)];
    return client.labels.assign({ targetKind, targetIds, add: [any('label', a)], remove: [any('label', b)] });
  },
  'claims.create': async (session: Session, { a, b, c }: Step) =>
    session.client.claims.create({
      id: session.newId(),
      fields: { text: `C${session.text(a)}`, claimant: pick(['', 'Ada', 'ada', 'Ивó'], b), priority: 'high' },
      ...(c % 2 ? { sighting: { id: session.newId(), passage: { create: { ...(await anchorIn(session, b, c)), labelIds: [] } } } } : {}),
    }),
  'claims.update': ({ client, any, revision, text, gesture }: Session, { a, b, c }: Step) => {
    const claimId = any('claim', a);
    const fields = pick([{ text: `C${text(b)}` }, { claimant: pick(['', 'Ada', 'ADA', 'New name'], b) }, { claimDate: '2025-01' }], c);
    return client.claims.update({ claimId, revision: revision('claim', claimId), fields, ...gesture(c) });
  },
  'claims.bulkUpdate': ({ client, any }: Session, { a, b, c }: Step) =>
    client.claims.bulkUpdate({
      claimIds: [any('claim', a), any('claim', b)],
      fields: pick([{ status: pick(statuses, b) }, { priority: pick(priorities, b) }], c),
    }),
  'claims.remove': ({ client, any }: Session, { a, b }: Step) => client.claims.remove({ claimIds: [any('claim', a), any('claim', b)] }),
  'claims.addSighting': ({ client, newId, any }: Session, { a, b }: Step) =>
    client.claims.addSighting({ id: newId(), claimId: any('claim', a), passage: { passageId: any('passage', b) } }),
  'claims.updateSighting': ({ client, any, revision, text, gesture }: Session, { a, b, c }: Step) => {
    const sightingId = any('sighting', a);
    return client.claims.updateSighting({
      sightingId,
      revision: revision('sighting', sightingId),
      fields: { venue: text(b) },
      ...gesture(c),
    });
  },
  'claims.removeSighting': ({ client, any }: Session, { a }: Step) => client.claims.removeSighting({ sightingId: any('sighting', a) }),
  'evidence.create': async (session: Session, { a, b, c }: Step) => {
    const { newId, any, text } = session;
    const citation = { title: `T${text(a)}`, publisher: '', address: '', published: null, accessed: null, quote: text(b) };
    return session.client.evidence.create({
      id: newId(),
      claimId: any('claim', a),
      stance: pick(stances, b),
      derivedFromId: c % 3 ? null : any('evidence', c),
      source: c % 2 ? { citation } : { passage: { create: { ...(await anchorIn(session, a, c)), labelIds: [] } } },
    });
  },
  'evidence.update': ({ client, any, revision, text, gesture }: Session, { a, b, c }: Step) => {
    const evidenceId = any('evidence', a);
    const fields = pick([{ comment: text(b) }, { derivedFromId: any('evidence', b) }, { credibility: 3 }], c);
    return client.evidence.update({ evidenceId, revision: revision('evidence', evidenceId), fields, ...gesture(c) });
  },
  'evidence.remove': ({ client, any }: Session, { a }: Step) => client.evidence.remove({ evidenceId: any('evidence', a) }),
  'verdicts.record': ({ client, newId, any, text }: Session, { a, b, c }: Step) =>
    client.verdicts.record({
      id: newId(),
      claimId: any('claim', a),
      axis: c % 4 ? 'true' : 'said',
      ratingId: c % 5 ? any('rating', b) : null,
      confidence: 'moderate',
      rationale: `R${text(b)}`,
      asOf: '2026',
      noEvidenceReason: b % 2 ? 'None to be had.' : '',
    }),
  'citations.chooseStyle': ({ client, any }: Session, { a, b }: Step) =>
    client.citations.chooseStyle({ styleId: pick(['harvard', 'apa', 'vancouver', any('reference_file', b)], a) }),
  'citations.addStyle': ({ client }: Session, { a, b }: Step) =>
    client.citations.addStyle({ file: new File([testStyle({ title: `Style ${a % 3}` })], 'style.csl'), choose: b % 2 === 0 }),
  'citations.removeStyle': async ({ client }: Session, { a }: Step) => {
    const { styles } = await client.citations.styles({});
    const loaded = styles.filter(({ shipped }) => !shipped);
    const { id } = pick(loaded, a) ?? (await client.citations.addStyle({ file: new File([testStyle()], 'style.csl') }));
    return client.citations.removeStyle({ styleId: id });
  },
  'citations.removeFile': async ({ client, newId }: Session, { a }: Step) => {
    if ((await client.citations.files({})).length === 0)
      for await (const _progress of await client.documents.import({ importId: newId(), files: [cited(a)] })) continue;
    return client.citations.removeFile({ fileId: pick(await client.citations.files({}), a).id });
  },
  'cases.rename': ({ client, text }: Session, { a }: Step) => client.cases.rename({ name: `N${text(a)}`.slice(0, 120) }),
  'history.undoOne': ({ client, operation }: Session, { a }: Step) => client.history.undoOne({ seq: operation(a) }),
  'history.restore': async ({ client }: Session, { a, b, c }: Step) => {
    const { items } = await client.history.trash({ limit: 20 });
    if (items.length === 0) return;
    const chosen = [pick(items, a), ...(c % 2 ? [pick(items, b)] : [])];
    await client.history.restore({ items: chosen.map(({ kind, id }) => ({ kind, id })) });
  },
  'history.undo': ({ client }: Session) => client.history.undo({}),
  'history.redo': ({ client }: Session) => client.history.redo({}),
} satisfies Record<string, (session: Session, step: Step) => Promise<unknown>>;

export const commandNames = Object.keys(commands) as Step['command'][];

/**
 * Takes the steps one after another. A refusal from the closed set is part of a session; a defect is not, and is thrown.
 * Returns the commands that changed the case, in order.
 */
export async function takeSteps(
  { client, store, newId }: Pick<TestCore, 'client' | 'store' | 'newId'>,
  steps: readonly Step[],
): Promise<Step['command'][]> {
  const gestures = [newId(), newId()];
  const session: Session = {
    client,
    newId,
    any: (table, choice) => {
      const ids = store.db.prepare<[], string>(`SELECT id FROM ${table} ORDER BY id`).pluck().all();
      return ids.length > 0 ? pick(ids, choice) : newId();
    },
    revision: (table, id) => store.db.prepare<[string], number>(`SELECT revision FROM ${table} WHERE id = ?`).pluck().get(id) ?? 0,
    operation: (choice) => {
      const { seq } = store.journal.head();
      return Math.max(1, seq - (choice % (choice % 3 ? 8 : seq)));
    },
    text: (choice) => [1, 7, 31, 61].map((factor) => pick(words, choice * factor)).join(''),
    gesture: (choice) => (choice % 3 ? {} : { gesture: pick(gestures, choice) }),
  };
  const changing: Step['command'][] = [];
  for (const step of steps) {
    const { seq } = store.journal.head();
    try {
      await commands[step.command](session, step);
    } catch (error) {
      if (!isRefusal(error)) throw new Error(`${step.command} failed: ${String(error)}`, { cause: error });
      if (store.journal.head().seq !== seq) throw new Error(`${step.command} failed, and changed the case all the same`, { cause: error });
    }
    if (store.journal.head().seq !== seq) changing.push(step.command);
  }
  return changing;
}

/** Expected in a session: what the state of the case forbids. A defect, or input that no state allows, is not. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof ORPCError) || !error.defined) return false;
  return error.code === 'INVALID_INPUT' ? /origin/.test(error.message) : error.code !== 'INTERNAL';
}
