import type { ImportOutcome, SameAddress } from '../../../shared/contract/documents.ts';
import type { ImportWarning } from '../../../shared/domain/entities.ts';
import { canBeKept, importFailureMessage, type ImportFailure } from '../../../shared/domain/errors.ts';
import { shortTextOf } from '../../../shared/text/shortText.ts';
import { beforeBulk } from '../backups/attend.ts';
import { keepCitationFile } from '../citations/files.ts';
import { mediaTypes } from '../importers/mediaTypes.ts';
import type { Extraction, Unpacked } from '../importers/parser.ts';
import type { CaseContext } from '../procedure.ts';
import type { Store } from '../store/open.ts';
import { createBatchLimit } from './batchLimit.ts';
import type { DatedPage } from './changed/queries.ts';
import { pagesOfCase, type PagesOfCase } from './changed/sameAddress.ts';
import { keepAsCopy } from './copies/copies.ts';
import { copyOfOriginal, isCopyMadeIn } from './copies/queries.ts';
import { insertDocument, sha256Of } from './insert.ts';
import { documentOfOriginal, documentsMadeIn, madeIn, readDocument } from './queries.ts';
import type { ImportSource } from './sources.ts';
import { textlessExtraction } from './textless.ts';

/** So many files are worth a backup before they come in. */
const manyFiles = 50;
const filesAhead = 4;
/** An archive is opened, and one within it; what lies deeper is not. */
const deepestArchive = 1;
/** Files that are read already are not kept from the case for longer than this by a slow one behind them. */
const longestWaitMs = 250;

type ImportContext = Pick<CaseContext, 'store' | 'newId' | 'workbench'>;

export interface ImportRequest {
  importId: string;
  sources: readonly ImportSource[];
  /** Files that give no text are kept all the same. */
  keepTextless: boolean;
  /** Names to take; other files of archives are passed over. All where it is left out. */
  only?: readonly string[] | undefined;
  /** The watched folder that the files came into; the name of the operation says so. */
  from?: string | undefined;
}

/** What reading one file came to. `known`: the same bytes are in the case, or come before it in this import. */
type Read = { name: string } & (
  | { kind: 'parsed'; bytes: Uint8Array; sha256: string; extraction: Extraction }
  | { kind: 'known'; sha256: string }
  | { kind: 'citations'; bytes: Uint8Array; mediaType: string; citations: number }
  | { kind: 'failed'; reason: ImportFailure }
  | { kind: 'archive'; bytes: Uint8Array; depth: number }
);

type ReadFile = Exclude<Read, { kind: 'archive' }>;

export interface ImportStep {
  done: number;
  total: number;
  outcome: ImportOutcome;
}

/**
 * Imports files in order, a few read ahead, many written in one transaction; all that share `importId` are undone
 * together. Every file gets one outcome, told once it is true: after the commit. A file that fails touches no other.
 * Aborting stops before the next file: what is in stays, the rest is told as stopped.
 */
export async function* importSources(
  context: ImportContext,
  { importId, sources, keepTextless, only, from }: ImportRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportStep> {
  await beforeBulk(context.workbench, sources.length, manyFiles);
  const reading: Reading = { first: new Map(), handedOn: new Set(), keepTextless, only, signal, total: sources.length };
  let done = 0;
  let batch: ReadFile[] = [];
  let batchBytes = 0;
  const limit = createBatchLimit();
  const flush = function* (): Generator<ImportStep> {
    const begun = performance.now();
    const outcomes = writeBatch(context, { importId, from }, batch);
    if (batch.length > 0) limit.learn(batch.length, batchBytes, performance.now() - begun);
    batch = [];
    batchBytes = 0;
    for (const outcome of outcomes) yield { done: ++done, total: reading.total, outcome };
  };
  for await (const read of readAhead(context, sources, reading)) {
    if (read !== 'slow') {
      batch.push(read);
      batchBytes += 'bytes' in read ? read.bytes.length : 0;
    }
    if (read === 'slow' || limit.isReached(batch.length, batchBytes)) yield* flush();
  }
  yield* flush();
}

/** The files in order, those of an archive in its place, a few being read at any time; `slow` when the next one lets the others wait. */
async function* readAhead(context: ImportContext, sources: readonly ImportSource[], reading: Reading): AsyncGenerator<ReadFile | 'slow'> {
  const ahead: { source: ImportSource; result: Promise<Read> }[] = [];
  let begun = 0;
  while (begun < sources.length || ahead.length > 0) {
    while (begun < sources.length && ahead.length < filesAhead) {
      const source = sources[begun++]!;
      ahead.push({ source, result: readSource(context, source, reading) });
    }
    const { source, result } = ahead.shift()!;
    if (await isSlow(result)) yield 'slow';
    let read = await result;
    // Files are read several at a time: one with the same bytes that comes after this one was faster. The first of them is the article.
    if (read.kind === 'known' && !reading.handedOn.has(read.sha256) && !(context.store.db.open && isIn(context.store, read.sha256)))
      read = await readSource(context, source, { ...reading, first: new Map() });
    if (read.kind === 'parsed') reading.handedOn.add(read.sha256);
    if (read.kind === 'archive') yield* readArchive(context, read, reading);
    else yield read;
  }
}

/** The files of an archive, which take its place among those that are counted. A few megabytes of it are unpacked at any time. */
async function* readArchive(
  context: ImportContext,
  { name, bytes, depth }: Extract<Read, { kind: 'archive' }>,
  reading: Reading,
): AsyncGenerator<ReadFile | 'slow'> {
  reading.total--;
  for (let from: number | null = 0; from !== null;) {
    const part: Unpacked = await context.workbench.parser.unpack({ name, bytes }, from, reading.signal);
    if (!part.ok) {
      reading.total++;
      return yield { name, kind: 'failed', reason: part.reason };
    }
    const sources = part.members
      .map((member) => ({ name: `${name}/${member.name}`, depth: depth + 1, read: () => Promise.resolve(member.content) }))
      .filter((source) => isWanted(source.name, reading.only));
    reading.total += sources.length;
    yield* readAhead(context, sources, reading);
    from = part.next;
  }
}

const isWanted = (name: string, only: readonly string[] | undefined): boolean =>
  only === undefined || only.some((wanted) => wanted === name || wanted.startsWith(`${name}/`));

async function isSlow(reading: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<true>((resolve) => (timer = setTimeout(resolve, longestWaitMs, true)));
  const slow = await Promise.race([reading.then(() => false), late]);
  clearTimeout(timer);
  return slow;
}

interface Reading {
  /** What became of the bytes that came before in this import, by their hash. */
  first: Map<string, Promise<Read>>;
  /** Hashes of the files that were handed on to be written. */
  handedOn: Set<string>;
  keepTextless: boolean;
  only: readonly string[] | undefined;
  signal: AbortSignal | undefined;
  /** How many files there are, as far as is known. */
  total: number;
}

async function readSource(
  { store, workbench }: ImportContext,
  { name, read, depth = 0 }: ImportSource,
  { first, keepTextless, signal }: Reading,
): Promise<Read> {
  if (signal?.aborted) return { name, kind: 'failed', reason: 'stopped' };
  const bytes = await read();
  if (typeof bytes === 'string') return { name, kind: 'failed', reason: bytes };
  const sha256 = sha256Of(bytes);
  if (store.db.open && isIn(store, sha256)) return { name, kind: 'known', sha256 };
  const twin = first.get(sha256);
  if (twin) {
    const result = await twin;
    return result.kind === 'parsed' || result.kind === 'known' ? { name, kind: 'known', sha256 } : { ...result, name };
  }
  const parsing = workbench.parser.parse({ name, bytes, tellCitations: true }, signal).then((result): Read => {
    if (result.ok) return { name, kind: 'parsed', bytes, sha256, extraction: result.extraction };
    const { reason, mediaType } = result;
    if ('citations' in result) return { name, kind: 'citations', bytes, mediaType: result.mediaType, citations: result.citations };
    if (mediaType === mediaTypes.zip && depth <= deepestArchive) return { name, kind: 'archive', bytes, depth };
    if (!keepTextless || !canBeKept(reason)) return { name, kind: 'failed', reason };
    return { name, kind: 'parsed', bytes, sha256, extraction: textlessExtraction(name, mediaType) };
  });
  first.set(
    sha256,
    parsing.then((result): Read => (result.kind === 'parsed' ? { name, kind: 'known', sha256 } : result)),
  );
  return parsing;
}

const isIn = (store: Store, sha256: string): boolean =>
  documentOfOriginal(store, sha256) !== undefined || copyOfOriginal(store, sha256) !== undefined;

function writeBatch(
  context: ImportContext,
  { importId, from }: Pick<ImportRequest, 'importId' | 'from'>,
  batch: readonly ReadFile[],
): ImportOutcome[] {
  const { store, newId } = context;
  if (batch.length === 0) return [];
  // Closing the case in the middle of an import stops it.
  if (!store.db.open) return batch.map(({ name }) => failure(name, 'stopped'));
  const before = documentsMadeIn(store, importId);
  const made: string[] = [];
  const copied: string[] = [];
  const cited: string[] = [];
  const pages = once(() => pagesOfCase(store));
  const label = (): string =>
    (before + made.length > 0
      ? importLabel(before + made.length, made[0] ?? '')
      : copied.length > 0
        ? copyLabel(copied)
        : citationsLabel(cited)) + (from === undefined ? '' : ` from the watched folder “${shortTextOf(from, 40)}”`);
  const write = (work: Parameters<typeof store.transact<ImportOutcome[]>>[1]): ImportOutcome[] =>
    store.transact(label, work, { gesture: importId });
  return write((tx) =>
    batch.map((read): ImportOutcome => {
      const { name } = read;
      if (read.kind === 'failed') return failure(name, read.reason);
      if (read.kind === 'citations') {
        const { bytes, mediaType, citations } = read;
        const file = keepCitationFile(store, tx, { id: newId(), name, mediaType, entries: citations, bytes });
        cited.push(file.title);
        return { outcome: 'citations', name, fileId: file.id, citations, isNew: file.revision === tx.seq };
      }
      const known = knownOutcome(store, pages, { importId, name, sha256: read.sha256 });
      if (known) return known;
      // The twin was deleted while this file waited.
      if (read.kind === 'known') return failure(name, 'vanished');
      const kept = keepAsCopy(store, tx, newId(), read);
      if (kept) {
        copied.push(name);
        return { outcome: 'copy', name, documentId: kept.copy.document_id, title: kept.title, copyId: kept.copy.id };
      }
      const document = insertDocument(store, newId, tx, { id: newId(), fileName: name, ...read });
      const { id, title } = document;
      made.push(title);
      const { text, warnings } = read.extraction;
      return madeOutcome({ name, documentId: id, title }, text.length, warnings, sameAddressOf(pages, document));
    }),
  );
}

const madeOutcome = (
  made: { name: string; documentId: string; title: string },
  textLength: number,
  warnings: ImportWarning[],
  sameAddress: SameAddress | null,
): ImportOutcome =>
  textLength === 0
    ? { outcome: 'kept', ...made }
    : { outcome: 'imported', ...made, ...(warnings.length > 0 ? { warnings } : {}), ...(sameAddress ? { sameAddress } : {}) };

/** The document of the case that was found at the same address, where there is one. */
function sameAddressOf(pages: () => PagesOfCase, page: DatedPage): SameAddress | null {
  if (page.address === '') return null;
  pages().add(page);
  return pages().otherOf(page);
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * What is said of a file whose bytes are in the case already; undefined where they are not. A call that was broken off may not have told
 * what it did: when its file comes again in the same import, that is told.
 */
function knownOutcome(
  store: Store,
  pages: () => PagesOfCase,
  { importId, name, sha256 }: { importId: string; name: string; sha256: string },
): ImportOutcome | undefined {
  const known = documentOfOriginal(store, sha256);
  if (known) {
    const told = { name, documentId: known.id, title: known.title };
    const made = madeIn(store, { importId, documentId: known.id, fileName: name });
    if (!made) return { outcome: 'duplicate', ...told };
    return madeOutcome(told, made.textLength, made.warnings, sameAddressOf(pages, readDocument(store, known.id)!));
  }
  const copy = copyOfOriginal(store, sha256);
  if (!copy) return undefined;
  const told = { name, documentId: copy.documentId, title: copy.title };
  if (copy.fileName === name && isCopyMadeIn(store, importId, copy.id)) return { outcome: 'copy', ...told, copyId: copy.id };
  return { outcome: 'duplicate', ...told };
}

function copyLabel(names: readonly string[]): string {
  return names.length === 1 ? `Keep “${shortTextOf(names[0]!, 60)}” as a copy` : `Keep ${names.length} copies`;
}

function citationsLabel(titles: readonly string[]): string {
  return titles.length === 1 ? `Keep “${shortTextOf(titles[0]!, 60)}” with its citations` : `Keep ${titles.length} files of citations`;
}

/** The name that undo shows: it takes back every article of the import, so it counts them all. */
export function importLabel(articles: number, title: string): string {
  if (articles !== 1) return `Import ${articles} articles`;
  return `Import “${shortTextOf(title, 60)}”`;
}

export function failure(name: string, reason: ImportFailure): ImportOutcome {
  return { outcome: 'failed', name, reason, message: importFailureMessage(reason) };
}
