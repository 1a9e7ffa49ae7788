import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { requireSound } from '../backups/files.ts';
import { readCopy, readMark } from '../backups/queries.ts';
import type { BackupRecord } from '../backups/record.ts';
import { readDraftsBeside } from '../drafts/beside.ts';
import type { HistoryHead } from '../store/file-head.ts';
import { sideJournalPath } from '../store/side-journal/journal.ts';
import { openJournalFile } from '../store/side-journal/reading.ts';
import { playOnto } from './queries.ts';

interface Wanted {
  /** The case file, beside which the journal lies. */
  path: string;
  /** The newest operation that was acknowledged. */
  head: HistoryHead;
  /** Backups of this case, newest first. */
  backups: readonly BackupRecord[];
}

/**
 * Makes a case once more, up to an operation, at a path that is not in use: of a backup with what the journal adds, or of the journal
 * alone where that goes back to the beginning. False, and nothing there, where none of them reaches the operation.
 */
export function makeAnew(to: string, { path, head, backups }: Wanted, nativeBinding: string | undefined): boolean {
  const journal = existsSync(sideJournalPath(path)) ? sideJournalPath(path) : null;
  const caseId = journal && caseIdOf(journal);
  for (const base of [...backups.filter(({ seq }) => seq <= head.seq), null]) {
    try {
      if (base) {
        requireSound(base);
        copyFileSync(base.path, to);
      } else writeFileSync(to, '');
      playOnto(to, journal, draftsOf(path, base?.caseId ?? caseId), nativeBinding);
      const mark = readCopy(to, nativeBinding, readMark);
      if (mark?.seq === head.seq && mark.head === head.hash) return true;
    } catch {
      // Another may do.
    }
  }
  rmSync(to, { force: true });
  return false;
}

/** What was typed last, which stands beside the case a second time. */
function draftsOf(path: string, caseId: string | null): Parameters<typeof playOnto>[2] {
  const told = readDraftsBeside(path);
  if (!told || told.caseId !== caseId) return { drafts: [], all: false };
  const drafts = [...told.newest.values()].flatMap(({ key, text, at }) => (text === null ? [] : [{ key, text, at }]));
  return { drafts, all: true };
}

function caseIdOf(journal: string): string | null {
  const file = openJournalFile(journal);
  try {
    return file.header()?.header.caseId ?? null;
  } finally {
    file.close();
  }
}
