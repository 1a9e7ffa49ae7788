import { basename, dirname } from 'node:path';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { CaseHealth } from '../../../shared/domain/safety.ts';
import type { Attend } from '../attendants.ts';
import { placeOf } from '../backups/place.ts';
import { asReadFailure, asStoreError } from '../store/failures.ts';
import { follow } from './follow.ts';
import { openReserve } from './reserve.ts';

/** Milliseconds between two looks at the file and, read-only, at what its writer has committed. */
const heartbeat = 500;

/** Looks between two tries to make the reserve again. */
const patience = 20;

/**
 * Looks after the file under the open case: says so when it vanishes, is replaced or comes back, when the disk refuses a write and
 * when it takes one again; keeps a reserve beside a case that is written to, and follows the writer of one that is read.
 */
export const watchDisk: Attend = (opened, workbench) => {
  const { live, path } = opened;
  const { standing } = live;
  // In memory, or a private copy: there is no file to watch, and nobody to follow.
  if (!standing) return null;
  // A folder that is carried to other machines would carry the reserve there too, at every opening.
  const reserve = live.readOnly || placeOf(dirname(path)).kind === 'cloud' ? null : openReserve(path);
  const followWriter = live.readOnly ? follow(live, workbench.publish) : null;
  let looks = 0;

  const tell = (state: CaseHealth['state'], detail = ''): void =>
    workbench.setHealth({ state, detail, since: state === 'ok' ? null : workbench.clock().toISOString() });

  function tellFailure(failure: AssayError): void {
    if (failure.code === 'CASE_GONE') {
      const { what } = failure.data as { what: 'missing' | 'replaced' };
      if (opened.health.state === what) return;
      tell(what);
      // What was saved goes into the file itself, wherever it was taken.
      live.fold();
    } else if (failure.code === 'DISK_FAILED') {
      const { kind, detail } = failure.data as { kind: 'full' | 'denied' | 'io'; detail: string };
      if (kind === 'full') reserve?.free();
      tell(kind, detail);
    }
  }

  function look(): void {
    try {
      standing!.check();
      if (opened.health.state === 'missing' || opened.health.state === 'replaced') tell('ok');
      followWriter?.();
      if (live.readOnly && opened.health.state !== 'ok') {
        // No write will tell that the disk is well again: a read does, which throws while it is not.
        live.journal.head();
        tell('ok');
      }
      if (reserve && (!reserve.spent || looks % patience === 0)) {
        const spent = reserve.spent;
        // Made again, it has proved that the disk takes something.
        if (reserve.make() && spent && opened.health.state === 'full') tell('ok');
      }
      looks += 1;
    } catch (error) {
      const failure = asStoreError(asReadFailure(error, path), path);
      if (failure instanceof AssayError) tellFailure(failure);
      else workbench.log.error('the look at the file of a case failed', error);
    }
  }

  const stopListening = live.onWrite((failure) => (failure ? tellFailure(failure) : tell('ok')));
  const stopChecking = live.checkCommits((changes, kind) => {
    // The room that was given up is for taking things away, going back, and keeping what is being typed.
    if (!reserve?.spent || kind !== 'do' || changes.some((change) => change.after === null) || reserve.roomy()) return;
    const detail = 'the last room is kept for deleting, undoing and exporting';
    throw new AssayError('DISK_FAILED', { name: basename(path), kind: 'full', detail });
  });
  const stopLooking = workbench.every(heartbeat, look);

  return {
    closing() {
      stopLooking();
      stopListening();
      stopChecking();
    },
    closed: () => reserve?.remove(),
  };
};
