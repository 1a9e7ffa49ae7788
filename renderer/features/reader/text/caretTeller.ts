import { inWords, type PaintedPassage } from '../passages/paint.ts';

/** Milliseconds for which the caret rests before passages are told: one who walks on does not want to hear of each. */
const rest = 350;

/** Says in words which passages the caret has come into, once it rests; nothing again for as long as it stays in the same ones. */
export class CaretTeller {
  readonly #say: (text: string) => void;
  #told = '';
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** The caret moved; `under` looks up the passages there when it is time. */
  moved(under: () => readonly PaintedPassage[]): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      const passages = under();
      const ids = passages.map(({ id }) => id).join(' ');
      if (ids === this.#told) return;
      this.#told = ids;
      this.#say(told(passages));
    }, rest);
  }

  stop(): void {
    clearTimeout(this.#waiting);
  }
}

/** Of so many each is said; more, nobody would wait for. */
const saidAtMost = 5;

function told(passages: readonly PaintedPassage[]): string {
  if (passages.length === 0) return '';
  const count = passages.length === 1 ? '1 passage' : `${passages.length.toLocaleString()} passages`;
  const more = passages.length - saidAtMost;
  const said = passages.slice(0, saidAtMost).map(inWords);
  return `${count}: ${[...said, ...(more > 0 ? [`and ${more.toLocaleString()} more`] : [])].join('; ')}`;
}
