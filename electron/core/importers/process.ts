/**
 * The parser process: reads one file at a time and answers. Started by a host with limits on memory, and killed when it
 * passes its deadline; it holds no state that anybody would miss.
 */
import { extract } from './extract.ts';
import { serveParser } from './serve.ts';
import { unpack } from './zip/unpack.ts';

serveParser(extract, unpack);
