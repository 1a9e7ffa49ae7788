import type { WaitingPassage } from '../../shared/domain/versions.ts';
import { countsInWords } from '../../shared/domain/versions.ts';
import type { AddedVersion } from '../../shared/contract/versions.ts';
import { api, client } from '../api/client.ts';
import { announce } from '../ui/announce.ts';
import { inCase, inWritableCase, type Action, type ActionContext } from './action.ts';
import { download } from './download.ts';
import { undoOf } from './takeBack.ts';

/** The article that a command is about: the one being read, else the one in the inspector. */
function documentOf({ workspace: { view, comparison, inspected }, handles: { reader } }: ActionContext): string | null {
  if (view === 'reader') return comparison?.documentId ?? reader?.documentId ?? null;
  return inspected?.kind === 'document' ? inspected.id : null;
}

const hasDocument = (context: ActionContext): boolean => inCase(context) && documentOf(context) !== null;
const isReviewing = (context: ActionContext): boolean => context.workspace.view === 'reader' && context.workspace.review !== null;
const canDecide = (context: ActionContext): boolean => isReviewing(context) && inWritableCase(context);
const isComparing = ({ workspace }: ActionContext): boolean => workspace.view === 'reader' && workspace.comparison !== null;

/** What is reviewed, from the cache: the passages that wait, and the one that is looked at. */
function reviewed({ queryClient, workspace: { review } }: ActionContext): {
  all: WaitingPassage[];
  at: number;
  item: WaitingPassage | null;
} {
  const known = review && queryClient.getQueryData(api.versions.waiting.queryKey({ input: { documentId: review.documentId } }));
  const all = known ?? [];
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === review?.id),
  );
  return { all, at, item: all[at] ?? null };
}

/** Begins the review of the passages of an article that wait, in the reader. */
export async function reviewPassages(context: ActionContext, documentId: string): Promise<void> {
  const { workspace, queryClient } = context;
  const waiting = await queryClient.fetchQuery(api.versions.waiting.queryOptions({ input: { documentId } }));
  if (waiting.length === 0) return workspace.toast({ tone: 'done', text: 'No passage of this article waits for review.' });
  const { reader } = context.handles;
  const isRead = workspace.view === 'reader' && !workspace.comparison && reader?.documentId === documentId && !reader.earlier;
  if (!isRead) workspace.openDocument(documentId);
  workspace.setReview({ documentId, id: waiting[0]!.id, proposal: 0 });
}

/** Lays a version of an article (the one before the current one where none is named) beside the current one. */
export async function compareVersions(context: ActionContext, documentId: string, versionId?: string): Promise<void> {
  const { workspace, queryClient } = context;
  const versions = await queryClient.fetchQuery(api.versions.list.queryOptions({ input: { documentId } }));
  const newer = versions.find(({ current }) => current);
  const others = versions.filter(({ current }) => !current);
  const older = others.find(({ id }) => id === versionId) ?? others.find(({ number }) => number < (newer?.number ?? 0)) ?? others[0];
  if (!newer || !older)
    return workspace.toast({ tone: 'done', text: 'There is one version of this article, and nothing to compare it with.' });
  workspace.show('reader');
  workspace.setReview(null);
  workspace.setComparison({ documentId, olderId: older.id, newerId: newer.id, at: -1, count: 0 });
}

/** Hands the original of a version over as the file it was. */
export const downloadOriginal = async (documentId: string, versionId: string): Promise<void> =>
  download(await client.documents.original({ documentId, versionId }));

/** Says what became of a new version, with the way back. */
export function tellAdded(context: Pick<ActionContext, 'workspace'>, added: Extract<AddedVersion, { outcome: 'added' }>): void {
  context.workspace.toast({
    tone: 'done',
    text: `${[`Version ${added.number} added`, countsInWords(added.counts)].filter((part) => part !== '').join(': ')}.`,
    action: undoOf(added.seq),
  });
}

/** Goes on to the passage after those that were decided, or ends the review where none is left. */
async function decided(context: ActionContext, ids: readonly string[], seq: number, text: string): Promise<void> {
  const { workspace, queryClient } = context;
  const { review } = workspace;
  const { all, at } = reviewed(context);
  const left = all.filter(({ id }) => !ids.includes(id));
  const next = left.find(({ id }) => all.findIndex((one) => one.id === id) > at) ?? left[0];
  workspace.toast({ tone: 'done', text, action: undoOf(seq) });
  if (!review) return;
  queryClient.setQueryData(api.versions.waiting.queryKey({ input: { documentId: review.documentId } }), left);
  workspace.setReview(next ? { documentId: review.documentId, id: next.id, proposal: 0 } : null);
  if (next) return;
  announce('Every passage is decided.');
  requestAnimationFrame(() => context.handles.reader?.focus());
}

function step(context: ActionContext, direction: 1 | -1): void {
  const { workspace } = context;
  const { comparison, review } = workspace;
  if (comparison) {
    const at = Math.max(0, Math.min(comparison.count - 1, comparison.at + direction));
    if (comparison.count === 0) return announce('These versions do not differ.');
    if (at === comparison.at) announce(direction > 0 ? 'No difference after this one' : 'No difference before this one');
    return workspace.setComparison({ ...comparison, at });
  }
  const { all, at } = reviewed(context);
  const next = all[at + direction];
  if (review && next) workspace.setReview({ ...review, id: next.id, proposal: 0 });
  else announce(direction > 0 ? 'No passage waits after this one' : 'No passage waits before this one');
}

const stepper = (id: string, direction: 1 | -1, key: string, word: string): Action => ({
  id: `versions.${id}`,
  label: (context) => (isComparing(context) ? `${word} difference` : `${word} waiting passage`),
  keys: [key],
  words: 'version review compare change',
  enabled: (context) => isComparing(context) || isReviewing(context),
  run: (context) => step(context, direction),
});

export const versionActions: Action[] = [
  {
    id: 'versions.add',
    label: 'New version of the article…',
    menu: 'File',
    group: 2,
    words: 'update revise revision replace correct article text',
    enabled: (context) => hasDocument(context) && inWritableCase(context),
    run(context) {
      context.workspace.openDialog({ kind: 'new-version', documentId: documentOf(context)! });
    },
  },
  {
    id: 'versions.review',
    label: 'Review waiting passages',
    menu: 'View',
    group: 5,
    words: 'version changed lost moved evidence decide',
    enabled: hasDocument,
    run: (context) => reviewPassages(context, documentOf(context)!),
  },
  {
    id: 'versions.compare',
    label: 'Compare versions',
    menu: 'View',
    group: 5,
    words: 'difference diff changes between versions side by side',
    enabled: hasDocument,
    run: (context) =>
      compareVersions(context, documentOf(context)!, context.handles.reader?.earlier ? context.handles.reader.versionId : undefined),
  },
  stepper('next', 1, 'Alt+KeyN', 'Next'),
  stepper('previous', -1, 'Alt+KeyP', 'Previous'),
  {
    id: 'versions.accept',
    label: 'Accept the proposed place',
    keys: ['Alt+KeyA'],
    words: 'version review passage move',
    enabled: canDecide,
    async run(context) {
      const { item } = reviewed(context);
      if (!item) return;
      const proposal = Math.min(context.workspace.review?.proposal ?? 0, item.proposals.length - 1);
      if (proposal < 0) return announce('No place is proposed for this passage.');
      const { seq } = await context.client.versions.accept({ items: [{ id: item.id, revision: item.revision, proposal }] });
      await decided(context, [item.id], seq, 'Proposed place accepted.');
    },
  },
  {
    id: 'versions.acceptAll',
    label: 'Accept all changed passages',
    words: 'version review several bulk',
    enabled: canDecide,
    async run(context) {
      const items = reviewed(context).all.filter(({ state }) => state === 'changed');
      if (items.length === 0) return announce('No passage waits with changed words alone.');
      const { seq } = await context.client.versions.accept({ items: items.map(({ id, revision }) => ({ id, revision, proposal: 0 })) });
      const ids = items.map(({ id }) => id);
      await decided(context, ids, seq, items.length === 1 ? 'Proposed place accepted.' : `${items.length} proposed places accepted.`);
    },
  },
  {
    id: 'versions.place',
    label: 'Place at the selection',
    keys: ['Alt+KeyS'],
    words: 'version review anchor by hand words',
    enabled: canDecide,
    async run(context) {
      const { item } = reviewed(context);
      const { reader } = context.handles;
      if (!item) return;
      const anchor = reader?.documentId === item.documentId && !reader.earlier ? reader.anchor() : null;
      if (!anchor)
        return context.workspace.toast({ tone: 'done', text: 'Select the words in the new version first; then place the passage there.' });
      const { seq } = await context.client.versions.place({ id: item.id, revision: item.revision, anchor });
      reader!.takeSelection();
      await decided(context, [item.id], seq, 'Passage placed at the selection.');
    },
  },
  {
    id: 'versions.keep',
    label: 'Keep on the old version',
    keys: ['Alt+KeyV'],
    words: 'version review leave',
    enabled: canDecide,
    async run(context) {
      const { item } = reviewed(context);
      if (!item) return;
      const { seq } = await context.client.versions.keep({ items: [{ id: item.id, revision: item.revision }] });
      await decided(context, [item.id], seq, 'Passage kept on the old version.');
    },
  },
  {
    id: 'versions.otherPlace',
    label: 'Show the other proposed place',
    keys: ['Alt+KeyO'],
    words: 'version review candidate',
    enabled: isReviewing,
    run(context) {
      const { workspace } = context;
      const { item } = reviewed(context);
      if (!workspace.review || !item || item.proposals.length < 2) return announce('There is no other proposed place.');
      workspace.setReview({ ...workspace.review, id: item.id, proposal: (workspace.review.proposal + 1) % item.proposals.length });
    },
  },
  {
    id: 'versions.close',
    label: (context) => (isComparing(context) ? 'Close the comparison' : 'Close the review'),
    keys: ['Escape'],
    scope: 'versions',
    enabled: (context) => isComparing(context) || isReviewing(context),
    run({ workspace, handles }) {
      if (workspace.comparison) workspace.setComparison(null);
      else workspace.setReview(null);
      requestAnimationFrame(() => handles.reader?.focus());
    },
  },
];
