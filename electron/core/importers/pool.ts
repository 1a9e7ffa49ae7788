import type { ImportFailure } from '../../../shared/domain/errors.ts';
import { importLimits } from '../../../shared/domain/importLimits.ts';
import type { ParseResult, TextParser, Unpacked } from './parser.ts';
import type { ParseRequest, ParseResponse } from './serve.ts';
import { isPdf } from './sniff.ts';
import { unpacked, type Packed } from './travel.ts';

/** Why a parser process ended: by its own watch over memory (or the system's), or in a way that nobody foresaw. */
export type ParserEnding = 'out-of-memory' | 'crashed';

/** How the end of a process tells that: nothing else sends it this signal, and on Windows, where there are none, nothing else ends it with 1. */
export function endingOf(code: number | null, signal: NodeJS.Signals | null): ParserEnding {
  return signal === 'SIGKILL' || (process.platform === 'win32' && code === 1) ? 'out-of-memory' : 'crashed';
}

/** A separate process that runs `process.ts`, however the host starts one. */
export interface ParserProcess {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process never came up. */
  onExit(listener: (ending: ParserEnding) => void): void;
  kill(): void;
}

export interface ParserPoolOptions {
  fork: () => ParserProcess;
  /** Processes at a time. */
  size?: number;
  /** A file that takes longer is stopped: milliseconds. A PDF has longer in the same measure as is promised. */
  deadlineMs?: number;
}

type Answer = ParseResult | Unpacked | Packed;

interface Job {
  file: Pick<ParseRequest, 'name' | 'bytes' | 'pasted' | 'tellCitations' | 'unpackFrom'>;
  settle(result: Exclude<Answer, Packed>): void;
  /** A used process ended over it: it gets a new one. */
  again: boolean;
}

interface Worker {
  process: ParserProcess;
  /** Has read a file already. */
  used: boolean;
  reading: { id: number; job: Job; deadline: NodeJS.Timeout } | null;
}

/**
 * Reads files in a few processes that are started when first needed and kept warm. A file that crashes its process or
 * passes a limit fails alone, with `crashed`, `too-slow` or `out-of-memory`; the next file gets a new process. Of what ends a process it is the
 * file itself that is told, never what was read before it: a file that ends a used process is read once more in a new one. Never rejects.
 */
export function createParserPool({ fork, size = 2, deadlineMs = importLimits.seconds * 1_000 }: ParserPoolOptions): TextParser {
  const workers = new Set<Worker>();
  const waiting: Job[] = [];
  let lastId = 0;
  let closed = false;

  function start(): Worker {
    const worker: Worker = { process: fork(), used: false, reading: null };
    workers.add(worker);
    worker.process.onMessage((message) => {
      const { id, result, worn } = message as ParseResponse;
      if (worker.reading?.id !== id) return;
      const job = release(worker);
      worker.used = true;
      if (worn) stop(worker, 'stopped');
      finish(job, result);
    });
    worker.process.onExit((ending) => {
      workers.delete(worker);
      const job = release(worker);
      if (job && worker.used) {
        job.again = true;
        waiting.unshift(job);
        run();
      } else finish(job, { ok: false, reason: ending });
    });
    return worker;
  }

  function release(worker: Worker): Job | undefined {
    const { reading } = worker;
    worker.reading = null;
    clearTimeout(reading?.deadline);
    return reading?.job;
  }

  function finish(job: Job | undefined, result: Answer): void {
    if (job && 'packed' in result) void unpacked(result).then(job.settle);
    else if (job) job.settle(result as Exclude<Answer, Packed>);
    run();
  }

  function stop(worker: Worker, reason: ImportFailure): void {
    workers.delete(worker);
    worker.process.kill();
    finish(release(worker), { ok: false, reason });
  }

  function run(): void {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const { again } = job;
      let worker = [...workers].find(({ reading, used }) => reading === null && !(again && used));
      if (!worker && workers.size >= size) return;
      waiting.shift();
      try {
        worker ??= start();
        give(worker, job);
      } catch {
        if (worker) stop(worker, 'crashed');
        job.settle({ ok: false, reason: 'crashed' });
      }
    }
  }

  function give(worker: Worker, job: Job): void {
    const id = ++lastId;
    const { file } = job;
    const patience = isPdf(file.bytes) ? deadlineMs * (importLimits.secondsOfPdf / importLimits.seconds) : deadlineMs;
    worker.reading = { id, job, deadline: setTimeout(() => stop(worker, 'too-slow'), patience) };
    worker.process.post({ ...file, id } satisfies ParseRequest);
  }

  const ask = (file: Job['file'], signal: AbortSignal | undefined): Promise<Exclude<Answer, Packed>> =>
    new Promise((resolve) => {
      if (closed || signal?.aborted) return resolve({ ok: false, reason: 'stopped' });
      const job: Job = {
        file,
        again: false,
        settle(result) {
          signal?.removeEventListener('abort', abort);
          resolve(result);
        },
      };
      const abort = (): void => {
        const place = waiting.indexOf(job);
        if (place >= 0) waiting.splice(place, 1);
        // A file that is being read is read to its end; its caller need not wait for it.
        job.settle({ ok: false, reason: 'stopped' });
      };
      signal?.addEventListener('abort', abort, { once: true });
      waiting.push(job);
      run();
    });

  return {
    // The process answers what it was asked.
    parse: ({ name, bytes, pasted, tellCitations }, signal) => ask({ name, bytes, pasted, tellCitations }, signal) as Promise<ParseResult>,
    unpack: (file, from, signal) => ask({ name: file.name, bytes: file.bytes, unpackFrom: from }, signal) as Promise<Unpacked>,
    close() {
      closed = true;
      for (const job of waiting.splice(0)) job.settle({ ok: false, reason: 'stopped' });
      for (const worker of workers) stop(worker, 'stopped');
    },
  };
}
