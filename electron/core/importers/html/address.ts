const longest = 4_000;

/**
 * The address that a link leads to, made whole; null for anything but http, https and mailto, and for places in the same page. Kept as
 * data: nothing is ever loaded.
 */
export function linkAddress(href: string | null, base: string | undefined): string | null {
  const written = href?.trim();
  if (!written || written.startsWith('#')) return null;
  try {
    const url = new URL(written, base);
    if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return null;
    return url.href.length <= longest ? url.href : null;
  } catch {
    return null;
  }
}
