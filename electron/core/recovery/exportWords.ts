import { basename } from 'node:path';
import type { RootContent } from 'mdast';

import { claimStatusNames, confidenceNames, relationNames, stanceNames } from '../../../shared/domain/wording.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { asStoreError } from '../store/failures.ts';
import type { TableName } from '../store/tables.ts';
import { gather, requireWords, type Gathered, type GatherInput } from './gather.ts';
import type { FoundValues } from './layouts.ts';
import { heading, lossSections, markdown, paragraphs, quotation, writing } from './lossList.ts';

/** All words of a damaged case that can be read, as one Markdown text with the losses at its end. Error: `NOTHING_SALVAGED`. */
export function exportWords(
  { path, backups }: Pick<GatherInput, 'path' | 'backups'>,
  { nativeBinding }: Pick<TaskContext, 'nativeBinding'>,
): { name: string; text: string; losses: number } {
  try {
    const gathered = gather({ path, backups, nativeBinding });
    requireWords(gathered, path);
    const text = markdown([
      heading(1, gathered.name),
      ...paragraphs(`All words that could be read in the file “${basename(path)}”.`),
      ...claims(gathered),
      ...articles(gathered),
      ...claimants(gathered),
      ...drafts(gathered),
      ...(gathered.losses.length > 0 ? [heading(1, 'What could not be read'), ...lossSections(gathered.losses)] : []),
    ]);
    return { name: gathered.name, text, losses: gathered.losses.length };
  } catch (error) {
    throw asStoreError(error, path);
  }
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A line of what is known, without what is not; what has several lines stands by itself. */
function facts(...values: unknown[]): RootContent[] {
  const known = values.map((value) => string(value).trim()).filter((value) => value !== '');
  const [short, long] = [false, true].map((several) => known.filter((value) => value.includes('\n') === several));
  return [...paragraphs(short!.join(' · ')), ...long!.flatMap((value) => paragraphs(value))];
}

/** The name of a value of a closed set; a damaged one is told as it reads. */
const nameIn = (names: Readonly<Record<string, string>>, value: unknown): string => names[string(value)] ?? string(value);

const said = (name: string, value: unknown): string => (string(value).trim() === '' ? '' : `${name}: ${string(value)}`);

const lists = new WeakMap<Gathered, Map<string, Map<unknown, FoundValues[]>>>();

function all({ rows }: Gathered, table: TableName): FoundValues[] {
  return [...(rows.get(table)?.values() ?? [])]
    .map(({ values }) => values)
    .toSorted((a, b) => (string(a['created_at']) < string(b['created_at']) ? -1 : 1));
}

/** The rows of a table with this value in a column. */
function having(gathered: Gathered, table: TableName, column: string, wanted: unknown): FoundValues[] {
  let known = lists.get(gathered);
  if (!known) lists.set(gathered, (known = new Map()));
  let list = known.get(`${table}.${column}`);
  if (!list) known.set(`${table}.${column}`, (list = Map.groupBy(all(gathered, table), (row) => row[column])));
  return list.get(wanted) ?? [];
}

function value({ rows }: Gathered, table: TableName, id: unknown, column: string): string {
  return string(rows.get(table)?.get(string(id))?.values[column]);
}

function claims(gathered: Gathered): RootContent[] {
  const known = all(gathered, 'claim');
  const ids = new Set(known.map((claim) => claim['id']));
  const about = (table: TableName, claimId: unknown): FoundValues[] => having(gathered, table, 'claim_id', claimId);
  const parts = (claimId: unknown): RootContent[] => [
    ...about('verdict', claimId).flatMap((row) => verdict(gathered, row)),
    ...about('evidence', claimId).flatMap((row) => evidence(gathered, row)),
    ...about('sighting', claimId).flatMap((row) => sighting(gathered, row)),
    ...notesOn(gathered, claimId),
  ];
  const lost = new Set(
    (['verdict', 'evidence', 'sighting'] as const)
      .flatMap((table) => all(gathered, table).map((row) => row['claim_id']))
      .filter((id) => !ids.has(id)),
  );
  return [
    ...(known.length + lost.size > 0 ? [heading(2, 'Claims')] : []),
    ...known.flatMap((claim) => [
      heading(3, string(claim['text'])),
      ...facts(
        claim['short_text'],
        said('Claimant', value(gathered, 'agent', claim['claimant_id'], 'name')),
        said('Status', nameIn(claimStatusNames, claim['status'])),
        said('Date', claim['claim_date']),
        said('Why it is checked', claim['selection_reason']),
      ),
      ...parts(claim['id']),
    ]),
    ...[...lost].flatMap((id) => [heading(3, 'A claim whose words are lost'), ...parts(id)]),
  ];
}

function verdict(gathered: Gathered, row: FoundValues): RootContent[] {
  return [
    heading(4, `Verdict: ${value(gathered, 'rating', row['rating_id'], 'name') || string(row['rating_id']) || 'in words'}`),
    ...facts(nameIn(confidenceNames, row['confidence']), said('As of', row['as_of']), said('By', row['author'])),
    ...writing(string(row['rationale'])),
    ...facts(said('What would change it', row['what_would_change'])),
    ...facts(said('Why there is no evidence', row['no_evidence_reason'])),
  ];
}

function evidence(gathered: Gathered, row: FoundValues): RootContent[] {
  const citation = citationOf(row);
  return [
    heading(4, `Evidence: ${nameIn(stanceNames, row['stance'])}`),
    ...(row['passage_id'] === null ? [] : passageWords(gathered, row['passage_id'])),
    ...facts(citation['title'], citation['publisher'], citation['address'], citation['published']),
    ...(string(citation['quote']) === '' ? [] : [quotation(string(citation['quote']))]),
    ...facts(row['comment']),
    ...notesOn(gathered, row['id']),
  ];
}

function citationOf(row: FoundValues): Record<string, unknown> {
  try {
    return (JSON.parse(string(row['citation']) || '{}') as Record<string, unknown> | null) ?? {};
  } catch {
    return { title: row['citation'] };
  }
}

function sighting(gathered: Gathered, row: FoundValues): RootContent[] {
  return [
    heading(4, `Seen: ${nameIn(relationNames, row['relation'])}`),
    ...passageWords(gathered, row['passage_id']),
    ...facts(said('Date', row['statement_date']), said('Venue', row['venue']), said('Attribution', row['attribution'])),
  ];
}

function passageWords(gathered: Gathered, id: unknown): RootContent[] {
  const exact = value(gathered, 'passage', id, 'exact');
  if (exact === '') return paragraphs('(Its passage is lost.)');
  const title = value(gathered, 'document', value(gathered, 'passage', id, 'document_id'), 'title');
  return [quotation(exact), ...facts(title)];
}

function notesOn(gathered: Gathered, id: unknown): RootContent[] {
  return having(gathered, 'note', 'target_id', id).flatMap((note) => [
    ...facts(said('Note by', note['author']) || 'Note'),
    ...writing(string(note['markdown'])),
  ]);
}

/** The text of an article: each of its lines is a paragraph. */
const blocks = (text: string): RootContent[] => text.split('\n').flatMap((line) => paragraphs(line));

function articles(gathered: Gathered): RootContent[] {
  const versions = all(gathered, 'document_version');
  const documents = all(gathered, 'document');
  const used = new Set(versions.map((version) => version['extraction_id']));
  const lone = [...gathered.texts.values()].filter(({ id }) => !used.has(id));
  const orphans = versions.filter((version) => !documents.some((document) => document['id'] === version['document_id']));
  const text = (version: FoundValues): RootContent[] => {
    const found = gathered.texts.get(string(version['extraction_id']));
    return found ? blocks(found.text) : paragraphs('(Its text is lost.)');
  };
  return [
    ...(documents.length + orphans.length + lone.length > 0 ? [heading(2, 'Articles')] : []),
    ...documents.flatMap((document) => [
      heading(3, string(document['title'])),
      ...facts(document['publisher'], document['byline'], document['published'], document['address']),
      ...notesOn(gathered, document['id']),
      ...having(gathered, 'passage', 'document_id', document['id']).flatMap((passage) => [
        quotation(string(passage['exact'])),
        ...notesOn(gathered, passage['id']),
      ]),
      ...versions
        .filter((version) => version['document_id'] === document['id'])
        .flatMap((version) => [heading(4, string(version['file_name'])), ...text(version)]),
    ]),
    ...orphans.flatMap((version) => [heading(3, string(version['file_name'])), ...text(version)]),
    ...lone.flatMap((found) => [heading(3, 'A text whose article is lost'), ...blocks(found.text)]),
  ];
}

function claimants(gathered: Gathered): RootContent[] {
  const noted = all(gathered, 'agent').filter((agent) => string(agent['role']) !== '' || notesOn(gathered, agent['id']).length > 0);
  const rows = noted.flatMap((agent) => [heading(3, string(agent['name'])), ...facts(agent['role']), ...notesOn(gathered, agent['id'])]);
  return rows.length > 0 ? [heading(2, 'Claimants'), ...rows] : [];
}

function drafts({ drafts: unsaved }: Gathered): RootContent[] {
  if (unsaved.length === 0) return [];
  return [heading(2, 'Typed and not yet saved'), ...unsaved.flatMap(({ text, at }) => [heading(3, at), ...paragraphs(text)])];
}
