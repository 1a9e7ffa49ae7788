/**
 * What a page of Assay may do: load its own scripts, threads, styles, fonts and pictures, and nothing else. `connect` is where its
 * calls go: nowhere over a port, to its own server over loopback.
 */
export function contentSecurityPolicy(connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    `connect-src ${connect}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The one address that may become code: that of the finder's thread.
    'trusted-types assay-finder',
  ].join('; ');
}
