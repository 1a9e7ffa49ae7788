import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Stands for a path towards the page. */
export function caseKey(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 24);
}

/** The folder of a file for people to read, the home folder as `~`. */
export function shortFolder(path: string): string {
  const folder = dirname(path);
  return folder === homedir() || folder.startsWith(`${homedir()}/`) ? `~${folder.slice(homedir().length)}` : folder;
}

export function samePath(a: string, b: string): boolean {
  return a !== ':memory:' && existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b);
}

/** A file name made of a case's name, without what file systems refuse. Taken names are refused by the store. */
export function freePath(folder: string, name: string): string {
  const safe = name
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '')
    .slice(0, 100);
  return join(folder, `${safe || 'Case'}.assay`);
}
