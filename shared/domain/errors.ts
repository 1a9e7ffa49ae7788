import * as z from 'zod';
import { importLimits } from './importLimits.ts';

/**
 * Why a case cannot be written to. chosen: opened so; newer: of a newer format; disk: its folder takes no writes; linked: the
 * file has several names (hard links), between which a write-ahead log could be lost; backup: it is a backup; as-of: it is
 * the case as it was at an earlier moment.
 */
export const readOnlyReason = z.enum(['chosen', 'newer', 'disk', 'linked', 'backup', 'as-of']);
export type ReadOnlyReason = z.infer<typeof readOnlyReason>;

/**
 * The closed set of failures that a caller can expect, each with its data. Anything else is a defect: it is logged, and
 * reaches the caller as `INTERNAL` with the number of its log entry.
 *
 * A message says what happened, what was kept, and what to do next.
 */
export const errorData = {
  NO_CASE_OPEN: z.object({}),
  NOT_A_CASE: z.object({ name: z.string() }),
  CASE_DAMAGED: z.object({ name: z.string(), detail: z.string() }),
  CASE_NEWER: z.object({ name: z.string(), caseSchema: z.int(), appSchema: z.int() }),
  CASE_OPEN_ELSEWHERE: z.object({ name: z.string() }),
  CASE_EXISTS: z.object({ name: z.string() }),
  CASE_MISSING: z.object({ name: z.string() }),
  /** The file of the open case was moved, deleted or replaced under it. */
  CASE_GONE: z.object({ name: z.string(), what: z.enum(['missing', 'replaced']) }),
  READ_ONLY: z.object({ reason: readOnlyReason }),
  DISK_FAILED: z.object({ name: z.string(), kind: z.enum(['full', 'denied', 'io']), detail: z.string() }),
  /** `shown`: an earlier moment, or a backup, is looked at in place of the case, which may well have it. */
  NOT_FOUND: z.object({ kind: z.string(), id: z.string(), shown: z.enum(['as-of', 'backup']).optional() }),
  ALREADY_EXISTS: z.object({ kind: z.string(), id: z.string() }),
  STALE_STATE: z.object({ kind: z.string(), id: z.string(), revision: z.int() }),
  STALE_TEXT: z.object({
    documentId: z.string(),
    problem: z.enum(['outside', 'empty', 'quote', 'version']),
    found: z.string().optional(),
    /** Which of several passages that were to be made together, from 1. */
    place: z.object({ number: z.int(), of: z.int() }).optional(),
  }),
  IN_USE: z.object({ kind: z.string(), id: z.string(), sightings: z.int(), evidence: z.int() }),
  EVIDENCE_REQUIRED: z.object({ claimId: z.string() }),
  NOTHING_TO_UNDO: z.object({ direction: z.enum(['undo', 'redo']) }),
  /** A change in the middle of the history cannot be taken back alone: `by` names what depends on it. */
  UNDO_BLOCKED: z.object({ label: z.string(), by: z.array(z.object({ seq: z.int(), label: z.string() })), detail: z.string() }),
  REDO_BLOCKED: z.object({ label: z.string() }),
  /** damaged: what was copied did not pass its check, so that the case itself may be damaged. */
  BACKUP_FAILED: z.object({ folder: z.string(), detail: z.string(), damaged: z.boolean().optional() }),
  /** A folder that was named for backups cannot be one. relative: no full path; nowhere: it cannot be made there; silent: no answer in time. */
  FOLDER_UNUSABLE: z.object({
    folder: z.string(),
    why: z.enum(['relative', 'file', 'nowhere', 'denied', 'full', 'silent', 'beside', 'failed']),
    detail: z.string(),
  }),
  BACKUP_UNUSABLE: z.object({ name: z.string(), detail: z.string() }),
  /** Nothing in a damaged file could be read. */
  NOTHING_SALVAGED: z.object({ name: z.string() }),
  INVALID_INPUT: z.object({ problems: z.array(z.object({ path: z.string(), message: z.string() })) }),
  NOT_ALLOWED: z.object({ reason: z.string() }),
  PDF_UNAVAILABLE: z.object({ detail: z.string() }),
  /** A text holds no citations that could be read at all. Single entries that cannot be read are told beside those that can. */
  CITATIONS_UNREADABLE: z.object({ why: z.enum(['empty', 'too-large', 'too-many', 'unknown', 'too-slow']) }),
  /**
   * A file is no style of citations that could be used. dependent: it only names another style; no-bibliography: it sets no list of
   * sources; circular: a macro of it calls itself, or others that call others beyond all use.
   */
  STYLE_UNUSABLE: z.object({
    name: z.string(),
    why: z.enum(['too-large', 'unsafe', 'no-xml', 'no-style', 'dependent', 'no-bibliography', 'circular', 'too-slow', 'failed']),
    detail: z.string(),
  }),
  INTERNAL: z.object({ logId: z.string() }),
} as const;

export type ErrorCode = keyof typeof errorData;
export type ErrorData<Code extends ErrorCode> = z.infer<(typeof errorData)[Code]>;

const diskReason = {
  full: 'The disk is full, or your share of it is used up. Free some space',
  denied: 'Assay may not write there. Choose another folder, or change its permissions',
  io: 'The disk reported an error, or is not there any more. Check that it is connected',
} as const;

const staleText = {
  outside: 'The passage lies outside the text of the article. Nothing was changed. Reload the article and select the passage again.',
  empty: 'The passage is empty. Nothing was changed. Select some text first.',
  quote: 'The quote is not what the stored text says at that place. Nothing was changed. Reload the article and select the passage again.',
  version: 'The passage belongs to another version of the article. Nothing was changed. Reload the article and select the passage again.',
} as const;

const unreadableCitations = {
  empty: 'There is nothing in it that could be a citation. Paste an entry, or choose another file.',
  'too-large': 'This is more than 5 MB of citations. Export fewer of them at a time.',
  'too-many': 'These are more than 5,000 citations. Export fewer of them at a time.',
  unknown: 'This is neither CSL-JSON nor BibTeX nor RIS. Export the citations again in one of these formats.',
  'too-slow': 'Reading these citations took too long and was stopped. Export fewer of them at a time.',
} as const;

const unusableStyle = {
  'too-large': 'it is larger than 1 MB',
  unsafe: 'it declares entities, or takes in other files, and may be made to do harm',
  'no-xml': 'it is no XML, or breaks off',
  'no-style': 'it is no style of the Citation Style Language 1.0',
  dependent: 'it has no rules of its own, and only names another style',
  'no-bibliography': 'it sets citations alone, and no list of sources',
  circular: 'one of its macros calls itself, or others beyond all use',
  'too-slow': 'setting a source in it took too long and was stopped',
  failed: 'setting a source in it failed',
} as const;

const messages: { [Code in ErrorCode]: (data: ErrorData<Code>) => string } = {
  NO_CASE_OPEN: () => 'No case is open. Open a case or create one first.',
  NOT_A_CASE: ({ name }) => `“${name}” is not an Assay case. The file was not changed. Choose a file that ends in .assay.`,
  // The detail is for whoever looks into it: SQLite's words say little to others.
  CASE_DAMAGED: ({ name }) =>
    `“${name}” is damaged: parts of the file are not as Assay wrote them. The file was not changed. Keep it; restore a backup, or save what can be read as a new case.`,
  CASE_NEWER: ({ name, caseSchema, appSchema }) =>
    `“${name}” was saved by a newer Assay (format ${caseSchema}; this one writes ${appSchema}). The file was not changed. Update Assay, or open the case read-only.`,
  CASE_OPEN_ELSEWHERE: ({ name }) =>
    `“${name}” is open in another Assay, which alone may write to it. Nothing was changed. Close it there, or open the case read-only.`,
  CASE_EXISTS: ({ name }) => `A file called “${name}” is already there. It was not changed. Choose another name, or open it.`,
  CASE_MISSING: ({ name }) => `“${name}” is not there any more. Nothing was created in its place. Find where it was moved to, and open it.`,
  CASE_GONE: ({ name, what }) =>
    ({
      missing: `The file “${name}” was moved or deleted, or its disk was taken out, while it was open. Nothing more is saved; all that was saved is still held here. Put the file back, or save the case as a new file.`,
      replaced: `Another file was put in the place of “${name}” while it was open. Neither was changed. Save what is open here as a new file, or open the other file.`,
    })[what],
  READ_ONLY: ({ reason }) =>
    ({
      chosen: 'This case was opened read-only. The change was not made. Open the case for writing to edit it.',
      newer: 'This case was saved by a newer Assay and is open read-only. The change was not made. Update Assay to edit it.',
      disk: 'This case lies on a disk or in a folder that cannot be written to. The change was not made. Free some space there and open the case again, or copy it to a place where you may write.',
      linked:
        'This case file has more than one name (hard links), which could lose changes. The change was not made. Save the case as a file of its own to edit it.',
      backup: 'This is a backup, opened read-only. The change was not made. Go back to the case, or restore this backup.',
      'as-of': 'This is the case as it was at an earlier moment. The change was not made. Go back to now to edit it.',
    })[reason],
  DISK_FAILED: ({ name, kind, detail }) =>
    `The disk under “${name}” failed (${detail}). What was saved before is safe; this step was not made. ${diskReason[kind]}, then try again.`,
  NOT_FOUND: ({ kind, shown }) => {
    if (kind === 'case') return 'That case is not among those that Assay knows here. Nothing was changed. Open it by its file.';
    if (kind === 'backup')
      return 'There is no such backup of this case: it may have made room for newer ones, or its disk is not connected. Nothing was changed. Choose one from the list.';
    return {
      'as-of': `That ${kind} does not exist at this moment of the case. Go back to the case as it is now to see it.`,
      backup: `That ${kind} is not in this backup. Go back to the case as it is now to see it.`,
      case: `That ${kind} is not in this case. It may have been deleted in another window; undo brings it back.`,
    }[shown ?? 'case'];
  },
  ALREADY_EXISTS: ({ kind }) => `A ${kind} with that id is already in this case, with other content. Nothing was changed.`,
  STALE_STATE: ({ kind }) =>
    `This ${kind} was changed in another window in the meantime. Your edit was not saved over it. Look at the newer state, then make the edit again.`,
  STALE_TEXT: ({ problem, place }) =>
    `${place ? `Passage ${place.number} of ${place.of} was refused, and so none of them was made. ` : ''}${staleText[problem]}`,
  IN_USE: ({ kind, sightings, evidence }) =>
    `This ${kind} is used: ${sightings} as a sighting of a claim, ${evidence} as evidence. Nothing was deleted. Remove those too, or keep it.`,
  EVIDENCE_REQUIRED: () =>
    'A verdict needs evidence, or a stated reason why there is none. The verdict was not recorded. Add evidence, or state the reason.',
  NOTHING_TO_UNDO: ({ direction }) => `There is nothing to ${direction}.`,
  UNDO_BLOCKED: ({ label, by, detail }) =>
    `“${label}” cannot be undone by itself: ${detail}. Nothing was changed.${
      by.length > 0
        ? ` Undo what came later first: ${by
            .slice(0, 3)
            .map((operation) => `“${operation.label}”`)
            .join(', ')}${by.length > 3 ? ` and ${by.length - 3} more` : ''}.`
        : ''
    }`,
  REDO_BLOCKED: ({ label }) =>
    `“${label}” cannot be done again now: other steps came after it was undone. Nothing was changed. The history shows them, and takes single ones back.`,
  BACKUP_FAILED: ({ folder, detail, damaged }) =>
    damaged
      ? `No backup was made: ${detail}. The case may be damaged; it was not changed, and its earlier backups are kept. Check the case, and restore a backup if damage is found.`
      : `No backup could be made in ${folder} (${detail}). The case itself is saved. Choose another folder for backups, or free some space.`,
  FOLDER_UNUSABLE: ({ folder, why, detail }) => {
    const [what, advice] = {
      relative: ['is not the full path of a folder', 'Write the whole path, from the top of the disk down'],
      file: ['is a file, or lies under one', 'Choose a folder'],
      nowhere: ['is not there, and cannot be made there', 'Check the path, or connect its disk'],
      denied: ['takes no files from Assay', 'Change its permissions, or choose another folder'],
      full: ['has no room left', 'Free some space there, or choose another folder'],
      silent: ['did not answer in time', 'Check that its disk or network is connected and try again, or choose another folder'],
      beside: ['lies in the folder of the case, and would be lost together with it', 'Choose a folder on another disk, or elsewhere'],
      failed: [`could not be written to (${detail})`, 'Check its disk, or choose another folder'],
    }[why];
    return `“${folder}” ${what}. Backups go where they went before. ${advice}.`;
  },
  BACKUP_UNUSABLE: ({ name, detail }) => `The backup “${name}” cannot be used (${detail}). Nothing was changed. Choose another backup.`,
  NOTHING_SALVAGED: ({ name }) =>
    `Nothing in “${name}” could be read. The file was not changed and is kept. Restore a backup, or keep the file for a specialist.`,
  INVALID_INPUT: ({ problems }) =>
    `Not understood: ${problems.map((problem) => `${problem.path ? `${problem.path}: ` : ''}${problem.message}`).join('; ')}. Nothing was changed.`,
  NOT_ALLOWED: ({ reason }) => `That is not allowed here: ${reason}. Nothing was changed.`,
  PDF_UNAVAILABLE: ({ detail }) =>
    `No PDF can be made on this machine: ${detail}. Export HTML and print it, or install Chromium or Chrome.`,
  CITATIONS_UNREADABLE: ({ why }) => `${unreadableCitations[why]} Nothing was changed.`,
  STYLE_UNUSABLE: ({ name, why, detail }) =>
    `“${name}” cannot be used as a style: ${unusableStyle[why]}${detail === '' ? '' : ` (${detail})`}. Sources are set as before. ${
      why === 'dependent' ? 'Load the style that it names instead' : 'Get the style again, or choose another one'
    }.`,
  INTERNAL: ({ logId }) =>
    `Something went wrong inside Assay. What was saved before is safe; this step was not made. It is in the log as ${logId}.`,
};

/** The sentence for a failure, for people. Pure: the same data give the same words on every host. */
export function errorMessage<Code extends ErrorCode>(code: Code, data: ErrorData<Code>): string {
  return messages[code](data);
}

/** A failure from the closed set, thrown anywhere in the core and carried unchanged to every host. */
export class AssayError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AssayError';
  readonly code: Code;
  readonly data: ErrorData<Code>;
  constructor(code: Code, data: ErrorData<Code>, options?: ErrorOptions) {
    super(errorMessage(code, data), options);
    this.code = code;
    this.data = data;
  }
}

/** Why one file of an import failed; the other files are in all the same. */
export const importFailure = z.enum([
  'empty',
  'no-text',
  'binary',
  'too-large',
  'unsafe',
  'encrypted',
  'damaged',
  'old-word',
  'unsupported',
  'undecodable',
  'vanished',
  'unreadable',
  'too-slow',
  'out-of-memory',
  'crashed',
  'stopped',
]);
export type ImportFailure = z.infer<typeof importFailure>;

/** Failures after which there are no bytes to keep: none came, or too many. */
const unkeepable: readonly ImportFailure[] = ['empty', 'too-large', 'vanished', 'unreadable', 'stopped'];

/** Whether a file that failed so can be kept as an original without text. */
export function canBeKept(failure: ImportFailure): boolean {
  return !unkeepable.includes(failure);
}

const importMessages: Record<ImportFailure, string> = {
  empty: 'There is no text in this file.',
  'no-text': 'This file shows something, and holds no text that could be read: it is a picture of it.',
  binary: 'This is not a text file. Assay reads no words in it.',
  'too-large': `This file is larger than ${importLimits.megabytes} MB. Split it, or paste the part you need.`,
  unsafe:
    'This file unpacks to far more than it should, is nested beyond all use, or leads into places where it must not: it may be made to do harm. It was not opened. Ask for it in another form.',
  encrypted: 'This file is locked with a password, or by its seller. Save a copy that is not locked, and import that.',
  damaged:
    'This file is damaged or incomplete, so that it cannot be opened. Get it again, or open and save it in the program that wrote it.',
  'old-word': 'This is a document of Word before 2007, or of another old Office program. Save it as DOCX, and import that.',
  unsupported: 'Assay cannot read this kind of file yet. Save it as a web page, plain text or Markdown, or paste its text.',
  undecodable: 'The letters in this file could not be read in any known encoding. Save it as UTF-8 and try again.',
  vanished: 'The file was gone when Assay came to read it.',
  unreadable: 'Assay may not read this file or folder. Check its permissions.',
  'too-slow': `Reading this file took longer than ${importLimits.seconds} seconds (${importLimits.secondsOfPdf} for a PDF), and was stopped. Nothing else was touched. Paste the part you need.`,
  'out-of-memory': `Reading this file took more than ${importLimits.memoryMegabytes} MB of memory, and was stopped. Nothing else was touched. Split it, or paste the part you need.`,
  crashed: 'This file brought the reader down. Nothing else was touched.',
  stopped: 'The import was stopped before this file.',
};

/** The line shown beside a file that was not imported. */
export function importFailureMessage(failure: ImportFailure): string {
  return importMessages[failure];
}
