import type { AddedVersion, newVersion } from '../../../shared/contract/versions.ts';
import type { VersionText } from '../../../shared/domain/entities.ts';
import { AssayError, importFailureMessage } from '../../../shared/domain/errors.ts';
import { countsInWords, transcriptExtractor, type ReanchorCounts } from '../../../shared/domain/versions.ts';
import { describe, type Anchor } from '../../../shared/text/anchor.ts';
import type { Reanchored } from '../../../shared/text/reanchor/outcome.ts';
import { named } from '../../../shared/text/shortText.ts';
import type { output } from 'zod';
import { beforeBulk } from '../backups/attend.ts';
import { insertVersion, sha256Of } from '../documents/insert.ts';
import { keepPosition, readOriginal, readPosition, readVersion } from '../documents/queries.ts';
import { fileSources, pastedName } from '../documents/sources.ts';
import type { Extraction } from '../importers/parser.ts';
import { currentVersionOf } from '../passages/queries.ts';
import type { CaseContext } from '../procedure.ts';
import type { Transaction } from '../store/transact.ts';
import { placeColumns, proposalsOf, thousandths, waits } from './outcome.ts';
import { withPutBack } from './putBack.ts';
import { countsOfVersion, listVersions, passagesToFollow, readStoredVersion, type StandingPassage, type StoredVersion } from './queries.ts';

type NewVersion = output<typeof newVersion>;
type Failed = Extract<AddedVersion, { outcome: 'failed' }>;
type AddContext = Pick<CaseContext, 'store' | 'newId' | 'workbench'>;

/** Somebody who highlights without pause could otherwise keep a version from ever coming in. */
const mostAttempts = 5;

interface ReadSource {
  fileName: string;
  bytes: Uint8Array;
  sha256: string;
}

/**
 * Reads a new version of a document, finds its passages in it beside the work on the case (`Workbench.maintain`), and writes all of it
 * as one operation. What a person changed meanwhile is followed again: nothing is written from an old view.
 *
 * Errors: `NOT_FOUND`, `STALE_STATE` where the passages never stood still, `ALREADY_EXISTS`.
 */
export async function addVersion(context: AddContext, input: NewVersion, signal: AbortSignal | undefined): Promise<AddedVersion> {
  const { documentId, versionId } = input;
  const current = currentVersion(context, documentId);
  const again = readStoredVersion(context.store, versionId);
  const source = await readSource(input.source);
  if ('outcome' in source) return source;
  if (again) return alreadyAdded(context, input, again, source);
  if (source.sha256 === current.original_sha256) return { outcome: 'same', of: 'bytes', versionId: current.id, number: current.number };
  const parsed = await context.workbench.parser.parse({ name: source.fileName, bytes: source.bytes }, signal);
  if (!parsed.ok) return { outcome: 'failed', reason: parsed.reason, message: importFailureMessage(parsed.reason) };
  return follow(context, input, source, parsed.extraction, signal);
}

/** Adds a version of the same file whose text has again what the import left out. Errors: as `addVersion`, and `NOT_FOUND` for a piece. */
export async function putBack(
  context: AddContext,
  {
    documentId,
    versionId,
    fromVersionId,
    pieces,
  }: { documentId: string; versionId: string; fromVersionId: string; pieces: readonly number[] },
  signal: AbortSignal | undefined,
): Promise<AddedVersion> {
  const base = baseOf(context, { documentId, versionId, fromVersionId });
  if ('again' in base) return base.again;
  const { current, source } = base;
  const version = readVersion(context.store, current.id);
  const missing = pieces.find((piece) => version.leftOut[piece] === undefined);
  if (missing !== undefined) throw new AssayError('NOT_FOUND', { kind: 'left-out piece', id: String(missing) });
  const extraction: Extraction = {
    ...extractionOf(version, current.normaliser),
    ...withPutBack(version, new Set(pieces)),
    extractor: version.extractor.endsWith(putBackMark) ? version.extractor : `${version.extractor}${putBackMark}`,
  };
  return follow(context, { documentId, versionId }, source, extraction, signal);
}

/**
 * Adds a version of the same file whose text an analyst wrote, read as a text file or subtitles would be. The citation stays as it is.
 * Errors: as `addVersion`, and `STALE_STATE` when another version came in since.
 */
export async function transcribe(
  context: AddContext,
  { documentId, versionId, fromVersionId, text }: { documentId: string; versionId: string; fromVersionId: string; text: string },
  signal: AbortSignal | undefined,
): Promise<AddedVersion> {
  const base = baseOf(context, { documentId, versionId, fromVersionId });
  if ('again' in base) return base.again;
  const { current, source } = base;
  const parsed = await context.workbench.parser.parse({ name: pastedName, bytes: new TextEncoder().encode(text) }, signal);
  if (!parsed.ok) return { outcome: 'failed', reason: parsed.reason, message: importFailureMessage(parsed.reason) };
  const extraction: Extraction = {
    ...parsed.extraction,
    mediaType: current.media_type as Extraction['mediaType'],
    claimedType: (current.claimed_type ?? '') as Extraction['claimedType'],
    extractor: transcriptExtractor,
    guesses: {},
  };
  return follow(context, { documentId, versionId }, source, extraction, signal);
}

/** The text of a version as an importer would give it. */
function extractionOf(version: VersionText, normaliser: string): Extraction {
  const { text, blocks, removed, links, leftOut, warnings, encoding, extractor } = version;
  return {
    text,
    blocks,
    removed,
    links,
    leftOut,
    warnings,
    encoding,
    extractor,
    normaliser,
    mediaType: version.mediaType as Extraction['mediaType'],
    claimedType: version.claimedType as Extraction['claimedType'],
    guesses: {},
  };
}

/**
 * Adds the file and the text of one document as a new version of another one; `alongside` goes into the same operation.
 * Errors: as `addVersion`.
 */
export async function addVersionFrom(
  context: AddContext,
  { documentId, versionId, from }: Pick<NewVersion, 'documentId' | 'versionId'> & { from: string },
  alongside: Alongside,
  signal: AbortSignal | undefined,
): Promise<AddedVersion> {
  const taken = currentVersion(context, from);
  const original = readOriginal(context.store, taken.id)!;
  const source = { fileName: taken.file_name, bytes: original.bytes, sha256: taken.original_sha256 };
  const extraction = extractionOf(readVersion(context.store, taken.id), taken.normaliser);
  return follow(context, { documentId, versionId }, source, extraction, signal, alongside);
}

/** What a new version of the same file is made of; `again` where that version was made already. Errors: `NOT_FOUND`, `STALE_STATE`. */
function baseOf(
  context: AddContext,
  { documentId, versionId, fromVersionId }: { documentId: string; versionId: string; fromVersionId: string },
): { again: AddedVersion } | { current: StoredVersion; source: ReadSource } {
  const { store } = context;
  const current = currentVersion(context, documentId);
  const there = readStoredVersion(store, versionId);
  const original = readOriginal(store, current.id)!;
  const source = { fileName: current.file_name, bytes: original.bytes, sha256: current.original_sha256 };
  if (there) return { again: alreadyAdded(context, { documentId, versionId }, there, source) };
  if (current.id !== fromVersionId) throw new AssayError('STALE_STATE', { kind: 'article', id: documentId, revision: current.revision });
  return { current, source };
}

/** Says in the name of an extractor that a person changed what it made. */
const putBackMark = ', put back by hand';

/** What an operation does besides adding a version. */
export interface Alongside {
  gesture?: string | undefined;
  /** The current version stays the current one, and passages stay on it: the text is an older one. */
  behind?: boolean;
  /** What undo calls it; what became of passages is added. Asked once the work is done. */
  label?: (title: string) => string;
  work?: (tx: Transaction) => void;
}

async function follow(
  context: AddContext,
  { documentId, versionId }: Pick<NewVersion, 'documentId' | 'versionId'>,
  source: ReadSource,
  extraction: Extraction,
  signal: AbortSignal | undefined,
  alongside: Alongside = {},
): Promise<AddedVersion> {
  const { store, workbench } = context;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const current = currentVersion(context, documentId);
    if (extraction.text === current.text) return { outcome: 'same', of: 'text', versionId: current.id, number: current.number };
    const passages = alongside.behind ? [] : passagesToFollow(store, documentId, current.id);
    const groups = [...Map.groupBy(passages, (passage) => passage.versionId)];
    const older = groups.map(([id, on]) => ({ text: textOf(context, id), passages: on.map(anchorOf) }));
    const position = current.text === '' || alongside.behind ? null : readPosition(store, documentId);
    // Where reading stopped is followed as a passage is.
    if (position) older.push({ text: current.text, passages: [lineAt(current.text, position.top)] });
    const results = await workbench.maintain('followPassages', { newText: extraction.text, older }, signal);
    const top = position ? results.at(-1)![0]!.anchor?.ranges[0]?.start : undefined;
    await beforeBulk(workbench, passages.length);
    const followed = groups.flatMap(([, on], group) => on.map((passage, index) => ({ passage, result: results[group]![index]! })));
    // Closing the case in the meantime stops it.
    if (!store.db.open) return { outcome: 'failed', reason: 'stopped', message: importFailureMessage('stopped') };
    const written = write(context, { documentId, versionId }, source, extraction, { current, passages, followed }, alongside);
    if (written && top !== undefined) store.keep(() => keepPosition(store, documentId, { top, caret: null }));
    if (written) return written;
  }
  throw new AssayError('STALE_STATE', { kind: 'article', id: documentId, revision: 0 });
}

interface Followed {
  current: StoredVersion;
  passages: StandingPassage[];
  followed: { passage: StandingPassage; result: Reanchored }[];
}

/** Null when passages or versions changed since they were followed. */
function write(
  { store, newId }: AddContext,
  { documentId, versionId }: Pick<NewVersion, 'documentId' | 'versionId'>,
  source: ReadSource,
  extraction: Extraction,
  { current, passages, followed }: Followed,
  { gesture, behind = false, label = (title) => `New version of ${named('article', title)}`, work }: Alongside,
): AddedVersion | null {
  const counts = countOf(followed);
  let title = '';
  return store.transact(
    () => [label(title), countsInWords(counts)].filter((part) => part !== '').join(': '),
    (tx) => {
      const document = tx.need('document', documentId);
      ({ title } = document);
      const now = behind ? [] : passagesToFollow(store, documentId, document.version_id);
      if (document.version_id !== current.id || !sameStand(now, passages)) return null;
      const number = listVersions(store, documentId)[0]!.number + 1;
      insertVersion(store, tx, { id: versionId, documentId, number, ...source, extraction });
      if (!behind) tx.update('document', documentId, { version_id: versionId });
      for (const { passage, result } of followed) record(tx, newId(), versionId, passage, result);
      work?.(tx);
      return { outcome: 'added', versionId, number, seq: tx.seq, counts };
    },
    { gesture },
  );
}

/** Moves a passage that is found without doubt, and notes for every one where it stood and what was found. */
function record(tx: Transaction, id: string, versionId: string, passage: StandingPassage, result: Reanchored): void {
  if (passage.waitingId !== null) tx.update('reanchoring', passage.waitingId, { decision: 'superseded' });
  tx.insert('reanchoring', {
    id,
    passage_id: passage.id,
    version_id: versionId,
    from_version_id: passage.versionId,
    from_ranges: JSON.stringify(passage.ranges),
    from_exact: passage.exact,
    state: result.state,
    score: thousandths(result.score),
    method: result.method,
    proposals: JSON.stringify(proposalsOf(result)),
    decision: waits(result, passage.exact) ? 'waiting' : 'placed',
  });
  if (!waits(result, passage.exact)) tx.update('passage', passage.id, { version_id: versionId, ...placeColumns(result.anchor!) });
}

function countOf(followed: Followed['followed']): ReanchorCounts {
  const counts: ReanchorCounts = { exact: 0, moved: 0, changed: 0, review: 0, lost: 0, waiting: 0 };
  for (const { passage, result } of followed) {
    const isWaiting = waits(result, passage.exact);
    counts[isWaiting && (result.state === 'exact' || result.state === 'moved') ? 'review' : result.state]++;
    if (isWaiting) counts.waiting++;
  }
  return counts;
}

function sameStand(now: readonly StandingPassage[], then: readonly StandingPassage[]): boolean {
  return now.length === then.length && now.every(({ id, revision }, index) => id === then[index]!.id && revision === then[index]!.revision);
}

function currentVersion({ store }: Pick<AddContext, 'store'>, documentId: string): StoredVersion {
  const versionId = currentVersionOf(store, documentId);
  const version = versionId === undefined ? undefined : readStoredVersion(store, versionId);
  if (!version) throw new AssayError('NOT_FOUND', { kind: 'article', id: documentId });
  return version;
}

function textOf({ store }: Pick<AddContext, 'store'>, versionId: string): string {
  return readStoredVersion(store, versionId)!.text;
}

/** The words at the top of what was read: enough of them to be told from others. */
function lineAt(text: string, top: number): Anchor {
  return describe(text, [{ start: Math.min(top, text.length), end: Math.min(top + 160, text.length) }]);
}

const anchorOf = ({ ranges, exact, prefix, suffix }: StandingPassage) => ({ ranges, exact, prefix, suffix });

async function readSource(source: NewVersion['source']): Promise<ReadSource | Failed> {
  if ('text' in source) {
    const bytes = new TextEncoder().encode(source.text);
    return { fileName: pastedName, bytes, sha256: sha256Of(bytes) };
  }
  const [file] = fileSources([source]);
  const bytes = await file!.read();
  if (typeof bytes === 'string') return { outcome: 'failed', reason: bytes, message: importFailureMessage(bytes) };
  return { fileName: file!.name, bytes, sha256: sha256Of(bytes) };
}

/** A retry: the version is there, as it was asked for. */
function alreadyAdded(
  { store }: AddContext,
  { documentId, versionId }: Pick<NewVersion, 'documentId' | 'versionId'>,
  there: StoredVersion,
  source: ReadSource,
): AddedVersion {
  if (there.document_id !== documentId || there.original_sha256 !== source.sha256)
    throw new AssayError('ALREADY_EXISTS', { kind: 'version', id: versionId });
  return { outcome: 'added', versionId, number: there.number, seq: there.revision, counts: countsOfVersion(store, versionId) };
}
