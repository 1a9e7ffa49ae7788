import { Worker } from 'node:worker_threads';
import { extract } from '../extract.ts';
import { serveParser } from '../serve.ts';
import { unpack } from '../zip/unpack.ts';

/** A parser process that a file can bring down by its words, as a hostile file would by its structure. */
serveParser(async (file) => {
  const words = new TextDecoder().decode(file.bytes);
  if (words.startsWith('exit')) process.exit(1);
  if (words.startsWith('abort')) process.abort();
  if (words.startsWith('throw')) throw new Error('broken');
  if (words.startsWith('hang')) for (;;);
  if (words.startsWith('eat')) {
    const eaten: unknown[] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, () => ({})));
  }
  if (words.startsWith('hoard')) {
    const hoard: Buffer[] = [];
    for (;;) hoard.push(Buffer.alloc(1024 * 1024, 1));
  }
  if (words.startsWith('thread')) new Worker('process.exit()', { eval: true });
  return extract(file);
}, unpack);
