import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request was turned away: an HTTP status, and a sentence for whoever sees it. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 411 | 413;
  message: string;
  allow?: string;
}

/**
 * Who may talk to the loopback server. A link carries a token that works once and is exchanged for a session cookie.
 * Every address of this machine is open to every page in the browser, so the cookie alone is not enough: host, origin
 * and the browser's own word on where a request comes from are checked too.
 */
export interface Access {
  /** A link that lets one browser in, once. */
  newLink(): string;
  /** Exchanges the token of a link for a session cookie; null when it is unknown or spent. */
  redeem(token: string): string | null;
  hasSession(request: IncomingMessage): boolean;
  /** Refuses what did not name this server by its one address: a name that was bent to 127.0.0.1, another port. */
  checkHost(request: IncomingMessage): Refusal | null;
  /** Refuses pages' parts that another page asks for. */
  checkPage(request: IncomingMessage): Refusal | null;
  /** Refuses every call that does not come from our own page in a browser that was let in. */
  checkCall(request: IncomingMessage, bodyLimit: number): Refusal | null;
}

const secret = (): string => randomBytes(32).toString('base64url');

export function createAccess(origin: string): Access {
  const { host, port } = new URL(origin);
  // Cookies do not keep ports apart: two cases served at once need two names.
  const cookieName = `assay-${port}`;
  const tokens = new Set<string>();
  const sessions = new Set<string>();

  const access: Access = {
    newLink() {
      const token = secret();
      tokens.add(token);
      return `${origin}/start?token=${token}`;
    },
    redeem(token) {
      const known = find(tokens, token);
      if (!known) return null;
      tokens.delete(known);
      const session = secret();
      sessions.add(session);
      return `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
    hasSession(request) {
      const sent = (request.headers.cookie ?? '').split(/;\s*/).filter((cookie) => cookie.startsWith(`${cookieName}=`));
      return sent.some((cookie) => find(sessions, cookie.slice(cookieName.length + 1)) !== undefined);
    },
    checkHost(request) {
      return request.headers.host === host ? null : { status: 403, message: `Assay answers only as ${host}.` };
    },
    checkPage(request) {
      const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
      const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
      return foreign && mode !== 'navigate' ? { status: 403, message: 'Another page may not use parts of Assay.' } : null;
    },
    checkCall(request, bodyLimit) {
      if (request.headers.origin !== origin) return { status: 403, message: 'Calls are taken from the page of Assay alone (origin).' };
      if (request.headers['sec-fetch-site'] !== 'same-origin')
        return { status: 403, message: 'Calls are taken from the page of Assay alone (site).' };
      if (!access.hasSession(request)) return { status: 401, message: 'This browser was not let in. Open the link that Assay printed.' };
      if (request.method !== 'POST') return { status: 405, message: 'Calls are sent with POST.', allow: 'POST' };
      const length = request.headers['content-length'];
      if (length === undefined || !/^\d+$/.test(length)) return { status: 411, message: 'The length of the body must be stated.' };
      if (Number(length) > bodyLimit)
        return { status: 413, message: `A call may carry ${bodyLimit / 1_000_000} MB at most. Send fewer files at once.` };
      return null;
    },
  };
  return access;
}

/** Finds a secret without telling by the time it takes how much of a guess was right. */
function find(secrets: ReadonlySet<string>, guess: string): string | undefined {
  const sent = Buffer.from(guess);
  let found: string | undefined;
  for (const known of secrets) {
    const bytes = Buffer.from(known);
    if (bytes.length === sent.length && timingSafeEqual(bytes, sent)) found = known;
  }
  return found;
}
