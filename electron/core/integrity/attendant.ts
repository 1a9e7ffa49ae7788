import type { Attend } from '../attendants.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import { checkerOf } from './checker.ts';

const minute = 60_000;
const week = 7 * 24 * 60 * minute;
/** How long a case is left in peace after its opening before the weekly check. */
const settling = minute / 2;

/**
 * Checks cases in the background: at once after one was not closed properly or was found damaged, else once a week. A check
 * runs in its own thread and is given up when the case is closed. One-off commands leave a note for the application instead.
 */
export const attendChecks: Attend = (opened, workbench) => {
  const { live, path } = opened;
  if (path === ':memory:' || live.readOnly) return null;
  const checker = checkerOf(opened, workbench);
  if (live.opening.unclean) checker.setDue();
  if (workbench.hostKind === 'direct') return null;

  const check = (): void => begin(checker, workbench);
  const weekly = (): void => {
    timer = setTimeout(weekly, 60 * minute).unref();
    const { last } = checker.status();
    // Set back or ahead, a clock must not put checks off for ever.
    const recent = last && Math.abs(workbench.clock().getTime() - Date.parse(last.at)) <= week;
    if (!recent && (last || live.journal.head().seq > 1)) check();
  };
  let timer = setTimeout(weekly, settling).unref();
  if (checker.due()) check();
  return {
    closing() {
      clearTimeout(timer);
      checker.stop();
    },
  };
};

/** Something else gave reason to think that a case is damaged: the whole check is due, and begun where checks run in the background. */
export function checkSoon(opened: OpenedCase, workbench: Workbench): void {
  const checker = checkerOf(opened, workbench);
  checker.setDue();
  if (workbench.hostKind !== 'direct') begin(checker, workbench);
}

function begin(checker: ReturnType<typeof checkerOf>, { log }: Workbench): void {
  checker.check().catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'AbortError')) log.error('background check failed', error);
  });
}
