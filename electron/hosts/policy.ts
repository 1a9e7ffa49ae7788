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
    // The two addresses that may become code: those of the threads that search, and that read and draw PDFs.
    'trusted-types assay-finder assay-pdf',
  ].join('; ');
}
