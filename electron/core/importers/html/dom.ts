import { parseHTML } from 'linkedom';

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

/** Tags that frame a page; their attributes are short, whatever a page tries. */
const framing = /<(?:\/?(?:html|head|body)(?:\s[^>]{0,5000})?|!doctype[^>]{0,5000})>/gi;

/**
 * Parses a page. Its frame is made anew: pages open it twice, close it early or never open it, and linkedom would take what is outside
 * of the first one for no part of the page.
 */
export function parsePage(html: string): DomDocument {
  const whole = `<!DOCTYPE html><html><body>${html.replaceAll(framing, '')}</body></html>`;
  return (parseHTML(whole) as unknown as { document: DomDocument }).document;
}
