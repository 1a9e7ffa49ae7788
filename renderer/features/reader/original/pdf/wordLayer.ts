import type { LaidWords } from '../../../../../shared/text/original/layWords.ts';

/** Fills an element that lies over a page's picture with the page's words, unseen and to be selected. `scale`: CSS pixels a point. */
export function fillWordLayer(layer: HTMLElement, words: readonly LaidWords[], scale: number): void {
  const nodes = words.flatMap(({ text, left, top, size, stretch, angle, face, direction, endsLine }) => {
    const span = document.createElement('span');
    span.textContent = text;
    span.dir = direction;
    const { style } = span;
    style.left = `${left * 100}%`;
    style.top = `${top * 100}%`;
    style.fontSize = `${size * scale}px`;
    style.fontFamily = face;
    style.transform = `rotate(${angle}deg) scaleX(${stretch})`;
    return endsLine ? [span, document.createElement('br')] : [span];
  });
  layer.replaceChildren(...nodes);
}

/** Words that are selected on pages, with those around them there. */
export interface ChosenWords {
  text: string;
  before: string;
  after: string;
  /** From 1, in order. */
  pages: number[];
}

/** What is selected of the words over the pages inside an element; null where none are. */
export function chosenWords(root: HTMLElement): ChosenWords | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const chosen: ChosenWords = { text: '', before: '', after: '', pages: [] };
  for (const layer of root.querySelectorAll<HTMLElement>('[data-words]')) {
    const already = chosen.text.length;
    for (const node of layer.childNodes) addWords(chosen, node, range);
    if (chosen.text.length > already) chosen.pages.push(Number(layer.dataset['words']));
  }
  return chosen.text.trim() === '' ? null : chosen;
}

function addWords(chosen: ChosenWords, node: Node, range: Range): void {
  const words = node.nodeName === 'BR' ? '\n' : (node.textContent ?? '');
  if (!range.intersectsNode(node)) {
    if (chosen.text === '') chosen.before += words;
    else chosen.after += words;
    return;
  }
  const isIn = (holder: Node): boolean => holder.nodeType === Node.TEXT_NODE && holder.parentNode === node;
  const from = isIn(range.startContainer) ? range.startOffset : 0;
  const to = isIn(range.endContainer) ? range.endOffset : words.length;
  if (chosen.text === '') chosen.before += words.slice(0, from);
  chosen.text += words.slice(from, to);
  chosen.after += words.slice(to);
}

/**
 * Between words a pointer is over none of them, and a browser then selects all that comes after. While the pointer is down, an element
 * that cannot be selected covers these places; it stands right behind the words that the pointer was over last.
 */
export function steadySelecting(root: HTMLElement): () => void {
  const stop = document.createElement('div');
  stop.dataset['stop'] = '';
  const down = ({ target, button }: PointerEvent): void => {
    const layer = button === 0 && target instanceof Element ? target.closest<HTMLElement>('[data-words]') : null;
    if (layer) layer.append(stop);
  };
  const over = ({ target, buttons }: PointerEvent): void => {
    if (buttons !== 1 || !stop.isConnected || !(target instanceof HTMLSpanElement)) return;
    const layer = target.closest<HTMLElement>('[data-words]');
    if (layer && root.contains(layer)) target.after(stop);
  };
  const up = (): void => stop.remove();
  root.addEventListener('pointerdown', down);
  root.addEventListener('pointermove', over);
  document.addEventListener('pointerup', up);
  document.addEventListener('pointercancel', up);
  return () => {
    root.removeEventListener('pointerdown', down);
    root.removeEventListener('pointermove', over);
    document.removeEventListener('pointerup', up);
    document.removeEventListener('pointercancel', up);
    stop.remove();
  };
}
