import { useEffect, useMemo, useRef } from 'react';
import type { OriginalHandle } from '../../../actions/action.ts';
import { useOfferHandle } from '../../../actions/handles.ts';
import type { OriginalProps } from './originalProps.ts';

interface Offered {
  focus: () => void;
  showInText: () => void;
  /** Stays the same object until it offers something else. */
  pages?: OriginalHandle['pages'];
}

/** Offers to commands what the original on screen can do. */
export function useOriginalHandle({ documentId, version }: Pick<OriginalProps, 'documentId' | 'version'>, offered: Offered): void {
  const latest = useRef(offered);
  useEffect(() => {
    latest.current = offered;
  });
  const { pages = null } = offered;
  const handle = useMemo<OriginalHandle>(
    () => ({
      documentId,
      versionId: version.id,
      focus: () => latest.current.focus(),
      showInText: async () => latest.current.showInText(),
      pages,
    }),
    [documentId, version.id, pages],
  );
  useOfferHandle('original', handle);
}
