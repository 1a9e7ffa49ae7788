import { describe } from '../../shared/text/anchor.ts';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { Passage, TextRange } from '../../shared/domain/entities.ts';
import { errorData } from '../../shared/domain/errors.ts';
import { api, client, newId, queryClient } from '../api/client.ts';
import { failureOf, hasCode } from '../api/errors.ts';
import { useWorkspace } from '../state/workspace.ts';
import { attempt } from './run.ts';
import { undoOf } from './takeBack.ts';

const listKey = (documentId: string) => api.passages.list.queryKey({ input: { documentId } });
const oneKey = (passageId: string) => api.passages.get.queryKey({ input: { passageId } });

/** A passage that does not exist yet: its id is made here, so that it can be painted, named and inspected at once. */
export interface NewPassage {
  id: string;
  documentId: string;
  anchor: AnchorInput;
}

export const newPassage = (documentId: string, anchor: AnchorInput): NewPassage => ({ id: newId(), documentId, anchor });

/** Paints a passage while its command is under way. A failure takes it off the page again and goes on to whoever asked. */
export async function withPassage<Result>(
  { id, documentId, anchor }: NewPassage,
  uses: Partial<Pick<Passage, 'sightings' | 'evidence'>>,
  command: () => Promise<Result>,
): Promise<Result> {
  const now = new Date().toISOString();
  const text = queryClient.getQueryData(api.documents.get.queryKey({ input: { documentId } }))?.version.text ?? '';
  const { prefix, suffix } = describe(text, anchor.ranges);
  const passage: Passage = {
    id,
    documentId,
    versionId: anchor.versionId,
    ranges: anchor.ranges,
    exact: anchor.exact,
    prefix,
    suffix,
    revision: 0,
    createdAt: now,
    updatedAt: now,
    waiting: false,
    labelIds: [],
    noteCount: 0,
    sightings: [],
    evidence: [],
    ...uses,
  };
  queryClient.setQueryData(listKey(documentId), (known) => [...(known ?? []), passage]);
  queryClient.setQueryData(oneKey(id), passage);
  try {
    return await command();
  } catch (error) {
    queryClient.setQueryData(listKey(documentId), (known) => known?.filter((other) => other.id !== id));
    const { inspected, inspect } = useWorkspace.getState();
    if (inspected?.kind === 'passage' && inspected.id === id) inspect(null);
    queryClient.removeQueries({ queryKey: oneKey(id) });
    throw error;
  }
}

/** Makes a passage and paints it at once. */
export async function createPassage(passage: NewPassage): Promise<void> {
  await withPassage(passage, {}, async () => show(await client.passages.create(passage)));
}

/** Adjustments of one passage follow one another: each is made on the revision that the one before it left. */
const adjusting = new Map<string, Promise<number>>();

/** Moves the ends of a passage, painted at once and taken back when it fails. */
export async function adjustPassage(
  documentId: string,
  passageId: string,
  change: (ranges: readonly TextRange[]) => AnchorInput,
): Promise<void> {
  const passage = queryClient.getQueryData(listKey(documentId))?.find(({ id }) => id === passageId);
  if (!passage) return;
  const anchor = change(passage.ranges);
  if (JSON.stringify(anchor.ranges) === JSON.stringify(passage.ranges)) return;
  show({ ...passage, ranges: anchor.ranges, exact: anchor.exact });
  const step = (adjusting.get(passageId) ?? Promise.resolve(passage.revision)).then(async (revision) => {
    const adjusted = await client.passages.adjust({ passageId, revision, anchor });
    if (adjusting.get(passageId) === step) show(adjusted);
    return adjusted.revision;
  });
  adjusting.set(passageId, step);
  try {
    await step;
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: api.passages.key() });
    throw error;
  } finally {
    if (adjusting.get(passageId) === step) adjusting.delete(passageId);
  }
}

function show(passage: Passage): void {
  queryClient.setQueryData(listKey(passage.documentId), (known) => known?.map((other) => (other.id === passage.id ? passage : other)));
  queryClient.setQueryData(oneKey(passage.id), passage);
}

/** Deletes a passage; asks first when claims use it, since that takes their sightings and evidence along. */
export async function deletePassage({ id: passageId, sightings, evidence }: Passage): Promise<void> {
  const remove = async (withUses: boolean): Promise<void> => {
    const { seq } = await client.passages.remove({ passageId, withUses });
    const { inspected, inspect, toast } = useWorkspace.getState();
    if (inspected?.kind === 'passage' && inspected.id === passageId) inspect(null);
    toast({ tone: 'done', text: 'Passage deleted', action: undoOf(seq) });
  };
  const confirm = (counts: { sightings: number; evidence: number }): void =>
    useWorkspace.getState().openDialog({
      kind: 'confirm',
      title: 'Delete a passage that is used?',
      message: `It serves claims: ${usesOf(counts)}. That is deleted with it; the claims stay. Undo brings everything back.`,
      action: 'Delete passage',
      danger: true,
      onConfirm: () => void attempt(() => remove(true)),
    });
  if (sightings.length + evidence.length > 0) return confirm({ sightings: sightings.length, evidence: evidence.length });
  try {
    await remove(false);
  } catch (error) {
    if (!hasCode(error, 'IN_USE')) throw error;
    // Used in another window just now.
    const data = errorData.IN_USE.parse(failureOf(error).data);
    confirm(data);
  }
}

const usesOf = ({ sightings, evidence }: { sightings: number; evidence: number }): string =>
  [sightings > 0 ? countOf(sightings, 'sighting') : '', evidence > 0 ? countOf(evidence, 'item of evidence', 'items of evidence') : '']
    .filter((part) => part !== '')
    .join(', ');

const countOf = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
