import type { CDPSession, Page } from '@playwright/test';

/** Waits until so many elements stand on the page, and what they need has been laid out and painted. */
export async function painted(page: Page, selector: string, atLeast: number): Promise<void> {
  await page.waitForFunction(([what, count]) => document.querySelectorAll(what).length >= count, [selector, atLeast] as const, {
    polling: 100,
    timeout: 120_000,
  });
  await quiet(page);
}

/** Waits until the page has nothing more to do for two frames and a moment. */
export async function quiet(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        // A page in which nothing at all happens may never be told that it is idle.
        requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 500))), { timeout: 2_000 }),
      ),
  );
}

/** The milliseconds that the page's main thread works during something, and until it has come to rest. */
export async function costOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  const clock = await mainThread(page);
  await work();
  await quiet(page);
  return clock();
}

/** Starts counting the milliseconds that the page's main thread works, and returns what ends the count. */
async function mainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await worked(session);
  return async () => {
    const after = await worked(session);
    await session.detach();
    return after - before;
  };
}

async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1_000;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The median of so many measurements. */
export async function medianOf(runs: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let run = 0; run < runs; run++) values.push(await measure());
  return median(values);
}
