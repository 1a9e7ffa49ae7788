import type { Block } from '../../../../shared/domain/entities.ts';

/** Where a block stands, in pixels from the top of what scrolls. */
export interface BlockExtent {
  top: number;
  bottom: number;
}

/** The way between offsets of the text and heights on the page: exact at the ends of blocks, by the share of the text inside. */
export class TextMap {
  readonly #blocks: readonly Block[];
  readonly #extents: readonly BlockExtent[];
  /** Pixels of all that scrolls. */
  readonly height: number;

  constructor(blocks: readonly Block[], extents: readonly BlockExtent[], height: number) {
    this.#blocks = blocks;
    this.#extents = extents;
    this.height = height;
  }

  /** Pixels from the top, of an offset in UTF-16 code units. */
  heightOf(offset: number): number {
    const index = this.#last((block) => block.start <= offset);
    const block = this.#blocks[index];
    const extent = this.#extents[index];
    if (!block || !extent) return 0;
    const share = block.end > block.start ? Math.min(1, (offset - block.start) / (block.end - block.start)) : 0;
    return extent.top + (extent.bottom - extent.top) * share;
  }

  /** The offset at a height: that of the block there, or of the end of the block above where there is none. */
  offsetAt(height: number): number {
    const index = this.#last((_, at) => this.#extents[at]!.top <= height);
    const block = this.#blocks[index];
    const extent = this.#extents[index];
    if (!block || !extent) return 0;
    const share = extent.bottom > extent.top ? Math.min(1, Math.max(0, (height - extent.top) / (extent.bottom - extent.top))) : 0;
    return block.start + Math.round((block.end - block.start) * share);
  }

  /** The last block that passes; the test must turn false once and stay so. */
  #last(passes: (block: Block, index: number) => boolean): number {
    let low = 0;
    let high = Math.min(this.#blocks.length, this.#extents.length);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (passes(this.#blocks[middle]!, middle)) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}
