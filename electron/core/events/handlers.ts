import { os } from '../procedure.ts';

export const events = {
  subscribe: os.events.subscribe.handler(async function* ({ context: { workbench }, signal }) {
    const stream = workbench.subscribe(signal);
    yield { type: 'ready' as const };
    yield* stream;
  }),
};
