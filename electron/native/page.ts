import { protocol, type Session } from 'electron';
import { readPageFile } from '../hosts/loopback/files.ts';
import { contentSecurityPolicy } from '../hosts/policy.ts';

/** The one page that windows show. In a built application the address of a development server is always empty. */
export const pageUrl: string = process.env['ASSAY_DEV_PAGE'] || 'app://assay/';

/** Origin of the page as frames report it. */
export const pageOrigin: string = pageUrl.replace(/\/$/, '');

export const developing: boolean = pageUrl !== 'app://assay/';

/** Makes `app:` an origin of its own. Must run before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

const headers = {
  'Content-Security-Policy': contentSecurityPolicy("'none'"),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
};

/** Serves the files of one folder as `app://assay/`, read only, and nothing outside of it. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = host === 'assay' && method === 'GET' ? await readPageFile(folder, pathname) : null;
    if (!file) return new Response('There is nothing here.\n', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' } });
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.mediaType } });
  });
}
