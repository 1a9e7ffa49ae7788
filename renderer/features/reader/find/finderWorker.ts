import { searcher, type ToSearcher } from './searcher.ts';

const hear = searcher((message) => self.postMessage(message));
self.addEventListener('message', ({ data }: MessageEvent<ToSearcher>) => hear(data));
