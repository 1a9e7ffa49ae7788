import { withAdded } from '../../../api/ordered.ts';
import type { Block, Label, Passage } from '../../../../shared/domain/entities.ts';
import { paint, samePaint, type PaintedPassage, type RatingOf } from './paint.ts';
import { blocksTouched } from '../text/sweep.ts';

/** What one block draws. The same object for as long as nothing in the block changed. */
export interface BlockSlice {
  passages: readonly PaintedPassage[];
  /** The passage in the inspector, when it touches this block. */
  inspectedId: string | null;
}

/** A passage that is painted anew: what it was before, and what it is now, where there was or is one. */
export interface Repainted {
  before: PaintedPassage | undefined;
  now: PaintedPassage | undefined;
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
  readonly #painted = new Map<string, PaintedPassage>();
  /** What the paint was made of. */
  #made: { passages: readonly Passage[]; ratingOf: RatingOf | null; labels: readonly Label[] } = {
    passages: [],
    ratingOf: null,
    labels: [],
  };
  #inspectedId: string | null = null;
  readonly #slices = new Map<number, BlockSlice>();
  #all: readonly PaintedPassage[] = [];
  /** What came and went since `#all` was put in order. */
  readonly #unplaced: (readonly Repainted[])[] = [];
  readonly #blockListeners = new Map<number, Set<() => void>>();
  readonly #listeners = new Set<(repainted: readonly Repainted[]) => void>();

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
  }

  /** Every passage, by place. Put in order when it is asked for: the text itself never asks. */
  readonly all = (): readonly PaintedPassage[] => {
    for (const repainted of this.#unplaced.splice(0)) this.#all = replaced(this.#all, repainted);
    return this.#all;
  };
  readonly find = (id: string): PaintedPassage | undefined => this.#painted.get(id);
  readonly slice = (block: number): BlockSlice => this.#slices.get(block) ?? nothing;
  get inspectedId(): string | null {
    return this.#inspectedId;
  }

  /** Hears of every change, with the passages that are painted anew. */
  readonly subscribe = (listener: (repainted: readonly Repainted[]) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  subscribeBlock(block: number, listener: () => void): () => void {
    const listeners = this.#blockListeners.get(block) ?? new Set();
    this.#blockListeners.set(block, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  update(passages: readonly Passage[], ratingOf: RatingOf, labels: readonly Label[], inspectedId: string | null): void {
    const made = this.#made;
    const alike = made.ratingOf === ratingOf && made.labels === labels;
    // Of ten thousand one has changed, as a rule: the others are the objects that they were, in the order in which they were.
    const [gone, came] = alike ? differenceOf(made.passages, passages) : [made.passages, passages];
    this.#made = { passages, ratingOf, labels };
    const labelById = new Map(labels.map((label) => [label.id, label]));
    const repainted: Repainted[] = [];
    const there = new Set<string>();
    for (const passage of came) {
      there.add(passage.id);
      const before = this.#painted.get(passage.id);
      const now = paint(passage, ratingOf, (id) => labelById.get(id));
      if (before && samePaint(before, now)) continue;
      this.#painted.set(passage.id, now);
      repainted.push({ before, now });
    }
    for (const { id } of gone) {
      const before = this.#painted.get(id);
      if (there.has(id) || !before) continue;
      this.#painted.delete(id);
      repainted.push({ before, now: undefined });
    }
    const inspectedBefore = this.#inspectedId;
    if (repainted.length === 0 && inspectedId === inspectedBefore) return;
    this.#inspectedId = inspectedId;
    this.#unplaced.push(repainted);
    const touched = this.#cut(repainted, inspectedId === inspectedBefore ? [] : [inspectedBefore, inspectedId]);
    for (const block of touched) for (const listener of this.#blockListeners.get(block) ?? []) listener();
    for (const listener of this.#listeners) listener(repainted);
  }

  /** Makes the slices anew of the blocks in which something is painted anew, and returns the blocks whose slice is another one. */
  #cut(repainted: readonly Repainted[], inspectedIds: readonly (string | null)[]): number[] {
    const old = new Set(repainted.map(({ before }) => before));
    const added = new Map<number, PaintedPassage[]>();
    const blocks = new Set<number>();
    for (const { before, now } of repainted) {
      for (const block of before ? blocksTouched(this.#blocks, before.ranges) : []) blocks.add(block);
      for (const block of now ? blocksTouched(this.#blocks, now.ranges) : []) {
        blocks.add(block);
        const known = added.get(block);
        if (known) known.push(now!);
        else added.set(block, [now!]);
      }
    }
    for (const id of inspectedIds) {
      const ranges = id === null ? undefined : this.#painted.get(id)?.ranges;
      for (const block of ranges ? blocksTouched(this.#blocks, ranges) : []) blocks.add(block);
    }
    const touched: number[] = [];
    for (const block of blocks) {
      const before = this.#slices.get(block) ?? nothing;
      const kept = before.passages.filter((painted) => !old.has(painted));
      const passages = [...kept, ...(added.get(block) ?? [])].toSorted(byPlace);
      const inspectedId = passages.some(({ id }) => id === this.#inspectedId) ? this.#inspectedId : null;
      if (before.inspectedId === inspectedId && sameItems(before.passages, passages)) continue;
      if (passages.length === 0) this.#slices.delete(block);
      else this.#slices.set(block, { passages, inspectedId });
      touched.push(block);
    }
    return touched;
  }
}

/** What of two lists stands between what they have in common at their beginnings and at their ends. */
function differenceOf<Item>(before: readonly Item[], now: readonly Item[]): [gone: readonly Item[], came: readonly Item[]] {
  const shorter = Math.min(before.length, now.length);
  let head = 0;
  while (head < shorter && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return [before.slice(head, before.length - tail), now.slice(head, now.length - tail)];
}

/** By their place; of those that begin together the longest first, which holds the others. */
function byPlace(a: PaintedPassage, b: PaintedPassage): number {
  return a.ranges[0]!.start - b.ranges[0]!.start || b.ranges.at(-1)!.end - a.ranges.at(-1)!.end || (a.id < b.id ? -1 : 1);
}

/** More than this are taken out and put in with one pass over all: each by itself takes its way through the list. */
const oneByOne = 50;

function replaced(all: readonly PaintedPassage[], repainted: readonly Repainted[]): PaintedPassage[] {
  const came = repainted.flatMap(({ now }) => now ?? []);
  const gone = repainted.flatMap(({ before }) => before ?? []);
  if (gone.length > oneByOne) {
    const old = new Set(gone);
    return withAdded(
      all.filter((painted) => !old.has(painted)),
      came,
      byPlace,
    );
  }
  const kept = [...all];
  for (const painted of gone) kept.splice(placeIn(kept, painted), 1);
  return came.length > 0 ? withAdded(kept, came, byPlace) : kept;
}

/** Where a passage stands in a list by place, which it is in. */
function placeIn(all: readonly PaintedPassage[], painted: PaintedPassage): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byPlace(all[middle]!, painted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sameItems<Item>(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
