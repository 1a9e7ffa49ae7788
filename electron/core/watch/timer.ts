/** Does something again and again until the function returned is called. Tests pass one that they move by hand. */
export type Every = (milliseconds: number, tick: () => void) => () => void;

/** By the clock of the process, which it keeps from ending no longer than its other work does. */
export const everyInterval: Every = (milliseconds, tick) => {
  const timer = setInterval(tick, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
};
