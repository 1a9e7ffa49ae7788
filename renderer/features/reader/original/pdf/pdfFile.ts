import type { Answers, PdfFailure, Question, Reply } from './messages.ts';
import type { PdfThread, StartPdfThread } from './pdfThread.ts';

/** Milliseconds that the thread may take for one answer. */
export const deadlines: Readonly<Record<Question['ask'], number>> = {
  open: 30_000,
  sizes: 20_000,
  draw: 20_000,
  words: 15_000,
  find: 15_000,
  lineAt: 15_000,
};

/** What is asked first: words that a person waits for, then what is on screen. */
const order: readonly Question['ask'][] = ['open', 'find', 'lineAt', 'draw', 'words', 'sizes'];

export class PdfError extends Error {
  readonly reason: PdfFailure;

  constructor(reason: PdfFailure) {
    super(`PDF: ${reason}`);
    this.reason = reason;
  }
}

interface Asked {
  id: number;
  question: Question;
  settle: (answer: Answers[keyof Answers]) => void;
  refuse: (error: Error) => void;
  isWanted: () => boolean;
}

/**
 * One PDF, read and drawn in a thread of its own. It is asked one thing at a time. Where it takes too long it is ended, with whatever the
 * file made it do, and started again by the next question.
 */
export class PdfFile {
  readonly #file: Blob;
  readonly #start: StartPdfThread;
  #thread: PdfThread | null = null;
  #isOpen = false;
  #opening: Promise<Answers['open']> | null = null;
  #running: Asked | null = null;
  #waiting: Asked[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(file: Blob, start: StartPdfThread) {
    this.#file = file;
    this.#start = start;
  }

  /** How many pages it has, and the sizes of the first. Rejects with a `PdfError`. */
  open(): Promise<Answers['open']> {
    this.#opening ??= this.#put({ ask: 'open', file: this.#file }, () => true).then((answer) => {
      this.#isOpen = true;
      return answer as Answers['open'];
    });
    return this.#opening;
  }

  /** Asks for something of an open file; what is no longer wanted when its turn comes is dropped. Rejects with a `PdfError`. */
  async ask<Name extends Exclude<Question['ask'], 'open'>>(
    question: Extract<Question, { ask: Name }>,
    isWanted: () => boolean = () => true,
  ): Promise<Answers[Name]> {
    await this.open();
    return (await this.#put(question, isWanted)) as Answers[Name];
  }

  /** Ends the thread for good. */
  close(): void {
    this.#isClosed = true;
    this.#stop('failed');
    this.#refuseAll(null);
  }

  #put(question: Question, isWanted: () => boolean): Promise<Answers[keyof Answers]> {
    return new Promise((settle, refuse) => {
      if (this.#isClosed) return refuse(new PdfError('failed'));
      this.#waiting.push({ id: ++this.#lastId, question, settle, refuse, isWanted });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running) return;
    const unwanted = this.#waiting.filter(({ isWanted }) => !isWanted());
    this.#waiting = this.#waiting.filter(({ isWanted }) => isWanted());
    for (const { refuse } of unwanted) refuse(new PdfError('failed'));
    const rank = ({ question }: Asked): number => order.indexOf(question.ask);
    const next = this.#waiting.toSorted((a, b) => rank(a) - rank(b))[0];
    if (!next) return;
    // After it was ended, or before it was ever begun.
    if (!this.#isOpen && next.question.ask !== 'open') {
      this.#opening = null;
      this.open().catch((error: unknown) => this.#refuseAll(error));
      return;
    }
    this.#waiting = this.#waiting.filter((asked) => asked !== next);
    this.#running = next;
    this.#thread ??= this.#begin();
    this.#timer = setTimeout(() => this.#stop('slow'), deadlines[next.question.ask]);
    this.#thread.post({ id: next.id, question: next.question });
  }

  #begin(): PdfThread {
    const thread: PdfThread = this.#start(
      (reply) => thread === this.#thread && this.#hear(reply),
      () => thread === this.#thread && this.#stop('failed'),
    );
    return thread;
  }

  #hear(reply: Reply): void {
    const asked = this.#running;
    if (asked?.id !== reply.id) return;
    clearTimeout(this.#timer);
    this.#running = null;
    if ('failure' in reply) asked.refuse(new PdfError(reply.failure));
    else asked.settle(reply.answer);
    // What was asked for by whoever hears of this answer is already here when the next one is chosen.
    queueMicrotask(() => this.#next());
  }

  #stop(reason: PdfFailure): void {
    clearTimeout(this.#timer);
    this.#thread?.end();
    this.#thread = null;
    this.#isOpen = false;
    const asked = this.#running;
    this.#running = null;
    asked?.refuse(new PdfError(reason));
    if (!this.#isClosed) queueMicrotask(() => this.#next());
  }

  #refuseAll(error: unknown): void {
    for (const { refuse } of this.#waiting.splice(0)) refuse(error instanceof PdfError ? error : new PdfError('failed'));
  }
}
