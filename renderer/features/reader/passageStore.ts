import type { Block, Label, Passage } from '../../../shared/domain/entities.ts';
import { paint, samePaint, type PaintedPassage, type RatingOf } from './paint.ts';
import { blocksTouched } from './sweep.ts';

/** What one block draws. The same object for as long as nothing in the block changed. */
export interface BlockSlice {
  passages: readonly PaintedPassage[];
  /** The passage in the inspector, when it touches this block. */
  inspectedId: string | null;
}

let stores = 0;
const nothing: BlockSlice = { passages: [], inspectedId: null };

/**
 * The passages of one open article, cut into a slice a block. A block listens to its own slice alone: a passage that is
 * added repaints the blocks it touches and no other.
 */
export class PassageStore {
  /** Tells the elements of one article on screen from those of another. */
  readonly name = `passages-${++stores}`;
  readonly #blocks: readonly Block[];
  #painted = new Map<string, PaintedPassage>();
  /** What the paint was made of. */
  #made: { passages: ReadonlyMap<string, Passage>; ratingOf: RatingOf | null; labels: readonly Label[] } = {
    passages: new Map(),
    ratingOf: null,
    labels: [],
  };
  #inspectedId: string | null = null;
  #slices = new Map<number, BlockSlice>();
  #all: readonly PaintedPassage[] = [];
  readonly #blockListeners = new Map<number, Set<() => void>>();
  readonly #listeners = new Set<() => void>();

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
  }

  /** Every passage, by place. */
  readonly all = (): readonly PaintedPassage[] => this.#all;
  readonly find = (id: string): PaintedPassage | undefined => this.#painted.get(id);
  readonly slice = (block: number): BlockSlice => this.#slices.get(block) ?? nothing;
  get inspectedId(): string | null {
    return this.#inspectedId;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  subscribeBlock(block: number, listener: () => void): () => void {
    const listeners = this.#blockListeners.get(block) ?? new Set();
    this.#blockListeners.set(block, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  update(passages: readonly Passage[], ratingOf: RatingOf, labels: readonly Label[], inspectedId: string | null): void {
    const labelById = new Map(labels.map((label) => [label.id, label]));
    const made = this.#made;
    const alike = made.ratingOf === ratingOf && made.labels === labels;
    this.#made = { passages: new Map(passages.map((passage) => [passage.id, passage])), ratingOf, labels };
    const next = new Map<string, PaintedPassage>();
    for (const passage of passages) {
      // Of ten thousand one has changed, as a rule: the others are the objects that they were.
      const kept = alike && made.passages.get(passage.id) === passage ? this.#painted.get(passage.id) : undefined;
      if (kept) {
        next.set(passage.id, kept);
        continue;
      }
      const now = paint(passage, ratingOf, (id) => labelById.get(id));
      const before = this.#painted.get(passage.id);
      next.set(passage.id, before && samePaint(before, now) ? before : now);
    }
    const changed = next.size !== this.#painted.size || [...next].some(([id, painted]) => this.#painted.get(id) !== painted);
    if (!changed && inspectedId === this.#inspectedId) return;
    this.#painted = next;
    this.#inspectedId = inspectedId;
    if (changed)
      this.#all = [...next.values()].toSorted(
        (a, b) => a.ranges[0]!.start - b.ranges[0]!.start || b.ranges.at(-1)!.end - a.ranges.at(-1)!.end || (a.id < b.id ? -1 : 1),
      );
    const touched = this.#cut();
    for (const block of touched) for (const listener of this.#blockListeners.get(block) ?? []) listener();
    for (const listener of this.#listeners) listener();
  }

  /** Makes the slices anew, keeps those that came out the same, and returns the blocks whose slice is another one. */
  #cut(): number[] {
    const passagesOf = new Map<number, PaintedPassage[]>();
    for (const painted of this.#all)
      for (const block of blocksTouched(this.#blocks, painted.ranges)) {
        const known = passagesOf.get(block);
        if (known) known.push(painted);
        else passagesOf.set(block, [painted]);
      }
    const before = this.#slices;
    const touched = [...before.keys()].filter((block) => !passagesOf.has(block));
    this.#slices = new Map();
    for (const [block, passages] of passagesOf) {
      const inspectedId = passages.some(({ id }) => id === this.#inspectedId) ? this.#inspectedId : null;
      const old = before.get(block);
      if (old && old.inspectedId === inspectedId && sameItems(old.passages, passages)) this.#slices.set(block, old);
      else {
        this.#slices.set(block, { passages, inspectedId });
        touched.push(block);
      }
    }
    return touched;
  }
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
