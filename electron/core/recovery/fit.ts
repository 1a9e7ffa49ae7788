import type { Loss } from '../../../shared/contract/recovery.ts';
import type { TableName } from '../store/tables.ts';
import { fitArticles } from './fitArticles.ts';
import type { KeptText } from '../documents/queries.ts';
import type { Gathered, SettledRow } from './gather.ts';
import { isPlausible, type FoundValues } from './layouts.ts';
import { lossLine } from './words.ts';

/** What goes into the new case, and what does not. */
export interface Plan {
  rows: Map<TableName, Map<string, FoundValues>>;
  originals: Map<string, Buffer>;
  texts: Map<string, KeptText>;
  losses: Loss[];
}

/** What fitting works with. */
export interface Fitting extends Plan {
  gathered: Gathered;
  newId: () => string;
  /** The moment of the salvage, for what is made in the place of something lost. */
  at: string;
  lose(table: TableName | 'original' | 'extraction', row: FoundValues, message: string): void;
  /** The rows of a table that are sound in themselves. */
  sound(table: TableName): FoundValues[];
  keep(table: TableName, row: FoundValues): void;
  has(table: TableName, id: unknown): boolean;
  /** The history says that this row was deleted. */
  wasDeleted(table: TableName, id: string): boolean;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const jsonColumns: Partial<Record<TableName, readonly string[]>> = {
  document: ['guesses'],
  document_version: ['warnings'],
  passage: ['ranges'],
  reanchoring: ['from_ranges', 'proposals'],
  evidence: ['citation'],
  rating: ['equivalents'],
};
const namedByWords: readonly TableName[] = ['rating', 'rating_scale'];

/**
 * Decides what of everything found can stand in a case: rows whose references resolve, texts and originals that are what their
 * hash says, quotes that stand in their text. Words whose place is lost are kept in another: evidence as a loose citation,
 * what hangs on a lost claim on a claim that stands in for it. Everything else is told as a loss, with its words.
 */
export async function fit(gathered: Gathered, newId: () => string, at: string): Promise<Plan> {
  const fitting = begin(gathered, newId, at);
  const { sound, keep, has, lose } = fitting;
  for (const row of sound('case_info')) keep('case_info', row);
  for (const row of sound('rating_scale')) keep('rating_scale', row);
  for (const row of sound('rating')) if (has('rating_scale', row['scale_id'])) keep('rating', row);
  fitAgents(fitting);
  await fitArticles(fitting);
  fitClaims(fitting);
  fitEvidence(fitting);
  fitVerdicts(fitting);
  for (const row of sound('note')) {
    if (has(row['target_kind'] as TableName, row['target_id'])) keep('note', row);
    else lose('note', row, `The ${kindNames[row['target_kind'] as string] ?? 'thing'} that it was written on is lost.`);
  }
  fitLabels(fitting);
  return fitting;
}

const kindNames: Record<string, string> = {
  document: 'article',
  passage: 'passage',
  claim: 'claim',
  evidence: 'evidence',
  agent: 'claimant',
};

function begin(gathered: Gathered, newId: () => string, at: string): Fitting {
  const rows = new Map<TableName, Map<string, FoundValues>>();
  const losses = [...gathered.losses];
  const fitting: Fitting = {
    gathered,
    newId,
    at,
    rows,
    originals: new Map(gathered.originals),
    texts: new Map(gathered.texts),
    losses,
    lose(table, row, message) {
      losses.push({ table, rowId: typeof row['id'] === 'string' ? row['id'] : null, message: withWords(message, table, row) });
    },
    sound: (table) =>
      [...(gathered.rows.get(table)?.values() ?? [])].flatMap((row) => {
        if (isSound(table, row)) return [row.values];
        const renamed = { ...row, values: { ...row.values, id: newId() } };
        // Nothing points at rows of these, so that a damaged name is no loss of words.
        if ((table === 'note' || table === 'sighting') && row.trust === 'damaged' && isSound(table, renamed)) return [renamed.values];
        fitting.lose(table, row.values, 'It is too damaged to stand in a case.');
        return [];
      }),
    keep(table, row) {
      const kept = rows.get(table);
      if (kept) kept.set(row['id'] as string, row);
      else rows.set(table, new Map([[row['id'] as string, row]]));
    },
    has: (table, id) => rows.get(table)?.has(id as string) ?? false,
    wasDeleted: (table, id) => gathered.history.eventsOf(table, id).at(-1)?.after === null,
  };
  return fitting;
}

function withWords(message: string, table: TableName | 'original' | 'extraction', row: FoundValues): string {
  return table === 'original' || table === 'extraction' ? message : lossLine(table, row, message);
}

/** A proved row is as it was written; one that is not has to read like one of its table. */
function isSound(table: TableName, { values, trust }: SettledRow): boolean {
  if (trust === 'whole') return true;
  if (!namedByWords.includes(table) && !uuid.test(String(values['id']))) return false;
  return (
    isPlausible(table, values) && (jsonColumns[table] ?? []).every((column) => (values[column] ?? null) === null || isJson(values[column]))
  );
}

function isJson(text: unknown): boolean {
  try {
    JSON.parse(text as string);
    return true;
  } catch {
    return false;
  }
}

/** Claimants of the same name become one, as a case demands it. */
function fitAgents({ sound, keep, lose, gathered }: Fitting): void {
  const byName = new Map<string, string>();
  for (const row of sound('agent')) {
    const name = String(row['name']).toLowerCase();
    const twin = byName.get(name);
    if (twin === undefined) {
      byName.set(name, row['id'] as string);
      keep('agent', row);
      continue;
    }
    lose('agent', row, 'There is another claimant of this name; their claims were put together.');
    for (const { values } of gathered.rows.get('claim')?.values() ?? [])
      if (values['claimant_id'] === row['id']) values['claimant_id'] = twin;
  }
}

function fitClaims({ sound, keep, has, lose, wasDeleted, gathered, rows, newId }: Fitting): void {
  for (const row of sound('claim')) {
    const orphaned = row['claimant_id'] !== null && !has('agent', row['claimant_id']);
    if (orphaned) lose('claim', row, 'Its claimant is lost; the claim was kept without one.');
    keep('claim', orphaned ? { ...row, claimant_id: null } : row);
  }
  const missing = new Map<string, FoundValues>();
  for (const table of ['sighting', 'evidence', 'verdict'] as const)
    for (const { values } of gathered.rows.get(table)?.values() ?? []) {
      const id = values['claim_id'] as string;
      if (has('claim', id) || !uuid.test(id) || wasDeleted('claim', id)) continue;
      const passage = table === 'sighting' ? rows.get('passage')?.get(values['passage_id'] as string) : undefined;
      if (!missing.has(id) || passage) missing.set(id, { ...values, words: passage?.['exact'] ?? missing.get(id)?.['words'] ?? null });
    }
  for (const [id, { created_at, updated_at, words }] of missing) {
    const text = typeof words === 'string' ? words : 'A claim whose words could not be salvaged';
    const claim = {
      id,
      revision: 1,
      created_at: created_at!,
      updated_at: updated_at!,
      text,
      short_text: '',
      claimant_id: null,
      claim_date: null,
    };
    const rest = { type: 'event', checkability: 'checkable', priority: 'normal', status: 'new', selection_reason: '' };
    keep('claim', { ...claim, ...rest });
    const stands = typeof words === 'string' ? 'the words of its passage stand in for it' : 'a claim without words stands in for it';
    lose('claim', { id }, `Its words are lost; what was found and concluded about it is kept, and ${stands}.`);
  }
  for (const row of sound('sighting')) {
    if (!has('claim', row['claim_id'])) {
      lose('sighting', row, 'The claim that was sighted is lost.');
      continue;
    }
    if (has('passage', row['passage_id'])) {
      keep('sighting', row);
      continue;
    }
    const words = [row['attribution'], row['venue'], row['statement_date']].filter((word) => typeof word === 'string' && word !== '');
    lose('sighting', row, 'The passage in which the claim was sighted is lost.');
    if (words.length === 0) continue;
    const markdown = `What was noted of a sighting whose passage is lost: ${words.join('; ')}`;
    keep('note', { ...stampOf(row), id: newId(), target_kind: 'claim', target_id: row['claim_id']!, markdown, author: 'Salvage' });
  }
}

const stampOf = ({ revision, created_at, updated_at }: FoundValues): FoundValues => ({
  revision: revision!,
  created_at: created_at!,
  updated_at: updated_at!,
});

function fitEvidence({ sound, keep, has, lose, gathered }: Fitting): void {
  const kept: FoundValues[] = [];
  for (const row of sound('evidence')) {
    if (!has('claim', row['claim_id'])) {
      lose('evidence', row, 'The claim that it is about is lost.');
      continue;
    }
    if (row['passage_id'] === null || has('passage', row['passage_id'])) {
      kept.push(row);
      continue;
    }
    const passage = gathered.rows.get('passage')?.get(row['passage_id'] as string)?.values;
    const document = gathered.rows.get('document')?.get(passage?.['document_id'] as string)?.values;
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    const citation = {
      title: text(document?.['title']).slice(0, 1_000) || 'A source that could not be salvaged',
      publisher: text(document?.['publisher']),
      address: text(document?.['address']),
      published: document?.['published'] ?? null,
      accessed: document?.['accessed'] ?? null,
      quote: text(passage?.['exact']).slice(0, 20_000),
    };
    lose('evidence', row, 'The passage that it rests on is lost; it was kept as a citation.');
    kept.push({ ...row, passage_id: null, citation: JSON.stringify(citation) });
  }
  const ids = new Set(kept.map((row) => row['id']));
  for (const row of kept) {
    const orphaned = row['derived_from_id'] !== null && !ids.has(row['derived_from_id']);
    if (orphaned) lose('evidence', row, 'The evidence that it relays is lost; it was kept as one of its own.');
    keep('evidence', orphaned ? { ...row, derived_from_id: null } : row);
  }
}

function fitVerdicts({ sound, keep, has, lose }: Fitting): void {
  const verdicts = sound('verdict').filter((row) => {
    if (has('claim', row['claim_id'])) return true;
    lose('verdict', row, 'The claim that it is about is lost.');
    return false;
  });
  const ids = new Set(verdicts.map((row) => row['id']));
  const superseded = new Set<unknown>();
  for (const row of verdicts.toSorted((a, b) => Number(a['revision']) - Number(b['revision']))) {
    const whole = { ...row };
    if (row['rating_id'] !== null && !has('rating', row['rating_id'])) {
      lose('verdict', row, `Its rating (${String(row['rating_id'])}) is lost; its words were kept.`);
      whole['rating_id'] = null;
    }
    const earlier = row['supersedes_id']!;
    if (earlier !== null && (!ids.has(earlier) || superseded.has(earlier))) {
      lose('verdict', row, 'The verdict that it replaced is lost.');
      whole['supersedes_id'] = null;
    } else if (earlier !== null) superseded.add(earlier);
    keep('verdict', whole);
  }
}

function fitLabels({ sound, keep, has, lose }: Fitting): void {
  const labels = sound('label');
  const ids = new Set(labels.map((row) => row['id']));
  for (const row of labels) {
    const orphaned = row['parent_id'] !== null && !ids.has(row['parent_id']);
    if (orphaned) lose('label', row, 'The label that it stood under is lost.');
    keep('label', orphaned ? { ...row, parent_id: null } : row);
  }
  const used = new Set<string>();
  for (const row of sound('label_use')) {
    const use = [row['target_kind'], row['target_id'], row['label_id']].join(' ');
    if (!has('label', row['label_id']) || !has(row['target_kind'] as TableName, row['target_id']))
      lose('label_use', row, 'The label, or what it was put on, is lost.');
    else if (!used.has(use)) keep('label_use', row);
    used.add(use);
  }
}
