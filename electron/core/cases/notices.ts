import type { OpenCase } from '../../../shared/contract/cases.ts';
import type { CaseNotice } from '../../../shared/domain/safety.ts';
import type { Attend } from '../attendants.ts';
import type { Opening } from '../store/open.ts';
import type { Workbench } from '../workbench.ts';
import { readCaseInfo } from './queries.ts';

/** Puts what was found out while a case was opened on its notices, and follows how its journal does. */
export const noticeOpening: Attend = ({ live }, workbench) => {
  // The demo is shipped as a case alone.
  const alone = live.readOnly === null && readCaseInfo(live).demo === 1;
  for (const notice of noticesOf(live.opening)) if (!(alone && notice.kind === 'journal-missing')) workbench.notice(notice);
  const { setAside } = workbench.settings;
  if (setAside !== null) workbench.notice({ kind: 'settings-lost', count: null, detail: setAside });
  if (!live.sideJournal) return null;
  const unfollow = live.sideJournal.onFailing((detail) => {
    if (detail === null) workbench.dismissNotice('journal-failing');
    else workbench.notice({ kind: 'journal-failing', count: null, detail });
  });
  return { closing: unfollow };
};

/** What was just opened is a file that Assay itself has written: its journal begins with it, and nobody has lost an older one. */
export function newlyWritten(workbench: Workbench, written: OpenCase): OpenCase {
  workbench.dismissNotice('journal-missing');
  return workbench.current() ?? written;
}

function noticesOf({ unclean, migratedFrom, journal }: Opening): CaseNotice[] {
  const notices: CaseNotice[] = [];
  const add = (kind: CaseNotice['kind'], detail = '', count: number | null = null): void => void notices.push({ kind, count, detail });
  if (unclean) add('unclean');
  if (migratedFrom !== null) add('migrated');
  if (!journal) return notices;
  const { state, count, detail, lost } = journal;
  if (state === 'missing') add('journal-missing');
  if (state === 'ahead') add('journal-ahead', '', count);
  if (state === 'case-healed' || state === 'journal-healed') add(state, '', count);
  if (state === 'foreign') add('journal-foreign', detail);
  if (state === 'failing') add('journal-failing', detail);
  if (lost) add('operations-lost', detail);
  return notices;
}
