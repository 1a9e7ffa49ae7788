import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { openCaseSide } from './case-side.ts';
import { placeOf } from './play.ts';
import { openJournalFile } from './reading.ts';

/**
 * How many operations the journal has that the case has lost: 0 where there are none, and where the journal tells another history or
 * cannot be read. Only reads. The journal is read first: its writer commits to the case before, so that one who works
 * on meanwhile makes no difference.
 */
export function operationsAhead(db: Database, path: string): number {
  if (!existsSync(path)) return 0;
  try {
    const journal = openJournalFile(path);
    try {
      const newest = newestSeq(journal);
      const side = openCaseSide(db);
      const head = side.head();
      const start = journal.header();
      const caseId = side.caseId();
      const foreign = !start || (caseId !== '' && start.header.caseId !== '' && start.header.caseId !== caseId);
      return foreign || newest <= head.seq || placeOf(journal, head) === null ? 0 : newest - head.seq;
    } finally {
      journal.close();
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return 0;
    throw error;
  }
}

function newestSeq(journal: ReturnType<typeof openJournalFile>): number {
  for (const place of journal.backward()) {
    const line = journal.read(place);
    if (line?.is === 'operation') return line.operation.head.seq;
  }
  return 0;
}
