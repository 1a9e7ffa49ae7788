import type { ReaderHandle, TextUnit } from '../../actions/action.ts';
import { adjustPassage } from '../../actions/passages.ts';
import type { AnchorInput } from '../../../shared/contract/passages.ts';
import type { DocumentDetail, TextRange } from '../../../shared/domain/entities.ts';
import { describe, quote } from '../../../shared/text/anchor.ts';
import { blockIndexAt, unitAt } from '../../../shared/text/segment.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { moveCaret, moveEdge, selectedRange, type Caret, type CaretText } from './caret.ts';
import { domRange, offsetOfPoint, tidySelection } from './domText.ts';
import { PassageStore } from './passageStore.ts';
import { caretRect, firstVisibleOffset, lineStep, scrollToRange } from './place.ts';
import { passagesAt } from './sweep.ts';

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
export class ReaderController implements ReaderHandle {
  readonly documentId: string;
  readonly earlier: boolean;
  readonly passages: PassageStore;
  readonly source: CaretText;
  pane: 0 | 1 = 0;
  readonly versionId: string;
  #root: HTMLElement | null = null;
  #scroller: HTMLElement | null = null;
  #caretElement: HTMLElement | null = null;
  #caret: Caret;
  #snapshot: ReaderSnapshot;
  #goalX: number | null = null;
  #pointerDown = false;
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(document: DocumentDetail, earlier = false) {
    const { text, blocks } = document.version;
    this.documentId = document.id;
    this.earlier = earlier;
    this.versionId = document.version.id;
    this.source = { text, blocks, language: document.language };
    this.passages = new PassageStore(blocks);
    this.#caret = { at: Math.min(document.position?.caret ?? document.position?.top ?? 0, text.length), anchor: null };
    this.#snapshot = { caret: this.#caret, offersBar: false, choice: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): ReaderSnapshot => this.#snapshot;
  get selected(): TextRange | null {
    return selectedRange(this.#caret);
  }

  attach(elements: { root: HTMLElement; scroller: HTMLElement; caret: HTMLElement }): () => void {
    this.#root = elements.root;
    this.#scroller = elements.scroller;
    this.#caretElement = elements.caret;
    const listening = new AbortController();
    const { signal } = listening;
    elements.scroller.addEventListener('pointerdown', () => (this.#pointerDown = true), { signal });
    window.addEventListener('pointerup', () => this.#onPointerUp(), { signal });
    window.addEventListener('pointercancel', () => (this.#pointerDown = false), { signal });
    document.addEventListener('selectionchange', () => this.#onSelectionChange(), { signal });
    const resized = new ResizeObserver(() => this.drawCaret());
    resized.observe(elements.root);
    this.drawCaret();
    return () => {
      listening.abort();
      resized.disconnect();
      CSS.highlights.delete(this.#keptName);
      this.#root = this.#scroller = this.#caretElement = null;
    };
  }

  // --- selection by mouse, or by the browser itself

  #onPointerUp(): void {
    if (!this.#pointerDown) return;
    this.#pointerDown = false;
    // The browser settles the selection after the event: a click into a selection empties it only then.
    requestAnimationFrame(() => this.#takeNativeSelection(true));
  }

  #onSelectionChange(): void {
    if (!this.#pointerDown) this.#takeNativeSelection(false);
    this.#paintKept();
  }

  #takeNativeSelection(byHand: boolean): void {
    const root = this.#root;
    const selection = document.getSelection();
    if (!root || !selection?.anchorNode || !selection.focusNode || !root.contains(selection.anchorNode)) return;
    const anchor = offsetOfPoint(root, selection.anchorNode, selection.anchorOffset);
    const focus = root.contains(selection.focusNode)
      ? offsetOfPoint(root, selection.focusNode, selection.focusOffset)
      : this.#outside(selection.focusNode);
    if (anchor === null || focus === null) return;
    const { text, blocks } = this.source;
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

  /** A drag that left the text ends at the text's end on that side. */
  #outside(node: Node): number {
    const position = this.#root!.compareDocumentPosition(node);
    return position & Node.DOCUMENT_POSITION_PRECEDING ? 0 : this.source.text.length;
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
    const range = domRange(root, this.source.blocks, this.selected ?? { start: at, end: at });
    if (!range) return;
    const forward = anchor === null || anchor <= at;
    const { startContainer, startOffset, endContainer, endOffset } = range;
    if (forward) document.getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    else document.getSelection()?.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset);
  }

  get #keptName(): string {
    return `reader-kept-${this.pane}`;
  }

  /** While the browser's selection is elsewhere, in a field or in the other pane, this one stays visible. */
  #paintKept(): void {
    const root = this.#root;
    const range = this.selected;
    const native = document.getSelection()?.anchorNode;
    if (!root || !range || (native && root.contains(native))) {
      CSS.highlights.delete(this.#keptName);
      return;
    }
    const painted = domRange(root, this.source.blocks, range);
    if (painted) CSS.highlights.set(this.#keptName, new Highlight(painted));
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
    const { at } = this.#caret;
    const range = this.selected ?? { start: at, end: at };
    if (this.#root && this.#scroller) scrollToRange(this.#scroller, this.#root, this.source.blocks, range, 'nearest');
  }

  // --- what commands ask

  move(unit: TextUnit, direction: 1 | -1, extend: boolean): void {
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
    if (unit === 'sentence' && range) announce(this.source.text.slice(range.start, range.end));
    else if (unit === 'paragraph') announce(this.#paragraphAt(caret.at));
  }

  #paragraphAt(offset: number): string {
    const block = this.source.blocks[blockIndexAt(this.source.blocks, offset)];
    return block ? this.source.text.slice(block.start, block.end) : '';
  }

  walkPassages(direction: 1 | -1): void {
    const all = this.passages.all();
    const { inspected, inspect } = useWorkspace.getState();
    const here = inspected?.kind === 'passage' ? all.findIndex(({ id }) => id === inspected.id) : -1;
    const from = this.#caret.at;
    const next =
      here >= 0
        ? all[here + direction]
        : direction > 0
          ? all.find(({ ranges }) => ranges[0]!.start >= from)
          : all.findLast(({ ranges }) => ranges[0]!.start < from);
    if (!next) {
      announce(
        all.length === 0 ? 'No passages in this article' : direction > 0 ? 'No passage after this one' : 'No passage before this one',
      );
      return;
    }
    const start = next.ranges[0]!.start;
    this.place({ at: start, anchor: null }, { reveal: false });
    this.show(next.ranges);
    inspect({ kind: 'passage', id: next.id });
    announce(`${next.meaning}. ${this.quoteOf(next)}`);
  }

  /** Scrolls to ranges that may be far away and lights them up for a moment. */
  show(ranges: readonly TextRange[]): void {
    const [first] = ranges;
    if (!first || !this.#root || !this.#scroller) return;
    scrollToRange(this.#scroller, this.#root, this.source.blocks, first, 'middle');
    this.drawCaret();
    const lit = ranges.flatMap((range) => domRange(this.#root!, this.source.blocks, range) ?? []);
    const name = `reader-flash-${this.pane}`;
    const highlight = new Highlight(...lit);
    CSS.highlights.set(name, highlight);
    setTimeout(() => {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }, 1_400);
  }

  goTo(ranges: readonly TextRange[]): void {
    const [first] = ranges;
    if (!first) return;
    this.place({ at: Math.min(first.start, this.source.text.length), anchor: null }, { reveal: false });
    this.show(ranges);
  }

  openPassageAtCaret(): void {
    const all = this.passages.all();
    const at = this.selected?.start ?? this.#caret.at;
    const here = passagesAt(all, at);
    const found = here.length > 0 ? here : passagesAt(all, at - 1);
    const { inspect, openDialog } = useWorkspace.getState();
    if (found.length === 0) announce('No passage here');
    else if (found.length === 1) inspect({ kind: 'passage', id: found[0]!.id });
    else openDialog({ kind: 'choose-passage', passageIds: found.map(({ id }) => id) });
  }

  /** A passage chosen by name: from the margin, or from a list of several. */
  openPassage(passageId: string): void {
    const passage = this.passages.all().find(({ id }) => id === passageId);
    if (!passage) return;
    useWorkspace.getState().inspect({ kind: 'passage', id: passageId });
    announce(passage.meaning);
    this.closeChoice();
  }

  /** A click into passages: the shortest first, the next one with every further click. */
  openPassagesAt(offset: number): void {
    const found = passagesAt(this.passages.all(), offset);
    if (found.length === 0) return;
    const { inspected, inspect } = useWorkspace.getState();
    const current = inspected?.kind === 'passage' ? found.findIndex(({ id }) => id === inspected.id) : -1;
    const next = found[(current + 1) % found.length]!;
    inspect({ kind: 'passage', id: next.id });
    announce(next.meaning);
    const choice = found.length > 1 ? { passageIds: found.map(({ id }) => id), at: offset } : null;
    // After the caret has followed the click, which closes the choice that was open before.
    requestAnimationFrame(() => this.#publish({ choice }));
  }

  quoteOf({ ranges }: { ranges: readonly TextRange[] }): string {
    return quote(this.source.text, ranges);
  }

  closeChoice(): void {
    if (this.#snapshot.choice) this.#publish({ choice: null });
  }

  anchor(): AnchorInput | null {
    const range = this.selected;
    return range && this.#anchorOf(range);
  }

  anchorOrSentence(): AnchorInput | null {
    const { text, blocks, language } = this.source;
    const range = this.selected ?? unitAt(text, blocks, this.#caret.at, 'sentence', language);
    return range && this.#anchorOf(range);
  }

  #anchorOf(range: TextRange): AnchorInput | null {
    const { ranges, exact } = describe(this.source.text, [range]);
    return ranges.length > 0 ? { versionId: this.versionId, ranges, exact } : null;
  }

  adjust(edge: 'start' | 'end', unit: TextUnit, direction: 1 | -1): Promise<void> {
    const { inspected } = useWorkspace.getState();
    if (inspected?.kind !== 'passage' || unit === 'line') return Promise.resolve();
    return adjustPassage(this.documentId, inspected.id, (before) => {
      const ranges = [...before];
      const index = edge === 'start' ? 0 : ranges.length - 1;
      ranges[index] = moveEdge(this.source, ranges[index]!, edge, unit, direction);
      const anchor = describe(this.source.text, ranges);
      return { versionId: this.versionId, ranges: anchor.ranges, exact: anchor.exact };
    });
  }

  selectSentence(): void {
    const { text, blocks, language } = this.source;
    const range = unitAt(text, blocks, this.#caret.at, 'sentence', language);
    if (range) this.place({ at: range.end, anchor: range.start });
  }

  selectAll(): void {
    const range = tidySelection(this.source.text, this.source.blocks, { start: 0, end: this.source.text.length });
    if (range) this.place({ at: range.end, anchor: range.start }, { reveal: false });
  }

  clearSelection(): void {
    this.place({ at: this.#caret.at, anchor: null }, { reveal: false });
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
