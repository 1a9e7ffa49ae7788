import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AssayError } from '../../shared/domain/errors.ts';
import { findChromium, printWithChromium } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-chromium-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = (path: string): string => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, '', { mode: 0o755 });
  return path;
};

describe('findChromium', () => {
  test('takes the one that is named, and no other in its place', () => {
    const named = made(join(folder, 'named'));
    expect(findChromium({ ASSAY_CHROMIUM: named })).toBe(named);
    expect(findChromium({ ASSAY_CHROMIUM: join(folder, 'absent'), PATH: process.env['PATH'] })).toBeNull();
  });

  test('looks through the PATH, Chromium before Chrome', () => {
    made(join(folder, 'one/google-chrome'));
    const chromium = made(join(folder, 'two/chromium'));
    expect(findChromium({ PATH: `${join(folder, 'one')}:${join(folder, 'two')}` }, 'linux')).toBe(chromium);
  });

  test('knows the folders of Windows', () => {
    const edge = made(join(folder, 'programs', 'Microsoft\\Edge\\Application\\msedge.exe'));
    expect(findChromium({ ProgramFiles: join(folder, 'programs') }, 'win32')).toBe(edge);
    expect(findChromium({ ProgramFiles: join(folder, 'empty') }, 'win32')).toBeNull();
  });
});

/** A Chromium of this machine, else the one that an npm package carries for Linux. */
function chromiumForTests(): string | null {
  const found = findChromium();
  if (found || process.platform !== 'linux' || process.arch !== 'x64') return found;
  const cache = join(import.meta.dirname, '../../node_modules/.cache/chromium');
  const packaged = join(cache, 'chromium');
  if (!existsSync(packaged)) {
    mkdirSync(cache, { recursive: true });
    const program = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
    // The package unpacks into the system's temporary folder: this process is told of another one.
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env: { ...process.env, TMPDIR: cache } });
  }
  return packaged;
}

const chromium = chromiumForTests();
const skipped = chromium ? '' : ' (skipped: no Chromium on this machine; set ASSAY_CHROMIUM)';

describe.skipIf(!chromium)(`printWithChromium${skipped}`, { timeout: 90_000 }, () => {
  const temporary = mkdtempSync(join(folder, 'tmp-'));
  beforeAll(() => void vi.stubEnv('TMPDIR', temporary));
  afterAll(() => void vi.unstubAllEnvs());
  const nothingLeft = () => expect(readdirSync(temporary)).toEqual([]);

  test('makes a tagged PDF with an outline, reaches nobody, and leaves nothing behind', async () => {
    const calls: string[] = [];
    const server = createServer((socket) => {
      calls.push('connection');
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const html = `<!doctype html><html lang="en"><head><title>Report</title>
      <link rel="stylesheet" href="http://localhost:${port}/a.css"></head>
      <body><h1>First heading</h1><p>Words</p><h2>Second heading</h2><img src="http://elsewhere.test:${port}/b.png"></body></html>`;
    const pdf = Buffer.from(await printWithChromium(html, { chromium: chromium! })).toString('latin1');
    server.close();
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain('/StructTreeRoot');
    expect(calls).toEqual([]);
    nothingLeft();
  });

  test('stops at once when asked to, with the reason given', async () => {
    const stop = new AbortController();
    const printing = printWithChromium('<h1>Report</h1>', { chromium: chromium! }, stop.signal);
    stop.abort(new DOMException('No longer wanted', 'AbortError'));
    await expect(printing).rejects.toThrow('No longer wanted');
    nothingLeft();
  });

  test('is ended at its deadline, and says so', async () => {
    const failure = await printWithChromium('<h1>Report</h1>', { chromium: chromium!, deadline: 1 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AssayError);
    expect(failure).toMatchObject({ code: 'PDF_UNAVAILABLE', data: { detail: expect.stringContaining('took longer than 1 s') } });
    nothingLeft();
  });
});

test('a program that is no browser, or will not start, is reported as such', async () => {
  const dud = made(join(folder, 'dud'));
  const [wrong, silent] = await Promise.all(
    [dud, process.execPath].map((path) => printWithChromium('<p>', { chromium: path }).catch((error: unknown) => error)),
  );
  expect(wrong).toMatchObject({ code: 'PDF_UNAVAILABLE' });
  expect(silent).toMatchObject({ code: 'PDF_UNAVAILABLE' });
});
