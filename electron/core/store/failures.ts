import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { AssayError } from '../../../shared/domain/errors.ts';

/** Turns what SQLite and the file system say about a disk into the closed set; everything else passes unchanged. */
export function asStoreError(error: unknown, path: string): unknown {
  const name = basename(path);
  if (error instanceof Database.SqliteError) {
    const { code, message } = error;
    if (code === 'SQLITE_NOTADB') return new AssayError('NOT_A_CASE', { name }, { cause: error });
    if (code.startsWith('SQLITE_CORRUPT')) return new AssayError('CASE_DAMAGED', { name, detail: message }, { cause: error });
    if (code === 'SQLITE_FULL') return new AssayError('DISK_FAILED', { name, kind: 'full', detail: message }, { cause: error });
    if (code.startsWith('SQLITE_IOERR')) return new AssayError('DISK_FAILED', { name, kind: 'io', detail: message }, { cause: error });
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code === 'SQLITE_PERM')
      return new AssayError('DISK_FAILED', { name, kind: 'denied', detail: message }, { cause: error });
    return error;
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOENT') return new AssayError('CASE_MISSING', { name }, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AssayError('DISK_FAILED', { name, kind: 'full', detail: code }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AssayError('DISK_FAILED', { name, kind: 'denied', detail: code }, { cause: error });
  if (code === 'EIO' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST')
    return new AssayError('DISK_FAILED', { name, kind: 'io', detail: code }, { cause: error });
  return error;
}
