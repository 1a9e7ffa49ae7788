import type { SubjectKind } from '../../../../shared/contract/history.ts';
import type { TableName } from '../../store/tables.ts';

/** The tables whose rows make up each kind of thing, as people look for it: labelling is about labels, a new text about its article. */
export const tablesOfKind: Readonly<Record<SubjectKind, readonly TableName[]>> = {
  agent: ['agent'],
  claim: ['claim'],
  document: ['document', 'document_version', 'document_copy'],
  evidence: ['evidence'],
  label: ['label', 'label_use'],
  note: ['note'],
  passage: ['passage', 'reanchoring', 'passage_skip'],
  sighting: ['sighting'],
  verdict: ['verdict'],
};

/** Tables of no kind: the case itself with its style and scale, and its files that are no articles. */
export const tablesOfNoKind: readonly TableName[] = ['case_info', 'reference_file', 'rating_scale', 'rating'];
