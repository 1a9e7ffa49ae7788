/** How fast files were told of lately: the moments (milliseconds) and how many were done then. */
export type Pace = readonly { at: number; done: number }[];

/** milliseconds; older moments say little about what comes */
const lately = 20_000;
/** milliseconds; a rate over less is a guess */
const least = 1_000;

/** The pace with one more moment; a moment at which less is done than before begins it anew. */
export function paceWith(pace: Pace, at: number, done: number): Pace {
  const last = pace.at(-1);
  if (last && done < last.done) return [{ at, done }];
  // Several files in one moment are one step.
  const steps = last && at - last.at < 100 && pace.length > 1 ? pace.slice(0, -1) : pace;
  const from = steps.findLastIndex((step) => at - step.at > lately);
  return [...steps.slice(Math.max(0, from)), { at, done }];
}

/** Files a second, lately; null while that cannot be told. */
export function rateOf(pace: Pace): number | null {
  const [first, last] = [pace[0], pace.at(-1)];
  if (!first || !last || last.at - first.at < least || last.done === first.done) return null;
  return ((last.done - first.done) * 1_000) / (last.at - first.at);
}

/** A rate as people say it. */
export function rateInWords(perSecond: number): string {
  if (perSecond >= 1) return `${Math.round(perSecond).toLocaleString()} ${Math.round(perSecond) === 1 ? 'file' : 'files'} a second`;
  const perMinute = Math.max(1, Math.round(perSecond * 60));
  return `${perMinute} ${perMinute === 1 ? 'file' : 'files'} a minute`;
}

/** Time that is left, in seconds, as people say it. */
export function timeLeftInWords(seconds: number): string {
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 55) return `about ${Math.round(seconds / 10) * 10} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${Math.max(1, minutes)} ${minutes <= 1 ? 'minute' : 'minutes'} left`;
  const hours = Math.round(minutes / 60);
  return `about ${hours} ${hours === 1 ? 'hour' : 'hours'} left`;
}
