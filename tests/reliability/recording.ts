import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Acknowledgement } from './acknowledged.ts';

/** What a process did to the files of one folder, and what it said, in the order in which it happened. Files are numbered as they are made. */
export type Happening =
  | { is: 'create'; name: string; file: number }
  | { is: 'write'; file: number; offset: number; data: Buffer }
  | { is: 'truncate'; file: number; size: number }
  | { is: 'sync'; file: number }
  | { is: 'rename'; from: string; to: string }
  | { is: 'unlink'; name: string }
  | { is: 'sync-folder' }
  | { is: 'acknowledge'; acknowledgement: Acknowledgement };

const calls = 'openat,close,write,pwrite64,pwritev,writev,fsync,fdatasync,ftruncate,fallocate,rename,unlink,dup,dup2,dup3';
const writer = join(import.meta.dirname, 'children/writer.ts');

/** Runs a writer on a new case and records it, system call by system call. */
export function record(seed: number, operations: number, how: 'sound' | 'lazy'): Happening[] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-record-'));
  const [trace, cases] = [join(folder, 'trace'), mkdtempSync(join(folder, 'cases-'))];
  const command = [process.execPath, writer, join(cases, 'case.assay'), String(seed), String(operations), how];
  try {
    const options = ['-f', '--seccomp-bpf', '-xx', '-s', '100000000', '-o', trace, '-e', `trace=${calls}`, '-e', 'signal=none'];
    const { status, stderr } = spawnSync('strace', [...options, ...command], { maxBuffer: 1e9, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the writer failed: ${stderr}`);
    return read(readFileSync(trace, 'latin1'), cases);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Calls that were interrupted by another thread's in the trace, put together again where they ended. */
function* whole(trace: string): Generator<{ name: string; rest: string; result: number }> {
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const [, thread = '', said = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const cut = / <unfinished \.\.\.>$/.exec(said);
    if (cut) begun.set(thread, said.slice(0, cut.index));
    const resumed = /^<\.\.\. \w+ resumed>/.exec(said);
    const call = resumed ? (begun.get(thread) ?? '') + said.slice(resumed[0].length) : said;
    const end = call.lastIndexOf(') ');
    const open = call.indexOf('(');
    const result = /= (-?\d+)/.exec(call.slice(end))?.[1];
    if (!cut && open > 0 && end > open && result !== undefined)
      yield { name: call.slice(0, open), rest: call.slice(open + 1, end), result: Number(result) };
  }
}

const bytesOf = (quoted: string): Buffer => Buffer.from(quoted.replaceAll('\\x', ''), 'hex');

function read(trace: string, folder: string): Happening[] {
  const happenings: Happening[] = [];
  const names = new Map<string, number>();
  const open = new Map<number, number | 'folder'>();
  let files = 0;
  let said = '';
  const nameIn = (quoted: string): string | null => {
    const path = bytesOf(quoted).toString();
    return dirname(path) === folder ? basename(path) : null;
  };
  for (const { name, rest, result } of whole(trace)) {
    if (result < 0) continue;
    const quoted = [...rest.matchAll(/"([^"]*)"/g)].map((found) => found[1]!);
    const file = open.get(Number.parseInt(rest, 10));
    if (name === 'openat') {
      open.delete(result);
      if (bytesOf(quoted[0]!).toString() === folder) open.set(result, 'folder');
      const made = nameIn(quoted[0]!);
      // The index of a write-ahead log is made anew after a crash, and mapped, so that no call tells of it.
      if (made === null || made.endsWith('-shm')) continue;
      let number = names.get(made);
      if (number === undefined) {
        names.set(made, (number = ++files));
        happenings.push({ is: 'create', name: made, file: number });
      } else if (/O_TRUNC/.test(rest)) happenings.push({ is: 'truncate', file: number, size: 0 });
      open.set(result, number);
    } else if (name === 'close') open.delete(Number.parseInt(rest, 10));
    else if (name === 'unlink') {
      const gone = nameIn(quoted[0]!);
      if (gone !== null && names.delete(gone)) happenings.push({ is: 'unlink', name: gone });
    } else if (name === 'rename') {
      const [from, to] = [nameIn(quoted[0]!)!, nameIn(quoted[1]!)!];
      names.set(to, names.get(from)!);
      names.delete(from);
      happenings.push({ is: 'rename', from, to });
    } else if (name === 'write' && Number.parseInt(rest, 10) === 1) {
      said += bytesOf(quoted[0]!).toString();
      const lines = said.split('\n');
      said = lines.pop()!;
      for (const line of lines) happenings.push({ is: 'acknowledge', acknowledgement: JSON.parse(line) as Acknowledgement });
    } else if (file === 'folder') {
      if (name === 'fsync') happenings.push({ is: 'sync-folder' });
    } else if (file !== undefined) {
      if (name === 'pwrite64') {
        const offset = Number(rest.slice(rest.lastIndexOf(',') + 1));
        happenings.push({ is: 'write', file, offset, data: bytesOf(quoted[0]!).subarray(0, result) });
      } else if (name === 'ftruncate') happenings.push({ is: 'truncate', file, size: Number(rest.slice(rest.lastIndexOf(',') + 1)) });
      else if (name === 'fsync' || name === 'fdatasync') happenings.push({ is: 'sync', file });
      else throw new Error(`a call that is not understood: ${name}(${rest.slice(0, 100)}`);
    }
  }
  return happenings;
}
