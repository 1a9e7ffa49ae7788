/**
 * `npm test`: every check and every suite, one after the other, whatever fails on the way. `npm test -- unit lint` runs
 * those alone. The last line is the sum over all of them.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  note?: string;
}

const root = join(import.meta.dirname, '..');
const reports = join(root, 'node_modules/.cache/test-reports');
/** Set where a desktop suite that did not run must not pass for one that did. */
const desktopRequired = process.env['ASSAY_REQUIRE_DESKTOP'] === '1';

const steps: Record<string, () => Promise<Tally>> = {
  types: () => check('tsc', '-b'),
  lint: () => check('oxlint', '--type-aware', '--deny-warnings'),
  format: () => check('oxfmt', '--check'),
  knip: () => check('knip'),
  unit: () => vitest('unit'),
  contract: () => vitest('contract'),
  reliability: () => vitest('reliability'),
  build: () => check('vite', 'build', '--app', '--logLevel', 'warn'),
  e2e: () => playwright('browser'),
  electron: () => desktop('electron'),
  shell: () => desktop('shell'),
};

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin', command), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      console.error(String(error));
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function check(command: string, ...args: string[]): Promise<Tally> {
  const ok = (await run(command, args)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** A runner that failed without a failed test has failed all the same. */
function counted(code: number, tally: Tally): Tally {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1, note: `the runner ended with code ${code}` } : tally;
}

async function vitest(project: string): Promise<Tally> {
  const report = join(reports, `${project}.json`);
  const code = await run('vitest', ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]);
  const read = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number }>(report);
  if (!read) return { passed: 0, failed: 1, skipped: 0, note: 'no report was written' };
  return counted(code, { passed: read.numPassedTests, failed: read.numFailedTests, skipped: read.numPendingTests + read.numTodoTests });
}

async function playwright(project: string, env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Tally> {
  const report = join(reports, `playwright-${project}.json`);
  const reporter = args.includes('--list') ? 'json' : 'dot,json';
  const code = await run('playwright', ['test', '--project', project, `--reporter=${reporter}`, ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const read = readReport<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(report);
  if (!read) return { passed: 0, failed: 1, skipped: 0, note: 'no report was written' };
  const { expected, unexpected, flaky, skipped } = read.stats;
  return counted(code, {
    passed: expected + flaky,
    failed: unexpected,
    skipped,
    ...(flaky > 0 ? { note: `${flaky} passed only when repeated` } : {}),
  });
}

/** Suites that need a real Electron. */
async function desktop(project: string): Promise<Tally> {
  const electron = findElectron();
  if (electron.path === null) {
    const reason = `no Electron: ${electron.reason}`;
    const { skipped, passed } = await playwright(project, {}, '--list');
    const tests = skipped + passed;
    return desktopRequired
      ? { passed: 0, failed: Math.max(1, tests), skipped: 0, note: `required here, but ${reason}` }
      : { passed: 0, failed: 0, skipped: tests, note: reason };
  }
  const tally = await playwright(project);
  if (!desktopRequired || tally.skipped === 0) return tally;
  return {
    ...tally,
    failed: tally.failed + tally.skipped,
    skipped: 0,
    note: 'skipped tests count as failed: the desktop suite is required here',
  };
}

function readReport<Report>(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return null;
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}. Steps: ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const sum = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name}`);
  const begin = performance.now();
  const { passed, failed, skipped, note } = await step();
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  const numbers = [passed, failed, skipped].map((number) => String(number).padStart(8)).join('');
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1).padStart(9);
  lines.push(`${name.padEnd(12)}${numbers}${seconds}  ${note ?? ''}`.trimEnd());
}

console.log(`\n${'step'.padEnd(12)}${['passed', 'failed', 'skipped'].map((word) => word.padStart(8)).join('')}${'seconds'.padStart(9)}`);
for (const line of lines) console.log(line);
console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
