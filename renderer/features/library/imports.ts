import { create } from 'zustand';
import type { ImportOutcome, UnfinishedImport } from '../../../shared/contract/documents.ts';
import { importFailureMessage, type ImportFailure } from '../../../shared/domain/errors.ts';
import { attempt } from '../../actions/run.ts';
import { client, newId, windowId } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { makeNewVersions, type ChangedArticle, type NewVersionOutcome } from './changedArticles.ts';
import { paceWith, type Pace } from './pace.ts';
import type { PickedFile } from './pickedFiles.ts';

interface RunningImport {
  done: number;
  total: number;
  state: 'running' | 'pausing' | 'paused' | 'stopping';
  /** The file that was told of last. */
  name: string;
  pace: Pace;
}

/** What became of a file: what the import told, or what was made of it since. */
export type ToldOutcome = ImportOutcome | NewVersionOutcome;

interface ImportsState {
  /** Chosen before there was a case to put them in. */
  waiting: PickedFile[];
  running: RunningImport | null;
  /** What became of each file of the newest import. */
  outcomes: ToldOutcome[];
  /** The newest import; what is made of its files is one step with it. */
  importId: string | null;
  /** How many imports of this window came to their end. */
  runs: number;
}

/** The import of this window: goes on whatever room is shown. */
export const useImports = create<ImportsState>()(() => ({
  waiting: [],
  running: null,
  outcomes: [],
  importId: null,
  runs: 0,
}));

/** bytes; the core takes no larger file */
const largestFile = 50_000_000;
/** bytes */
const chunkSize = 8_000_000;
const chunkFiles = 50;

/** Breaks off the call that is under way. */
let call = new AbortController();
/** Lets a paused import go on. */
let goOn: (() => void) | null = null;
/** The files of the newest import, which may be asked for again. */
let picked = new Map<string, PickedFile>();

const setState = (state: RunningImport['state']): void =>
  useImports.setState(({ running }) => ({ running: running && { ...running, state } }));

/** Ends the import before its next file; what is in stays in. */
export function stopImport(): void {
  setState('stopping');
  call.abort();
  goOn?.();
}

/** Lets the import wait before its next file, until it is resumed or stopped. */
export function pauseImport(): void {
  setState('pausing');
  call.abort();
}

export function resumeImport(): void {
  useImports.setState(({ running }) => ({ running: running && { ...running, state: 'running', pace: [] } }));
  goOn?.();
}

const failed = (name: string, reason: ImportFailure): ImportOutcome => ({
  outcome: 'failed',
  name,
  reason,
  message: importFailureMessage(reason),
});

function report(...outcomes: ImportOutcome[]): void {
  if (outcomes.length === 0) return;
  useImports.setState(({ outcomes: before, running }) => {
    if (!running) return { outcomes: [...before, ...outcomes] };
    const done = running.done + outcomes.length;
    const pace = paceWith(running.pace, performance.now(), done);
    return { outcomes: [...before, ...outcomes], running: { ...running, done, pace, name: outcomes.at(-1)!.name } };
  });
}

/** The bytes of a file, held: a file that changes or goes on its way would take the others of its call with it. */
async function hold({ name, file }: PickedFile): Promise<PickedFile | ImportOutcome> {
  if (file.size > largestFile) return failed(name, 'too-large');
  try {
    return { name, file: new File([await file.arrayBuffer()], file.name, { type: file.type }) };
  } catch (error) {
    return failed(name, error instanceof DOMException && error.name === 'NotFoundError' ? 'vanished' : 'unreadable');
  }
}

/** Takes the files of the next call off the queue. */
function nextChunk(queue: PickedFile[]): PickedFile[] {
  let [size, count] = [0, 0];
  while (count < Math.min(queue.length, chunkFiles) && (count === 0 || size + queue[count]!.file.size <= chunkSize))
    size += queue[count++]!.file.size;
  return queue.splice(0, count);
}

/** Whether files that were chosen again are those of an import that was broken off: at least one that is in must be among them. */
const areOfImport = (files: readonly PickedFile[], { done, someOfThem }: UnfinishedImport): boolean =>
  done === 0 || someOfThem.some((name) => files.some((file) => isOf(file, name)));

/**
 * Imports files a few at a time, as one step for undo, and tells of each as it is in. Only one import runs at once. Files that were chosen
 * to go on with an import that was broken off join it, unless they are others.
 */
export async function importFiles(
  files: readonly PickedFile[],
  unreadable: readonly string[] = [],
  broken: UnfinishedImport | null = null,
): Promise<void> {
  if (files.length + unreadable.length === 0 || isBusy()) return;
  picked = new Map(files.map((file) => [file.name, file]));
  const joins = broken !== null && areOfImport(files, broken);
  if (broken && !joins) {
    const text = 'None of these files is in from the import that was broken off: they are imported by themselves. That import still waits.';
    useWorkspace.getState().toast({ tone: 'done', text });
  }
  const importId = joins ? broken.importId : newId();
  useImports.setState({ outcomes: [], importId });
  await run(importId, files, { unreadable, keepTextless: false });
  finish();
}

/** Keeps files of the newest import that gave no text, as they are; what became of them takes the place of what was said before. */
export async function keepFiles(names: ReadonlySet<string>): Promise<void> {
  if (isBusy()) return;
  const files = [...new Set([...names].flatMap((name) => fileOf(name) ?? []))];
  const isAsked = ({ name, outcome }: ToldOutcome): boolean => outcome === 'failed' && names.has(name);
  useImports.setState(({ outcomes }) => ({ outcomes: outcomes.filter((outcome) => !isAsked(outcome)) }));
  await run(newId(), files, { unreadable: [], keepTextless: true, only: [...names] });
  announce(files.length === 1 ? 'The file is kept.' : `${files.length.toLocaleString()} files are kept.`);
}

function isBusy(): boolean {
  if (!useImports.getState().running) return false;
  useWorkspace.getState().toast({ tone: 'failed', text: 'An import is running. Nothing was added to it. Wait for its end, or stop it.' });
  return true;
}

interface RunOptions {
  unreadable: readonly string[];
  keepTextless: boolean;
  only?: string[];
}

async function run(importId: string, files: readonly PickedFile[], { unreadable, ...options }: RunOptions): Promise<void> {
  const queue = [...files];
  const total = files.length + unreadable.length;
  begin(total);
  await attempt(() => client.documents.beginImport({ importId, total, keepTextless: options.keepTextless, windowId }));
  report(...unreadable.map((name) => failed(name, 'unreadable')));
  while (queue.length > 0) {
    await waitWhilePaused();
    if (stateNow() === 'stopping') {
      report(...queue.splice(0).map(({ name }) => failed(name, 'stopped')));
      break;
    }
    const held = await Promise.all(nextChunk(queue).map(hold));
    report(...held.filter((item) => 'outcome' in item));
    const left = await send(
      { importId, ...options },
      held.filter((item) => 'file' in item),
    );
    // A pause breaks the call off: what it has not told of comes again, under the same import, which knows what is in.
    queue.unshift(...left);
  }
  await attempt(() => client.documents.endImport({ importId }));
  useImports.setState(({ runs }) => ({ running: null, runs: runs + 1 }));
}

function begin(total: number): void {
  useImports.setState({ running: { done: 0, total, state: 'running', name: '', pace: paceWith([], performance.now(), 0) } });
  announce(`Importing ${total.toLocaleString()} ${total === 1 ? 'file' : 'files'}.`);
}

/** Goes on with an import that was broken off, and whose paths the core knows. */
export async function goOnWithImport(importId: string, total: number): Promise<void> {
  if (isBusy()) return;
  picked = new Map();
  useImports.setState({ outcomes: [], importId });
  begin(total);
  for (;;) {
    await waitWhilePaused();
    if (stateNow() === 'stopping') break;
    call = new AbortController();
    const { signal } = call;
    // What was told before a pause is told again: the import knows what is in.
    useImports.setState(({ running }) => ({ outcomes: [], running: running && { ...running, done: 0, pace: [] } }));
    try {
      for await (const { outcome } of await client.documents.resumeImport({ importId }, { signal })) report(outcome);
      if (!signal.aborted) break;
    } catch (error) {
      if (signal.aborted) continue;
      useWorkspace.getState().toast({ tone: 'failed', text: failureOf(error).message });
      break;
    }
  }
  useImports.setState(({ runs }) => ({ running: null, runs: runs + 1 }));
  finish();
}

const stateNow = (): RunningImport['state'] | undefined => useImports.getState().running?.state;

async function waitWhilePaused(): Promise<void> {
  if (stateNow() !== 'pausing') return;
  setState('paused');
  announce('The import is paused.');
  await new Promise<void>((resolve) => (goOn = resolve));
  goOn = null;
}

interface CallOptions {
  importId: string;
  keepTextless: boolean;
  only?: string[];
}

/** Whether an outcome is that of a file, or of something in it. */
const isOf = ({ name }: PickedFile, outcome: string): boolean => outcome === name || outcome.startsWith(`${name}/`);

/** Sends one call and tells of its files. Returns those that it did not come to, since it was broken off. */
async function send(options: CallOptions, files: PickedFile[]): Promise<PickedFile[]> {
  if (files.length === 0) return [];
  call = new AbortController();
  const { signal } = call;
  // Paused or stopped while the bytes were read.
  if (stateNow() !== 'running') return files;
  let [at, isWhole, known] = [0, false, files.length];
  try {
    for await (const { outcome, total } of await client.documents.import({ ...options, files }, { signal })) {
      if (outcome.outcome === 'failed' && outcome.reason === 'stopped' && signal.aborted) break;
      while (at < files.length - 1 && !isOf(files[at]!, outcome.name)) at++;
      isWhole = outcome.name === files[at]!.name;
      grow(total - known);
      known = total;
      report(outcome);
    }
    if (!signal.aborted) return [];
  } catch (error) {
    if (!signal.aborted) {
      const { message } = failureOf(error);
      const lost = files.slice(isWhole ? at + 1 : at);
      report(...lost.map(({ name }): ImportOutcome => ({ outcome: 'failed', name, reason: 'crashed', message })));
      return [];
    }
  }
  const left = files.slice(isWhole ? at + 1 : at);
  if (left[0]) forget(left[0]);
  grow(files.length - known);
  return left;
}

/** An archive is counted as what is in it, once that is known. */
function grow(by: number): void {
  if (by !== 0) useImports.setState(({ running }) => ({ running: running && { ...running, total: running.total + by } }));
}

/** Takes back what was told of an archive in which a call was broken off: it comes again as a whole. */
function forget(file: PickedFile): void {
  useImports.setState(({ outcomes, running }) => {
    const others = outcomes.filter(({ name }) => !name.startsWith(`${file.name}/`));
    return { outcomes: others, running: running && { ...running, done: running.done - (outcomes.length - others.length) } };
  });
}

function finish(): void {
  const { outcomes } = useImports.getState();
  const workspace = useWorkspace.getState();
  const count = (outcome: ToldOutcome['outcome']): number => outcomes.filter((one) => one.outcome === outcome).length;
  announce(
    `Import finished: ${count('imported')} imported, ${count('duplicate') + count('copy')} already there, ${
      count('citations') > 0 ? `${count('citations')} with citations, ` : ''
    }${count('failed')} failed.`,
  );
  // A file of citations that was chosen by itself is what the person wants to look at.
  const [only] = outcomes;
  if (workspace.dialog === null && outcomes.length === 1 && only?.outcome === 'citations') {
    announce(`${only.name} holds citations, not an article. It is kept with the case.`);
    workspace.openDialog({ kind: 'take-citations', documentId: null, fileId: only.fileId });
    return;
  }
  // Results never push aside what the person opened meanwhile.
  if (workspace.dialog === null) workspace.openDialog({ kind: 'import-results' });
  else
    workspace.toast({
      tone: 'done',
      text: `Imported ${count('imported')} of ${outcomes.length} files.`,
      action: { label: 'Show', run: () => workspace.openDialog({ kind: 'import-results' }) },
    });
}

/** Makes an article of its own of a file that was kept as a copy; what became of it is told anew. */
export async function makeOwn({ copyId }: { copyId: string }): Promise<void> {
  const { id: documentId, title } = await client.documents.separateCopy({ copyId, documentId: newId() });
  useImports.setState(({ outcomes }) => ({
    outcomes: outcomes.map((one) =>
      one.outcome === 'copy' && one.copyId === copyId ? { outcome: 'imported', name: one.name, documentId, title } : one,
    ),
  }));
  announce('It is an article of its own now.');
}

/** Makes changed articles of the newest import new versions of those that were there; what became of them is told anew. */
export async function makeVersionsOf(changed: readonly ChangedArticle[]): Promise<void> {
  await makeNewVersions(changed, useImports.getState().importId, (documentId, made) =>
    useImports.setState(({ outcomes }) => ({
      outcomes: outcomes.map((one) =>
        one.outcome === 'imported' && one.documentId === documentId ? { outcome: 'version', name: one.name, ...made } : one,
      ),
    })),
  );
}

/** The file of the newest import that has this name, or in which it lies. */
const fileOf = (name: string): PickedFile | undefined => picked.get(name) ?? [...picked.values()].find((file) => isOf(file, name));

/** Whether the bytes of a file of the newest import are still at hand. */
export const isAtHand = (name: string): boolean => fileOf(name) !== undefined;
