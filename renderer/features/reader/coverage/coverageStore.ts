import type { Block, TextRange } from '../../../../shared/domain/entities.ts';
import { coverageOf, type Coverage } from '../../../../shared/text/coverage.ts';
import { mergeRanges } from '../../../../shared/text/ranges.ts';
import { sentencesOf } from '../../../../shared/text/segment.ts';
import type { PaintedPassage } from '../passages/paint.ts';

interface CoverageSource {
  text: string;
  blocks: readonly Block[];
  language: string;
  passages: { all(): readonly PaintedPassage[]; subscribe(listener: () => void): () => void };
  /** Keeps stretches that were read; answers with all of them. */
  send(ranges: TextRange[]): Promise<readonly TextRange[]>;
}

/** Milliseconds in which what was read is gathered before it is sent. */
const gatherFor = 2_500;
/** The most stretches that one call may say were read. */
const sentAtOnce = 1_000;

/** What was read of one open article, and what became of its sentences. They are looked for when somebody asks for the first time. */
export class CoverageStore {
  readonly #source: CoverageSource;
  #read: readonly TextRange[] = [];
  #unsent: TextRange[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sentences: readonly TextRange[] | null = null;
  #made: { read: readonly TextRange[]; passages: readonly PaintedPassage[]; coverage: Coverage } | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(source: CoverageSource) {
    this.#source = source;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    const stop = this.#source.passages.subscribe(listener);
    return () => {
      stop();
      this.#listeners.delete(listener);
    };
  };

  /** The same object for as long as nothing changed. */
  readonly coverage = (): Coverage => {
    const passages = this.#source.passages.all();
    const read = this.#read;
    if (this.#made?.read !== read || this.#made.passages !== passages) {
      const { text, blocks, language } = this.#source;
      this.#sentences ??= sentencesOf(text, blocks, language);
      this.#made = { read, passages, coverage: coverageOf(this.#sentences, read, passages) };
    }
    return this.#made.coverage;
  };

  /** What is kept about this text, as far as it is known. */
  know(ranges: readonly TextRange[]): void {
    this.#take(ranges);
  }

  /** A stretch was read just now: it counts at once, whatever becomes of sending it. */
  add({ start, end }: TextRange): void {
    if (start >= end || this.#read.some((range) => range.start <= start && range.end >= end)) return;
    this.#unsent.push({ start, end });
    this.#take([{ start, end }]);
    this.#timer ??= setTimeout(() => this.flush(), gatherFor);
  }

  /** Sends what was gathered. What could not be sent goes with the next. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = mergeRanges(this.#unsent);
    this.#unsent = [];
    for (let at = 0; at < gathered.length; at += sentAtOnce) {
      const sent = gathered.slice(at, at + sentAtOnce);
      this.#source.send(sent).then(
        (all) => this.#take(all),
        () => this.#unsent.push(...sent),
      );
    }
  }

  #take(ranges: readonly TextRange[]): void {
    const read = mergeRanges([...this.#read, ...ranges]);
    if (JSON.stringify(read) === JSON.stringify(this.#read)) return;
    this.#read = read;
    for (const listener of this.#listeners) listener();
  }
}
