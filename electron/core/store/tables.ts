/**
 * The journaled tables, as the row writer sees them: one interface a table, column by column as in the migrations.
 * `revision`, `created_at` and `updated_at` are set by the writer and by nothing else.
 */
interface Stamp {
  id: string;
  revision: number;
  created_at: string;
  updated_at: string;
}

export interface Tables {
  case_info: Stamp & {
    name: string;
    demo: number;
    /** The style of the report's sources: the name of one that comes with Assay, or the id of a `reference_file`. Null: Assay's own. */
    citation_style_id: string | null;
  };
  document: Stamp & {
    title: string;
    kind: string;
    publisher: string;
    byline: string;
    published: string | null;
    accessed: string | null;
    address: string;
    language: string;
    /** JSON: field -> method of the guess it still holds */
    guesses: string;
    version_id: string;
    /** When the article says it was last changed. */
    modified: string | null;
  };
  document_version: Stamp & {
    document_id: string;
    number: number;
    original_sha256: string;
    extraction_id: string;
    file_name: string;
    media_type: string;
    size: number;
    encoding: string;
    text_length: number;
    extractor: string;
    normaliser: string;
    /** Media type that the file's name promises; null where it was not asked. */
    claimed_type: string | null;
    /** JSON: what to be careful about, codes of `importWarning`; null where there is nothing. */
    warnings: string | null;
  };
  /** Another file whose text is that of a version, letter for letter. */
  document_copy: Stamp & {
    document_id: string;
    version_id: string;
    original_sha256: string;
    file_name: string;
    media_type: string;
    size: number;
  };
  /** A file of the case that is no article: a citation style, or citations. */
  reference_file: Stamp & {
    kind: 'citation-style' | 'citations';
    title: string;
    original_sha256: string;
    file_name: string;
    media_type: string;
    size: number;
    /** How many citations it holds. */
    entries: number;
  };
  passage: Stamp & {
    document_id: string;
    version_id: string;
    /** JSON: [{ start, end }], UTF-16 */
    ranges: string;
    first: number;
    last: number;
    exact: string;
    prefix: string;
    suffix: string;
  };
  reanchoring: Stamp & {
    passage_id: string;
    /** The version in which the passage was looked for. */
    version_id: string;
    /** Where it stood before: ranges (JSON, UTF-16) and quote over that version's text. */
    from_version_id: string;
    from_ranges: string;
    from_exact: string;
    state: string;
    /** thousandths */
    score: number;
    method: string;
    /** JSON: [{ ranges, exact, score (thousandths), method }], best first */
    proposals: string;
    decision: string;
  };
  /** Why a passage was passed over on purpose; with the id of the passage. */
  passage_skip: Stamp & { passage_id: string; reason: string };
  label: Stamp & { name: string; colour: string; definition: string; parent_id: string | null };
  label_use: Stamp & { label_id: string; target_kind: 'passage' | 'claim'; target_id: string };
  agent: Stamp & { kind: string; name: string; role: string };
  claim: Stamp & {
    text: string;
    short_text: string;
    claimant_id: string | null;
    type: string;
    checkability: string;
    claim_date: string | null;
    priority: string;
    status: string;
    selection_reason: string;
  };
  sighting: Stamp & {
    claim_id: string;
    passage_id: string;
    relation: string;
    wording: string;
    statement_date: string | null;
    venue: string;
    attribution: string;
  };
  evidence: Stamp & {
    claim_id: string;
    passage_id: string | null;
    /** JSON: a loose citation */
    citation: string | null;
    stance: string;
    comment: string;
    credibility: number | null;
    derived_from_id: string | null;
  };
  verdict: Stamp & {
    claim_id: string;
    axis: string;
    rating_id: string | null;
    confidence: string;
    rationale: string;
    what_would_change: string;
    as_of: string;
    no_evidence_reason: string;
    author: string;
    supersedes_id: string | null;
  };
  note: Stamp & { target_kind: string; target_id: string; markdown: string; author: string };
  rating_scale: Stamp & { name: string };
  rating: Stamp & {
    scale_id: string;
    position: number;
    name: string;
    letter: string;
    rank: number | null;
    tone: string;
    definition: string;
    /** JSON */
    equivalents: string;
  };
}

export type TableName = keyof Tables;
export type Row<Name extends TableName> = Tables[Name];
/** What a caller gives to insert: the stamps are the writer's. */
export type NewRow<Name extends TableName> = Omit<Row<Name>, 'revision' | 'created_at' | 'updated_at'>;
type Loose<T> = { [Key in keyof T]?: T[Key] | undefined };
/** Columns to write; those undefined are left as they are. */
export type RowPatch<Name extends TableName> = Loose<Omit<NewRow<Name>, 'id'>>;

const stamp = ['id', 'revision', 'created_at', 'updated_at'] as const;

/** Journaled columns of each table in a fixed order: the order in which a row is written, hashed and restored. */
export const columns: { [Name in TableName]: readonly (keyof Tables[Name] & string)[] } = {
  case_info: [...stamp, 'name', 'demo', 'citation_style_id'],
  document: [
    ...stamp,
    'title',
    'kind',
    'publisher',
    'byline',
    'published',
    'accessed',
    'address',
    'language',
    'guesses',
    'version_id',
    'modified',
  ],
  document_version: [
    ...stamp,
    'document_id',
    'number',
    'original_sha256',
    'extraction_id',
    'file_name',
    'media_type',
    'size',
    'encoding',
    'text_length',
    'extractor',
    'normaliser',
    'claimed_type',
    'warnings',
  ],
  document_copy: [...stamp, 'document_id', 'version_id', 'original_sha256', 'file_name', 'media_type', 'size'],
  reference_file: [...stamp, 'kind', 'title', 'original_sha256', 'file_name', 'media_type', 'size', 'entries'],
  passage: [...stamp, 'document_id', 'version_id', 'ranges', 'first', 'last', 'exact', 'prefix', 'suffix'],
  reanchoring: [
    ...stamp,
    'passage_id',
    'version_id',
    'from_version_id',
    'from_ranges',
    'from_exact',
    'state',
    'score',
    'method',
    'proposals',
    'decision',
  ],
  passage_skip: [...stamp, 'passage_id', 'reason'],
  label: [...stamp, 'name', 'colour', 'definition', 'parent_id'],
  label_use: [...stamp, 'label_id', 'target_kind', 'target_id'],
  agent: [...stamp, 'kind', 'name', 'role'],
  claim: [...stamp, 'text', 'short_text', 'claimant_id', 'type', 'checkability', 'claim_date', 'priority', 'status', 'selection_reason'],
  sighting: [...stamp, 'claim_id', 'passage_id', 'relation', 'wording', 'statement_date', 'venue', 'attribution'],
  evidence: [...stamp, 'claim_id', 'passage_id', 'citation', 'stance', 'comment', 'credibility', 'derived_from_id'],
  verdict: [
    ...stamp,
    'claim_id',
    'axis',
    'rating_id',
    'confidence',
    'rationale',
    'what_would_change',
    'as_of',
    'no_evidence_reason',
    'author',
    'supersedes_id',
  ],
  note: [...stamp, 'target_kind', 'target_id', 'markdown', 'author'],
  rating_scale: [...stamp, 'name'],
  rating: [...stamp, 'scale_id', 'position', 'name', 'letter', 'rank', 'tone', 'definition', 'equivalents'],
};

/**
 * Columns that came with a later format: the last ones of their table, all of which may be null. Where they are, a row says and
 * hashes to what it did before they came, so that no row of an older case, and nothing that its history says of it, becomes another one.
 */
export const laterColumns: { readonly [Name in TableName]?: readonly (keyof Tables[Name] & string)[] } = {
  case_info: ['citation_style_id'],
  document: ['modified'],
  document_version: ['claimed_type', 'warnings'],
};

export const tableNames = Object.keys(columns) as TableName[];
