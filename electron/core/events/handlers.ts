import type { Standing } from '../../../shared/contract/events.ts';
import { windowIsThere } from '../documents/underway.ts';
import { historyState } from '../history/state.ts';
import { os } from '../procedure.ts';
import type { Workbench } from '../workbench.ts';

export const events = {
  subscribe: os.events.subscribe.handler(async function* ({ input: { windowId }, context: { workbench }, signal }) {
    const leaves = windowId === undefined ? null : windowIsThere(workbench, windowId);
    try {
      const stream = workbench.subscribe(signal);
      yield { type: 'ready' as const };
      for await (const event of stream) yield event.type === 'changed' ? { ...event, ...standingOf(workbench) } : event;
    } finally {
      leaves?.();
    }
  }),
};

/** Nothing where an earlier moment is shown, where the case was closed meanwhile, and where it cannot be read: who asks then is told why. */
function standingOf(workbench: Workbench): { standing?: Standing } {
  try {
    const current = workbench.current();
    if (!current || current.asOf) return {};
    const { caseId, savedAt, counts } = current;
    return { standing: { caseId, savedAt, counts, ...historyState(workbench.requireCase().store) } };
  } catch {
    return {};
  }
}
