import { readdirSync, readFileSync } from 'node:fs';
import type { ImportFailure } from '../../../shared/domain/errors.ts';
import { mediaTypes } from '../../../electron/core/importers/mediaTypes.ts';
import type { TextParser } from '../../../electron/core/importers/parser.ts';

/** How one file ended, and what it cost. */
export interface Ending {
  end: 'read' | ImportFailure;
  /** Empty where it was refused, or is an archive. */
  text: string;
  seconds: number;
  /** Megabytes that a parser process had resident at most; null where the system does not tell. */
  resident: number | null;
  /** Milliseconds for which this process worked and answered nobody, at most. Time of its own: what others take of the machine does not count. */
  blocked: number;
}

/** Brings a file through the pool, archives unpacked to their end, as an import does. */
export async function bring(parser: TextParser, name: string, bytes: Uint8Array): Promise<Ending> {
  const watch = watchChildren();
  const loop = watchLoop();
  const begin = performance.now();
  const { end, text = '' } = await endOf(parser, name, bytes);
  const seconds = (performance.now() - begin) / 1_000;
  return { end, text, seconds, blocked: await loop.end(), resident: watch.end() };
}

async function endOf(parser: TextParser, name: string, bytes: Uint8Array): Promise<{ end: Ending['end']; text?: string }> {
  const result = await parser.parse({ name, bytes });
  if (result.ok) return { end: 'read', text: result.extraction.text };
  if (result.mediaType !== mediaTypes.zip) return { end: result.reason };
  let worst: Ending['end'] = 'read';
  for (let from: number | null = 0; from !== null;) {
    const part = await parser.unpack({ name, bytes }, from);
    if (!part.ok) return { end: part.reason };
    for (const { content } of part.members) if (typeof content === 'string') worst = content;
    from = part.next;
  }
  return { end: worst };
}

/** The longest stretch of work between two turns of the event loop. */
function watchLoop(): { end(): Promise<number> } {
  let longest = 0;
  let before = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    longest = Math.max(longest, (user + system) / 1_000);
  };
  const timer = setInterval(look, 1);
  return {
    async end() {
      clearInterval(timer);
      await new Promise((resolve) => setImmediate(resolve));
      look();
      return longest;
    },
  };
}

/** Looks every few milliseconds at what the processes under this one had resident at most. */
function watchChildren(): { end(): number | null } {
  let most: number | null = null;
  const look = (): void => {
    for (const id of children()) most = Math.max(most ?? 0, peakOf(id));
  };
  const timer = setInterval(look, 4);
  return {
    end() {
      look();
      clearInterval(timer);
      return most;
    },
  };
}

function children(): string[] {
  try {
    return readdirSync('/proc/self/task').flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}

function peakOf(id: string): number {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  } catch {
    // It ended just now.
    return 0;
  }
}
