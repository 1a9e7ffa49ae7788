import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/node';
import type { Core } from '../core/index.ts';
import { createAccess, type Access, type Refusal } from './loopback/access.ts';
import { readPageFile } from './loopback/files.ts';
import { closedPage } from './loopback/pages.ts';
import { contentSecurityPolicy } from './policy.ts';

export interface HttpOptions {
  core: Core;
  /** Folder of the built page; or, while developing, what answers in its place (and sets its own policy). */
  page: { folder: string } | { handle: (request: IncomingMessage, response: ServerResponse) => void };
  /** 0 takes any free port. */
  port?: number;
}

export interface HttpHost {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  server: Server;
  /** A link that lets one browser in, once. */
  newLink(): string;
  /** Stops listening and ends all connections; the core stays open. */
  close(): Promise<void>;
}

/** bytes of one request's body; a file may have 50 MB */
export const bodyLimit = 60_000_000;

/**
 * Serves the core and the page on 127.0.0.1, to browsers that opened a link of this host and to nobody else. Throws the
 * system's error when the port is taken.
 */
export async function serveHttp({ core, page, port = 0 }: HttpOptions): Promise<HttpHost> {
  const calls = new RPCHandler(core.router);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const logId = core.workbench.log.error('request failed', error);
      if (response.headersSent) response.destroy();
      else send(response, 500, 'text/plain; charset=utf-8', `Something went wrong inside Assay. It is in the log as ${logId}.\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const access = createAccess(origin);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    setHeaders(response, 'folder' in page);
    const wrongHost = access.checkHost(request);
    if (wrongHost) return refuse(request, response, wrongHost);
    const path = (request.url ?? '/').split('?', 1)[0]!;
    // While the page is developed its sources are read one by one, some of them in a folder that is called like the calls.
    const isSource = 'handle' in page && /\.tsx?$/.test(path);
    if (!isSource && (path === '/api' || path.startsWith('/api/'))) {
      const refusal = access.checkCall(request, bodyLimit);
      if (refusal) return refuse(request, response, refusal);
      const { matched } = await calls.handle(request, response, {
        prefix: '/api',
        context: { workbench: core.workbench, trustPaths: true },
      });
      return matched ? undefined : refuse(request, response, { status: 404, message: 'There is no such call.' });
    }
    const refusal = checkMethod(request) ?? access.checkPage(request);
    if (refusal) return refuse(request, response, refusal);
    if (path === '/start') return letIn(access, request, response);
    if (!access.hasSession(request)) return send(response, 401, 'text/html; charset=utf-8', closedPage);
    if ('handle' in page) return page.handle(request, response);
    const file = await readPageFile(page.folder, path);
    if (!file) return refuse(request, response, { status: 404, message: 'There is nothing here.' });
    send(response, 200, file.mediaType, file.bytes);
  }

  return {
    origin,
    server,
    newLink: () => access.newLink(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Exchanges the token of a link for a cookie. A browser that only looks ahead, or shows the link in a frame, does not spend it. */
function letIn(access: Access, request: IncomingMessage, response: ServerResponse): void {
  const { 'sec-purpose': purpose, 'sec-fetch-dest': destination } = request.headers;
  if (purpose !== undefined || (destination ?? 'document') !== 'document')
    return refuse(request, response, { status: 403, message: 'Open the link itself.' });
  const token = new URL(request.url!, 'http://127.0.0.1').searchParams.get('token');
  const cookie = token && request.method === 'GET' ? access.redeem(token) : null;
  if (!cookie && !access.hasSession(request)) return send(response, 401, 'text/html; charset=utf-8', closedPage);
  if (cookie) response.setHeader('Set-Cookie', cookie);
  response.setHeader('Location', '/');
  send(response, 303, 'text/plain; charset=utf-8', '');
}

function checkMethod(request: IncomingMessage): Refusal | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return { status: 405, message: 'Pages are read with GET.', allow: 'GET, HEAD' };
}

function setHeaders(response: ServerResponse, withPolicy: boolean): void {
  if (withPolicy) response.setHeader('Content-Security-Policy', contentSecurityPolicy("'self'"));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message, allow }: Refusal): void {
  if (allow) response.setHeader('Allow', allow);
  // A body that nobody will read must not keep the connection.
  if (request.method !== 'GET' && request.method !== 'HEAD') response.setHeader('Connection', 'close');
  send(response, status, 'text/plain; charset=utf-8', `${message}\n`);
}

function send(response: ServerResponse, status: number, mediaType: string, body: string | Buffer): void {
  response.writeHead(status, { 'Content-Type': mediaType, 'Content-Length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
