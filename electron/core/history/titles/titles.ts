import type { Operation } from '../../../../shared/contract/history.ts';
import { shortTextOf } from '../../../../shared/text/shortText.ts';
import type { Store } from '../../store/open.ts';
import type { TableName } from '../../store/tables.ts';
import { rowNow, rowsWritten, rowWhenDeleted, type AnyRow } from './queries.ts';

/** Names rows in words, whether they are there or were deleted since. */
export interface Titles {
  /** What a row is about: a claim's short text, an article's title, the words of a passage. Empty where it says nothing. */
  of(table: TableName, id: string): string;
  /** The same of a row in a state that is at hand. */
  ofRow(table: TableName, row: AnyRow): string;
  /** What an operation was done to: one thing by name, its name empty for none and for many; and of what kind it was. */
  ofOperation(seq: number): Pick<Operation, 'subject' | 'about'>;
}

/** The tables by whose rows an operation is named, the first that it wrote, and the kind of thing that is. */
const subjects = new Map<TableName, Operation['about']>([
  ['document', 'document'],
  ['document_copy', 'document'],
  ['claim', 'claim'],
  ['verdict', 'verdict'],
  ['evidence', 'evidence'],
  ['sighting', 'sighting'],
  ['passage', 'passage'],
  ['reanchoring', 'passage'],
  ['passage_skip', 'passage'],
  ['note', 'note'],
  ['label', 'label'],
  ['label_use', 'label'],
  ['agent', 'agent'],
  ['reference_file', null],
  ['case_info', null],
]);

/** Reads each row at most once: made anew for each answer. */
export function openTitles(store: Store): Titles {
  const known = new Map<string, string>();
  const words = (value: unknown): string => shortTextOf(typeof value === 'string' ? value : '');
  const row = (table: TableName, id: string): AnyRow | undefined => rowNow(store, table, id) ?? rowWhenDeleted(store, table, id);
  const reference = (table: TableName, id: unknown): string => (typeof id === 'string' ? titles.of(table, id) : '');
  const target = ({ target_kind: kind, target_id: id }: AnyRow): string => reference(kind as TableName, id);

  const naming: Record<TableName, (row: AnyRow) => string> = {
    case_info: ({ name }) => words(name),
    document: ({ title }) => words(title),
    document_version: ({ file_name: name }) => words(name),
    document_copy: ({ file_name: name }) => words(name),
    reference_file: ({ title }) => words(title),
    passage: ({ exact }) => words(exact),
    reanchoring: ({ passage_id: id }) => reference('passage', id),
    passage_skip: ({ passage_id: id }) => reference('passage', id),
    label: ({ name }) => words(name),
    label_use: ({ label_id: id }) => reference('label', id),
    agent: ({ name }) => words(name),
    claim: ({ short_text: short, text }) => words(short) || words(text),
    sighting: ({ passage_id: id }) => reference('passage', id),
    evidence: ({ passage_id: id, citation }) => {
      if (typeof citation !== 'string') return reference('passage', id);
      const { title, quote } = JSON.parse(citation) as { title?: string; quote?: string };
      return words(title) || words(quote);
    },
    verdict: ({ rating_id: id, rationale }) => reference('rating', id) || words(rationale),
    note: ({ markdown }) => words(markdown),
    rating_scale: ({ name }) => words(name),
    rating: ({ name }) => words(name),
  };

  /** The thing that a row stands under, where that is what people know it by. */
  function subjectOf(table: TableName, id: string): string {
    if (table === 'verdict' || table === 'evidence' || table === 'sighting') return reference('claim', row(table, id)?.['claim_id']);
    if (table === 'note' || table === 'label_use') return target(row(table, id) ?? {});
    return titles.of(table, id);
  }

  const titles: Titles = {
    of(table, id) {
      const key = `${table} ${id}`;
      let title = known.get(key);
      if (title === undefined) {
        const found = row(table, id);
        known.set(key, (title = found ? naming[table](found) : ''));
      }
      return title;
    },
    ofRow: (table, state) => naming[table](state),
    ofOperation(seq) {
      // A passage that takes evidence with it is what was deleted; one that comes with new evidence is not what it is about.
      const passages = rowsWritten(store, seq, 'passage');
      for (const [table, about] of subjects) {
        const written = table === 'passage' ? passages : rowsWritten(store, seq, table);
        const byPassage = passages.some(({ deleted }) => deleted === 1) && (table === 'evidence' || table === 'sighting');
        if (written.length === 0 || byPassage) continue;
        const ids = new Set(written.map(({ id }) => id));
        return { about, subject: ids.size === 1 ? subjectOf(table, written[0]!.id) : '' };
      }
      return { about: null, subject: '' };
    },
  };
  return titles;
}
