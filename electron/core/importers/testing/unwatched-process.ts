import { serveParser } from '../serve.ts';
import { unpack } from '../zip/unpack.ts';

/** A parser process without the watch over its memory, in which a file fills 600 MB outside the heap: what the watch is there for. */
serveParser(
  () => {
    const hoard = Array.from({ length: 600 }, () => Buffer.alloc(1024 * 1024, 1));
    return Promise.resolve({ ok: false, reason: hoard.length > 0 ? 'no-text' : 'empty' });
  },
  unpack,
  () => ({ set: () => undefined, isWorn: () => false }),
);
