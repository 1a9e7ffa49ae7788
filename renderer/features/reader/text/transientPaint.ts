import type { Block, TextRange } from '../../../../shared/domain/entities.ts';
import { domRange } from './domText.ts';

/** `kept`: a selection while the browser's own is elsewhere; `flash`: a place that was gone to; `preview`: a passage whose end is being dragged. */
type Paint = 'kept' | 'flash' | 'preview';

const flashTime = 1_400;

/**
 * What is painted for a moment, over the text and not in it: a few ranges by the highlights of CSS, which cost no element and no
 * rendering of a block. Passages are never painted so, since nothing of this reaches assistive technology.
 */
export class TransientPaint {
  /** Of the pane: two may be on screen, of one article even, and highlights are named for the whole page. */
  readonly #slot: 0 | 1;
  readonly #blocks: readonly Block[];
  #root: Element | null = null;

  constructor(blocks: readonly Block[], slot: 0 | 1) {
    this.#blocks = blocks;
    this.#slot = slot;
  }

  attach(root: Element): void {
    this.#root = root;
  }

  detach(): void {
    for (const paint of ['kept', 'flash', 'preview'] as const) CSS.highlights.delete(this.#name(paint));
    this.#root = null;
  }

  show(paint: Paint, ranges: readonly TextRange[]): void {
    const root = this.#root;
    const painted = root ? ranges.flatMap((range) => domRange(root, this.#blocks, range) ?? []) : [];
    const name = this.#name(paint);
    if (painted.length === 0) {
      CSS.highlights.delete(name);
      return;
    }
    const highlight = new Highlight(...painted);
    CSS.highlights.set(name, highlight);
    if (paint !== 'flash') return;
    setTimeout(() => {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    }, flashTime);
  }

  hide(paint: Paint): void {
    CSS.highlights.delete(this.#name(paint));
  }

  #name(paint: Paint): string {
    return `reader-${paint}-${this.#slot}`;
  }
}
