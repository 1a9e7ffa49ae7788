import { existsSync } from 'node:fs';
import type { Database as Connection } from 'better-sqlite3';
import type { CheckResult, IntegrityCheck } from '../../../shared/contract/integrity.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { connectToImage } from '../store/connect.ts';
import { asStoreError } from '../store/failures.ts';
import { readImage, readNewestSeq } from '../store/open.ts';
import { checkSideJournal } from '../store/side-journal/check.ts';
import { checkAll } from './checks.ts';

interface VerifyInput {
  path: string;
  /** The side journal that belongs to it; null for a file that needs none, e.g. a backup. */
  journal: string | null;
}

/**
 * Checks a case file as it stands, over an image of it in memory: the file is read once, quickly, and nothing stays open on
 * it, so that whoever works on the case is not held up. Nothing is written to it.
 */
export async function verifyFile({ path, journal }: VerifyInput, { hold, check, nativeBinding }: TaskContext): Promise<CheckResult> {
  let db: Connection | undefined;
  try {
    const image = await hold(() => readImage(path, nativeBinding));
    db = connectToImage(image, nativeBinding);
    const result = checkAll(db, { tick: check, nativeBinding });
    if (journal === null) return result;
    const beside = checkBeside(db, journal, check, () => readNewestSeq(path, nativeBinding));
    return { ...result, ok: result.ok && beside.problems.length === 0, checks: [...result.checks, beside] };
  } catch (error) {
    throw asStoreError(error, path);
  } finally {
    db?.close();
  }
}

/** The side journal against the case; that there is none is no damage, since a case may be moved or mailed alone. */
function checkBeside(db: Connection, journal: string, tick: () => void, newestSeq: () => number): IntegrityCheck {
  const named = { name: 'side-journal', title: 'Journal beside the case' } as const;
  if (!existsSync(journal)) return { ...named, checked: 0, problems: [], note: 'There is no journal beside the case.' };
  try {
    const found = checkSideJournal(db, journal, tick, newestSeq);
    const young = found.checked === 0 && found.problems.length === 0;
    return { ...named, ...found, ...(young && { note: 'Nothing was changed yet since the journal beside the case was begun.' }) };
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    return { ...named, checked: 0, problems: [`It could not be read: ${error.message}.`] };
  }
}
