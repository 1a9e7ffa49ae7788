import { describe } from '../../shared/text/anchor.ts';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { Passage, TextRange } from '../../shared/domain/entities.ts';
import { errorData } from '../../shared/domain/errors.ts';
import { api, client, newId, queryClient } from '../api/client.ts';
import { failureOf, hasCode } from '../api/errors.ts';
import { withAdded } from '../api/ordered.ts';
import { byPlace } from '../api/passageList.ts';
import { asWanted, useWantedShapes } from '../state/wantedShapes.ts';
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
  /** Why its words are passed over on purpose; empty where they are not. */
  skipReason: string;
}

export const newPassage = (documentId: string, anchor: AnchorInput, skipReason = ''): NewPassage => ({
  id: newId(),
  documentId,
  anchor,
  skipReason,
});

/** Passages on their way to the disk, and whether they arrived: what is done to one meanwhile waits for that. */
const creating = new Map<string, Promise<boolean>>();

/** Paints a passage while its command is under way. A failure takes it off the page again and goes on to whoever asked. */
export async function withPassage<Result>(
  { id, documentId, anchor, skipReason }: NewPassage,
  uses: Partial<Pick<Passage, 'sightings' | 'evidence' | 'labelIds'>>,
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
    skipReason,
    labelIds: [],
    noteCount: 0,
    sightings: [],
    evidence: [],
    ...uses,
  };
  queryClient.setQueryData(listKey(documentId), (known) => withAdded(known ?? [], [passage], byPlace));
  queryClient.setQueryData(oneKey(id), passage);
  const made = command();
  creating.set(
    id,
    made.then(
      () => true,
      () => false,
    ),
  );
  try {
    return await made;
  } catch (error) {
    queryClient.setQueryData(listKey(documentId), (known) => known?.filter((other) => other.id !== id));
    const { inspected, inspect } = useWorkspace.getState();
    if (inspected?.kind === 'passage' && inspected.id === id) inspect(null);
    queryClient.removeQueries({ queryKey: oneKey(id) });
    throw error;
  } finally {
    creating.delete(id);
  }
}

/** Makes a passage and paints it at once. */
export async function createPassage(passage: NewPassage): Promise<void> {
  await withPassage(passage, {}, async () => show(await client.passages.create(passage)));
}

/** Says why a passage is skipped, or takes that back with an empty reason; offers to undo it. */
export async function skipPassage(passageId: string, reason: string): Promise<void> {
  if (creating.has(passageId) && !(await creating.get(passageId))) return;
  const { seq, passage } = await client.passages.skip({ passageId, reason });
  show(passage);
  const text = reason === '' ? 'No longer skipped' : `Skipped: ${reason}`;
  if (seq !== null) useWorkspace.getState().toast({ tone: 'done', text, action: undoOf(seq) });
}

/** Changes of one passage's shape follow one another: each is made on the revision that the one before it left. Null where there is none to change. */
const reshaping = new Map<string, Promise<number | null>>();

/** Is all stored that is painted? What is not can be undone, though the case may know of nothing to undo. */
export const arePassagesStored = (): boolean => creating.size === 0 && reshaping.size === 0;

/** Waits until what was painted at once is stored too: an undo means the last thing that is seen, and must not overtake it. */
export async function passagesStored(): Promise<void> {
  await Promise.allSettled([...creating.values(), ...reshaping.values()]);
}

async function storedRevision({ id, revision }: Passage): Promise<number | null> {
  if (revision > 0) return revision;
  if (creating.has(id) && !(await creating.get(id))) return null;
  return (await client.passages.get({ passageId: id })).revision;
}

/** Does a step on the newest revision of a passage, after every step before it; it returns the revision that it left. */
async function reshape(passage: Passage, step: (revision: number, isLast: () => boolean) => Promise<number>): Promise<void> {
  const { id } = passage;
  const before = reshaping.get(id) ?? storedRevision(passage);
  const taken: Promise<number | null> = before.then((revision) =>
    revision === null ? null : step(revision, () => reshaping.get(id) === taken),
  );
  reshaping.set(id, taken);
  try {
    await taken;
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: api.passages.key() });
    throw error;
  } finally {
    if (reshaping.get(id) === taken) {
      reshaping.delete(id);
      useWantedShapes.getState().settle(id);
    }
  }
}

/** Moves the ends of a passage, or its fragments; painted at once and taken back when it fails. Says whether there was anything to change. */
export async function adjustPassage(
  documentId: string,
  passageId: string,
  change: (ranges: readonly TextRange[]) => AnchorInput,
): Promise<boolean> {
  const known = queryClient.getQueryData(listKey(documentId))?.find(({ id }) => id === passageId);
  if (!known) return false;
  const { shapes, want, settle } = useWantedShapes.getState();
  const passage = asWanted(known, shapes);
  const anchor = change(passage.ranges);
  const { ranges, exact } = anchor;
  if (ranges.length === 0 || JSON.stringify(ranges) === JSON.stringify(passage.ranges)) return false;
  want(passageId, { ranges, exact });
  show(passage);
  await reshape(passage, async (revision, isLast) => {
    const adjusted = await client.passages.adjust({ passageId, revision, anchor });
    if (isLast()) {
      settle(passageId);
      show(adjusted);
    }
    return adjusted.revision;
  });
  return true;
}

/** Parts a passage at an offset of its text, and offers to make it whole again. */
export async function splitPassage(passage: Passage, at: number): Promise<void> {
  const secondId = newId();
  await reshape(passage, async (revision) => {
    const { seq, first } = await client.passages.split({ passageId: passage.id, revision, at, secondId });
    show(first);
    useWorkspace.getState().toast({ tone: 'done', text: 'Passage split in two', action: undoOf(seq) });
    return first.revision;
  });
}

/** Makes one passage of several and inspects it. */
export async function joinPassages(passageIds: string[]): Promise<void> {
  await Promise.all(passageIds.flatMap((id) => [reshaping.get(id) ?? creating.get(id) ?? []].flat()));
  const { seq, passage } = await client.passages.join({ passageIds });
  show(passage);
  const { inspect, toast } = useWorkspace.getState();
  inspect({ kind: 'passage', id: passage.id });
  toast({ tone: 'done', text: `${passageIds.length} passages joined into one`, action: undoOf(seq) });
}

/** Shows what an answer says of a passage, unless something newer was read meanwhile: an undo may be told of before what it took back. */
function show(passage: Passage): void {
  const shown = asWanted(passage, useWantedShapes.getState().shapes);
  const newer = (known: Passage): Passage => (known.revision > shown.revision ? known : shown);
  queryClient.setQueryData(listKey(shown.documentId), (known) => known?.map((other) => (other.id === shown.id ? newer(other) : other)));
  queryClient.setQueryData(oneKey(shown.id), (known) => (known ? newer(known) : shown));
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
