import type { ReaderHandle, TextUnit } from '../../actions/action.ts';
import { codeWords } from '../../actions/coding.ts';
import { keepRead } from '../../actions/reading.ts';
import { attempt } from '../../actions/run.ts';
import type { AnchorInput } from '../../../shared/contract/passages.ts';
import type { DocumentDetail, TextLink, TextRange } from '../../../shared/domain/entities.ts';
import { describe } from '../../../shared/text/anchor.ts';
import { blockIndexAt, unitAt } from '../../../shared/text/segment.ts';
import { useCoding } from '../../state/coding.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { moveCaret, selectedRange, type Caret, type CaretText } from './text/caret.ts';
import { CaretTeller } from './text/caretTeller.ts';
import { CoverageStore } from './coverage/coverageStore.ts';
import { CoverageWork } from './coverage/coverageWork.ts';
import { domRange, selectionWithin, tidySelection } from './text/domText.ts';
import { PassageStore } from './passages/passageStore.ts';
import { PassageWork } from './passages/passageWork.ts';
import type { OpenText } from './text/openText.ts';
import { caretRect, firstVisibleOffset, lineStep, scrollToRange } from './text/place.ts';
import { TransientPaint } from './text/transientPaint.ts';

/** What the pane draws beside the text. */
export interface ReaderSnapshot {
  caret: Caret;
  /** The small bar is offered for selections made by hand, not for every sentence walked over. */
  offersBar: boolean;
  /** Passages under the last click, shortest first, when there were several. */
  choice: { passageIds: readonly string[]; at: number } | null;
}

/**
 * One open article on screen: its caret, its selection and its passages. It lives outside React, so that walking and
 * selecting in a long text renders nothing but the caret; what commands ask of the reader is answered here.
 */
export class ReaderController implements ReaderHandle, OpenText {
  readonly documentId: string;
  readonly earlier: boolean;
  /** The place of its pane, which changes when the other one is closed. */
  pane: 0 | 1 = 0;
  readonly slot: 0 | 1;
  replaced = false;
  readonly passages: PassageStore;
  readonly source: CaretText & { links: readonly TextLink[] };
  readonly passageWork: PassageWork;
  readonly coverage: CoverageStore;
  readonly coverageWork: CoverageWork;
  readonly #paint: TransientPaint;
  #teller: CaretTeller | null = null;
  readonly versionId: string;
  #root: HTMLElement | null = null;
  #scroller: HTMLElement | null = null;
  #caretElement: HTMLElement | null = null;
  #caret: Caret;
  #snapshot: ReaderSnapshot;
  #goalX: number | null = null;
  #pointerDown = false;
  #isCovered = false;
  /** The frame in which a selection made by the pointer is taken over; until then it is the browser's alone. */
  #settling = 0;
  /** How the button went down: in the text, and with the key held that adds to what is chosen. */
  #pressed = { inText: false, adding: false };
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(document: DocumentDetail, { earlier, slot, caret }: { earlier: boolean; slot: 0 | 1; caret: number }) {
    const { text, blocks, links } = document.version;
    this.slot = slot;
    this.documentId = document.id;
    this.earlier = earlier;
    this.versionId = document.version.id;
    this.source = { text, blocks, links, language: document.language };
    this.passages = new PassageStore(blocks);
    this.passageWork = new PassageWork(this);
    this.coverage = new CoverageStore({
      ...this.source,
      passages: this.passages,
      send: (ranges) => keepRead({ documentId: this.documentId, versionId: this.versionId, ranges }),
    });
    this.coverageWork = new CoverageWork(this, this.passageWork);
    this.#paint = new TransientPaint(blocks, slot);
    this.#caret = { at: Math.min(caret, text.length), anchor: null };
    this.#snapshot = { caret: this.#caret, offersBar: false, choice: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): ReaderSnapshot => this.#snapshot;
  /** The selected words, without white space at their ends. */
  get selected(): TextRange | null {
    const range = selectedRange(this.#caret);
    return range && tidySelection(this.source.text, this.source.blocks, range);
  }
  get caretAt(): number {
    return this.#caret.at;
  }

  attach(elements: { root: HTMLElement; scroller: HTMLElement; caret: HTMLElement; told: HTMLElement }): () => void {
    this.#root = elements.root;
    this.#scroller = elements.scroller;
    this.#caretElement = elements.caret;
    this.#paint.attach(elements.root);
    this.#teller = new CaretTeller((text) => (elements.told.textContent = text));
    const listening = new AbortController();
    const { signal } = listening;
    elements.scroller.addEventListener('pointerdown', (event) => this.#onPointerDown(event), { signal });
    window.addEventListener('pointerup', () => this.#onPointerUp(), { signal });
    window.addEventListener('pointercancel', () => (this.#pointerDown = false), { signal });
    window.addEventListener('keydown', () => this.#settle(), { signal, capture: true });
    document.addEventListener('selectionchange', () => this.#onSelectionChange(), { signal });
    // After the blocks, which were told before this and paint in the same turn.
    const painted = this.passages.subscribe(() => queueMicrotask(() => this.#keepSelection()));
    const resized = new ResizeObserver(() => this.drawCaret());
    resized.observe(elements.root);
    this.drawCaret();
    return () => {
      listening.abort();
      painted();
      resized.disconnect();
      this.#paint.detach();
      this.#teller?.stop();
      this.#root = this.#scroller = this.#caretElement = null;
    };
  }

  // --- selection by mouse, or by the browser itself

  #onPointerDown({ button, target, ctrlKey, metaKey }: PointerEvent): void {
    this.#pointerDown = true;
    const inText = button === 0 && target instanceof Node && this.#root?.contains(target) === true;
    this.#pressed = { inText, adding: ctrlKey || metaKey };
  }

  #onPointerUp(): void {
    if (!this.#pointerDown) return;
    this.#pointerDown = false;
    // The browser settles the selection after the event: a click into a selection empties it only then.
    this.#settling = requestAnimationFrame(() => this.#settle());
  }

  /** Takes over what was selected by hand; at the latest when a key is pressed that may be about it. */
  #settle(): void {
    if (this.#settling === 0) return;
    cancelAnimationFrame(this.#settling);
    this.#settling = 0;
    this.#takeNativeSelection(true);
    if (!this.selected || !this.#pressed.inText) return;
    if (this.#pressed.adding && this.passageWork.chosen) void attempt(() => this.passageWork.addSelection());
    else if (useCoding.getState().labelId) void attempt(() => this.#code());
  }

  /** In a coding run what is selected by hand is a passage at once. */
  async #code(): Promise<void> {
    const anchor = this.anchor();
    if (!anchor) return;
    this.takeSelection();
    await codeWords(this.documentId, anchor);
  }

  #onSelectionChange(): void {
    if (!this.#pointerDown) this.#takeNativeSelection(false);
    this.#paintKept();
  }

  #takeNativeSelection(byHand: boolean): void {
    const { text, blocks } = this.source;
    const native = this.#root && selectionWithin(this.#root, text.length);
    if (!native) return;
    const { anchor, focus } = native;
    // What was placed here comes back as an event: tidied, a step over a space would be taken back.
    if (!byHand && focus === this.#caret.at && anchor === (this.#caret.anchor ?? focus)) return;
    const range = tidySelection(text, blocks, { start: Math.min(anchor, focus), end: Math.max(anchor, focus) });
    const caret: Caret = !range
      ? { at: focus, anchor: null }
      : focus >= anchor
        ? { at: range.end, anchor: range.start }
        : { at: range.start, anchor: range.end };
    if (caret.at === this.#caret.at && caret.anchor === this.#caret.anchor) {
      if (byHand && range) this.#publish({ offersBar: true });
      return;
    }
    this.#goalX = null;
    this.#set(caret, { offersBar: byHand && range !== null, choice: null });
  }

  // --- state

  #set(caret: Caret, shown: Partial<ReaderSnapshot>): void {
    this.#caret = caret;
    this.#publish({ caret, ...shown });
    // Walking with a key held down must not repaint every button that looks at the selection, on every step.
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.publishSelection(), 60);
    this.drawCaret();
    this.#paintKept();
    this.#teller?.moved(() => this.passageWork.under(selectedRange(caret) ?? { start: caret.at, end: caret.at + 1 }));
  }

  #publish(change: Partial<ReaderSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Tells the workspace what is selected here, when this is the pane that commands act on. */
  publishSelection(): void {
    clearTimeout(this.#telling);
    if (!this.#root) return;
    const { activePane, selection, setSelection } = useWorkspace.getState();
    if (activePane !== this.pane) return;
    const anchor = this.anchor();
    if (!anchor && !selection) return;
    setSelection(anchor && { pane: this.pane, documentId: this.documentId, ...anchor });
  }

  /** The pane became the active one: its selection counts again. */
  activate(): void {
    this.publishSelection();
    if (this.selected && !this.#pointerDown) this.#select();
  }

  place(caret: Caret, { reveal = true, offersBar = false }: { reveal?: boolean; offersBar?: boolean } = {}): void {
    this.#caret = caret;
    this.#select();
    this.#set(caret, { offersBar, choice: null });
    if (reveal) this.#reveal();
  }

  /** Keeps the browser's own selection in step, so that copying works and the system shows it. */
  #select(): void {
    const root = this.#root;
    if (!root) return;
    const { at, anchor } = this.#caret;
    const range = domRange(root, this.source.blocks, selectedRange(this.#caret) ?? { start: at, end: at });
    if (!range) return;
    const forward = anchor === null || anchor <= at;
    const { startContainer, startOffset, endContainer, endOffset } = range;
    if (forward) document.getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    else document.getSelection()?.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
  }

  /**
   * Painting replaces text that the browser's selection hangs on, which then stands at the start of its block, and would take the
   * caret along; and text that the kept one hangs on, when the passage was made in the other pane.
   */
  #keepSelection(): void {
    const native = document.getSelection()?.anchorNode;
    if (native && !this.#pointerDown && this.#settling === 0 && this.#root?.contains(native)) this.#select();
    this.#paintKept();
  }

  /** A question stands above the panes: the browser shows no selection below it. */
  cover(isCovered: boolean): void {
    this.#isCovered = isCovered;
    this.#paintKept();
  }

  /** While the browser's selection is elsewhere, in a field or in the other pane, or not shown, this one stays visible. */
  #paintKept(): void {
    const range = this.selected;
    const native = document.getSelection()?.anchorNode;
    if (!range || (!this.#isCovered && native && this.#root?.contains(native))) this.#paint.hide('kept');
    else this.#paint.show('kept', [range]);
  }

  drawCaret(): void {
    const element = this.#caretElement;
    const holder = element?.offsetParent;
    if (!element || !holder || !this.#root) return;
    const rect = caretRect(this.#root, this.source.blocks, this.#caret.at);
    if (!rect) return;
    const origin = holder.getBoundingClientRect();
    element.style.transform = `translate(${rect.left - origin.left}px, ${rect.top - origin.top}px)`;
    element.style.height = `${rect.height}px`;
  }

  #reveal(): void {
    const range = this.selected ?? { start: this.#caret.at, end: this.#caret.at };
    if (this.#root && this.#scroller) scrollToRange(this.#scroller, this.#root, this.source.blocks, range, 'nearest');
  }

  // --- what commands ask

  move(unit: TextUnit, direction: 1 | -1, extend: boolean): void {
    const from = this.selected?.start ?? this.#caret.at;
    let caret: Caret;
    if (unit === 'line') {
      if (!this.#root || !this.#scroller) return;
      const step = lineStep(this.#scroller, this.#root, this.source.blocks, this.#caret.at, direction, this.#goalX);
      if (!step) return;
      this.#goalX = step.goalX;
      caret = { at: step.at, anchor: extend ? (this.#caret.anchor ?? this.#caret.at) : null };
    } else {
      this.#goalX = null;
      caret = moveCaret(this.source, this.#caret, unit, direction, extend);
    }
    this.place(caret, { offersBar: extend });
    const range = selectedRange(caret);
    // Who walks by paragraphs passes over their words.
    if (!extend && unit !== 'paragraph') this.coverage.add({ start: from, end: range?.start ?? caret.at });
    const { text, blocks } = this.source;
    const told = unit === 'sentence' ? range : unit === 'paragraph' ? blocks[blockIndexAt(blocks, caret.at)] : null;
    if (told) announce(text.slice(told.start, told.end));
  }

  show(ranges: readonly TextRange[]): void {
    const [first] = ranges;
    if (!first || !this.#root || !this.#scroller) return;
    scrollToRange(this.#scroller, this.#root, this.source.blocks, first, 'middle');
    this.drawCaret();
    this.#paint.show('flash', ranges);
  }

  /** Paints what a passage would be while one of its ends is dragged. */
  preview(ranges: readonly TextRange[] | null): void {
    if (ranges) this.#paint.show('preview', ranges);
    else this.#paint.hide('preview');
  }

  goTo(ranges: readonly TextRange[]): void {
    const [first] = ranges;
    if (!first) return;
    this.place({ at: Math.min(first.start, this.source.text.length), anchor: null }, { reveal: false });
    this.show(ranges);
  }

  // A caret that follows the click closes what was offered before.
  offerChoice(choice: ReaderSnapshot['choice']): void {
    requestAnimationFrame(() => this.#publish({ choice }));
  }

  closeChoice(): void {
    if (this.#snapshot.choice) this.#publish({ choice: null });
  }

  anchor(): AnchorInput | null {
    return this.selected && this.#wordsAt(this.selected);
  }

  anchorOrSentence(): AnchorInput | null {
    const { text, blocks, language } = this.source;
    const range = this.selected ?? unitAt(text, blocks, this.#caret.at, 'sentence', language);
    return range && this.#wordsAt(range);
  }

  #wordsAt(range: TextRange): AnchorInput | null {
    const anchor = this.anchorOf([range]);
    return anchor.ranges.length > 0 ? anchor : null;
  }

  anchorOf(given: readonly TextRange[]): AnchorInput {
    const { ranges, exact } = describe(this.source.text, given);
    return { versionId: this.versionId, ranges, exact };
  }

  selectSentence(): void {
    const { text, blocks, language } = this.source;
    const range = unitAt(text, blocks, this.#caret.at, 'sentence', language);
    if (range) this.place({ at: range.end, anchor: range.start });
  }

  selectAll(): void {
    this.select({ start: 0, end: this.source.text.length }, { reveal: false });
  }

  select(words: TextRange, shown: { reveal?: boolean; offersBar?: boolean } = { offersBar: true }): void {
    const range = tidySelection(this.source.text, this.source.blocks, words);
    if (range) this.place({ at: range.end, anchor: range.start }, shown);
  }

  clearSelection(): void {
    this.place({ at: this.#caret.at, anchor: null }, { reveal: false });
  }

  takeSelection(): void {
    this.passageWork.tellOfCut(this.selected);
    this.clearSelection();
  }

  focus(): void {
    this.#scroller?.focus({ preventScroll: true });
    this.#select();
  }

  /** Where reading stands, to be found again. */
  position(): { top: number; caret: number } | null {
    if (!this.#root || !this.#scroller) return null;
    const top = firstVisibleOffset(this.#scroller, this.#root, this.source.blocks);
    return { top, caret: this.#caret.at };
  }
}
