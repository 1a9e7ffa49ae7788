import type { BlockSlice } from '../passages/passageStore.ts';
import { descriptionsOf } from '../passages/descriptions.tsx';
import { inkOf, type PaintedPassage } from '../passages/paint.ts';
import classes from './blocks.module.css';
import marks from './marks.module.css';
import { isPlain, runsOf, sameRun, type BlockWords, type Run } from './runs.ts';

/** A run as it stands in the document. */
interface Drawn {
  run: Run;
  node: Text | HTMLElement;
}

/** Further passages under the first are told apart by so many lines; a number stands for the rest. */
const linesAtMost = 3;

/**
 * The text of one block in its element: flat marks, each a run under the same passages. It is written by hand, not by React: of ten thousand
 * passages one comes or goes, and what is touched then are the runs under that one. All others stay the nodes that they were, so that
 * the browser styles, lays out and paints the few.
 */
export class BlockText {
  readonly #element: HTMLElement;
  readonly #words: BlockWords;
  /** The name of the store of passages: their descriptions are named by it. */
  readonly #store: string;
  readonly #pieces: HTMLElement[];
  #drawn: Drawn[] = [];

  constructor(element: HTMLElement, words: BlockWords, store: string) {
    this.#element = element;
    this.#words = words;
    this.#store = store;
    this.#pieces = (words.pieces ?? []).map((start, index, starts) => pieceElement(start, starts[index + 1] ?? words.block.end));
    element.replaceChildren(...this.#pieces);
  }

  draw(slice: BlockSlice): void {
    const { text, block } = this.#words;
    if (this.#drawn.length === 0 && isPlain(this.#words, slice)) {
      this.#element.textContent = text.slice(block.start, block.end);
      return;
    }
    // What stands there is plain, and made of nothing that is known here.
    if (this.#drawn.length === 0 && this.#pieces.length === 0) this.#element.replaceChildren();
    this.#replace(runsOf(this.#words, slice));
  }

  #replace(runs: readonly Run[]): void {
    const before = this.#drawn;
    const shorter = Math.min(before.length, runs.length);
    let head = 0;
    while (head < shorter && sameRun(before[head]!.run, runs[head]!)) head++;
    let tail = 0;
    while (tail < shorter - head && sameRun(before[before.length - 1 - tail]!.run, runs[runs.length - 1 - tail]!)) tail++;
    const gone = before.slice(head, before.length - tail);
    const came: Drawn[] = [];
    let next = 0;
    for (const run of runs.slice(head, runs.length - tail)) {
      while (next < gone.length && gone[next]!.run.start < run.start) remove(gone[next++]!);
      const known = gone[next];
      // Of a node that stays the words stay too: to change them in place Chromium shapes the whole block at once.
      if (known?.node instanceof HTMLElement && sameWords(known.run, run) && tagOf(known.run) === tagOf(run)) {
        this.#change(known.node, known.run, run);
        came.push({ run, node: known.node });
        next++;
      } else {
        const node = this.#make(run);
        this.#insert(run, node, known?.node ?? before[before.length - tail]?.node ?? null);
        came.push({ run, node });
      }
    }
    while (next < gone.length) remove(gone[next++]!);
    this.#drawn = before.toSpliced(head, gone.length, ...came);
  }

  #insert(run: Run, node: Text | HTMLElement, follower: Node | null): void {
    const { pieces } = this.#words;
    const holder = pieces ? this.#pieces[lastAtMost(pieces, run.start)]! : this.#element;
    const at = follower?.parentNode === holder ? breakBefore(follower) : null;
    if (run.breaks) holder.insertBefore(document.createElement('wbr'), at);
    holder.insertBefore(node, at);
  }

  #make(run: Run): Text | HTMLElement {
    const words = this.#words.text.slice(run.start, run.end);
    const tag = tagOf(run);
    if (tag === null) return document.createTextNode(words);
    const element = document.createElement(tag);
    element.append(words);
    for (const [name, value] of Object.entries(this.#attributesOf(run))) if (value !== undefined) element.setAttribute(name, value);
    for (const [name, ink] of inksOf(run)) element.style.setProperty(name, ink);
    return element;
  }

  #change(node: HTMLElement, before: Run, run: Run): void {
    const old = this.#attributesOf(before);
    for (const [name, value] of Object.entries(this.#attributesOf(run))) {
      if (value === old[name]) continue;
      if (value === undefined) node.removeAttribute(name);
      else node.setAttribute(name, value);
    }
    const inks = inksOf(run);
    const named = new Set(inks.map(([name]) => name));
    for (const [name] of inksOf(before)) if (!named.has(name)) node.style.removeProperty(name);
    for (const [name, ink] of inks) node.style.setProperty(name, ink);
  }

  /** Always the same names, so that two answers can be compared. */
  #attributesOf({ start, passages, opens, closes, odd, address, inspected }: Run): Record<string, string | undefined> {
    const [first] = passages;
    const rest = passages.length - 1 - linesAtMost;
    return {
      class: first ? marks['mark'] : odd ? classes['odd'] : undefined,
      'data-o': String(start),
      'data-tone': first?.tone,
      'data-lines': passages.length > 1 ? String(Math.min(passages.length - 1, linesAtMost)) : undefined,
      'data-opens': idsOf(opens),
      'data-closes': idsOf(closes),
      'aria-details': descriptionsOf(this.#store, opens),
      'data-more': rest > 0 ? `+${rest}` : undefined,
      'data-odd': odd?.kinds[0],
      'data-link': address === null ? undefined : 'true',
      title: odd?.explanation ?? (address === null ? undefined : `Led to ${address}`),
      'data-inspected': inspected ? 'true' : undefined,
    };
  }
}

const sameWords = (a: Run, b: Run): boolean => a.start === b.start && a.end === b.end && a.breaks === b.breaks;

/** Which element a run is; null where its words need none. */
function tagOf({ passages, odd, address }: Run): 'mark' | 'span' | null {
  if (passages.length > 0) return 'mark';
  return odd || address !== null ? 'span' : null;
}

/** Most passages stand alone and need none: the style sheet draws their ticks in their own ink. */
function inksOf({ passages: [first, ...further], opens, closes }: Run): [name: string, ink: string][] {
  if (!first) return [];
  const inks = further.slice(0, linesAtMost).map((passage, index): [string, string] => [`--line-${index + 1}`, inkOf(passage.tone)]);
  if (opens[0] && opens[0].tone !== first.tone) inks.push(['--opens', inkOf(opens[0].tone)]);
  if (closes[0] && closes[0].tone !== first.tone) inks.push(['--closes', inkOf(closes[0].tone)]);
  return inks;
}

const idsOf = (passages: readonly PaintedPassage[]): string | undefined =>
  passages.length > 0 ? passages.map(({ id }) => id).join(' ') : undefined;

function remove({ node }: Drawn): void {
  const first = breakBefore(node);
  if (first !== node) (first as Element).remove();
  node.remove();
}

/** The place where a line may break before a node, or the node itself where there is none. */
const breakBefore = (node: Node): Node =>
  node.previousSibling instanceof HTMLElement && node.previousSibling.tagName === 'WBR' ? node.previousSibling : node;

function pieceElement(start: number, end: number): HTMLElement {
  const piece = document.createElement('span');
  piece.className = classes['piece']!;
  piece.dataset['piece'] = '';
  piece.dataset['o'] = String(start);
  piece.style.setProperty('--lines', String(Math.ceil((end - start) / 66)));
  return piece;
}

/** The index of the last of ascending numbers that is not above a limit. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
