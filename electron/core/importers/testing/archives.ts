import { strToU8, zipSync, type Zippable } from 'fflate';

/** A ZIP archive of texts or bytes, by their paths. */
export function zipOf(files: Record<string, string | Uint8Array>, options: { stored?: readonly string[] } = {}): Uint8Array {
  const entries: Zippable = {};
  for (const [path, content] of Object.entries(files)) {
    const level = options.stored?.includes(path) ? 0 : 6;
    entries[path] = [typeof content === 'string' ? strToU8(content) : content, { level }];
  }
  return zipSync(entries, { mtime: new Date('2024-05-01T12:00:00Z') });
}
