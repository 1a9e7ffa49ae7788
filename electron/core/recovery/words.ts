import type { TableName } from '../store/tables.ts';
import type { FoundValues } from './layouts.ts';

/** Columns that hold words of people, the most telling first. */
const wordColumns: Record<TableName, readonly string[]> = {
  case_info: ['name'],
  document: ['title', 'publisher', 'byline', 'address', 'published'],
  document_version: ['file_name'],
  passage: ['exact'],
  label: ['name', 'definition'],
  label_use: [],
  agent: ['name', 'role'],
  claim: ['text', 'short_text', 'selection_reason'],
  sighting: ['venue', 'attribution'],
  evidence: ['comment', 'citation'],
  verdict: ['rationale', 'what_would_change', 'no_evidence_reason'],
  note: ['markdown'],
  rating_scale: ['name'],
  rating: ['name', 'definition'],
};

/** The words of a row in quotation marks, for a list of what was lost; empty where it has none. */
export function wordsOf(table: TableName, values: FoundValues): string {
  const words = wordColumns[table].map((column) => values[column]).filter((value) => typeof value === 'string' && value.trim() !== '');
  return words.map((word) => `“${String(word)}”`).join(' ');
}
