import type { PageElement, PageLines } from './lines.ts';
import { countWords } from './words.ts';

const fewestHidden = 150;
/** So much more running text is hidden than seen, before hiding is taken for a state of loading. */
const timesSeen = 4;
const longLine = 12;

/**
 * Shows the article of a page that was saved before its script had shown it: where hardly any running text is in view, and an element
 * that is hidden holds most of the rest. All else that is hidden stays so.
 */
export function showHiddenArticle({ lines, elements }: PageLines): void {
  let seen = 0;
  const hidden = new Map<PageElement, number>();
  for (const { text, element } of lines) {
    const words = countWords(text);
    if (words < longLine) continue;
    if (!element.hidden) seen += words;
    else {
      let outermost = element;
      while (outermost.parent?.hidden) outermost = outermost.parent;
      hidden.set(outermost, (hidden.get(outermost) ?? 0) + words);
    }
  }
  const all = [...hidden.values()].reduce((sum, words) => sum + words, 0);
  const [article, most] = [...hidden].toSorted(([, a], [, b]) => b - a)[0] ?? [null, 0];
  if (!article || most < fewestHidden || all < seen * timesSeen || most < all / 2) return;
  // Elements stand in the order of the page: what is around one comes before it.
  const shown = new Set<PageElement | null>([article]);
  for (const element of elements) if (shown.has(element.parent)) shown.add(element);
  for (const element of shown) if (element) element.hidden = false;
}
