import { shortTextOf } from '../../shared/text/shortText.ts';
import type { PassageRef } from '../../shared/contract/claims.ts';
import type { Passage, Stance } from '../../shared/domain/entities.ts';
import { api, client, newId, queryClient } from '../api/client.ts';
import { useClaimWork } from '../state/claimWork.ts';
import { useWorkspace, type LinkRequest, type LinkSide } from '../state/workspace.ts';
import { inWritableCase, type Action, type ActionContext, type ReaderHandle } from './action.ts';
import { useHandles } from './handles.ts';
import { newPassage, withPassage } from './passages.ts';
import { undoOf } from './takeBack.ts';

function tell(text: string): void {
  useWorkspace.getState().toast({ tone: 'done', text });
}

const passagesOf = (documentId: string): readonly Passage[] =>
  queryClient.getQueryData(api.passages.list.queryKey({ input: { documentId } })) ?? [];
const known = ({ id, documentId, exact }: Passage): LinkSide => ({ documentId, exact, passageId: id });

/** Words of a pane; those that are a passage already are that one. */
function wordsIn(reader: ReaderHandle, anchor: ReturnType<ReaderHandle['anchor']>): LinkSide | null {
  if (!anchor) return null;
  const place = JSON.stringify(anchor.ranges);
  const there = passagesOf(reader.documentId).find(({ ranges }) => JSON.stringify(ranges) === place);
  return there ? known(there) : { documentId: reader.documentId, exact: anchor.exact, anchor };
}

/** What is selected in a pane, else the inspected passage where it is that pane's. */
function chosenIn(reader: ReaderHandle, { workspace: { inspected }, handles }: ActionContext): LinkSide | null {
  const selected = wordsIn(reader, reader.anchor());
  // Of two views of one article, a passage is inspected in that which is read.
  const other = reader === handles.left ? handles.right : handles.left;
  if (selected || inspected?.kind !== 'passage' || (other?.documentId === reader.documentId && reader !== handles.reader)) return selected;
  const passage = passagesOf(reader.documentId).find(({ id }) => id === inspected.id);
  return passage ? known(passage) : null;
}

/** The passage at the caret that serves a claim, so that one piece of evidence after the other can be linked to it. */
function claimingAtCaret({ documentId, caretAt }: ReaderHandle): LinkSide | null {
  const here = passagesOf(documentId).filter(
    ({ ranges, sightings }) => sightings.length > 0 && ranges.some(({ start, end }) => start <= caretAt && caretAt <= end),
  );
  const [shortest] = here.toSorted((a, b) => a.exact.length - b.exact.length);
  return shortest ? known(shortest) : null;
}

/** The claim that a link adds to; null where it makes one. */
function claimOf(side: LinkSide, openClaimId: string | null): string | null {
  const passage = side.passageId === undefined ? undefined : passagesOf(side.documentId).find(({ id }) => id === side.passageId);
  const served = passage?.sightings.map(({ claimId }) => claimId) ?? [];
  if (openClaimId && (served.length === 0 || served.includes(openClaimId))) return openClaimId;
  return served.at(-1) ?? null;
}

/** Asks for the stance of a link between what the two panes have. */
function ask(context: ActionContext, direction: 'right' | 'left'): void {
  const { workspace, handles } = context;
  const [from, to] = direction === 'right' ? [handles.left, handles.right] : [handles.right, handles.left];
  if (!from || !to) return;
  if ([from, to].some(({ earlier, replaced }) => earlier || replaced))
    return tell('An earlier version is only read. Open the current one to link words of it.');
  const claiming = chosenIn(from, context) ?? claimingAtCaret(from) ?? wordsIn(from, from.anchorOrSentence());
  const evidence = chosenIn(to, context);
  const side = direction === 'right' ? 'right' : 'left';
  if (!evidence) return tell(`Select the words in the ${side} pane that are the evidence, then link again.`);
  if (!claiming) return tell('Put the caret into the words that claim something, then link again.');
  if (claiming.documentId === evidence.documentId && claiming.exact === evidence.exact && claiming.passageId === evidence.passageId)
    return tell('Both panes have the same words selected. Words are no evidence for themselves.');
  workspace.openDialog({ kind: 'link', claiming, evidence, claimId: claimOf(claiming, workspace.openClaimId) });
}

/** A side as the core wants it, and the passage that is painted meanwhile where it is new. */
function refOf(side: LinkSide): { passage: PassageRef; made: ReturnType<typeof newPassage> | null } {
  if (side.passageId !== undefined) return { passage: { passageId: side.passageId }, made: null };
  const made = newPassage(side.documentId, side.anchor);
  return { passage: { create: { ...made, labelIds: [] } }, made };
}

function clearBoth(): void {
  const { left, right, reader } = useHandles.getState();
  // The one that is read comes last, and so keeps the browser's own selection.
  for (const pane of [left, right].toSorted((a, b) => Number(a === reader) - Number(b === reader))) pane?.takeSelection();
}

const outcome: Record<Stance, string> = { supports: 'supported by', refutes: 'refuted by', context: 'with context from' };

/** Makes the link as one step: both passages, the claim where there is none, and the evidence. */
export async function link({ claiming, evidence, claimId }: LinkRequest, stance: Stance): Promise<void> {
  useClaimWork.getState().setLinkStance(stance);
  const ids = { claim: claimId ?? newId(), sighting: newId(), evidence: newId() };
  const shortText = shortTextOf(claiming.exact);
  const [claims, bears] = [refOf(claiming), refOf(evidence)];
  const isSeen =
    claimId !== null &&
    passagesOf(claiming.documentId).some(
      ({ id, sightings }) => id === claiming.passageId && sightings.some((sighting) => sighting.claimId === claimId),
    );
  clearBoth();
  const command = () =>
    client.claims.link({
      claim:
        claimId === null
          ? { create: { id: ids.claim, fields: { text: claiming.exact.replaceAll(/\s+/gu, ' '), shortText } } }
          : { claimId },
      ...(isSeen ? {} : { sighting: { id: ids.sighting, passage: claims.passage } }),
      evidence: { id: ids.evidence, stance, passage: bears.passage },
    });
  const withEvidence = () =>
    bears.made ? withPassage(bears.made, { evidence: [{ id: ids.evidence, claimId: ids.claim, shortText, stance }] }, command) : command();
  const { seq, claim } = await (claims.made
    ? withPassage(claims.made, { sightings: [{ id: ids.sighting, claimId: ids.claim, shortText, ratingId: null }] }, withEvidence)
    : withEvidence());
  queryClient.setQueryData(api.claims.get.queryKey({ input: { claimId: claim.id } }), claim);
  const { inspect, toast } = useWorkspace.getState();
  inspect({ kind: 'claim', id: claim.id });
  const words = claim.shortText.trim() || claim.text;
  toast({
    tone: 'done',
    text: `${claimId === null ? 'New claim' : 'Claim'} “${shortTextOf(words, 60)}” ${outcome[stance]} “${shortTextOf(evidence.exact, 60)}”`,
    action: undoOf(seq),
  });
}

const linking = (direction: 'right' | 'left', label: string, key: string): Action => ({
  id: `reader.link.${direction}`,
  label,
  keys: [key],
  scope: 'reader',
  menu: 'Claim',
  group: 6,
  words: 'claim evidence two panes beside connect supports refutes',
  enabled: (context) => inWritableCase(context) && context.handles.left !== null && context.handles.right !== null,
  excuse: (context) =>
    inWritableCase(context) ? 'Open another article beside this one, or a second view of it, to link words of the two.' : null,
  run: (context) => ask(context, direction),
});

/** Commands that tie the words of two panes by a claim. */
export const linkActions: Action[] = [
  linking('right', 'Link left to right', 'Shift+Enter'),
  linking('left', 'Link right to left', 'Alt+Shift+Enter'),
];
