import type { CoverageHandle, CoverageWalk } from '../../actions/action.ts';
import { nextSentence, type CoveredSentence, type SentenceState } from '../../../shared/text/coverage.ts';
import { announce } from '../../ui/announce.ts';
import type { ReaderController } from './controller.ts';
import { sentenceInWords } from './coverageWords.ts';

const wanted: Record<CoverageWalk, readonly SentenceState[]> = { unread: ['unread'], open: ['read', 'unread'] };
const nothingLeft: Record<CoverageWalk, string> = {
  unread: 'Nothing is unread: every sentence of this article was read or dealt with',
  open: 'Every sentence of this article is claimed, highlighted or skipped',
};

/** What commands do about the sentences of one open article. */
export class CoverageWork implements CoverageHandle {
  readonly #reader: ReaderController;

  constructor(reader: ReaderController) {
    this.#reader = reader;
  }

  next(kind: CoverageWalk, direction: 1 | -1): void {
    const { coverage, selected, caretAt } = this.#reader;
    coverage.flush();
    const covered = coverage.coverage();
    // A caret that was only put at the start of a sentence has not been there yet.
    const from = selected ? (direction > 0 ? selected.start : selected.end) : direction > 0 ? caretAt - 1 : caretAt;
    const sentence = covered.sentences[nextSentence(covered, from, wanted[kind], direction)];
    if (!sentence) return announce(nothingLeft[kind]);
    this.#reader.place({ at: sentence.end, anchor: sentence.start }, { reveal: false });
    this.#reader.show([sentence]);
    announce(`${this.inWords(sentence)}. ${this.#reader.source.text.slice(sentence.start, sentence.end)}`);
  }

  /** What became of a sentence, in one line. */
  inWords(sentence: CoveredSentence): string {
    return sentenceInWords(sentence);
  }
}
