import { Readability } from '@mozilla/readability';
import { isElement, type DomDocument } from './dom.ts';
import { numberAttribute, type PageLines } from './lines.ts';

/** Pages with more elements, or nested beyond all use, are told by our own rules alone: it would take too long. */
const mostElements = 30_000;
const mostSteps = 1_000_000;

/**
 * Numbers of the elements that Mozilla's Readability takes for the article: a first opinion, which the judge corrects. It takes the
 * page apart, which therefore must have been read before. Empty where it finds no article.
 */
export function readabilityChoice(page: DomDocument, { elements, steps }: PageLines): Set<number> {
  const chosen = new Set<number>();
  if (elements.length > mostElements || steps > mostSteps) return chosen;
  const reader = new Readability<object>(page, { serializer: (node) => node, keepClasses: true });
  const article = reader.parse()?.content;
  if (!article) return chosen;
  for (const element of (article as unknown as DomDocument).querySelectorAll(`[${numberAttribute}]`))
    if (isElement(element)) chosen.add(Number(element.getAttribute(numberAttribute)));
  return chosen;
}
