import * as z from 'zod';
import { id, instant, partialDate, revision, sha256 } from './ids.ts';

/** A stretch of stored text: half-open `[start, end)`, in UTF-16 code units over the version's text. */
export const textRange = z
  .object({ start: z.int().nonnegative(), end: z.int().nonnegative() })
  .refine((range) => range.end >= range.start, 'A range ends before it starts.');
export type TextRange = z.infer<typeof textRange>;

export const blockKind = z.enum([
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'table-cell',
  'code',
  'caption',
  'footnote',
  'transcript-turn',
]);
export type BlockKind = z.infer<typeof blockKind>;

/** One block of a document's text. Blocks are in order, do not overlap, and are joined by one line feed. */
export const block = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  kind: blockKind,
  /** Heading level 1-6, or nesting depth of a list item from 1. */
  level: z.int().min(1).max(6).optional(),
  /** What numbering puts before it, such as "3." or "2.1": shown, and no part of the text. */
  marker: z.string().max(40).optional(),
  /** Page of the original on which the block begins, from 1. */
  page: z.int().positive().optional(),
  /** Page on which it ends, where that is another one. */
  lastPage: z.int().positive().optional(),
  /** Who speaks, in a transcript. */
  speaker: z.string().optional(),
  /** When it is said, in a transcript: seconds from the start of the recording. */
  time: z.number().nonnegative().optional(),
});
export type Block = z.infer<typeof block>;

/** Where words of a text lead: `[start, end)` in UTF-16 code units. In order, not overlapping; an http, https or mailto address. */
export const textLink = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative(), address: z.string().max(4_000) });
export type TextLink = z.infer<typeof textLink>;

/**
 * Why an importer left something of a file out of the text. headline, byline: it stands in the citation; hidden: not shown to a reader; unproven: it stands apart from the article,
 * and may belong to it all the same; deleted: a change that was tracked took it out; attachment: the name, type and size of a file that came with it.
 */
export const leftOutReason = z.enum([
  'navigation',
  'page-header',
  'page-footer',
  'headline',
  'byline',
  'related',
  'advertisement',
  'notice',
  'comments',
  'sharing',
  'form',
  'hidden',
  'repeated',
  'unproven',
  'deleted',
  'attachment',
]);
export type LeftOutReason = z.infer<typeof leftOutReason>;

/** Something of a file that is no part of the text, in the order of the file; its blocks are parted by line feeds. */
export const leftOut = z.object({
  text: z.string(),
  reason: leftOutReason,
  /** UTF-16 offset in the text before which it stood. */
  before: z.int().nonnegative(),
});
export type LeftOut = z.infer<typeof leftOut>;

/**
 * What an analyst should look at after an import. little-text: hardly any text was found; much-left-out: most of what the file says was
 * left out, and some of that reads like prose; cut-short: the file itself seems to hold only the beginning; differs: the file
 * says elsewhere that the article reads otherwise; broken-letters: some letters could not be read; hidden-words: some words
 * of a page are not seen on it, and were left out.
 */
export const importWarning = z.enum(['little-text', 'much-left-out', 'cut-short', 'differs', 'broken-letters', 'hidden-words']);
export type ImportWarning = z.infer<typeof importWarning>;

/** CSL-JSON types we offer for a document. */
export const documentKind = z.enum([
  'article-newspaper',
  'article-magazine',
  'article-journal',
  'webpage',
  'post',
  'report',
  'speech',
  'interview',
  'broadcast',
  'legislation',
  'dataset',
  'book',
  'personal_communication',
  'document',
]);
export type DocumentKind = z.infer<typeof documentKind>;

/** The fields of a citation that an analyst can correct. */
export const citationFields = z.object({
  title: z.string().max(1_000),
  kind: documentKind,
  publisher: z.string().max(500),
  byline: z.string().max(500),
  published: partialDate.nullable(),
  /** When the article says that it was last changed. */
  modified: partialDate.nullable(),
  accessed: partialDate.nullable(),
  address: z.string().max(4_000),
  language: z.string().max(35),
});
export type CitationFields = z.infer<typeof citationFields>;

const entity = { id, revision, createdAt: instant, updatedAt: instant };

export const documentSummary = z.object({
  ...entity,
  ...citationFields.shape,
  /** Fields that still hold a machine's guess, with the method that made it; a person's edit or confirmation removes it. */
  guesses: z.partialRecord(citationFields.keyof(), z.string()),
  versionId: id,
  fileName: z.string(),
  mediaType: z.string(),
  /** bytes of the original */
  size: z.int(),
  sha256,
  textLength: z.int(),
  /** How much of the current version's text was read, in UTF-16 units. */
  read: z.int().nonnegative(),
  passages: z.int(),
  claims: z.int(),
});
export type DocumentSummary = z.infer<typeof documentSummary>;

/** The text of one version of a document. */
export const versionText = z.object({
  id,
  number: z.int().positive(),
  text: z.string(),
  textSha256: sha256,
  blocks: z.array(block),
  /** What the import took out, since it cannot be seen: UTF-16 offset before which each character stood, and the character. */
  removed: z.array(z.tuple([z.int(), z.string()])),
  links: z.array(textLink),
  leftOut: z.array(leftOut),
  warnings: z.array(importWarning),
  extractor: z.string(),
  encoding: z.string(),
  /** Media type as found in the bytes, and as the file's name promises it (empty where that says nothing). */
  mediaType: z.string(),
  claimedType: z.string(),
  importedAt: instant,
});
export type VersionText = z.infer<typeof versionText>;

/** Where reading stopped: UTF-16 offset of the first visible block, and of the caret; null where nobody read yet. */
export const readingPosition = z.object({ top: z.int(), caret: z.int().nullable() }).nullable();

export const documentDetail = documentSummary.extend({
  version: versionText,
  /** How many versions it has. */
  versions: z.int(),
  position: readingPosition,
});
export type DocumentDetail = z.infer<typeof documentDetail>;

/** How the original of an article is looked at, beside its text. */
export const originalView = z.object({
  shown: z.boolean(),
  /** Where it stands: the page, from 1, and how far down that page its upper edge on screen is (0 to 1). */
  page: z.number().min(1),
  /** `width` and `page` fit a page into the pane; a number is the size, 1 being that of the paper. */
  zoom: z.union([z.enum(['width', 'page']), z.number().min(0.1).max(8)]),
  /** Its pages turn with those of the text. */
  linked: z.boolean(),
});
export type OriginalView = z.infer<typeof originalView>;

/** How an original is looked at before anybody chose. */
export const usualOriginalView: OriginalView = { shown: false, page: 1, zoom: 'width', linked: true };

/** Another file whose text is that of an article, letter for letter. */
export const documentCopy = z.object({
  id,
  fileName: z.string(),
  mediaType: z.string(),
  /** bytes */
  size: z.int(),
  sha256,
  importedAt: instant,
});
export type DocumentCopy = z.infer<typeof documentCopy>;

export const labelColour = z.enum(['slate', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink']);
export type LabelColour = z.infer<typeof labelColour>;

export const label = z.object({
  ...entity,
  name: z.string(),
  colour: labelColour,
  definition: z.string(),
  parentId: id.nullable(),
  uses: z.int(),
});
export type Label = z.infer<typeof label>;

/** A passage as the reader and the inspector need it. */
export const passage = z.object({
  ...entity,
  documentId: id,
  versionId: id,
  /** In order, not touching. */
  ranges: z.array(textRange).min(1),
  /** The ranges' text, fragments joined by ` […] `. */
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  /** A newer version of the article says something else there, or may, and nobody has decided yet. */
  waiting: z.boolean(),
  /** Why it was passed over on purpose; empty where it was not. */
  skipReason: z.string(),
  labelIds: z.array(id),
  noteCount: z.int(),
  sightings: z.array(z.object({ id, claimId: id, shortText: z.string(), ratingId: z.string().nullable() })),
  evidence: z.array(z.object({ id, claimId: id, shortText: z.string(), stance: z.enum(['supports', 'refutes', 'context']) })),
});
export type Passage = z.infer<typeof passage>;

export const claimType = z.enum(['event', 'numerical', 'quote', 'causal', 'position']);
export type ClaimType = z.infer<typeof claimType>;
export const checkability = z.enum(['checkable', 'opinion', 'prediction']);
export type Checkability = z.infer<typeof checkability>;
export const claimStatus = z.enum(['new', 'in-progress', 'waiting', 'ready', 'published', 'dropped']);
export type ClaimStatus = z.infer<typeof claimStatus>;
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof priority>;

/** The editable fields of a claim. The claimant is named; the agent of that name is found or made. */
export const claimFields = z.object({
  text: z.string().trim().min(1, 'A claim needs words.').max(10_000),
  shortText: z.string().max(75, 'At most 75 characters.'),
  claimant: z.string().trim().max(300),
  type: claimType,
  checkability,
  claimDate: partialDate.nullable(),
  priority,
  status: claimStatus,
  selectionReason: z.string().max(10_000),
});
export type ClaimFields = z.infer<typeof claimFields>;

export const relation = z.enum(['asserts', 'quotes', 'reports', 'denies', 'hedges']);
export type Relation = z.infer<typeof relation>;
export const wording = z.enum(['direct', 'indirect', 'mixed']);
export type Wording = z.infer<typeof wording>;

export const sightingFields = z.object({
  relation,
  wording,
  statementDate: partialDate.nullable(),
  venue: z.string().max(500),
  /** Who relayed it, from the speaker to this article, in the analyst's words. */
  attribution: z.string().max(2_000),
});
export type SightingFields = z.infer<typeof sightingFields>;

/** A passage with what is needed to quote it elsewhere. */
export const quotedPassage = z.object({
  id,
  documentId: id,
  documentTitle: z.string(),
  publisher: z.string(),
  published: partialDate.nullable(),
  ranges: z.array(textRange),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  /** Pages of the original on which it stands, from 1; empty where the original has none. */
  pages: z.array(z.int().positive()),
  /** A newer version of the article says something else there, or may, and nobody has decided yet. */
  waiting: z.boolean(),
});
export type QuotedPassage = z.infer<typeof quotedPassage>;

export const sighting = z.object({ ...entity, claimId: id, ...sightingFields.shape, passage: quotedPassage });
export type Sighting = z.infer<typeof sighting>;

export const stance = z.enum(['supports', 'refutes', 'context']);
export type Stance = z.infer<typeof stance>;

/** A source that is not in the case: cited, not imported. */
export const looseCitation = z.object({
  title: z.string().trim().min(1, 'A source needs a title.').max(1_000),
  publisher: z.string().max(500),
  address: z.string().max(4_000),
  published: partialDate.nullable(),
  accessed: partialDate.nullable(),
  /** What the source says, word for word, as far as the analyst copied it; not checked against anything. */
  quote: z.string().max(20_000),
});
export type LooseCitation = z.infer<typeof looseCitation>;

export const evidenceFields = z.object({
  stance,
  comment: z.string().max(20_000),
  /** Admiralty scale of an item's credibility: 1 confirmed … 5 improbable, 6 cannot be judged. */
  credibility: z.int().min(1).max(6).nullable(),
  /** Another item of evidence of the same claim that this one merely relays: then both are one origin. */
  derivedFromId: id.nullable(),
});
export type EvidenceFields = z.infer<typeof evidenceFields>;

export const evidence = z.object({
  ...entity,
  claimId: id,
  ...evidenceFields.shape,
  passage: quotedPassage.nullable(),
  citation: looseCitation.nullable(),
});
export type Evidence = z.infer<typeof evidence>;

export const confidence = z.enum(['low', 'moderate', 'high']);
export type Confidence = z.infer<typeof confidence>;
export const verdictAxis = z.enum(['true', 'said']);

export const verdictFields = z.object({
  axis: verdictAxis,
  /** Null: a verdict in words alone, without a rating. */
  ratingId: z.string().nullable(),
  confidence,
  rationale: z.string().trim().min(1, 'A verdict needs a rationale.').max(50_000),
  whatWouldChange: z.string().max(20_000),
  asOf: partialDate,
  /** Why there is no evidence; demanded where the claim has none. */
  noEvidenceReason: z.string().max(10_000),
});
export type VerdictFields = z.infer<typeof verdictFields>;

export const verdict = z.object({
  id,
  revision,
  createdAt: instant,
  claimId: id,
  ...verdictFields.shape,
  author: z.string(),
  supersedesId: id.nullable(),
});
export type Verdict = z.infer<typeof verdict>;

export const noteTarget = z.enum(['document', 'passage', 'claim', 'evidence', 'agent']);
export type NoteTarget = z.infer<typeof noteTarget>;
export const note = z.object({ ...entity, targetKind: noteTarget, targetId: id, markdown: z.string(), author: z.string() });
export type Note = z.infer<typeof note>;

/** One line of the claims table. */
export const claimRow = z.object({
  id,
  revision,
  text: z.string(),
  shortText: z.string(),
  claimant: z.string(),
  type: claimType,
  checkability,
  status: claimStatus,
  priority,
  ratingId: z.string().nullable(),
  confidence: confidence.nullable(),
  /** Titles of the articles in which it was sighted, each once, in alphabetical order. */
  articles: z.array(z.object({ id, title: z.string() })),
  supporting: z.int(),
  refuting: z.int(),
  context: z.int(),
  labelIds: z.array(id),
  /** Passages that it rests on wait for review: their article changed. */
  evidenceChanged: z.boolean(),
  updatedAt: instant,
});
export type ClaimRow = z.infer<typeof claimRow>;

export const claimDetail = z.object({
  ...entity,
  ...claimFields.shape,
  claimantId: id.nullable(),
  labelIds: z.array(id),
  sightings: z.array(sighting),
  evidence: z.array(evidence),
  /** Newest first; the first of each axis is the one that stands. */
  verdicts: z.array(verdict),
  notes: z.array(note),
});
export type ClaimDetail = z.infer<typeof claimDetail>;
