import type { RawBlock } from '../../../../shared/text/normalise.ts';
import type { Guesses, ImportResult, Reading } from '../parser.ts';
import { linkAddress } from './address.ts';
import { decodeHtml } from './decodeHtml.ts';
import { isElement, parsePage, type DomDocument, type DomElement, type DomNode } from './dom.ts';
import { linesOf, markerAttribute } from './lines.ts';

/** A tree that can be changed, as far as it is changed here. */
interface ChangeableElement extends DomElement {
  readonly childNodes: Iterable<DomNode>;
  replaceWith(...nodes: unknown[]): void;
  append(...nodes: unknown[]): void;
  remove(): void;
}
interface ChangeableDocument extends DomDocument {
  createElement(name: string): ChangeableElement;
}

/**
 * What a person copied elsewhere, as the clipboard describes it in HTML. All of it is text, since it was selected: nothing is judged, and only
 * what could not be seen is left out. What Word, Google Docs and LibreOffice write around their words is none of it.
 */
export function importPasted({ bytes }: { bytes: Uint8Array }): ImportResult {
  // The page makes these bytes, in UTF-8, whatever the markup says of where it came from.
  const decoded = decodeHtml(bytes, 'utf-8');
  if (!decoded) return { ok: false, reason: 'undecodable' };
  const { html, source } = withoutHead(decoded.html);
  const document = parsePage(html) as ChangeableDocument;
  leaveSelection(document);
  tidyOffice(document);
  const { lines } = linesOf(document.documentElement, source ?? undefined);
  const blocks: RawBlock[] = [];
  const leftOut: Required<Reading>['leftOut'] = [];
  for (const { text, links, kind, level, marker, element } of lines) {
    if (!element.hidden) blocks.push({ kind, ...(level === undefined ? {} : { level }), marker, text, links });
    else leftOut.push({ text: text.replaceAll(/\s+/g, ' '), reason: 'hidden', before: blocks.length });
  }
  if (blocks.length === 0) return { ok: false, reason: 'empty' };
  const guesses: Guesses = source === null ? {} : { address: { value: source, method: 'page that it was copied from' } };
  return { ok: true, reading: { blocks, leftOut, guesses, encoding: decoded.encoding, extractor: 'pasted-html/1' } };
}

/** The lines that Windows puts before what is copied; one of them says which page it was copied from. */
function withoutHead(html: string): { html: string; source: string | null } {
  const head = /^Version:[\d.]+\s+(?:(?:Start|End)(?:HTML|Fragment|Selection):-?\d+\s+)+(?:SourceURL:(\S+)\s+)?/i.exec(html);
  if (!head) return { html, source: null };
  const source = linkAddress(head[1] ?? null, undefined);
  return { html: html.slice(head[0].length), source: source?.startsWith('http') ? source : null };
}

function nodesOf(root: DomElement): DomNode[] {
  const nodes: DomNode[] = [];
  for (let node: DomNode | null = root; node;) {
    nodes.push(node);
    let next: DomNode | null = node.firstChild;
    for (let up: DomNode | null = node; next === null && up !== null && up !== root; up = up.parentNode) next = up.nextSibling;
    node = next;
  }
  return nodes;
}

const isComment = (node: DomNode, words: string): boolean => node.nodeType === 8 && (node.textContent ?? '').trim() === words;

/** What stands outside of the two marks is there for its markup alone, and was not selected. */
function leaveSelection(document: ChangeableDocument): void {
  const nodes = nodesOf(document.documentElement);
  const start = nodes.findIndex((node) => isComment(node, 'StartFragment'));
  const end = nodes.findLastIndex((node) => isComment(node, 'EndFragment'));
  if (start < 0 || end < start) return;
  for (const [index, node] of nodes.entries())
    if (node.nodeType === 3 && (index < start || index > end)) (node as unknown as ChangeableElement).remove();
}

/** How Word marks the numbers and dots of lists, which it writes out. */
const writtenOut = /mso-list\s*:\s*ignore/i;
const styleOf = (element: DomElement): string => element.getAttribute('style') ?? '';
const classOf = (element: DomElement): string => element.getAttribute('class') ?? '';

/** Makes of the markup of word processors what it stands for. */
function tidyOffice(document: ChangeableDocument): void {
  for (const node of nodesOf(document.documentElement)) {
    if (!isElement(node)) continue;
    const element = node as ChangeableElement;
    const tag = element.localName.toLowerCase();
    const [style, names] = [styleOf(element), classOf(element)];
    if (writtenOut.test(style)) element.remove();
    // Of other vocabularies: `o:p`, `st1:place`, `w:sdt`. Their words stand in the line around.
    else if (tag.includes(':') || tag === 'sdfield') element.replaceWith(...element.childNodes);
    else if (tag === 'p' || tag === 'div') tidyParagraph(document, element, style, names);
  }
}

function tidyParagraph(document: ChangeableDocument, element: ChangeableElement, style: string, names: string): void {
  const level = /mso-list\s*:[^;]*\blevel(\d)/i.exec(style)?.[1];
  const outline = /mso-outline-level\s*:\s*([1-6])/i.exec(style)?.[1];
  if (level !== undefined || /\bMsoListParagraph/i.test(names)) {
    const item = document.createElement('li');
    const shown = [...element.querySelectorAll('span')].find((span) => writtenOut.test(styleOf(span)));
    item.setAttribute(markerAttribute, shown?.textContent ?? '');
    let list = item;
    for (let depth = 0; depth < Math.max(1, Math.min(6, Number(level ?? 1))); depth++) {
      const around = document.createElement('ul');
      around.append(list);
      list = around;
    }
    become(element, item, list);
  } else if (/\bMsoTitle\b/i.test(names)) become(element, document.createElement('h1'));
  else if (/\bMsoSubtitle\b/i.test(names)) become(element, document.createElement('h2'));
  else if (outline !== undefined) become(element, document.createElement(`h${outline}`));
  else if (/\bMso(?:Intense)?Quote\b/i.test(names)) become(element, document.createElement('blockquote'));
  else if (/\bMsoCaption\b/i.test(names)) become(element, document.createElement('figcaption'));
  else if (/\bMso(?:Foot|End)noteText\b|\bsd(?:foot|end)note\b/i.test(names)) {
    const note = document.createElement('aside');
    note.setAttribute('class', 'footnote');
    become(element, note);
  }
}

function become(element: ChangeableElement, inner: ChangeableElement, outer = inner): void {
  inner.append(...element.childNodes);
  element.replaceWith(outer);
}
