import type { TextRange } from '../../../../shared/domain/entities.ts';
import type { FromSearcher, Search, ToSearcher } from './searcher.ts';

/** A thread that searches, as the finder needs it. */
export interface Thread {
  post(message: ToSearcher): void;
  /** Stops it at once, whatever it is doing. */
  end(): void;
}

export type StartThread = (hear: (message: FromSearcher) => void, fail: () => void) => Thread;

export type Outcome =
  | { kind: 'found'; ranges: TextRange[]; more: boolean }
  /** The expression is not one, for this reason. */
  | { kind: 'wrong'; reason: string }
  /** The expression takes too long, and was stopped. */
  | { kind: 'slow' }
  /** Another search was asked for before this one was done. */
  | { kind: 'superseded' }
  | { kind: 'failed' };

/** More places than anybody walks through; they are counted no further. */
export const placesAtMost = 10_000;

/** Milliseconds that an expression may take. */
const deadline = 1_500;

interface Asked {
  search: Search;
  settle: (outcome: Outcome) => void;
}

/**
 * Searches one text in a thread of its own, so that no search, however long, holds up the page. Of searches that come while one is
 * running only the newest counts. An expression is stopped where it takes too long: some would run for ever.
 */
export class Finder {
  readonly #text: string;
  readonly #start: StartThread;
  #thread: Thread | null = null;
  #ready = false;
  #running: Asked | null = null;
  #waiting: Asked | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(text: string, start: StartThread) {
    this.#text = text;
    this.#start = start;
  }

  search(search: Search): Promise<Outcome> {
    return new Promise((settle) => {
      this.#waiting?.settle({ kind: 'superseded' });
      this.#waiting = { search, settle };
      // Nobody waits for the end of an expression that may have none.
      if (this.#running && isExpression(this.#running.search)) this.#stop({ kind: 'superseded' });
      this.#next();
    });
  }

  /** Ends the thread; it is started again by the next search. */
  close(): void {
    this.#waiting?.settle({ kind: 'superseded' });
    this.#waiting = null;
    this.#stop({ kind: 'superseded' });
  }

  #next(): void {
    if (this.#running || !this.#waiting) return;
    if (!this.#thread) {
      this.#ready = false;
      const thread = this.#start(
        (message) => this.#hear(thread, message),
        () => this.#thread === thread && this.#fail(),
      );
      this.#thread = thread;
      thread.post({ text: this.#text });
    }
    if (!this.#ready) return;
    this.#running = this.#waiting;
    this.#waiting = null;
    const { search } = this.#running;
    // Counted from when the thread has nothing else to do: starting it on a busy machine is no fault of the expression.
    if (isExpression(search))
      this.#timer = setTimeout(() => {
        this.#stop({ kind: 'slow' });
        this.#next();
      }, deadline);
    this.#thread.post({ search, limit: placesAtMost });
  }

  #hear(from: Thread, message: FromSearcher): void {
    // What a thread said that was ended meanwhile.
    if (from !== this.#thread) return;
    if (message === 'ready') this.#ready = true;
    else {
      clearTimeout(this.#timer);
      this.#running?.settle('wrong' in message ? { kind: 'wrong', reason: message.wrong } : foundIn(message));
      this.#running = null;
    }
    this.#next();
  }

  #fail(): void {
    this.#waiting?.settle({ kind: 'failed' });
    this.#waiting = null;
    this.#stop({ kind: 'failed' });
  }

  #stop(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.#thread?.end();
    this.#thread = null;
    this.#running?.settle(outcome);
    this.#running = null;
  }
}

const isExpression = (search: Search): boolean => search.kind === 'query' && search.query.expression;

function foundIn({ places, more }: { places: Int32Array; more: boolean }): Outcome {
  const ranges = Array.from({ length: places.length / 2 }, (_, index) => ({ start: places[index * 2]!, end: places[index * 2 + 1]! }));
  return { kind: 'found', ranges, more };
}
