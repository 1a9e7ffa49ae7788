import { usualOriginalView, type OriginalView } from '../../shared/domain/entities.ts';
import { client } from '../api/client.ts';
import { useOriginals } from '../state/original.ts';

const loading = new Map<string, Promise<OriginalView>>();
const unsaved = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** How the original of an article was looked at last, read once; as usual where that cannot be read. */
export function loadOriginalView(documentId: string): Promise<OriginalView> {
  const known = useOriginals.getState().views[documentId];
  if (known) return Promise.resolve(known);
  let reading = loading.get(documentId);
  if (!reading) {
    reading = client.documents.originalView({ documentId }).then(
      (view) => keep(documentId, view),
      () => keep(documentId, usualOriginalView),
    );
    loading.set(documentId, reading);
    void reading.finally(() => loading.delete(documentId));
  }
  return reading;
}

/** What was chosen meanwhile is newer than what was read. */
function keep(documentId: string, read: OriginalView): OriginalView {
  const { views, setView } = useOriginals.getState();
  const chosen = views[documentId];
  if (chosen) return chosen;
  setView(documentId, read);
  return read;
}

/** Changes how it is looked at, at once, and remembers that with the case. */
export function changeOriginalView(documentId: string, change: Partial<OriginalView>): void {
  const { views, setView } = useOriginals.getState();
  setView(documentId, { ...(views[documentId] ?? usualOriginalView), ...change });
  unsaved.add(documentId);
  clearTimeout(timer);
  timer = setTimeout(save, 500);
}

function save(): void {
  clearTimeout(timer);
  const { views } = useOriginals.getState();
  for (const documentId of unsaved) {
    const view = views[documentId];
    // How it was looked at is a convenience: a case that cannot be written to is read all the same.
    if (view) void client.documents.rememberOriginalView({ documentId, view }).catch(() => undefined);
  }
  unsaved.clear();
}

window.addEventListener('pagehide', save);
