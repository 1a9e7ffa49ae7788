/** How long a text of citations may be read, and sources be set: milliseconds. What is honest takes a hundredth of it. */
const patienceMs = 10_000;

/** Work on something from outside, ended when it takes too long: with the error that says so. */
export async function within<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  tooSlow: () => Error,
  signal?: AbortSignal,
  limitMs: number = patienceMs,
): Promise<Result> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await work(signal ? AbortSignal.any([signal, limit]) : limit);
  } catch (error) {
    if (limit.aborted && error === limit.reason) throw tooSlow();
    throw error;
  }
}
