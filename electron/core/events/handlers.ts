import { windowIsThere } from '../documents/underway.ts';
import { os } from '../procedure.ts';

export const events = {
  subscribe: os.events.subscribe.handler(async function* ({ input: { windowId }, context: { workbench }, signal }) {
    const leaves = windowId === undefined ? null : windowIsThere(workbench, windowId);
    try {
      const stream = workbench.subscribe(signal);
      yield { type: 'ready' as const };
      yield* stream;
    } finally {
      leaves?.();
    }
  }),
};
