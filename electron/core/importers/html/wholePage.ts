import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { parsePage } from './dom.ts';
import { linesOf, type PageElement } from './lines.ts';

/** A page of which every word belongs to the text: a chapter of a book, a mail. */
export interface WholePage {
  /** `hidden`: a reader does not see it; `navigation`: it stands in a `nav` element. `isLink`: most of its words are a link. */
  blocks: (RawBlock & { place: 'text' | 'hidden' | 'navigation'; isLink: boolean })[];
}

const selfClosing = /<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi;

/**
 * Reads all text of a page by its structure alone, and judges nothing. Also takes XHTML, where any element may close itself and notes are
 * told by `epub:type`.
 */
export function readWholePage(html: string, base?: string): WholePage {
  const markup = html
    .replaceAll(selfClosing, '<$1$2></$1>')
    .replaceAll(/\sepub:type\s*=\s*(["'])([^"'<>]*)\1/gi, (_, quote: string, types: string) => {
      const known = types.replaceAll(/\b(?:endnote|rearnote)(s?)\b/g, 'footnote$1');
      return ` data-component=${quote}${known}${quote}`;
    });
  const { lines } = linesOf(parsePage(markup).documentElement, base);
  return {
    blocks: lines.map(({ text, links, linked, kind, level, marker, element }) => ({
      kind,
      ...(level === undefined ? {} : { level }),
      marker,
      text,
      links,
      isLink: linked * 2 > text.length,
      place: element.hidden ? 'hidden' : isInside(element, 'nav') ? 'navigation' : 'text',
    })),
  };
}

function isInside(element: PageElement, tag: string): boolean {
  for (let next: PageElement | null = element; next; next = next.parent) if (next.tag === tag) return true;
  return false;
}
