import { originalView, usualOriginalView, type OriginalView } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import { keepView, keptView } from '../store/viewState.ts';

const keyOf = (documentId: string): string => `original:${documentId}`;

/** How the original of a document was looked at last; as usual where nobody did, or that cannot be told any more. */
export function readOriginalView(store: Store, documentId: string): OriginalView {
  const kept = originalView.safeParse(keptView(store, keyOf(documentId)));
  return kept.success ? kept.data : usualOriginalView;
}

/** Keeps how it is looked at. Called within `store.keep`. */
export function keepOriginalView(store: Store, documentId: string, view: OriginalView): void {
  keepView(store, keyOf(documentId), view);
}
