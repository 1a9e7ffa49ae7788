import { create } from 'zustand';
import type { ReportFormat } from '../../shared/contract/reports.ts';
import type { Confidence, Stance } from '../../shared/domain/entities.ts';

/** A verdict that is being written: kept while other claims and articles are read, until it is recorded or dropped. */
export interface VerdictDraft {
  /** Id of the verdict to be, so that recording it twice records it once. */
  id: string;
  ratingId: string | null;
  /** Null until chosen: how sure one is, is never assumed. */
  confidence: Confidence | null;
  rationale: string;
  whatWouldChange: string;
  asOf: string;
  noEvidenceReason: string;
  /** When it was written, for one that was found again after a crash or a reload. */
  restoredAt: string | null;
}

/** Which claims the report is about. */
export type ReportScope = 'all' | 'selected' | 'filtered';

interface ReportChoice {
  scope: ReportScope;
  title: string;
  groupBy: 'article' | 'rating';
  annex: boolean;
  /** Style of the sources in a case that takes no changes, by the id of that case; else the case keeps it. */
  citationStyle: { caseId: string; styleId: string | null } | null;
}

interface ClaimWorkState {
  /** The claim the keyboard is on in the claims table. */
  focusedClaimId: string | null;
  verdictDrafts: Readonly<Record<string, VerdictDraft>>;
  /** A field that takes the keyboard as soon as it is shown, e.g. `verdict.rationale` of this claim. */
  wantedField: { claimId: string; field: string } | null;
  /** The stance that was chosen last when two passages were linked. */
  linkStance: Stance;
  report: ReportChoice;
  /** The export that runs now, and why the newest one failed. */
  exporting: { format: ReportFormat; stop: () => void } | null;
  exportFailure: { format: ReportFormat; message: string } | null;
}

interface ClaimWorkActions {
  focusClaim(claimId: string | null): void;
  draftVerdict(claimId: string, draft: VerdictDraft | null): void;
  wantField(wanted: ClaimWorkState['wantedField']): void;
  setLinkStance(stance: Stance): void;
  chooseReport(choice: Partial<ReportChoice>): void;
  setExporting(exporting: ClaimWorkState['exporting']): void;
  setExportFailure(failure: ClaimWorkState['exportFailure']): void;
}

/** Work on claims that is under way in this window. Ids are unique across cases, so nothing here outlives its case wrongly. */
export const useClaimWork = create<ClaimWorkState & ClaimWorkActions>()((set) => ({
  focusedClaimId: null,
  verdictDrafts: {},
  wantedField: null,
  linkStance: 'supports',
  report: { scope: 'all', title: '', groupBy: 'article', annex: false, citationStyle: null },
  exporting: null,
  exportFailure: null,
  focusClaim: (focusedClaimId) => set((state) => (state.focusedClaimId === focusedClaimId ? {} : { focusedClaimId })),
  draftVerdict: (claimId, draft) =>
    set(({ verdictDrafts: { [claimId]: _dropped, ...others } }) => ({ verdictDrafts: draft ? { ...others, [claimId]: draft } : others })),
  wantField: (wantedField) => set({ wantedField }),
  setLinkStance: (linkStance) => set({ linkStance }),
  chooseReport: (choice) => set(({ report }) => ({ report: { ...report, ...choice } })),
  setExporting: (exporting) => set({ exporting }),
  setExportFailure: (exportFailure) => set({ exportFailure }),
}));
