import { create } from 'zustand';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { importFailureMessage, type ImportFailure } from '../../../shared/domain/errors.ts';
import { client, newId } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import type { PickedFile } from './pickedFiles.ts';

interface ImportsState {
  /** Chosen before there was a case to put them in. */
  waiting: PickedFile[];
  running: { done: number; total: number; stopping: boolean } | null;
  /** What became of each file of the newest import. */
  outcomes: ImportOutcome[];
}

/** The import of this window: goes on whatever room is shown. */
export const useImports = create<ImportsState>()(() => ({ waiting: [], running: null, outcomes: [] }));

/** bytes; the core takes no larger file */
const largestFile = 50_000_000;
/** bytes */
const chunkSize = 8_000_000;
const chunkFiles = 50;

let stop = new AbortController();

/** Ends the import before its next file; what is in stays in. */
export function stopImport(): void {
  useImports.setState(({ running }) => ({ running: running && { ...running, stopping: true } }));
  stop.abort();
}

const failed = (name: string, reason: ImportFailure): ImportOutcome => ({
  outcome: 'failed',
  name,
  reason,
  message: importFailureMessage(reason),
});

function report(...outcomes: ImportOutcome[]): void {
  useImports.setState((state) => ({
    outcomes: [...state.outcomes, ...outcomes],
    running: state.running && { ...state.running, done: state.running.done + outcomes.length },
  }));
}

/** The bytes of a file, held: a file that changes or goes on its way would take the others of its call with it. */
async function hold({ name, file }: PickedFile): Promise<{ name: string; file: File } | ImportOutcome> {
  if (file.size > largestFile) return failed(name, 'too-large');
  try {
    return { name, file: new File([await file.arrayBuffer()], file.name, { type: file.type }) };
  } catch (error) {
    return failed(name, error instanceof DOMException && error.name === 'NotFoundError' ? 'vanished' : 'unreadable');
  }
}

function chunksOf(files: readonly PickedFile[]): PickedFile[][] {
  const chunks: PickedFile[][] = [];
  let size = Infinity;
  for (const picked of files) {
    const bytes = picked.file.size;
    if (size + bytes > chunkSize || chunks.at(-1)!.length === chunkFiles) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)!.push(picked);
    size += bytes;
  }
  return chunks;
}

/** Imports files a few at a time, as one step for undo, and tells of each as it is in. Only one import runs at once. */
export async function importFiles(files: readonly PickedFile[], unreadable: readonly string[] = []): Promise<void> {
  if (useImports.getState().running) {
    useWorkspace.getState().toast({ tone: 'failed', text: 'An import is running. Nothing was added to it. Wait for its end, or stop it.' });
    return;
  }
  const total = files.length + unreadable.length;
  if (total === 0) return;
  stop = new AbortController();
  const { signal } = stop;
  const importId = newId();
  useImports.setState({ running: { done: 0, total, stopping: false }, outcomes: [] });
  announce(`Importing ${total.toLocaleString()} ${total === 1 ? 'file' : 'files'}.`);
  report(...unreadable.map((name) => failed(name, 'unreadable')));

  for (const chunk of chunksOf(files)) {
    if (signal.aborted) {
      report(...chunk.map(({ name }) => failed(name, 'stopped')));
      continue;
    }
    const held = await Promise.all(chunk.map(hold));
    report(...held.filter((item) => 'outcome' in item));
    await send(
      importId,
      held.filter((item) => 'file' in item),
      signal,
    );
  }

  useImports.setState({ running: null });
  finish();
}

async function send(importId: string, files: { name: string; file: File }[], signal: AbortSignal): Promise<void> {
  if (files.length === 0) return;
  let told = 0;
  try {
    for await (const { outcome } of await client.documents.import({ importId, files }, { signal })) {
      report(outcome);
      told++;
    }
  } catch (error) {
    if (!signal.aborted) {
      const { message } = failureOf(error);
      report(...files.slice(told).map(({ name }): ImportOutcome => ({ outcome: 'failed', name, reason: 'crashed', message })));
      return;
    }
  }
  report(...files.slice(told).map(({ name }) => failed(name, 'stopped')));
}

function finish(): void {
  const { outcomes } = useImports.getState();
  const workspace = useWorkspace.getState();
  const count = (outcome: ImportOutcome['outcome']): number => outcomes.filter((one) => one.outcome === outcome).length;
  announce(`Import finished: ${count('imported')} imported, ${count('duplicate')} already there, ${count('failed')} failed.`);
  // Results never push aside what the person opened meanwhile.
  if (workspace.dialog === null) workspace.openDialog({ kind: 'import-results' });
  else
    workspace.toast({
      tone: 'done',
      text: `Imported ${count('imported')} of ${outcomes.length} files.`,
      action: { label: 'Show', run: () => workspace.openDialog({ kind: 'import-results' }) },
    });
}
