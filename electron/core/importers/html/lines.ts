import type { Block, TextLink } from '../../../../shared/domain/entities.ts';
import { markerOrBullet } from '../marker.ts';
import { raised } from '../raised.ts';
import { isElement, isText, type DomElement, type DomNode } from './dom.ts';
import { linkAddress } from './address.ts';
import { itemNumbers, type ItemNumbers } from './itemNumbers.ts';

/** An element of a page, numbered in the order of the page; the facts that tell what it is. */
export interface PageElement {
  number: number;
  parent: PageElement | null;
  tag: string;
  /** `id`, `class` and the like, in small letters. */
  names: string;
  role: string;
  /** `itemprop`, in small letters. */
  property: string;
  /** A reader does not see it. */
  hidden: boolean;
  /** Numbers of its first line and of the line after its last. */
  firstLine: number;
  endLine: number;
}

/** One stretch of text that stands on lines of its own: what may become a block. */
export interface PageLine {
  text: string;
  links: TextLink[];
  /** UTF-16 units that are links to another page. */
  linked: number;
  kind: Block['kind'];
  level: number | undefined;
  marker: string | undefined;
  /** The innermost element that holds all of it. */
  element: PageElement;
  /** Numbers of the elements that hold its words directly. */
  holders: Set<number>;
}

export interface PageLines {
  elements: PageElement[];
  lines: PageLine[];
  /** How deep each element stands, summed up: what looks up from every one takes so many steps. Infinite where one stands deeper than is told apart. */
  steps: number;
}

/** Attribute under which an element's number stands, so that it can be told after others have worked on the page. */
export const numberAttribute = 'data-assay-number';

/** Attribute under which what a word processor wrote before an item stands, once it is out of the text. */
export const markerAttribute = 'data-assay-marker';

const unread = new Set(
  'script style noscript template svg math iframe object embed canvas audio video head title select option datalist textarea input map progress meter frameset applet'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rt rp s samp small span strike strong sub sup time tt u var wbr img picture source slot output amp-img'.split(
    ' ',
  ),
);
const lists = new Set(['ul', 'ol', 'menu']);
/** What an element makes of the text inside it. */
interface Context {
  kind: Block['kind'];
  level: number | undefined;
  /** Lines of the source are lines of the text. */
  preformatted: boolean;
  /** A line break in it parts no lines. */
  solid: boolean;
  listDepth: number;
}

interface OpenElement {
  node: DomElement;
  element: PageElement;
  isBlock: boolean;
  context: Context;
  /** How it numbers its items, where it does. */
  numbers: ItemNumbers | null;
}

/** Elements that are nested deeper count as part of what is around them. */
const deepest = 512;

const outside: Context = { kind: 'paragraph', level: undefined, preformatted: false, solid: false, listDepth: 0 };

/**
 * The text of a page, line by line, with the elements around. Walks without recursion: a page may be nested as deep as it likes.
 */
export function linesOf(root: DomElement, base: string | undefined): PageLines {
  const walk = createWalk(base);
  let node: DomNode | null = root;
  while (node) {
    const entered: boolean = walk.enter(node);
    if (entered && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node) {
      walk.leave(node);
      if (node === root) return walk.end();
      if (node.nextSibling) {
        node = node.nextSibling;
        break;
      }
      node = node.parentNode;
    }
  }
  return walk.end();
}

function createWalk(base: string | undefined) {
  const elements: PageElement[] = [];
  const lines: PageLine[] = [];
  const path: OpenElement[] = [];
  const anchors: { node: DomNode; from: number; address: string | null }[] = [];
  let line = emptyLine();
  /** Of an item whose first line has not come yet. */
  let marker: string | undefined;
  let steps = 0;

  function add(text: string): void {
    const { element } = path.at(-1)!;
    if (/\S/.test(text)) {
      line.holders.add(element.number);
      line.element = line.element ? commonOf(line.element, element) : element;
      line.last = text;
      if (anchors.length > 0) line.linked += text.length;
    }
    line.parts.push(text);
    line.length += text.length;
  }

  function closeLink({ from, address }: (typeof anchors)[number]): void {
    if (address !== null && line.length > from) line.links.push({ start: from, end: line.length, address });
  }

  /** Ends the line; a link that goes on begins again in the next one. */
  function flush(): void {
    const { parts, length, links, linked, holders, element } = line;
    if (length > 0) {
      const innermost = anchors.at(-1);
      if (innermost) closeLink(innermost);
      const text = parts.join('');
      const { kind, level } = path.at(-1)?.context ?? outside;
      if (element && /[\p{L}\p{N}\p{S}]/u.test(text)) {
        const isItem = kind === 'list-item' || kind === 'footnote';
        lines.push({ text, links, linked, kind, level, marker: isItem ? marker : undefined, element, holders });
        marker = undefined;
      }
      for (const anchor of anchors) anchor.from = 0;
    }
    line = emptyLine();
  }

  function readText(text: string): void {
    if (line.breaks > 0 && /\S/.test(text)) {
      const several = line.breaks > 1;
      line.breaks = 0;
      if (several || !goesOn(line.last, text)) flush();
      else add(' ');
    }
    if (path.slice(-3).some(({ element }) => element.tag === 'sup')) return add(raised(line.last, text));
    if (!path.at(-1)?.context.preformatted) return add(text);
    for (const [index, row] of text.split('\n').entries()) {
      if (index > 0) flush();
      add(row);
    }
  }

  function open(node: DomElement, tag: string, isBlock: boolean): void {
    const above = path.at(-1);
    const element: PageElement = {
      number: elements.length,
      parent: above?.element ?? null,
      tag,
      names: namesOf(node),
      role: (node.getAttribute('role') ?? '').trim().toLowerCase(),
      property: (node.getAttribute('itemprop') ?? '').trim().toLowerCase(),
      hidden: (above?.element.hidden ?? false) || isHidden(node),
      firstLine: lines.length,
      endLine: lines.length,
    };
    elements.push(element);
    node.setAttribute(numberAttribute, String(element.number));
    if (tag === 'li')
      marker =
        markerOrBullet(node.getAttribute(markerAttribute) ?? '') ??
        path.findLast(({ element: { tag: list } }) => lists.has(list))?.numbers?.next(node);
    const context = contextIn(above?.context ?? outside, tag, `${element.names} ${element.role}`);
    path.push({ node, element, isBlock, context, numbers: tag === 'ol' ? itemNumbers(node) : null });
  }

  return {
    /** False where nothing inside is read. */
    enter(node: DomNode): boolean {
      if (isText(node)) {
        const text = node.textContent ?? '';
        if (text !== '' && path.length > 0) readText(text);
        return false;
      }
      if (!isElement(node)) return false;
      const tag = node.localName.toLowerCase();
      if (unread.has(tag)) return false;
      if (tag === 'br') {
        if (path.at(-1)?.context.solid) add(' ');
        else line.breaks++;
        return false;
      }
      const isBlock = !inline.has(tag);
      if (isBlock) flush();
      steps += path.length < deepest ? path.length : Infinity;
      if (path.length < deepest) open(node, tag, isBlock);
      if (tag === 'a') anchors.push({ node, from: line.length, address: linkAddress(node.getAttribute('href'), base) });
      return true;
    },
    leave(node: DomNode): void {
      const anchor = anchors.at(-1);
      if (anchor?.node === node) {
        anchors.pop();
        if (anchors.length === 0) closeLink(anchor);
      }
      const innermost = path.at(-1);
      if (innermost?.node !== node) {
        if (isElement(node) && !inline.has(node.localName.toLowerCase()) && node.localName !== 'br') flush();
        return;
      }
      if (innermost.isBlock) flush();
      if (innermost.element.tag === 'li') marker = undefined;
      innermost.element.endLine = lines.length + (line.length > 0 ? 1 : 0);
      if (innermost.element.tag === 'td' || innermost.element.tag === 'th') unmakeLayoutCell(lines.slice(innermost.element.firstLine));
      path.pop();
    },
    end: (): PageLines => ({ elements, lines, steps }),
  };
}

interface OpenLine {
  parts: string[];
  length: number;
  links: TextLink[];
  linked: number;
  holders: Set<number>;
  element: PageElement | null;
  /** The last words that were added. */
  last: string;
  /** Line breaks since then. */
  breaks: number;
}

function emptyLine(): OpenLine {
  return { parts: [], length: 0, links: [], linked: 0, holders: new Set(), element: null, last: '', breaks: 0 };
}

const longestCell = 600;

/** Pages were once laid out in tables: what is long, or several paragraphs, is no cell of a table. */
function unmakeLayoutCell(lines: PageLine[]): void {
  if (lines.length <= 1 && (lines[0]?.text.length ?? 0) <= longestCell) return;
  for (const line of lines) if (line.kind === 'table-cell') line.kind = 'paragraph';
}

/** Whether a sentence goes on after a single line break: it has not ended, and what follows does not begin one. */
function goesOn(before: string, after: string): boolean {
  return !/[.!?:;…"”»)\]]\s*$/u.test(before) && /^\s*\p{Ll}/u.test(after);
}

function commonOf(one: PageElement, other: PageElement): PageElement {
  let [a, b] = [one, other];
  while (a !== b) {
    if (a.number > b.number) a = a.parent ?? b;
    else b = b.parent ?? a;
  }
  return a;
}

const named = ['id', 'class', 'data-testid', 'data-component', 'data-module', 'rel'];

function namesOf(node: DomElement): string {
  return named
    .map((name) => node.getAttribute(name) ?? '')
    .join(' ')
    .slice(0, 500)
    .toLowerCase()
    .trim();
}

function isHidden(node: DomElement): boolean {
  if (node.hasAttribute('hidden')) return true;
  const style = node.getAttribute('style');
  return style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}

const footnoteNames = /(?:^|[\s_-])(?:doc-(?:foot|end)notes?|footnotes?|cite_note)(?:[\s_-]|$)/;

const captionNames =
  /(?:^|[\s_-])(?:wp-)?(?:caption|figcaption|bildunterschrift|legende|didascalia)(?:[\s_-]?text)?(?:[\s_-]|$)|(?:image|photo|img|picture|media)-?_?(?:caption|legend|description)/;

function contextIn(above: Context, tag: string, names: string): Context {
  const heading = /^h([1-6])$/.exec(tag);
  if (heading) return { ...above, kind: 'heading', level: Number(heading[1]), solid: true };
  if (tag === 'pre') return { ...above, kind: 'code', level: undefined, preformatted: true };
  if (tag === 'td' || tag === 'th') return { ...above, kind: 'table-cell', level: undefined, solid: true };
  if (tag === 'figcaption' || tag === 'caption' || (above.kind === 'paragraph' && captionNames.test(names)))
    return { ...above, kind: 'caption', level: undefined, solid: true };
  if (above.kind === 'footnote') return above;
  if ((tag === 'li' || tag === 'aside' || tag === 'section' || tag === 'ol') && footnoteNames.test(names))
    return { ...above, kind: 'footnote', level: undefined };
  if (lists.has(tag)) return { ...above, listDepth: Math.min(6, above.listDepth + 1) };
  if (tag === 'li') return { ...above, kind: 'list-item', level: Math.max(1, above.listDepth) };
  if (tag === 'blockquote' && above.kind === 'paragraph') return { ...above, kind: 'quote' };
  return above;
}
