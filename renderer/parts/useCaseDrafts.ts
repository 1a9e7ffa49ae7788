import { useEffect, useState } from 'react';
import { restoreVerdicts } from '../actions/verdictDraft.ts';
import { keeper } from '../api/drafts.ts';
import type { StandingCase } from '../api/openCase.ts';
import { useClaimWork } from '../state/claimWork.ts';
import { useFoundWords } from '../state/foundWords.ts';
import { useWorkspace } from '../state/workspace.ts';

async function load(): Promise<void> {
  try {
    await keeper.refresh();
  } catch {
    // Without the words of last time the case is still there; they stay on the disk.
  }
  restoreVerdicts();
}

/**
 * Reads what was typed in this case and is not part of it yet, before any field is shown, and again whenever the person comes
 * back to this window: another one may have been closed meanwhile. Asks before the window goes with words that the disk refuses. Returns whether fields can be shown.
 */
export function useCaseDrafts(openCase: StandingCase | null): boolean {
  const writable = openCase !== null && openCase.readOnly === null ? openCase.caseId : null;
  const [loaded, setLoaded] = useState<string | null>(null);
  useEffect(() => {
    if (writable === null) return;
    let current = true;
    void load().then(() => {
      if (!current) return;
      const [title] = keeper.withPrefix('report:title');
      if (title) keeper.goOnWith([title]);
      useFoundWords.getState().setFields(keeper.unsaved().map(({ key }) => key));
      useClaimWork.getState().chooseReport({ title: title?.text ?? '' });
      setLoaded(writable);
    });
    const again = (): void => void load();
    window.addEventListener('focus', again);
    return () => {
      current = false;
      setLoaded(null);
      useFoundWords.getState().setFields([]);
      window.removeEventListener('focus', again);
    };
  }, [writable]);

  useEffect(() => {
    const follow = (): void => useWorkspace.getState().setWordsAtRisk(keeper.trouble());
    follow();
    return keeper.subscribe(follow);
  }, [writable]);

  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (keeper.trouble()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);

  return writable === null || loaded === writable;
}
