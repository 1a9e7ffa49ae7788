import type { Attend } from '../attendants.ts';
import { readCaseInfo } from '../cases/queries.ts';
import type { OpenedCase } from '../workbench.ts';
import { keepDraftsBeside, lostDrafts, readDraftsBeside, type DraftsBeside } from './beside.ts';
import { deleteDrafts, listDrafts, writeDraft } from './queries.ts';

const besides = new WeakMap<OpenedCase, DraftsBeside>();

/** What keeps the drafts of an open case a second time; null where nothing does: read-only, or in memory. */
export function draftsBeside(opened: OpenedCase): DraftsBeside | null {
  return besides.get(opened) ?? null;
}

/** Brings drafts back that the case has lost since they were acknowledged, and keeps those to come a second time. */
export const attendDrafts: Attend = (opened, { log }) => {
  const { live, path } = opened;
  if (path === ':memory:' || live.readOnly) return null;
  const { id } = readCaseInfo(live);
  const told = readDraftsBeside(path);
  if (told && told.caseId === id && !told.closed) {
    const { written, dropped } = lostDrafts(listDrafts(live, ''), told);
    try {
      if (written.length + dropped.length > 0)
        live.keep(() => {
          for (const draft of written) writeDraft(live, draft);
          deleteDrafts(live, dropped);
        });
    } catch (error) {
      // A disk that takes nothing now: what is told beside the case stays as it is, and is brought back at another opening.
      log.error('drafts not brought back', error);
      return null;
    }
  }
  const beside = keepDraftsBeside(
    path,
    id,
    () => listDrafts(live, ''),
    (error) => void log.error('drafts not kept beside the case', error),
  );
  besides.set(opened, beside);
  let overwritten = false;
  return {
    closing() {
      // Where another file was written over the case, its connection would give that one's drafts.
      overwritten = live.standing?.overwritten() ?? false;
      if (!overwritten) beside.closing();
    },
    closed: () => (overwritten ? beside.abandon() : beside.closed()),
  };
};
