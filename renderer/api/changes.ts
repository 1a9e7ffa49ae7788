import type { Query } from '@tanstack/react-query';
import type { AssayEvent } from '../../shared/contract/events.ts';
import type { Contract } from '../../shared/contract/index.ts';
import { api, client, queryClient } from './client.ts';
import { followPassages } from './passageChanges.ts';

/** Which tables each feature's queries read. A change to one of them makes the feature's results refetch. */
const tablesRead: Partial<Record<keyof Contract, readonly string[]>> = {
  cases: ['case_info', 'document', 'claim', 'passage', 'rating', 'rating_scale'],
  documents: ['document', 'document_version', 'document_copy'],
  citations: ['document', 'document_version'],
  passages: ['passage', 'label_use', 'note', 'sighting', 'evidence', 'claim', 'verdict', 'document_version', 'reanchoring', 'passage_skip'],
  labels: ['label', 'label_use'],
  claims: ['claim', 'agent', 'sighting', 'evidence', 'verdict', 'note', 'label_use', 'label', 'passage', 'document', 'reanchoring'],
  evidence: ['evidence', 'passage', 'document', 'claim', 'reanchoring'],
  notes: ['note'],
};

/** The list of articles counts their passages and claims. The article itself is its text, which is long and does not change with them. */
const tablesCountedInLibrary = ['passage', 'sighting'];

/** Lists of versions, and of passages that wait, go by these. The texts of versions and their differences never change. */
const tablesOfVersions = ['document', 'document_version', 'passage', 'reanchoring', 'claim', 'sighting', 'evidence'];

/** Features that read everything. */
const readAll = ['history', 'search', 'reports', 'integrity', 'backups'] as const satisfies readonly (keyof Contract)[];

interface Listeners {
  onEvent: (event: AssayEvent) => void;
  onConnection: (connected: boolean) => void;
  /** Another case is open, or none, from the next paint on. */
  onOtherCase: () => void;
}

/** Reads everything again; when another case is open now, or another state of it is shown, nothing read from the one before is shown in between. */
async function readAgain(listeners: Listeners): Promise<void> {
  const key = api.cases.current.queryKey({ input: {} });
  const before = queryClient.getQueryData(key);
  const now = await client.cases.current({});
  const otherCase = before !== undefined && before?.caseId !== now?.caseId;
  // A backup, or an earlier moment: its rows are older than those that were read, and must not be taken for stale answers.
  const otherState = before?.readOnly !== now?.readOnly || before?.asOf?.seq !== now?.asOf?.seq;
  if (otherCase || (before && otherState)) {
    if (otherCase) listeners.onOtherCase();
    queryClient.setQueryData(key, now);
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

async function apply(event: AssayEvent, listeners: Listeners): Promise<void> {
  switch (event.type) {
    case 'changed': {
      const features = [
        ...readAll,
        ...Object.entries(tablesRead)
          .filter(([, tables]) => event.tables.some((table) => tables.includes(table)))
          .map(([feature]) => feature),
      ] as (keyof Contract)[];
      const ofPassages = features.includes('passages');
      const counted = event.tables.some((table) => tablesCountedInLibrary.includes(table));
      const ofVersions = event.tables.some((table) => tablesOfVersions.includes(table));
      await Promise.all([
        ...[...features, 'cases' as const]
          .filter((feature) => feature !== 'passages')
          .map((feature) => queryClient.invalidateQueries({ queryKey: api[feature].key() })),
        ...(ofPassages ? [followPassages(event.seq)] : []),
        ...(ofVersions ? [api.versions.list.key(), api.versions.waiting.key()] : []).map((queryKey) =>
          queryClient.invalidateQueries({ queryKey }),
        ),
        ...(counted ? [queryClient.invalidateQueries({ queryKey: api.documents.list.key() })] : []),
      ]);
      return;
    }
    case 'settings':
      await queryClient.invalidateQueries({ queryKey: api.settings.key() });
      return;
    case 'health':
      await queryClient.invalidateQueries({ queryKey: api.cases.current.key() });
      return;
    case 'backups':
      await queryClient.invalidateQueries({ queryKey: api.backups.key() });
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
      for await (const event of await client.events.subscribe({}, { signal })) {
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
