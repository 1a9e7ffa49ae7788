/**
 * A file name for a report: words of its title and its date, in letters that every file system takes, at most 60 of them.
 * `date` is ISO 8601.
 */
export function reportFileName(title: string, date: string, extension: string): string {
  const slug = title
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  const short = [...slug].slice(0, 60).join('').replace(/-+$/, '');
  return `${short || 'report'}-${date.slice(0, 10)}.${extension}`;
}
