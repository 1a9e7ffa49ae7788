import { hashKey, type Query } from '@tanstack/react-query';
import type { AssayEvent, Standing } from '../../shared/contract/events.ts';
import type { Contract } from '../../shared/contract/index.ts';
import { api, client, queryClient, windowId } from './client.ts';
import { followPassages } from './passageChanges.ts';

/** Which tables each feature's queries read. A change to one of them makes the feature's results refetch. */
const tablesRead = {
  documents: ['document', 'document_version', 'document_copy'],
  citations: ['document', 'document_version', 'case_info', 'reference_file'],
  passages: ['passage', 'label_use', 'note', 'sighting', 'evidence', 'claim', 'verdict', 'document_version', 'reanchoring', 'passage_skip'],
  labels: ['label', 'label_use'],
  claims: ['claim', 'agent', 'sighting', 'evidence', 'verdict', 'note', 'label_use', 'label', 'passage', 'document', 'reanchoring'],
  evidence: ['evidence', 'passage', 'document', 'claim', 'reanchoring'],
  notes: ['note'],
} as const satisfies Partial<Record<keyof Contract, readonly string[]>>;

/** The list of articles counts their passages and claims. The article itself is its text, which is long and does not change with them. */
const tablesCountedInLibrary = ['passage', 'sighting'];

/** Lists of versions, and of passages that wait, go by these. The texts of versions and their differences never change. */
const tablesOfVersions = ['document', 'document_version', 'passage', 'reanchoring', 'claim', 'sighting', 'evidence'];

/** Features that read everything. */
const readAll = ['history', 'search', 'reports', 'integrity', 'backups'] as const satisfies readonly (keyof Contract)[];

/** What the open case tells of itself beside what comes with every change of it. */
const tablesOfCase = ['case_info', 'rating', 'rating_scale'];

const caseKey = api.cases.current.queryKey({ input: {} });
const historyKey = api.history.state.queryKey({ input: {} });
const historyHash = hashKey(historyKey);

/** It is of the case that is known; nothing is on its way that may be older, and nothing is known that is newer. */
function canTake({ caseId, seq }: Standing): boolean {
  const [openCase, history] = [queryClient.getQueryState(caseKey), queryClient.getQueryState(historyKey)];
  if (openCase?.fetchStatus !== 'idle' || history?.fetchStatus !== 'idle' || !openCase.data || !history.data) return false;
  return openCase.data.caseId === caseId && openCase.data.seq <= seq && history.data.seq <= seq;
}

function take({ caseId: _caseId, savedAt, counts, ...history }: Standing): void {
  const { seq } = history;
  queryClient.setQueryData(caseKey, (known) => known && { ...known, seq, savedAt, counts });
  queryClient.setQueryData(historyKey, history);
}

interface Listeners {
  onEvent: (event: AssayEvent) => void;
  onConnection: (connected: boolean) => void;
  /** Another case is open, or none, from the next paint on. */
  onOtherCase: () => void;
}

/** Reads everything again; when another case is open now, or another state of it is shown, nothing read from the one before is shown in between. */
async function readAgain(listeners: Listeners): Promise<void> {
  const before = queryClient.getQueryData(caseKey);
  const now = await client.cases.current({});
  const otherCase = before !== undefined && before?.caseId !== now?.caseId;
  // A backup, or an earlier moment: its rows are older than those that were read, and must not be taken for stale answers.
  const otherState = before?.readOnly !== now?.readOnly || before?.asOf?.seq !== now?.asOf?.seq;
  if (otherCase || (before && otherState)) {
    if (otherCase) listeners.onOtherCase();
    queryClient.setQueryData(caseKey, now);
    const ofCase = ({ queryKey: [path] }: Query): boolean =>
      !['settings.get', 'cases.current', 'cases.known'].includes([path].flat().join('.'));
    if (now) {
      await queryClient.resetQueries({ predicate: ofCase });
    } else {
      // What was read for the rooms is forgotten once they are gone: nothing asks a case that is closed.
      await new Promise((resolve) => setTimeout(resolve));
      queryClient.removeQueries({ predicate: ofCase });
    }
    await queryClient.invalidateQueries({ queryKey: api.cases.known.key() });
    return;
  }
  await queryClient.invalidateQueries();
}

/** Reads again what an operation may have changed. What stands in the frame of the window comes with the event itself. */
async function follow(event: Extract<AssayEvent, { type: 'changed' }>): Promise<void> {
  const { tables, standing } = event;
  const wrote = (names: readonly string[]): boolean => tables.some((table) => names.includes(table));
  const again = (queryKey: readonly unknown[]): Promise<void> => queryClient.invalidateQueries({ queryKey });
  const features = Object.entries(tablesRead)
    .filter(([feature, names]) => feature !== 'passages' && wrote(names))
    .map(([feature]) => feature as keyof Contract);
  const isTold = standing !== undefined && canTake(standing);
  // In one turn with the passages, so that the window is painted once.
  const frame = async (): Promise<void> => {
    if (wrote(tablesRead.passages)) await followPassages(event.seq);
    if (isTold && canTake(standing)) take(standing);
  };
  await Promise.all([
    frame(),
    ...readAll.map((feature) =>
      queryClient.invalidateQueries({ queryKey: api[feature].key(), predicate: ({ queryHash }) => !isTold || queryHash !== historyHash }),
    ),
    ...features.map((feature) => again(api[feature].key())),
    ...(!isTold || wrote(tablesOfCase) ? [again(api.cases.key())] : []),
    ...(wrote(tablesOfVersions) ? [again(api.versions.list.key()), again(api.versions.waiting.key())] : []),
    ...(wrote(tablesCountedInLibrary) ? [again(api.documents.list.key())] : []),
  ]);
}

async function apply(event: AssayEvent, listeners: Listeners): Promise<void> {
  switch (event.type) {
    case 'changed':
      await follow(event);
      return;
    case 'settings':
      await queryClient.invalidateQueries({ queryKey: api.settings.key() });
      return;
    case 'health':
      await queryClient.invalidateQueries({ queryKey: api.cases.current.key() });
      return;
    case 'backups':
      await queryClient.invalidateQueries({ queryKey: api.backups.key() });
      return;
    case 'import-broken':
      await queryClient.invalidateQueries({ queryKey: [['brokenImport']] });
      return;
    case 'watched-folder':
      await queryClient.invalidateQueries({ queryKey: api.watchedFolder.key() });
      return;
    case 'watched-import':
      // What it changed is told as every change is.
      return;
    case 'check':
      await queryClient.invalidateQueries({ queryKey: api.integrity.key() });
      return;
    case 'case':
    case 'ready':
      await readAgain(listeners);
  }
}

/**
 * Follows what happens in the core for as long as the window lives: one stream, shared by every query. After a broken
 * connection everything is read again, so that nothing missed in between is shown.
 */
export async function followChanges(listeners: Listeners, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      for await (const event of await client.events.subscribe({ windowId }, { signal })) {
        failures = 0;
        listeners.onConnection(true);
        listeners.onEvent(event);
        await apply(event, listeners);
      }
    } catch {
      if (signal.aborted) return;
      listeners.onConnection(false);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 250 * 2 ** failures)));
  }
}
