import { create } from 'zustand';
import { useWorkspace } from './workspace.ts';

export type SafekeepingTab = 'backups' | 'checks';

interface SafekeepingState {
  tab: SafekeepingTab;
  setTab(tab: SafekeepingTab): void;
}

/** Which part of Safekeeping this window shows. */
export const useSafekeeping = create<SafekeepingState>()((set) => ({
  tab: 'backups',
  setTab: (tab) => set({ tab }),
}));

/** Goes to a part of Safekeeping. */
export function showSafekeeping(tab: SafekeepingTab): void {
  useSafekeeping.getState().setTab(tab);
  useWorkspace.getState().show('safekeeping');
}
