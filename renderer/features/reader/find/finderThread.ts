import type { StartThread } from './finder.ts';
import type { FromSearcher } from './searcher.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the address of the thread's file
import address from './finderWorker.ts?worker&url';

/** The page's policy lets no text become the address of code but through a policy of its own: this one knows a single address. */
const policy = window.trustedTypes?.createPolicy('assay-finder', { createScriptURL: () => address });

/** Starts the thread that searches. */
export const startFinderThread: StartThread = (hear, fail) => {
  const worker = new Worker(policy?.createScriptURL(address) ?? address, { type: 'module', name: 'finder' });
  worker.addEventListener('message', ({ data }: MessageEvent<FromSearcher>) => hear(data));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail();
  });
  return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
};
