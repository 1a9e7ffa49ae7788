import { basename } from 'node:path';
import type { CheckResult, IntegrityCheck } from '../../../shared/contract/integrity.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { sideJournalPath } from '../store/side-journal/journal.ts';
import { keepView, keptView } from '../store/viewState.ts';
import type { OpenedCase, Workbench } from '../workbench.ts';
import { checkAll } from './checks.ts';

/** The newest check of a case, and when it was made. */
type LastCheck = CheckResult & { at: string };

/** What stands in the case about its checks. */
interface Kept {
  last: LastCheck | null;
  /** The case was not closed properly, and no whole check has been made since. */
  due: boolean;
}

/** Checks one open case: one check at a time, however many ask for it. */
interface Checker {
  /** Joins the check that runs, or begins one. Errors: `CASE_GONE`, `CASE_MISSING`, and the signal's reason. */
  check(signal?: AbortSignal): Promise<CheckResult>;
  status(): { last: LastCheck | null; running: boolean };
  /** Remembers, in the case, that it has to be checked as soon as there is time. */
  setDue(): void;
  due(): boolean;
  /** Ends what runs; nothing is open on the case afterwards. */
  stop(): void;
}

const key = 'integrity';
const checkers = new WeakMap<OpenedCase, Checker>();

/** The checker of an open case. */
export function checkerOf(opened: OpenedCase, workbench: Workbench): Checker {
  let checker = checkers.get(opened);
  if (!checker) checkers.set(opened, (checker = createChecker(opened, workbench)));
  return checker;
}

function createChecker(opened: OpenedCase, workbench: Workbench): Checker {
  const { live, path } = opened;
  let kept: Kept = (keptView(live, key) as Kept | undefined) ?? { last: null, due: false };
  let running: { result: Promise<CheckResult>; stop: AbortController; wanted: number } | null = null;

  function keep(next: Kept): void {
    kept = next;
    if (live.readOnly || !live.db.open) return;
    try {
      live.keep(() => keepView(live, key, kept));
    } catch (error) {
      // A disk that takes no writes is told of by the work itself; the result is known to this process all the same.
      workbench.log.error('check not remembered', error);
    }
  }

  async function run(stop: AbortController): Promise<CheckResult> {
    const { state } = opened.health;
    if (state === 'missing' || state === 'replaced') throw new AssayError('CASE_GONE', { name: basename(path), what: state });
    const result =
      path === ':memory:'
        ? checkAll(live.db, { tick: () => stop.signal.throwIfAborted(), nativeBinding: workbench.nativeBinding })
        : await workbench.maintain('verify', { path, journal: sideJournalPath(path) }, stop.signal);
    mendJournal(result.checks);
    keep({ last: { ...result, at: workbench.clock().toISOString() }, due: false });
    if (result.ok) workbench.dismissNotice('check-failed');
    else workbench.notice({ kind: 'check-failed', count: null, detail: inWords(result.checks) });
    return result;
  }

  /** A damaged journal is written anew from a case that is whole. What was found stays in the result. */
  function mendJournal(checks: readonly IntegrityCheck[]): void {
    const found = checks.filter(({ problems }) => problems.length > 0).map(({ name }) => name);
    if (found.length !== 1 || found[0] !== 'side-journal' || !live.db.open) return;
    try {
      live.sideJournal?.renew();
    } catch (error) {
      workbench.log.error('journal not written anew', error);
    }
  }

  function begin(): NonNullable<typeof running> {
    const stop = new AbortController();
    const begun = { stop, wanted: 0, result: run(stop) };
    running = begun;
    workbench.publish({ type: 'check' });
    const ended = (): void => {
      running = null;
      workbench.publish({ type: 'check' });
    };
    begun.result.then(ended, ended);
    return begun;
  }

  return {
    async check(signal) {
      signal?.throwIfAborted();
      const joined = running ?? begin();
      joined.wanted++;
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          reject(signal!.reason as Error);
          if (--joined.wanted === 0) joined.stop.abort(signal!.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        joined.result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
      });
    },
    status: () => ({ last: kept.last, running: running !== null }),
    setDue: () => keep({ ...kept, due: true }),
    due: () => kept.due || kept.last?.ok === false,
    stop: () => running?.stop.abort(new DOMException('the case is being closed', 'AbortError')),
  };
}

/** The first finding, and how many more there are. */
function inWords(checks: readonly IntegrityCheck[]): string {
  const problems = checks.flatMap((check) => check.problems);
  return `${problems[0]!}${problems.length > 1 ? ` And ${problems.length - 1} more.` : ''}`;
}
