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

/** Parses a page. A piece of one is put into a page first, since linkedom takes its first element for the whole otherwise. */
export function parsePage(html: string): DomDocument {
  const whole = /<html[\s>]/i.test(html.slice(0, 100_000)) ? html : `<!DOCTYPE html><html><body>${html}</body></html>`;
  return (parseHTML(whole) as unknown as { document: DomDocument }).document;
}
