import { create } from 'zustand';
import type { OriginalView, TextRange } from '../../shared/domain/entities.ts';

/** Words of a text that are to be shown in its original; `nonce` makes the same words a new request. */
export interface WantedWords {
  documentId: string;
  versionId: string;
  ranges: readonly TextRange[];
  nonce: number;
}

interface OriginalState {
  /** How the originals that were looked at in this window are looked at, by article. */
  views: Readonly<Record<string, OriginalView>>;
  wanted: WantedWords | null;
  setView(documentId: string, view: OriginalView): void;
  want(words: Omit<WantedWords, 'nonce'>): void;
  /** Takes back what was wanted of an article. */
  forget(documentId: string): void;
}

let lastNonce = 0;

export const useOriginals = create<OriginalState>()((set) => ({
  views: {},
  wanted: null,
  setView: (documentId, view) => set(({ views }) => ({ views: { ...views, [documentId]: view } })),
  want: (words) => set({ wanted: { ...words, nonce: ++lastNonce } }),
  forget: (documentId) => set(({ wanted }) => (wanted?.documentId === documentId ? { wanted: null } : {})),
}));
