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

/** How long the name of a file may be without its ending: bytes for most file systems, UTF-16 units for the paths of Windows. */
const longestName = { bytes: 200, units: 100 };

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As much of a text, in whole graphemes, as leaves room in the name of a file, beside `taken` more bytes of it and what lies beside that file. */
export function fittingName(text: string, taken = 0): string {
  let fitting = '';
  let [bytes, units] = [taken, taken];
  for (const { segment } of graphemes.segment(text)) {
    bytes += Buffer.byteLength(segment);
    units += segment.length;
    if (bytes > longestName.bytes || units > longestName.units) break;
    fitting += segment;
  }
  return fitting;
}

/**
 * A path for a file made of a case's name, without what file systems refuse; a `number` above 1 tells it from others of that name.
 * Taken names are refused by the store.
 */
export function freePath(folder: string, name: string, number = 1): string {
  const numbered = number === 1 ? '' : ` ${number}`;
  const safe = name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, ' ').replaceAll(/\s+/g, ' ');
  const fitting = fittingName(safe.replaceAll(/^[. ]+/g, ''), numbered.length).replaceAll(/[. ]+$/g, '');
  return join(folder, `${fitting || 'Case'}${numbered}.assay`);
}
