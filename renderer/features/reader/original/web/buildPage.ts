import type { Element, Root, RootContent } from 'hast';
import type { FoundWords } from '../../../../../shared/text/original/findQuoted.ts';
import { cleanDeclaration } from './styles.ts';

/** A page made of elements of a document, and its stretches of words in order. */
export interface BuiltPage {
  content: DocumentFragment;
  texts: Text[];
}

const attributeNames: Readonly<Record<string, string>> = { className: 'class' };
/** Of elements with more levels than that the inner ones stand beside each other: browsers give up somewhere too. */
const deepest = 400;

/** Makes a clean tree into elements. Addresses become pictures that came along, or nothing at all. */
export function buildPage(document: Document, tree: Root, addressOf: (written: string) => string | null): BuiltPage {
  const texts: Text[] = [];
  const content = document.createDocumentFragment();
  const open: { node: RootContent; parent: Node; depth: number }[] = [];
  const enter = (children: readonly RootContent[], parent: Node, depth: number): void => {
    for (let index = children.length - 1; index >= 0; index--) open.push({ node: children[index]!, parent, depth });
  };
  enter(tree.children, content, 0);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, parent, depth } = next;
    if (node.type === 'text') {
      const text = document.createTextNode(node.value);
      texts.push(text);
      parent.appendChild(text);
    } else if (node.type === 'element') {
      const element = elementOf(document, node, addressOf);
      parent.appendChild(element);
      enter(node.children, depth < deepest ? element : parent, depth + 1);
    }
  }
  return { content, texts };
}

function elementOf(document: Document, { tagName, properties }: Element, addressOf: (written: string) => string | null): HTMLElement {
  if (tagName === 'img') return pictureOf(document, properties, addressOf);
  // Neither of them does anything without a script; both could be taken for something that does.
  const element = document.createElement(tagName === 'button' ? 'span' : tagName);
  setAttributes(element, properties, addressOf);
  return element;
}

function pictureOf(document: Document, properties: Element['properties'], addressOf: (written: string) => string | null): HTMLElement {
  const { src, alt, ...rest } = properties;
  const address = typeof src === 'string' ? addressOf(src) : null;
  const described = typeof alt === 'string' ? alt : '';
  if (address !== null) {
    const picture = document.createElement('img');
    setAttributes(picture, rest, addressOf);
    picture.alt = described;
    picture.src = address;
    return picture;
  }
  const missing = document.createElement('span');
  setAttributes(missing, rest, addressOf);
  missing.setAttribute('data-missing', '');
  missing.setAttribute('role', 'img');
  missing.setAttribute(
    'aria-label',
    described === '' ? 'A picture that is not kept in this file' : `Picture, not kept in this file: ${described}`,
  );
  missing.title = described === '' ? 'Picture not kept in this file' : described;
  return missing;
}

function setAttributes(element: HTMLElement, properties: Element['properties'], addressOf: (written: string) => string | null): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    const text = value === true ? '' : Array.isArray(value) ? value.join(' ') : String(value);
    if (name === 'style') {
      element.style.cssText = text;
      cleanDeclaration(element.style, addressOf);
    } else if (name === 'href') {
      // It says where it led, and leads nowhere.
      element.setAttribute('data-link', '');
      element.title ||= text;
    } else element.setAttribute(attributeNames[name] ?? name.toLowerCase(), text);
  }
}

/** Puts marks around places of the page's words, and returns them in order; `unmark` takes them out again. */
export function markTexts(texts: readonly Text[], { places, outcome }: FoundWords): HTMLElement[] {
  const byText = new Map<number, { start: number; end: number }[]>();
  for (const { item, start, end } of places) byText.set(item, [...(byText.get(item) ?? []), { start, end }]);
  const marks: HTMLElement[] = [];
  for (const [item, ranges] of [...byText].toSorted(([one], [other]) => one - other)) {
    const text = texts[item];
    if (!text?.parentNode) continue;
    const whole = text.data;
    const parts: Node[] = [];
    let at = 0;
    for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
      if (start < at) continue;
      const mark = text.ownerDocument.createElement('mark');
      mark.setAttribute('data-mark', outcome === 'several' ? 'doubtful' : '');
      mark.textContent = whole.slice(start, end);
      parts.push(text.ownerDocument.createTextNode(whole.slice(at, start)), mark);
      marks.push(mark);
      at = end;
    }
    const holder = text.ownerDocument.createElement('span');
    holder.setAttribute('data-marked', '');
    holder.append(...parts, text.ownerDocument.createTextNode(whole.slice(at)));
    text.replaceWith(holder);
    marked.set(holder, text);
  }
  return marks;
}

/** The words that a marked stretch stands for. */
const marked = new WeakMap<HTMLElement, Text>();

export function unmark(root: ParentNode): void {
  for (const holder of root.querySelectorAll<HTMLElement>('span[data-marked]')) {
    const text = marked.get(holder);
    if (text) holder.replaceWith(text);
  }
}
