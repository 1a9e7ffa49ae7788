export interface Timing {
  median: number;
  /** The 95th of a hundred: what a user meets on a bad day. */
  p95: number;
}

/** Runs work again and again and tells how long one run took: milliseconds. The first runs warm up and do not count. */
export async function measure(runs: number, work: (run: number) => unknown, warmUp = Math.min(3, runs)): Promise<Timing> {
  const times: number[] = [];
  for (let run = 0; run < runs + warmUp; run++) {
    const begin = performance.now();
    await work(run);
    if (run >= warmUp) times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(times.length / 2)]!, p95: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))]! };
}

/** How long work takes that is done once: milliseconds. */
export async function once(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** The median time that work keeps this thread busy: milliseconds. Unlike the time on the clock it does not grow while others use the machine. */
export function busy(runs: number, work: (run: number) => unknown, warmUp = 2): number {
  const times: number[] = [];
  for (let run = 0; run < runs + warmUp; run++) {
    const begin = process.threadCpuUsage();
    work(run);
    const { user, system } = process.threadCpuUsage(begin);
    if (run >= warmUp) times.push((user + system) / 1_000);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
