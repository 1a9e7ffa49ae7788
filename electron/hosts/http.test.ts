import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inProcessParser } from '../core/importers/inProcess.ts';
import { testCore, type TestCore } from '../core/testing.ts';
import { bodyLimit, serveHttp, type HttpHost } from './http.ts';

let folder: string;
let core: TestCore;
let host: HttpHost;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-http-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html><title>The page</title>');
  writeFileSync(join(folder, 'page/assets/main.js'), 'export {};');
  writeFileSync(join(folder, 'page/.hidden.js'), 'hidden');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  symlinkSync(join(folder, 'outside.txt'), join(folder, 'page/assets/link.txt'));
  core = testCore({ parser: { ...inProcessParser(), parse: () => Promise.reject(new Error('not used')), close: () => undefined } });
  host = await serveHttp({ core: core.core, page: { folder: join(folder, 'page') } });
});

afterEach(async () => {
  await host.close();
  core.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request as a browser, or a hostile program, would put it on the wire: nothing is tidied up on the way. */
function send(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(host.origin);
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const startPath = (link = host.newLink()): string => link.slice(host.origin.length);

async function cookieOf(link = host.newLink()): Promise<string> {
  const { headers } = await send(startPath(link));
  return headers['set-cookie']![0]!.split(';')[0]!;
}

interface Call {
  headers?: Record<string, string | undefined>;
  method?: string;
  body?: string;
  path?: string;
}

/** A call that is allowed, but for what a test changes in it. */
async function call({ headers = {}, method = 'POST', body = JSON.stringify({ json: {} }), path = '/api/cases/current' }: Call = {}) {
  const allowed = {
    cookie: await cookieOf(),
    origin: host.origin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  const entries = Object.entries({ ...allowed, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return send(path, { method, headers: Object.fromEntries(entries), body });
}

test('a call from our own page in a browser that was let in is answered', async () => {
  const { status, body } = await call();
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ json: { name: 'Test case' } });
});

test('the link sets a cookie that scripts and other sites cannot use, and shows the page', async () => {
  const answer = await send(startPath());
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe('/');
  expect(answer.headers['set-cookie']![0]).toMatch(/^assay-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const page = await send('/', { headers: { cookie: answer.headers['set-cookie']![0]!.split(';')[0]! } });
  expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>The page</title>' });
});

test('a link works once; the page shown then says how to get a new one', async () => {
  const link = host.newLink();
  const cookie = await cookieOf(link);
  const second = await send(startPath(link));
  expect(second.status).toBe(401);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect(second.body).toContain('assay serve');
  // The browser that used it may click it again.
  expect((await send(startPath(link), { headers: { cookie } })).status).toBe(303);
});

test('looking ahead, framing and HEAD do not spend a link', async () => {
  const link = host.newLink();
  const attempts = [
    send(startPath(link), { headers: { 'sec-purpose': 'prefetch;prerender' } }),
    send(startPath(link), { headers: { 'sec-fetch-dest': 'iframe' } }),
    send(startPath(link), { method: 'HEAD' }),
  ];
  for (const attempt of attempts) expect((await attempt).headers['set-cookie']).toBeUndefined();
  expect(await cookieOf(link)).toMatch(/^assay-/);
});

test.each([
  ['no cookie', { cookie: undefined }, 401],
  ['a guessed cookie', { cookie: `assay-1=${'A'.repeat(43)}` }, 401],
  ['no origin', { origin: undefined }, 403],
  ['another origin', { origin: 'http://evil.example' }, 403],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ['an opaque origin', { origin: 'null' }, 403],
  ['no word on the site', { 'sec-fetch-site': undefined }, 403],
  ['a cross-site page', { 'sec-fetch-site': 'cross-site' }, 403],
  ['another port, which browsers call the same site', { 'sec-fetch-site': 'same-site' }, 403],
  ['the address bar', { 'sec-fetch-site': 'none' }, 403],
  ['a name that was bent to 127.0.0.1', { host: 'evil.example' }, 403],
  ['localhost', { host: 'localhost' }, 403],
  ['no length', { 'content-length': undefined, 'transfer-encoding': 'chunked' }, 411],
])('a call with %s is refused', async (_what, headers, status) => {
  const answer = await call({ headers });
  expect(answer.status).toBe(status);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  expect(answer.body).not.toContain('Test case');
});

test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('a call by %s is refused, without a word to other origins', async (method) => {
  const answer = await call({ method });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('POST');
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('a body over the limit is refused before it is read', async () => {
  const cookie = await cookieOf();
  const { port } = new URL(host.origin);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    [
      'POST /api/documents/import HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Origin: ${host.origin}`,
      'Sec-Fetch-Site: same-origin',
      `Cookie: ${cookie}`,
      `Content-Length: ${bodyLimit + 1}`,
      '',
      '',
    ].join('\r\n'),
  );
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('a call that does not exist is not found', async () => {
  expect((await call({ path: '/api/cases/nothing' })).status).toBe(404);
  expect((await call({ path: '/api' })).status).toBe(404);
});

test.each([
  '/../outside.txt',
  '/assets/../../outside.txt',
  '/%2e%2e/outside.txt',
  '/..%2foutside.txt',
  '/assets/..%5c..%5coutside.txt',
  '//outside.txt',
  '/assets/link.txt',
  '/.hidden.js',
  '/assets',
  '/assets/none.js',
  '/%00.js',
  '/%zz.js',
])('nothing outside the page is read: %s', async (path) => {
  const answer = await send(path, { headers: { cookie: await cookieOf() } });
  if (answer.status === 200) expect(answer.body).toContain('<title>The page</title>');
  else expect(answer.status).toBe(404);
  expect(answer.body).not.toMatch(/outside|hidden/);
});

test('files of the page have their type; routes of the page are the page', async () => {
  const headers = { cookie: await cookieOf() };
  expect((await send('/assets/main.js?v=1', { headers })).headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect((await send('/claims/some-id', { headers })).body).toContain('<title>The page</title>');
  expect(await send('/', { headers, method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
});

test('without a session there is no page, and other methods and pages are refused', async () => {
  expect((await send('/')).status).toBe(401);
  expect((await send('/assets/main.js')).status).toBe(401);
  const headers = { cookie: await cookieOf() };
  expect((await send('/', { headers, method: 'POST' })).status).toBe(405);
  expect(
    (await send('/assets/main.js', { headers: { ...headers, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' } })).status,
  ).toBe(403);
  expect((await send('/', { headers: { ...headers, host: 'evil.example' } })).status).toBe(403);
});

test('every answer forbids what the page does not need', async () => {
  const headers = { cookie: await cookieOf() };
  for (const path of ['/', '/start', '/api/cases/current', '/assets/none.js']) {
    const answer = await send(path, { headers });
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; .*connect-src 'self'; .*frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types assay-finder assay-pdf$/,
      ),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

test('it listens on 127.0.0.1 and nowhere else', () => {
  expect(host.server.address()).toMatchObject({ address: '127.0.0.1' });
});
