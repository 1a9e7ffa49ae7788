import { useEffect } from 'react';
import { create } from 'zustand';
import type { Handles } from './action.ts';

/** What the parts on screen offer to commands right now. */
export const useHandles = create<Handles>()(() => ({
  frame: null,
  reader: null,
  left: null,
  right: null,
  find: null,
  original: null,
  list: null,
  importer: null,
  search: null,
  focusField: null,
}));

/** Offers a handle for as long as the component is shown and `active`. */
export function useOfferHandle<Name extends keyof Handles>(name: Name, handle: NonNullable<Handles[Name]>, active = true): void {
  useEffect(() => {
    if (!active) return;
    useHandles.setState({ [name]: handle });
    return () => {
      if (useHandles.getState()[name] === handle) useHandles.setState({ [name]: null });
    };
  }, [name, handle, active]);
}

/** Moves the keyboard into a field of what was inspected just now, once it is on screen. */
export function focusFieldSoon(field: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => useHandles.getState().focusField?.(field)));
}
