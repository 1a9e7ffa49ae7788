import Database, { type Database as Connection } from 'better-sqlite3';
import type { CheckResult } from '../../../shared/contract/integrity.ts';
import type { TaskContext } from '../maintenance/context.ts';
import { asStoreError } from '../store/failures.ts';
import { readImage } from '../store/open.ts';
import { checkAll } from './checks.ts';

/**
 * Checks a case file as it stands, over an image of it in memory: the file is read once, quickly, and nothing stays open on
 * it, so that whoever works on the case is not held up. Nothing is written to it.
 */
export async function verifyFile({ path }: { path: string }, { hold, check, nativeBinding }: TaskContext): Promise<CheckResult> {
  let db: Connection | undefined;
  try {
    const image = await hold(() => readImage(path, nativeBinding));
    db = new Database(image, nativeBinding ? { nativeBinding } : {});
    return checkAll(db, { tick: check, nativeBinding });
  } catch (error) {
    throw asStoreError(error, path);
  } finally {
    db?.close();
  }
}
