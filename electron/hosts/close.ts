import type { Core } from '../core/index.ts';

/** Milliseconds that a host waits at most for what outlasts its case. */
const mostWait = 20_000;

/** Closes the case, and waits for the backup of the closed file. A wait that gets too long is given up: the case itself is whole. */
export async function closeInOrder(core: Core): Promise<void> {
  core.close();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, mostWait)));
  await Promise.race([core.settled(), tooLong]);
  clearTimeout(timer);
}
