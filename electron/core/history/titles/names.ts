import type { TableName } from '../../store/tables.ts';
import type { Titles } from './titles.ts';

/** Columns that name another row, and the table it stands in. */
const named: Readonly<Record<string, TableName>> = {
  citation_style_id: 'reference_file',
  claim_id: 'claim',
  claimant_id: 'agent',
  derived_from_id: 'evidence',
  document_id: 'document',
  label_id: 'label',
  parent_id: 'label',
  passage_id: 'passage',
  from_version_id: 'document_version',
  version_id: 'document_version',
  rating_id: 'rating',
};

/** What the ids in states of a row stand for, in words. */
export function namesIn(titles: Titles, states: readonly (Readonly<Record<string, unknown>> | null)[]): Record<string, string> {
  const names: Record<string, string> = {};
  for (const state of states) {
    for (const [column, id] of Object.entries(state ?? {})) {
      const table = column === 'target_id' ? (state?.['target_kind'] as TableName) : named[column];
      if (table && typeof id === 'string') names[id] = titles.of(table, id);
    }
  }
  return names;
}
