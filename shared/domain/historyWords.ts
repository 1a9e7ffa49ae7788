import { shortTextOf } from '../text/shortText.ts';
import { shippedStyleTitles } from './citations.ts';
import { citationFieldNames, checkabilityNames, claimStatusNames, claimTypeNames, confidenceNames, credibilityNames } from './wording.ts';
import { reanchorDecisionNames, reanchorMethodNames, reanchorStateNames } from './versions.ts';
import {
  documentKindNames,
  labelColourNames,
  priorityNames,
  relationNames,
  stanceNames,
  verdictAxisNames,
  wordingNames,
} from './wording.ts';

/** How the rows of a case and their fields are called where a history shows them. */

interface FieldWords {
  /** Null: of no interest to a reader. */
  name: string | null;
  /** What the closed set's values are called. */
  values?: Readonly<Record<string, string>>;
  /** Words of a person, compared word by word. */
  prose?: boolean;
  /** How the name of an edit calls the field, where that is not its name in small letters. */
  phrase?: string;
  /** What an edit of it is called, whatever became of it. */
  edit?: string;
  /** The field that it is derived from, as long as nobody wrote another. */
  follows?: string;
}

const hidden: FieldWords = { name: null };
type Extra = Partial<Pick<FieldWords, 'phrase' | 'edit' | 'follows'>>;
const prose = (name: string, extra: Extra = {}): FieldWords => ({ name, prose: true, ...extra });
const plain = (name: string, extra: Extra = {}): FieldWords => ({ name, ...extra });
const oneOf = (name: string, values: Readonly<Record<string, string>>, extra: Extra = {}): FieldWords => ({ name, values, ...extra });
const { kind: kindName, ...citation } = citationFieldNames;
const yes = { 0: 'No', 1: 'Yes' };

const tables: Readonly<Record<string, { name: string; fields: Readonly<Record<string, FieldWords>> }>> = {
  agent: { name: 'Claimant', fields: { kind: plain('Kind'), name: prose('Name'), role: prose('Role') } },
  case_info: {
    name: 'Case',
    fields: {
      name: prose('Name', { edit: 'Rename case' }),
      demo: oneOf('Demo case', yes),
      citation_style_id: oneOf('Citation style', shippedStyleTitles),
    },
  },
  claim: {
    name: 'Claim',
    fields: {
      text: prose('Claim', { edit: 'Reword claim' }),
      short_text: prose('Short text', { follows: 'text' }),
      claimant_id: plain('Claimant'),
      type: oneOf('Type', claimTypeNames),
      checkability: oneOf('Checkability', checkabilityNames),
      claim_date: plain('Claimed on', { phrase: 'date of claim' }),
      priority: oneOf('Priority', priorityNames),
      status: oneOf('Status', claimStatusNames),
      selection_reason: prose('Reason for selection'),
    },
  },
  document: {
    name: 'Article',
    fields: {
      ...Object.fromEntries(Object.entries(citation).map(([field, name]) => [field, prose(name)])),
      kind: oneOf(kindName, documentKindNames, { phrase: 'kind of article' }),
      published: plain(citation.published, { phrase: 'date of publication' }),
      modified: plain(citation.modified, { phrase: 'date of change' }),
      accessed: plain(citation.accessed, { phrase: 'date of access' }),
      guesses: hidden,
      version_id: hidden,
    },
  },
  document_version: {
    name: 'Text of an article',
    fields: {
      document_id: plain('Article'),
      number: plain('Version'),
      file_name: plain('File'),
      media_type: plain('Format'),
      size: plain('Size in bytes'),
      text_length: plain('Length of the text'),
      original_sha256: hidden,
      extraction_id: hidden,
      encoding: hidden,
      extractor: hidden,
      normaliser: hidden,
      claimed_type: hidden,
      warnings: hidden,
    },
  },
  document_copy: {
    name: 'Copy of an article',
    fields: {
      document_id: plain('Article'),
      file_name: plain('File'),
      media_type: plain('Format'),
      size: plain('Size in bytes'),
      original_sha256: plain('SHA-256'),
      version_id: hidden,
    },
  },
  evidence: {
    name: 'Evidence',
    fields: {
      claim_id: plain('Claim'),
      passage_id: plain('Passage'),
      citation: plain('Source', { edit: 'Edit source' }),
      stance: oneOf('Stance', stanceNames),
      comment: prose('Comment'),
      credibility: oneOf('Credibility', credibilityNames),
      derived_from_id: plain('Derived from', { phrase: 'origin' }),
    },
  },
  label: {
    name: 'Label',
    fields: {
      name: prose('Name', { edit: 'Rename label' }),
      colour: oneOf('Colour', labelColourNames, { phrase: 'colour of label' }),
      definition: prose('Definition', { edit: 'Edit definition of label' }),
      parent_id: plain('Under'),
    },
  },
  label_use: { name: 'Label on something', fields: { label_id: plain('Label'), target_id: plain('On'), target_kind: hidden } },
  note: { name: 'Note', fields: { markdown: prose('Note'), target_id: plain('On'), author: plain('Author'), target_kind: hidden } },
  passage: {
    name: 'Passage',
    fields: {
      exact: prose('Words'),
      document_id: plain('Article'),
      version_id: hidden,
      ranges: hidden,
      first: hidden,
      last: hidden,
      prefix: hidden,
      suffix: hidden,
    },
  },
  passage_skip: { name: 'Reason to skip a passage', fields: { reason: prose('Reason'), passage_id: plain('Passage') } },
  reference_file: {
    name: 'File that is no article',
    fields: {
      title: prose('Title'),
      kind: oneOf('Holds', { 'citation-style': 'A citation style', citations: 'Citations' }),
      entries: plain('Citations in it'),
      file_name: plain('File'),
      media_type: plain('Format'),
      size: plain('Size in bytes'),
      original_sha256: plain('SHA-256'),
    },
  },
  rating: {
    name: 'Rating',
    fields: {
      name: prose('Name'),
      letter: plain('Letter'),
      definition: prose('Definition'),
      position: plain('Place'),
      rank: plain('Rank'),
      tone: plain('Colour'),
      scale_id: hidden,
      equivalents: hidden,
    },
  },
  rating_scale: { name: 'Rating scale', fields: { name: prose('Name') } },
  reanchoring: {
    name: 'Passage in a new version',
    fields: {
      passage_id: plain('Passage'),
      from_exact: prose('Words before'),
      from_version_id: plain('From'),
      version_id: plain('In'),
      state: oneOf('Found', reanchorStateNames),
      decision: oneOf('Decided', reanchorDecisionNames),
      method: oneOf('Found by', reanchorMethodNames),
      score: hidden,
      from_ranges: hidden,
      proposals: hidden,
    },
  },
  sighting: {
    name: 'Sighting',
    fields: {
      claim_id: plain('Claim'),
      passage_id: plain('Passage'),
      relation: oneOf('The article', relationNames, { phrase: 'relation' }),
      wording: oneOf('Wording', wordingNames),
      statement_date: plain('Said on', { phrase: 'date of statement' }),
      venue: prose('Venue'),
      attribution: prose('Attribution'),
    },
  },
  verdict: {
    name: 'Verdict',
    fields: {
      claim_id: plain('Claim'),
      axis: oneOf('Answers', verdictAxisNames),
      rating_id: plain('Rating'),
      confidence: oneOf('Confidence', confidenceNames),
      rationale: prose('Rationale'),
      what_would_change: prose('What would change it'),
      as_of: plain('As of'),
      no_evidence_reason: prose('Why there is no evidence'),
      author: plain('Author'),
      supersedes_id: hidden,
    },
  },
};

/** What a row of a table is called. */
export const rowName = (table: string): string => tables[table]?.name ?? table.replaceAll('_', ' ');

/** All columns of a table that have words, or are known to be of no interest. */
export const fieldsWithWords = (table: string): string[] => Object.keys(tables[table]?.fields ?? {});

/** Fields of a row's table in the order in which a history shows them, those left out that are of no interest to a reader. */
export function shownFields(table: string): { column: string; name: string; prose: boolean }[] {
  return Object.entries(tables[table]?.fields ?? {}).flatMap(([column, words]) =>
    words.name === null ? [] : [{ column, name: words.name, prose: words.prose ?? false }],
  );
}

/** The value of a field in words; `names` says what ids stand for. Empty for none. */
export function valueInWords(table: string, column: string, value: unknown, names: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined || value === '') return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const words = tables[table]?.fields[column];
  if (words?.values) return words.values[text] ?? (names[text] || text);
  if (column === 'citation') return citationInWords(text);
  if (column.endsWith('_id')) return names[text] || 'something that is not there any more';
  return text;
}

export interface NamedOperation {
  kind: 'do' | 'undo' | 'redo';
  label: string;
}

/** What an operation is called; a step back or forward by what it undid or did again. */
export function operationName({ kind, label }: NamedOperation): string {
  return `${{ do: '', undo: 'Undo ', redo: 'Redo ' }[kind]}${label}`;
}

/** The name of an operation in quotes, inside another name or a sentence; those within it become single ones. */
export function quotedName(name: string): string {
  return `“${name.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

/** The most that the name of an edit says of a new value, in UTF-16 code units. */
const valueLimit = 40;

/**
 * What undo calls the edit of a row: by its field and what that became where a single one was edited, else by what is given.
 * Words that are typed are not repeated: they are saved as they come, and the last saving names them all.
 */
export function editLabel(
  table: string,
  whole: string,
  before: object,
  after: object,
  names: Readonly<Record<string, string>> = {},
): string {
  const valueOf = (row: object, column: string): unknown => (row as Record<string, unknown>)[column];
  const fields = tables[table]?.fields ?? {};
  const written = Object.keys(fields).filter(
    (column) => fields[column]!.name !== null && valueOf(before, column) !== valueOf(after, column),
  );
  const edited = written.filter((column) => !written.includes(fields[column]!.follows ?? ''));
  const words = edited.length === 1 ? fields[edited[0]!]! : null;
  if (!words) return whole;
  if (words.edit) return words.edit;
  const field = phraseOf(words);
  if (words.prose) return `Edit ${field}`;
  const value = valueInWords(table, edited[0]!, valueOf(after, edited[0]!), names);
  return value === '' ? `Clear ${field}` : `Set ${field} to ${shortTextOf(value, valueLimit)}`;
}

function phraseOf({ name, phrase }: FieldWords): string {
  return phrase ?? `${name!.slice(0, 1).toLowerCase()}${name!.slice(1)}`;
}

function citationInWords(text: string): string {
  const { title, publisher, published, address, quote } = JSON.parse(text) as Record<string, string | null>;
  const place = [title, publisher, published, address].filter((part) => part).join(', ');
  return quote ? `${place}: “${quote}”` : place;
}
