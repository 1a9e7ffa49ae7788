import { readdirSync, readFileSync } from 'node:fs';

/** What some work took: milliseconds on the clock, and of all processors together. */
export interface Spent {
  clock: number;
  processor: number;
}

const tick = 10;

/** Numbers of the processes under this one; none where the system does not tell. */
function children(): string[] {
  try {
    return readdirSync('/proc/self/task').flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}

/** Processor time of this process and of those under it until now, without one of them. */
function processorTime(without: number | undefined): number {
  const { user, system } = process.cpuUsage();
  let sum = (user + system) / 1_000;
  for (const child of children())
    if (Number(child) !== without) {
      const fields = readFileSync(`/proc/${child}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      sum += (Number(fields[11]) + Number(fields[12])) * tick;
    }
  return sum;
}

/** What work takes here and in the processes under this one, without one that does something else. */
export async function spentOn(work: () => Promise<unknown>, without?: number): Promise<Spent> {
  const [begin, used] = [performance.now(), processorTime(without)];
  await work();
  return { clock: performance.now() - begin, processor: processorTime(without) - used };
}
