/** What the runner of a task gives it. */
export interface TaskContext {
  readonly nativeBinding: string | undefined;
  /** Aborted when a task that is done in the calling thread was cancelled; a thread of its own is ended instead. */
  readonly signal?: AbortSignal | undefined;
  /** Throws when the task was cancelled. Called now and then in long work. */
  check(): void;
  /**
   * Does something with the case's file open. Whoever cancels the task waits until the work is over, so that nothing is
   * open on a case that is being closed: long work calls `check` often, and closes what it opened when that throws.
   */
  hold<Result>(work: () => Result | Promise<Result>): Promise<Result>;
}
