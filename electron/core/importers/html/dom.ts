import { parseHTML } from './leanDom.ts';

/** As much of a DOM as is used here; linkedom makes it, loads nothing and runs nothing. */
export interface DomNode {
  readonly nodeType: number;
  readonly parentNode: DomElement | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly textContent: string | null;
}
export interface DomElement extends DomNode {
  readonly localName: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  querySelectorAll(selector: string): Iterable<DomElement>;
}
export interface DomDocument extends DomElement {
  readonly documentElement: DomElement;
}

export const isElement = (node: DomNode): node is DomElement => node.nodeType === 1;
export const isText = (node: DomNode): boolean => node.nodeType === 3;

/** Tags that frame a page, up to their first attribute. */
const framing = /<(?:\/?(?:html|head|body)(?=[\s>])|!doctype)/gi;
/** UTF-16 units; no tag that frames a page is longer */
const longestFrame = 5_000;

/** Far deeper than pages are, and than is told apart. The parser moves all elements that are open with each that opens. */
const deepest = 2_000;
const tags = /<(\/?)([a-z][a-z\d:-]*)[^<>]*>/gi;
/** Elements that nothing stands in, or that the next of their kind closes. */
const shallow = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr td th thead tbody tfoot rp rt'.split(
    ' ',
  ),
);

/**
 * Parses a page. Its frame is made anew: pages open it twice, close it early or never open it, and linkedom would take what is outside
 * of the first one for no part of the page.
 */
export function parsePage(html: string): DomDocument {
  const whole = `<!DOCTYPE html><html><body>${withoutDepths(withoutFrames(html))}</body></html>`;
  return (parseHTML(whole) as unknown as { document: DomDocument }).document;
}

function withoutFrames(html: string): string {
  const kept: string[] = [];
  let from = 0;
  let end = -1;
  for (const { index } of html.matchAll(framing)) {
    if (index < from) continue;
    if (end < index) end = html.indexOf('>', index);
    if (end < 0) break;
    if (end - index > longestFrame) continue;
    kept.push(html.slice(from, index));
    from = end + 1;
  }
  return from === 0 ? html : kept.join('') + html.slice(from);
}

/** Without the tags of elements that stand deeper than any page needs; what is in them stays. */
function withoutDepths(html: string): string {
  let depth = 0;
  const follow = (isEnd: boolean, name: string): boolean => {
    if (shallow.has(name.toLowerCase())) return true;
    if (isEnd) return depth === 0 || --depth < deepest;
    return depth++ < deepest;
  };
  for (const [, slash, name] of html.matchAll(tags))
    if (!follow(slash === '/', name!)) {
      depth = 0;
      return html.replaceAll(tags, (tag, end: string, named: string) => (follow(end === '/', named) ? tag : ''));
    }
  return html;
}
