import type { FindHandle } from '../../../actions/action.ts';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import type { FindQuery } from '../../../../shared/text/find.ts';
import { Finder, placesAtMost, type Outcome, type StartThread } from './finder.ts';
import type { KeptFind } from './keptFinds.ts';
import { contextOf, firstFrom, stepFrom } from './places.ts';

/** What finding needs of the article around it. */
export interface FoundIn {
  text: string;
  /** The selection, or the caret as an empty range. */
  here(): TextRange;
  selected(): string;
  hasKeyboard(): boolean;
  /** Scrolls to a place; the caret stays where it is. */
  reveal(range: TextRange): void;
  /** Selects a place; null gives the keyboard back without. */
  settle(range: TextRange | null): void;
  announce(text: string): void;
  /** Keeps what is looked for, for the next time that the article is read. */
  keep(find: KeptFind): void;
}

type How = 'matchCase' | 'wholeWords' | 'expression';

export interface FindState {
  shown: boolean;
  query: FindQuery;
  status: 'nothing' | 'searching' | 'found' | Exclude<Outcome['kind'], 'found' | 'superseded'>;
  /** Why an expression is none. */
  reason: string;
  ranges: readonly TextRange[];
  more: boolean;
  /** The place one is at, of those found; -1 for none. */
  at: number;
  /** Counts how often the field was asked to take the keyboard since the bar is shown. */
  asked: number;
}

const longestSelection = 300;
/** Milliseconds after which a search is told of: most are done before, and a word that comes and goes with every key is no help. */
const toldAfter = 200;
const nothing = { status: 'nothing', reason: '', ranges: [], more: false, at: -1 } as const;

/** Finding in one open article: what is looked for, where it stands, and at which place one is. It lives outside React, like the reader. */
export class FindSession implements FindHandle {
  readonly #article: FoundIn;
  readonly #finder: Finder;
  #state: FindState = {
    ...nothing,
    shown: false,
    query: { words: '', matchCase: false, wholeWords: false, expression: false },
    asked: 0,
  };
  /** Where reading stood when the search began: while words are typed, the first place from here on is shown. */
  #origin: TextRange = { start: 0, end: 0 };
  /** A step that was asked for before it was known where there is something to step to. */
  #wanted: 1 | -1 | null = null;
  /** Runs while an answer is waited for. */
  #searching: ReturnType<typeof setTimeout> | undefined;
  /** What was found before is looked for again, and nothing of it is shown or said. */
  #resuming = false;
  readonly #listeners = new Set<() => void>();

  constructor(article: FoundIn, start: StartThread, kept: KeptFind | null = null) {
    this.#article = article;
    if (kept) this.#state = { ...this.#state, ...kept };
    this.#resuming = kept?.shown === true;
    this.#finder = new Finder(article.text, start);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): FindState => this.#state;

  #set(change: Partial<FindState>): void {
    this.#state = { ...this.#state, ...change };
    if (change.query || change.shown !== undefined) this.#article.keep({ query: this.#state.query, shown: this.#state.shown });
    for (const listener of this.#listeners) listener();
  }

  /** Goes on where the article was left: what is found is painted, and reading stays where it stands. */
  resume(): void {
    if (!this.#resuming) return;
    this.#origin = this.#article.here();
    this.#search();
  }

  // --- what commands ask

  isShown = (): boolean => this.#state.shown;
  isOn = (how: How): boolean => this.#state.query[how];

  words(): string {
    const { shown, query } = this.#state;
    // Elsewhere an expression means nothing: what it found here does.
    const range = query.expression ? this.#current() : null;
    if (shown && range) return this.#article.text.slice(range.start, range.end);
    return shown ? query.words : this.#article.selected().replaceAll(/\s+/gu, ' ') || query.words;
  }

  query(): FindQuery | null {
    const { shown, query } = this.#state;
    return shown && query.words !== '' && !this.#article.hasKeyboard() ? query : null;
  }

  open(): void {
    const { shown, query, asked } = this.#state;
    const selected = this.#article.selected();
    const taken = selected !== '' && selected.length <= longestSelection && !(shown && !this.#article.hasKeyboard());
    if (!shown || taken) this.#origin = this.#article.here();
    // What is selected is meant to the letter, whatever was looked for before.
    const next = taken ? { ...query, words: selected.replaceAll(/\s+/gu, ' '), expression: false } : query;
    this.#set({ shown: true, query: next, asked: asked + 1 });
    if (taken || !shown) this.#search();
  }

  /** Takes the bar away; reading goes on at the place that was found. */
  close(): void {
    if (!this.#state.shown) return;
    const range = this.#current();
    // Whoever reads on already stays where they are.
    const reading = this.#article.hasKeyboard();
    this.#stop();
    this.#set({ ...nothing, shown: false, asked: 0 });
    if (!reading) this.#article.settle(range);
  }

  step(direction: 1 | -1): void {
    const { shown, query } = this.#state;
    if (!shown) {
      // Without the bar a selection is what the next place is looked for of, else what was looked for last.
      const selected = this.#article.selected().replaceAll(/\s+/gu, ' ');
      const words = selected !== '' && selected.length <= longestSelection ? selected : query.words;
      if (words === '') return;
      this.#origin = this.#article.here();
      this.#set({ shown: true, query: words === query.words ? query : { ...query, words, expression: false } });
      this.#wanted = direction;
      return this.#search();
    }
    if (this.#searching) {
      this.#wanted = direction;
      return;
    }
    if (this.#state.status !== 'found') return;
    const here = this.#article.hasKeyboard() ? this.#article.here() : (this.#current() ?? this.#origin);
    this.#go(stepFrom(this.#state.ranges, here, direction), here, direction);
  }

  toggle(how: How): void {
    const { query } = this.#state;
    this.setQuery({ ...query, [how]: !query[how] });
  }

  setQuery(query: FindQuery): void {
    this.#resuming = false;
    this.#set({ query });
    this.#search();
  }

  /** Ends the thread; nothing more is found until something is looked for again. */
  end(): void {
    this.#stop();
  }

  // --- searching

  #current(): TextRange | null {
    return this.#state.ranges[this.#state.at] ?? null;
  }

  #stop(): void {
    this.#finder.close();
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#searching);
    this.#searching = undefined;
    this.#wanted = null;
  }

  #search(): void {
    const { query } = this.#state;
    if (query.words === '') {
      this.#stop();
      this.#set(nothing);
      return;
    }
    this.#searching ??= setTimeout(() => this.#set({ status: 'searching' }), toldAfter);
    void this.#finder.search({ kind: 'query', query }).then((outcome) => this.#hear(outcome));
  }

  #hear(outcome: Outcome): void {
    if (outcome.kind === 'superseded') return;
    const wanted = this.#wanted;
    const resuming = this.#resuming && !wanted;
    this.#resuming = false;
    this.#rest();
    if (outcome.kind !== 'found') {
      this.#set({ ...nothing, status: outcome.kind, reason: outcome.kind === 'wrong' ? outcome.reason : '' });
      return this.#article.announce(adviceOf(this.#state));
    }
    const { ranges, more } = outcome;
    this.#set({ status: 'found', reason: '', ranges, more, at: -1 });
    if (resuming) return this.#set({ at: ranges.length > 0 ? firstFrom(ranges, this.#origin.start) % ranges.length : -1 });
    if (ranges.length === 0) return this.#article.announce(statusOf(this.#state));
    if (wanted) this.#go(stepFrom(ranges, this.#origin, wanted), this.#origin, wanted);
    else this.#go(firstFrom(ranges, this.#origin.start) % ranges.length, this.#origin, null);
  }

  #go(at: number, from: TextRange, direction: 1 | -1 | null): void {
    this.#set({ at });
    const range = this.#current();
    if (!range) return this.#article.announce(statusOf(this.#state));
    // Whoever reads on with the keyboard in the text takes it along.
    if (direction !== null && this.#article.hasKeyboard()) this.#article.settle(range);
    else this.#article.reveal(range);
    const { before, words, after } = contextOf(this.#article.text, range, 40);
    const turned = direction !== null && (direction > 0 ? range.start < from.start : range.start >= from.end);
    const where = turned ? (direction > 0 ? ', from the top again' : ', from the end again') : '';
    this.#article.announce(`${statusOf(this.#state)}${where}. ${before}${words}${after}`);
  }
}

/** How far one is, in few words: for the bar, and spoken. */
export function statusOf({ status, ranges, more, at }: FindState): string {
  switch (status) {
    case 'nothing':
      return '';
    case 'searching':
      return 'Searching';
    case 'wrong':
      return 'Not an expression';
    case 'slow':
      return 'Takes too long';
    case 'failed':
      return 'Could not search';
    case 'found':
      if (ranges.length === 0) return 'Not found';
      return `${at < 0 ? '' : `${(at + 1).toLocaleString()} of `}${ranges.length.toLocaleString()}${more ? '+' : ''}`;
  }
}

/** What there is to know besides, in whole sentences; empty where nothing is. */
export function adviceOf({ status, reason, more }: FindState): string {
  if (status === 'wrong') return `This is not a regular expression: ${reason}.`;
  if (status === 'slow')
    return 'This expression takes too long in this article and was stopped. Repetitions inside repetitions, as in (a+)+, are the usual cause.';
  if (status === 'failed') return 'The search could not be started. Reload the window, and try again.';
  return more ? `There are more than ${placesAtMost.toLocaleString()}; only the first ${placesAtMost.toLocaleString()} are shown.` : '';
}
