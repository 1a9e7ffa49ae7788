import { create } from 'zustand';
import type { Loss } from '../../shared/contract/recovery.ts';
import type { Failure } from '../api/errors.ts';

/** A case that did not open, and is looked into. */
interface Subject {
  /** As in `cases.known`; null: the one that could not be opened last. */
  key: string | null;
  /** Why it did not open, where that was told. */
  failure: Failure | null;
}

/** How a case came back. */
export type RecoveryOutcome =
  | { kind: 'restored'; name: string; keptAs: string; fromJournal: number; missing: number | null }
  | { kind: 'salvaged'; name: string; fileName: string; folder: string; rows: number; losses: Loss[] };

interface RecoveryState {
  subject: Subject | null;
  /** Shown before the window goes on to the case that came back; outlasts the change of case. */
  outcome: RecoveryOutcome | null;
  begin(subject: Subject): void;
  finish(outcome: RecoveryOutcome): void;
  leave(): void;
}

/** Set while this window shows what can be done for a case that does not open. */
export const useRecovery = create<RecoveryState>()((set) => ({
  subject: null,
  outcome: null,
  begin: (subject) => set({ subject, outcome: null }),
  finish: (outcome) => set({ outcome }),
  leave: () => set({ subject: null, outcome: null }),
}));
