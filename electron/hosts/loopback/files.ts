import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PageFile {
  bytes: Buffer;
  mediaType: string;
}

/**
 * Reads a file of the built page by the path of its address; null when there is none. Nothing outside the folder is
 * ever read, whatever the path says or a link points to. Addresses without an extension are routes of the page.
 */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | null> {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(path) || path.split('/').some((part) => part === '..' || part.startsWith('.'))) return null;
  const extension = extname(path);
  const mediaType = mediaTypes[extension || '.html'];
  if (!mediaType) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, extension ? path : 'index.html'));
    if (!file.startsWith(root + sep)) return null;
    return { bytes: await readFile(file), mediaType };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}
