import { create } from 'zustand';

interface Coding {
  /** The label that every selection gets at once; null while selections are only selections. */
  labelId: string | null;
  begin(labelId: string): void;
  end(): void;
}

/** A coding run: going through an article with one label in hand. Belongs to the window, and to no article. */
export const useCoding = create<Coding>()((set) => ({
  labelId: null,
  begin: (labelId) => set({ labelId }),
  end: () => set({ labelId: null }),
}));
