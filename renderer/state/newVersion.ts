import { create } from 'zustand';

/** While a new version of an article is asked for, files that are dropped are meant for it. */
export const useNewVersion = create<{ take: ((files: readonly { name: string; file: File }[]) => true) | null }>()(() => ({ take: null }));
