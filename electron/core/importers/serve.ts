import { watchMemory, type MemoryWatch } from './memoryWatch.ts';
import type { FileToRead, ParseResult, Unpacked } from './parser.ts';
import { packed, type Packed } from './travel.ts';

/** What the pool sends to a parser process, and what comes back. */
export interface ParseRequest {
  id: number;
  name: string;
  bytes: Uint8Array;
  pasted?: boolean | undefined;
  tellCitations?: boolean | undefined;
  /** Set to unpack an archive from there on, instead of reading a text. */
  unpackFrom?: number | undefined;
}
export interface ParseResponse {
  id: number;
  result: ParseResult | Unpacked | Packed;
  /** It has grown so much that the next file should get a new process. */
  worn: boolean;
}

/** The port of an Electron utility process, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** Not 1, by which Windows tells of a process that was killed. */
const unforeseen = 70;

/** Answers parse requests over whichever channel the parent opened: a utility process's port, or Node's IPC. */
export function serveParser(
  parse: (file: FileToRead) => Promise<ParseResult>,
  unpack: (file: { bytes: Uint8Array }, from: number) => Unpacked,
  watch: () => MemoryWatch = watchMemory,
): void {
  const memory = watch();
  process.on('uncaughtException', () => process.exit(unforeseen));
  const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;
  const answer = (message: unknown, send: (response: ParseResponse) => void): void => {
    const { id, name, bytes, pasted, tellCitations, unpackFrom } = message as ParseRequest;
    const work = async (): Promise<ParseResult | Unpacked> =>
      unpackFrom === undefined ? parse({ name, bytes, pasted, tellCitations }) : unpack({ bytes }, unpackFrom);
    // A file that fails in a way nobody foresaw takes its process with it, which is told as a crash.
    memory.set('busy');
    work().then(
      (result) => {
        memory.set('idle');
        send({ id, result: packed(result), worn: memory.isWorn() });
      },
      () => process.exit(unforeseen),
    );
  };
  if (port) port.on('message', ({ data }) => answer(data, (response) => port.postMessage(response)));
  else {
    process.on('message', (message) => answer(message, (response) => process.send?.(response)));
    // Nobody is left to answer.
    process.on('disconnect', () => process.exit(0));
  }
}
