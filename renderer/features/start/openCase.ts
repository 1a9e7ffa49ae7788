import { useState } from 'react';
import type { KnownCase } from '../../../shared/contract/cases.ts';
import { client } from '../../api/client.ts';
import { failureOf, type Failure } from '../../api/errors.ts';
import { useRecovery } from '../../state/recovery.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** Opening did not work; `place` says which line or field it belongs to. */
interface CaseTrouble {
  place: string;
  failure: Failure;
  /** Offered where the case can at least be read. */
  openReadOnly: (() => void) | null;
  /** Offered where more can be known about the case, and perhaps saved of it. */
  lookInto: (() => void) | null;
}

export interface CaseOpener {
  trouble: CaseTrouble | null;
  busy: boolean;
  forgetTrouble: () => void;
  /** Trouble belongs to the line of the case, where no other `place` is named. */
  open(known: Pick<KnownCase, 'key'>, place?: string): void;
  openReadOnly(known: Pick<KnownCase, 'key'>, place?: string): void;
  openPath(path: string): void;
  create(name: string, onDone?: () => void): void;
  openDemo(): void;
}

/** Failures after which the case can still be opened to be read. */
export const readableAfter = (failure: Pick<Failure, 'code'>): boolean =>
  failure.code === 'CASE_OPEN_ELSEWHERE' || failure.code === 'CASE_NEWER';

/** Failures after which it is worth looking at what can be saved of the case. */
export const recoverableAfter = (failure: Pick<Failure, 'code'>): boolean =>
  ['CASE_DAMAGED', 'CASE_MISSING', 'CASE_NEWER', 'NOT_A_CASE', 'DISK_FAILED', 'INTERNAL'].includes(failure.code);

/** Opens and makes cases, and keeps what went wrong for the place where it happened. */
export function useCaseOpener(): CaseOpener {
  const [trouble, setTrouble] = useState<CaseTrouble | null>(null);
  const [busy, setBusy] = useState(false);

  /** `key` names the case as `cases.known` does; null: as the one that could not be opened last; undefined: no case was asked for. */
  const go = async (place: string, step: () => Promise<unknown>, readOnly?: () => Promise<unknown>, key?: string | null): Promise<void> => {
    setBusy(true);
    try {
      await step();
      setTrouble(null);
      // The window hears of the case by its event; what asked for it has done its work.
      useWorkspace.getState().closeDialog();
    } catch (error) {
      const failure = failureOf(error);
      setTrouble({
        place,
        failure,
        openReadOnly: readOnly && readableAfter(failure) ? () => void go(place, readOnly, undefined, key) : null,
        lookInto:
          key !== undefined && recoverableAfter(failure)
            ? () => {
                useWorkspace.getState().closeDialog();
                useRecovery.getState().begin({ key, failure });
              }
            : null,
      });
    } finally {
      setBusy(false);
    }
  };

  return {
    trouble,
    busy,
    forgetTrouble: () => setTrouble(null),
    open: ({ key }, place = key) =>
      void go(
        place,
        () => client.cases.open({ key }),
        () => client.cases.open({ key, readOnly: true }),
        key,
      ),
    openReadOnly: ({ key }, place = key) => void go(place, () => client.cases.open({ key, readOnly: true }), undefined, key),
    openPath: (path) =>
      void go(
        'path',
        () => client.cases.openPath({ path }),
        () => client.cases.openPath({ path, readOnly: true }),
        null,
      ),
    create: (name, onDone) =>
      void go('name', async () => {
        await client.cases.create({ name });
        onDone?.();
      }),
    openDemo: () => void go('demo', () => client.cases.openDemo({}), undefined, null),
  };
}
