import { useSyncExternalStore } from 'react';
import { useOriginals } from '../../state/original.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** CSS pixels below which nobody reads a text or an original with ease. */
const narrowestColumn = 380;

/** What is read side by side: articles, an original beside them, or two versions. */
function useColumns(): number {
  const view = useWorkspace((state) => state.view);
  const panes = useWorkspace((state) => state.panes);
  const compares = useWorkspace((state) => state.comparison !== null);
  const original = useOriginals(({ views }) => panes.some(({ documentId }) => views[documentId]?.shown));
  if (view !== 'reader') return 1;
  return compares ? 2 : panes.length + Number(original);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Whether what is read side by side has too little room beside panes that take `taken` CSS pixels of the window. */
export function useIsTight(taken: number): boolean {
  const columns = useColumns();
  const width = useSyncExternalStore(subscribe, () => window.innerWidth);
  return columns > 1 && width - taken < columns * narrowestColumn;
}
