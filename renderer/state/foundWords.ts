import { create } from 'zustand';

interface FoundWords {
  /** Fields whose words were on the disk when this window opened the case, until they are shown, saved, or thrown away. */
  fields: readonly string[];
  setFields(fields: readonly string[]): void;
}

/** Words from before a crash, a reload or the last close that are not part of the case: only they are told of. */
export const useFoundWords = create<FoundWords>()((set) => ({
  fields: [],
  setFields: (fields) => set({ fields }),
}));
