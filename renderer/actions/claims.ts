import type { ReportFormat } from '../../shared/contract/reports.ts';
import { claimStatus, priority, type ClaimStatus, type Priority } from '../../shared/domain/entities.ts';
import { claimStatusNames, priorityNames } from '../../shared/domain/wording.ts';
import { newId } from '../api/client.ts';
import { useClaimWork } from '../state/claimWork.ts';
import { useWorkspace } from '../state/workspace.ts';
import { inCase, inWritableCase, type Action, type ActionContext } from './action.ts';
import { exportReport, reportFormatNames } from './exportReport.ts';
import { startVerdict } from './startVerdict.ts';
import { undoOf } from './takeBack.ts';

/** The claims a command is about: those selected in the table, else the one at hand. */
function targets(context: ActionContext): string[] {
  const { view, selectedClaimIds } = context.workspace;
  if (view === 'claims' && selectedClaimIds.length > 0) return selectedClaimIds;
  const claimId = claimAtHand(context);
  return claimId ? [claimId] : [];
}

/** The claim that is inspected, else the one the keyboard is on. */
function claimAtHand({ workspace }: ActionContext): string | null {
  if (workspace.inspected?.kind === 'claim') return workspace.inspected.id;
  return workspace.view === 'claims' ? useClaimWork.getState().focusedClaimId : null;
}

const hasTargets = (context: ActionContext): boolean => inWritableCase(context) && targets(context).length > 0;
const hasClaim = (context: ActionContext): boolean => inWritableCase(context) && claimAtHand(context) !== null;
const many = (one: string, several: (count: number) => string) => (context: ActionContext) => {
  const count = targets(context).length;
  return count > 1 ? several(count) : one;
};

const setStatus = (status: ClaimStatus): Action => ({
  id: `claim.status.${status}`,
  label: `Status: ${claimStatusNames[status]}`,
  words: 'set status claim',
  enabled: hasTargets,
  async run(context) {
    await context.client.claims.bulkUpdate({ claimIds: targets(context), fields: { status } });
  },
});

const setPriority = (value: Priority): Action => ({
  id: `claim.priority.${value}`,
  label: `Priority: ${priorityNames[value]}`,
  words: 'set priority claim',
  enabled: hasTargets,
  async run(context) {
    await context.client.claims.bulkUpdate({ claimIds: targets(context), fields: { priority: value } });
  },
});

/** The keys 1 to 9 and 0 choose the ratings of the scale in its order. */
const rate = (index: number): Action => ({
  id: `verdict.rate.${index + 1}`,
  opensField: true,
  label: ({ openCase }) => {
    const rating = openCase?.scale.ratings[index];
    return rating ? `Verdict: ${rating.name}` : `Verdict: rating ${index + 1}`;
  },
  keys: [String((index + 1) % 10)],
  words: 'rate rating',
  enabled: (context) => hasClaim(context) && context.openCase?.scale.ratings[index] !== undefined,
  async run(context) {
    await startVerdict(context, claimAtHand(context)!, context.openCase!.scale.ratings[index]!.id);
  },
});

const exportAs = (format: ReportFormat): Action => ({
  id: `report.export.${format}`,
  label: `Export report as ${reportFormatNames[format]}`,
  menu: 'File',
  group: 5,
  words: 'save download',
  enabled: (context) => inCase(context) && useClaimWork.getState().exporting === null,
  run: () => exportReport(format),
});

export const claimActions: Action[] = [
  {
    id: 'claim.new',
    opensField: true,
    label: 'New claim',
    keys: ['Shift+n'],
    menu: 'Claim',
    group: 1,
    words: 'create blank',
    enabled: inWritableCase,
    async run({ client, workspace }) {
      const id = newId();
      await client.claims.create({ id, fields: { text: 'New claim' } });
      useClaimWork.getState().wantField({ claimId: id, field: 'claim.text' });
      workspace.inspect({ kind: 'claim', id });
    },
  },
  {
    id: 'claim.gather',
    label: ({ workspace }) => (workspace.openClaimId ? 'Gather evidence for this claim instead' : 'Gather evidence'),
    keys: ['Shift+e'],
    menu: 'Claim',
    group: 2,
    words: 'add evidence from an article',
    enabled: hasClaim,
    async run(context) {
      const { workspace, client } = context;
      const claimId = claimAtHand(context)!;
      workspace.setOpenClaim(claimId);
      workspace.inspect({ kind: 'claim', id: claimId });
      if (workspace.panes.length > 0) return workspace.show('reader');
      const { sightings } = await client.claims.get({ claimId });
      const [first] = sightings;
      if (first) workspace.openDocument(first.passage.documentId);
      else workspace.show('library');
      workspace.inspect({ kind: 'claim', id: claimId });
    },
  },
  {
    id: 'claim.stopGathering',
    label: 'Stop gathering evidence',
    menu: 'Claim',
    group: 2,
    enabled: ({ workspace }) => workspace.openClaimId !== null,
    run: ({ workspace }) => workspace.setOpenClaim(null),
  },
  {
    id: 'claim.cite',
    label: 'Cite a source',
    keys: ['Shift+s'],
    menu: 'Claim',
    group: 2,
    words: 'evidence not imported citation',
    enabled: hasClaim,
    run: (context) => context.workspace.openDialog({ kind: 'cite-source', claimId: claimAtHand(context)! }),
  },
  {
    id: 'claim.verdict',
    opensField: true,
    label: 'Write a verdict',
    keys: ['v'],
    menu: 'Claim',
    group: 3,
    words: 'rate rating judge record',
    enabled: hasClaim,
    run: (context) => startVerdict(context, claimAtHand(context)!),
  },
  ...Array.from({ length: 10 }, (_, index) => rate(index)),
  ...claimStatus.options.map(setStatus),
  ...priority.options.map(setPriority),
  {
    id: 'claim.labels',
    label: many('Label the claim', (count) => `Label ${count} claims`),
    keys: ['Shift+l'],
    menu: 'Claim',
    group: 4,
    enabled: hasTargets,
    run: (context) => context.workspace.openDialog({ kind: 'labels', target: 'claim', ids: targets(context) }),
  },
  {
    id: 'claim.report',
    label: many('Report on this claim', (count) => `Report on these ${count} claims`),
    menu: 'Claim',
    group: 4,
    enabled: (context) => inCase(context) && targets(context).length > 0,
    run(context) {
      context.workspace.selectClaims(targets(context));
      useClaimWork.getState().chooseReport({ scope: 'selected' });
      context.workspace.show('report');
    },
  },
  {
    id: 'claim.delete',
    label: many('Delete claim', (count) => `Delete ${count} claims`),
    keys: ['Delete', '$mod+Backspace'],
    scope: 'claims',
    menu: 'Claim',
    group: 5,
    enabled: hasTargets,
    async run(context) {
      const claimIds = targets(context);
      const { seq } = await context.client.claims.remove({ claimIds });
      // As it is by now: another claim may have been chosen meanwhile.
      const workspace = useWorkspace.getState();
      workspace.selectClaims(workspace.selectedClaimIds.filter((id) => !claimIds.includes(id)));
      if (workspace.inspected?.kind === 'claim' && claimIds.includes(workspace.inspected.id)) workspace.inspect(null);
      if (workspace.openClaimId && claimIds.includes(workspace.openClaimId)) workspace.setOpenClaim(null);
      workspace.toast({
        tone: 'done',
        text: claimIds.length === 1 ? 'Claim deleted. Its passages stay.' : `${claimIds.length} claims deleted. Their passages stay.`,
        action: undoOf(seq),
      });
    },
  },
  exportAs('html'),
  exportAs('pdf'),
  exportAs('md'),
  exportAs('csv'),
];
