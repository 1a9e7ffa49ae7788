import type { CoverageHandle, CoverageWalk } from '../../../actions/action.ts';
import { nextSentence, type CoveredSentence, type SentenceState } from '../../../../shared/text/coverage.ts';
import type { SkipSubject } from '../../../state/workspace.ts';
import { announce } from '../../../ui/announce.ts';
import type { PassageWork } from '../passages/passageWork.ts';
import type { OpenText } from '../text/openText.ts';
import { sentenceInWords } from './coverageWords.ts';

const wanted: Record<CoverageWalk, readonly SentenceState[]> = { unread: ['unread'], open: ['read', 'unread'] };
const nothingLeft: Record<CoverageWalk, string> = {
  unread: 'Nothing is unread: every sentence of this article was read or dealt with',
  open: 'Every sentence of this article is claimed, highlighted or skipped',
};

/** What commands do about the sentences of one open article. */
export class CoverageWork implements CoverageHandle {
  readonly #reader: OpenText;
  readonly #passages: PassageWork;

  constructor(reader: OpenText, passages: PassageWork) {
    this.#reader = reader;
    this.#passages = passages;
  }

  next(kind: CoverageWalk, direction: 1 | -1): void {
    const { coverage, selected, caretAt } = this.#reader;
    const covered = coverage.coverage();
    // A caret that was only put at the start of a sentence has not been there yet.
    const from = selected ? (direction > 0 ? selected.start : selected.end) : direction > 0 ? caretAt - 1 : caretAt;
    const sentence = covered.sentences[nextSentence(covered, from, wanted[kind], direction)];
    if (!sentence) return announce(nothingLeft[kind]);
    this.#reader.place({ at: sentence.end, anchor: sentence.start }, { reveal: false });
    this.#reader.show([sentence]);
    announce(`${this.inWords(sentence)}. ${this.#reader.source.text.slice(sentence.start, sentence.end)}`);
  }

  skipSubject(): SkipSubject | null {
    const { selected, caretAt, documentId, passages } = this.#reader;
    const { chosen } = this.#passages;
    const inChosen = !selected && chosen?.ranges.some(({ start, end }) => start <= caretAt && caretAt <= end);
    const anchor = this.#reader.anchorOrSentence();
    if (!anchor && !inChosen) return null;
    const same = inChosen ? chosen : passages.all().find(({ ranges }) => JSON.stringify(ranges) === JSON.stringify(anchor!.ranges));
    if (!same) return anchor && { kind: 'new', documentId, anchor };
    return { kind: 'passage', passageId: same.id, words: this.#passages.quoteOf(same), reason: same.skipReason };
  }

  /** What became of a sentence, in one line; of one that is skipped, why. */
  inWords(sentence: CoveredSentence): string {
    const reason = sentence.state === 'skipped' && this.#passages.under(sentence).find(({ standing }) => standing === 'skipped');
    return reason ? reason.meaning : sentenceInWords(sentence);
  }
}
