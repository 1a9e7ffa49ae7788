import { kindOfRow } from '../../../shared/domain/safekeepingWords.ts';
import { named } from '../../../shared/text/shortText.ts';
import type { TableName } from '../store/tables.ts';
import type { FoundValues } from './layouts.ts';

/** Columns that hold words of people, the most telling first. */
const wordColumns: Record<TableName, readonly string[]> = {
  case_info: ['name'],
  document: ['title', 'publisher', 'byline', 'address', 'published'],
  document_version: ['file_name'],
  document_copy: ['file_name'],
  reference_file: ['title'],
  passage: ['exact'],
  reanchoring: ['from_exact'],
  passage_skip: ['reason'],
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

/** The words of a row, the most telling first; none where it has none. */
function wordsOf(table: TableName, values: FoundValues): string[] {
  return wordColumns[table].map((column) => values[column]).filter((value) => typeof value === 'string' && value.trim() !== '') as string[];
}

/**
 * One loss in a line: the kind of thing, its first words as its name, what became of it, and at the end all its words where the
 * name does not say them. `became` is a sentence about “it”.
 */
export function lossLine(table: TableName, values: FoundValues, became: string): string {
  const words = wordsOf(table, values);
  // Structured fields are words too, but no name.
  const name = words.find((word) => !/^[[{]/.test(word)) ?? '';
  const head = named(kindOfRow(table), name);
  const said = words.length === 0 || (words.length === 1 && head.includes(`“${words[0]!}”`));
  const rest = said ? '' : ` Its words: ${words.map((word) => `“${word}”`).join(' ')}`;
  return `${head.charAt(0).toUpperCase()}${head.slice(1)}: ${became.charAt(0).toLowerCase()}${became.slice(1)}${rest}`;
}
