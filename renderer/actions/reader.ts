import * as z from 'zod';
import { shortTextOf } from '../../shared/text/shortText.ts';
import type { PassageRef } from '../../shared/contract/claims.ts';
import type { AnchorInput } from '../../shared/contract/passages.ts';
import type { Evidence, Stance } from '../../shared/domain/entities.ts';
import { errorMessage } from '../../shared/domain/errors.ts';
import { stanceNames } from '../../shared/domain/wording.ts';
import { api, newId } from '../api/client.ts';
import { setView, viewOf } from '../api/viewSettings.ts';
import { useClaimWork } from '../state/claimWork.ts';
import { useCoding } from '../state/coding.ts';
import { inCase, inWritableCase, type Action, type ActionContext, type TextUnit } from './action.ts';
import { codeWords } from './coding.ts';
import { focusFieldSoon, useHandles } from './handles.ts';
import { createPassage, deletePassage, newPassage, withPassage } from './passages.ts';
import { undoOf } from './takeBack.ts';

/** What a command of the reader is about: new words, or a passage that exists. */
type Subject = { kind: 'new'; documentId: string; anchor: AnchorInput } | { kind: 'passage'; passageId: string };

/** Selected words come first, then the inspected passage, then the sentence at the caret. */
function subjectOf({ handles: { reader }, workspace: { inspected } }: ActionContext): Subject | null {
  const marks = reader?.earlier || reader?.replaced ? null : reader;
  const selected = marks?.anchor();
  if (marks && selected) return { kind: 'new', documentId: marks.documentId, anchor: selected };
  if (inspected?.kind === 'passage') return { kind: 'passage', passageId: inspected.id };
  const sentence = marks?.anchorOrSentence();
  return marks && sentence ? { kind: 'new', documentId: marks.documentId, anchor: sentence } : null;
}

export const inReader = (context: ActionContext): boolean => inCase(context) && context.handles.reader !== null;
export const canMark = (context: ActionContext): boolean =>
  inReader(context) && inWritableCase(context) && context.handles.reader?.earlier === false && !context.handles.reader.replaced;
/** The inspected passage can be acted on from the inspector too, where no reader need be open. */
const hasSubject = (context: ActionContext): boolean => inWritableCase(context) && subjectOf(context) !== null;

/** The passage of a command, made first where it is new. */
async function passageOf(context: ActionContext): Promise<string | null> {
  const subject = subjectOf(context);
  if (subject?.kind !== 'new') return subject?.passageId ?? null;
  const passage = newPassage(subject.documentId, subject.anchor);
  context.handles.reader?.takeSelection();
  const made = createPassage(passage);
  context.workspace.inspect({ kind: 'passage', id: passage.id });
  await made;
  return passage.id;
}

async function makeClaim(context: ActionContext): Promise<void> {
  const { client, queryClient, workspace, handles } = context;
  const subject = subjectOf(context);
  if (!subject) return;
  const quote =
    subject.kind === 'new'
      ? subject.anchor.exact
      : (await queryClient.fetchQuery(api.passages.get.queryOptions({ input: { passageId: subject.passageId } }))).exact;
  const claimId = newId();
  const sightingId = newId();
  const shortText = shortTextOf(quote);
  const create = (passage: PassageRef) =>
    client.claims.create({
      id: claimId,
      fields: { text: quote.replaceAll(/\s+/gu, ' '), shortText },
      sighting: { id: sightingId, passage },
    });
  let claim;
  if (subject.kind === 'passage') claim = await create({ passageId: subject.passageId });
  else {
    const passage = newPassage(subject.documentId, subject.anchor);
    handles.reader?.takeSelection();
    const sightings = [{ id: sightingId, claimId, shortText, ratingId: null }];
    claim = await withPassage(passage, { sightings }, () => create({ create: { ...passage, labelIds: [] } }));
  }
  queryClient.setQueryData(api.claims.get.queryKey({ input: { claimId } }), claim);
  useClaimWork.getState().wantField({ claimId, field: 'claim.text' });
  workspace.setOpenClaim(claimId);
  workspace.inspect({ kind: 'claim', id: claimId });
}

async function addEvidence(context: ActionContext, stance: Stance): Promise<void> {
  const { client, workspace, handles } = context;
  const subject = subjectOf(context);
  if (!subject) return;
  const claimId = workspace.openClaimId;
  if (!claimId) return pickClaim(context, 'evidence', stance);
  const id = newId();
  const attach = (passage: PassageRef) => client.evidence.create({ id, claimId, stance, source: { passage } });
  let added: Evidence;
  if (subject.kind === 'passage') added = await attach({ passageId: subject.passageId });
  else {
    const passage = newPassage(subject.documentId, subject.anchor);
    handles.reader?.takeSelection();
    added = await withPassage(passage, { evidence: [{ id, claimId, shortText: '', stance }] }, () =>
      attach({ create: { ...passage, labelIds: [] } }),
    );
  }
  // The claim that is gathered for shows what it has got; the keyboard stays in the text.
  workspace.inspect({ kind: 'claim', id: claimId });
  workspace.toast({
    tone: 'done',
    text:
      stance === 'context'
        ? 'Added as context for the open claim'
        : `Added as evidence: ${stanceNames[stance].toLowerCase()} the open claim`,
    // A row's revision is the number of the operation that wrote it.
    action: undoOf(added.revision),
  });
}

/** The picker takes the selection, so a sentence that is only meant becomes one. */
function pickClaim(context: ActionContext, purpose: 'sighting' | 'evidence', stance?: Stance): void {
  const { workspace, handles } = context;
  const subject = subjectOf(context);
  if (!subject) return;
  if (subject.kind === 'new' && !handles.reader?.anchor()) handles.reader?.selectSentence();
  handles.reader?.publishSelection();
  workspace.openDialog({
    kind: 'pick-claim',
    purpose,
    ...(stance ? { stance } : {}),
    ...(subject.kind === 'passage' ? { passageId: subject.passageId } : {}),
  });
}

const evidence = (stance: Stance, key: string, label: string): Action => ({
  id: `reader.evidence.${stance}`,
  label,
  keys: [key],
  scope: 'reader',
  menu: 'Claim',
  group: 6,
  words: 'evidence for against open claim',
  enabled: hasSubject,
  run: (context) => addEvidence(context, stance),
});

const move = (unit: TextUnit, direction: 1 | -1, name: string, keys: readonly string[]): Action[] => [
  {
    id: `reader.move.${unit}.${direction > 0 ? 'next' : 'previous'}`,
    label: name,
    keys,
    scope: 'reader',
    enabled: inReader,
    run: ({ handles }) => handles.reader?.move(unit, direction, false),
  },
  {
    id: `reader.extend.${unit}.${direction > 0 ? 'next' : 'previous'}`,
    label: `Extend selection: ${name.toLowerCase()}`,
    keys: keys.filter((key) => /[a-z]$/i.test(key)).map((key) => key.replace(/[^+]+$/, 'Shift+$&')),
    scope: 'reader',
    enabled: inReader,
    run: ({ handles }) => handles.reader?.move(unit, direction, true),
  },
];

const textSizeKey = 'reader.textSize';
export const textSizes = { smallest: 14, usual: 18, largest: 30 } as const;
export const textSizeShape = z.number().min(textSizes.smallest).max(textSizes.largest);

const resize = (id: string, label: string, keys: readonly string[], change: (size: number) => number): Action => ({
  id: `reader.text.${id}`,
  label,
  keys,
  menu: 'View',
  group: 4,
  words: 'text size font zoom reading',
  enabled: ({ workspace }) => workspace.view === 'reader',
  async run() {
    const known = Number(viewOf(textSizeKey) ?? textSizes.usual);
    await setView(textSizeKey, Math.min(textSizes.largest, Math.max(textSizes.smallest, change(known))));
  },
});

export const readerActions: Action[] = [
  {
    id: 'reader.highlight',
    label: 'Highlight',
    keys: ['h'],
    scope: 'reader',
    menu: 'Edit',
    group: 4,
    words: 'mark passage',
    enabled: canMark,
    excuse: ({ handles: { reader } }) =>
      reader?.replaced
        ? errorMessage('STALE_TEXT', { documentId: reader.documentId, problem: 'version' })
        : reader?.earlier
          ? 'An earlier version is only read. Open the current one to mark words in it.'
          : null,
    async run({ handles: { reader }, workspace }) {
      const anchor = reader?.anchorOrSentence();
      if (!reader || !anchor) return;
      if (useCoding.getState().labelId) {
        reader.takeSelection();
        return codeWords(reader.documentId, anchor);
      }
      const passage = newPassage(reader.documentId, anchor);
      const made = createPassage(passage);
      reader.takeSelection();
      workspace.inspect({ kind: 'passage', id: passage.id });
      await made;
    },
  },
  {
    id: 'reader.claim',
    opensField: true,
    label: 'New claim from this passage',
    keys: ['c'],
    scope: 'reader',
    menu: 'Claim',
    group: 6,
    words: 'claim from selection create',
    enabled: hasSubject,
    run: makeClaim,
  },
  {
    id: 'reader.addToClaim',
    label: 'Add this passage to a claim',
    keys: ['Shift+c'],
    scope: 'reader',
    menu: 'Claim',
    group: 6,
    words: 'sighting existing claim',
    enabled: hasSubject,
    run: (context) => pickClaim(context, 'sighting'),
  },
  evidence('supports', 'e', 'Evidence: supports'),
  evidence('refutes', 'Shift+e', 'Evidence: refutes'),
  evidence('context', 'x', 'Evidence: context'),
  {
    id: 'reader.note',
    opensField: true,
    label: 'Note on this passage',
    keys: ['n'],
    scope: 'reader',
    menu: 'Edit',
    group: 4,
    words: 'comment write',
    enabled: hasSubject,
    async run(context) {
      const passageId = await passageOf(context);
      if (passageId) focusFieldSoon('note');
    },
  },
  {
    id: 'reader.label',
    opensField: true,
    label: 'Label this passage',
    keys: ['l'],
    scope: 'reader',
    menu: 'Edit',
    group: 4,
    words: 'tag colour',
    enabled: hasSubject,
    async run(context) {
      const passageId = await passageOf(context);
      if (passageId) context.workspace.openDialog({ kind: 'labels', target: 'passage', ids: [passageId] });
    },
  },
  {
    id: 'reader.delete',
    label: 'Delete this passage',
    keys: ['Delete', 'Backspace'],
    scope: 'reader',
    menu: 'Edit',
    group: 4,
    words: 'remove highlight',
    enabled: (context) => inWritableCase(context) && context.workspace.inspected?.kind === 'passage',
    async run({ queryClient, workspace: { inspected } }) {
      if (inspected?.kind !== 'passage') return;
      await deletePassage(await queryClient.fetchQuery(api.passages.get.queryOptions({ input: { passageId: inspected.id } })));
    },
  },
  ...move('sentence', 1, 'Next sentence', ['j']),
  ...move('sentence', -1, 'Previous sentence', ['k']),
  ...move('character', 1, 'Character to the right', ['ArrowRight']),
  ...move('character', -1, 'Character to the left', ['ArrowLeft']),
  ...move('line', 1, 'Line below', ['ArrowDown']),
  ...move('line', -1, 'Line above', ['ArrowUp']),
  ...move('word', 1, 'Word to the right', ['$mod+ArrowRight']),
  ...move('word', -1, 'Word to the left', ['$mod+ArrowLeft']),
  ...move('paragraph', 1, 'Next paragraph', ['$mod+ArrowDown', ']']),
  ...move('paragraph', -1, 'Previous paragraph', ['$mod+ArrowUp', '[']),
  {
    id: 'reader.clear',
    label: 'Clear the selection',
    keys: ['Escape'],
    scope: 'reader',
    enabled: inReader,
    run: ({ handles }) => handles.reader?.clearSelection(),
  },
  {
    id: 'reader.selectAll',
    label: 'Select the whole article',
    keys: ['$mod+a'],
    scope: 'reader',
    enabled: inReader,
    run: ({ handles }) => handles.reader?.selectAll(),
  },
  {
    id: 'reader.otherPane',
    label: 'Go to the other pane',
    keys: ['F6', '$mod+Backslash'],
    menu: 'View',
    group: 4,
    words: 'split beside switch',
    enabled: ({ workspace }) => workspace.view === 'reader' && workspace.panes.length > 1,
    run({ workspace }) {
      workspace.setActivePane(workspace.activePane === 0 ? 1 : 0);
      requestAnimationFrame(() => useHandles.getState().reader?.focus());
    },
  },
  {
    id: 'reader.secondView',
    label: 'Open a second view of this article',
    keys: ['Shift+v'],
    scope: 'reader',
    menu: 'View',
    group: 4,
    words: 'split beside pane two places same',
    enabled: (context) => inReader(context) && context.workspace.view === 'reader',
    run({ workspace, handles }) {
      const pane = workspace.panes[workspace.activePane];
      const { reader } = handles;
      const place = reader?.position();
      if (!pane || !reader) return;
      workspace.openDocument(pane.documentId, {
        beside: true,
        ...(pane.versionId ? { versionId: pane.versionId } : {}),
        ...(place ? { from: { ...place, versionId: reader.versionId } } : {}),
      });
    },
  },
  {
    id: 'reader.closePane',
    label: 'Close this article',
    keys: ['$mod+Shift+w'],
    menu: 'View',
    group: 4,
    words: 'split pane',
    enabled: ({ workspace }) => workspace.view === 'reader' && workspace.panes.length > 0,
    run: ({ workspace }) => workspace.closePane(workspace.activePane),
  },
  {
    id: 'reader.details',
    label: 'Article details',
    keys: ['i'],
    scope: 'reader',
    menu: 'View',
    group: 4,
    words: 'publisher byline date address metadata',
    enabled: inReader,
    checked: ({ workspace, handles }) => workspace.inspected?.kind === 'document' && workspace.inspected.id === handles.reader?.documentId,
    run: ({ workspace, handles }) => workspace.inspect({ kind: 'document', id: handles.reader!.documentId }),
  },
  resize('larger', 'Larger text', ['$mod+='], (size) => size + 1),
  resize('smaller', 'Smaller text', ['$mod+-'], (size) => size - 1),
  resize('usual', 'Usual text size', ['$mod+0'], () => textSizes.usual),
];
