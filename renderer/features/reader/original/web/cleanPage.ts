import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultSchema, sanitize, type Schema } from 'hast-util-sanitize';

/** A page with nothing in it that acts, loads or leads anywhere. */
export interface CleanPage {
  body: Root;
  /** Style sheets in the order of the page: their text, or the address of one that may have come along in the file. */
  styles: ({ text: string; media: string } | { address: string; media: string })[];
  language: string;
  direction: string;
}

const places = ['className', 'id', 'dir', 'lang', 'title', 'style', 'align', 'hidden', 'role'];

/** Elements that say how words are laid out, beside those that the library keeps. */
const alsoKept =
  'article aside header footer main nav section address figure figcaption hgroup search abbr bdi bdo center cite data dfn font label legend fieldset mark small time u wbr big caption col colgroup menu dialog button'.split(
    ' ',
  );
/** Elements that go with all that is in them. */
const leftOutWhole =
  'script style template iframe frame frameset object embed applet param portal svg math audio video source track canvas map area link meta base title select textarea input'.split(
    ' ',
  );

/**
 * What is kept of a page: its words, how they are laid out, and pictures. Of all that remains no element runs, loads, submits or embeds, and
 * no attribute holds an address but the one of a picture and the one that a link says it leads to.
 */
const schema: Schema = {
  tagNames: [...(defaultSchema.tagNames ?? []).filter((name) => !['input', 'source', 'picture'].includes(name)), ...alsoKept],
  attributes: {
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['colSpan', 'rowSpan', 'vAlign', 'width', 'height', 'bgColor'],
    th: ['colSpan', 'rowSpan', 'vAlign', 'width', 'height', 'bgColor', 'scope'],
    tr: ['vAlign', 'bgColor'],
    table: ['width', 'border', 'cellPadding', 'cellSpacing', 'bgColor'],
    col: ['span', 'width'],
    colgroup: ['span', 'width'],
    ol: ['start', 'reversed', 'type'],
    li: ['value', 'type'],
    font: ['color', 'face', 'size'],
    time: ['dateTime'],
    details: ['open'],
    '*': places,
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  ancestors: {},
  required: {},
  clobber: [],
  strip: leftOutWhole,
  allowComments: false,
  allowDoctypes: false,
};

const rel = (element: Element): string => [element.properties['rel']].flat().join(' ').toLowerCase();

/** Takes a page apart without a browser's parser: nothing of it ever is a document of its own. */
export function cleanPage(html: string): CleanPage {
  const tree = fromHtml(html);
  const styles: CleanPage['styles'] = [];
  let [body, language, direction]: [Nodes, string, string] = [tree, '', ''];
  walk(tree, (element) => {
    const { tagName, properties } = element;
    const media = typeof properties['media'] === 'string' ? properties['media'] : '';
    if (tagName === 'html') [language, direction] = [words(properties['lang']), words(properties['dir'])];
    else if (tagName === 'body') body = { type: 'root', children: [{ ...element, tagName: 'div' }] };
    else if (tagName === 'style') styles.push({ text: textOf(element), media });
    else if (
      tagName === 'link' &&
      /\bstylesheet\b/.test(rel(element)) &&
      !/\balternate\b/.test(rel(element)) &&
      typeof properties['href'] === 'string'
    )
      styles.push({ address: properties['href'], media });
  });
  const clean = sanitize(body, schema);
  return { body: clean.type === 'root' ? clean : { type: 'root', children: [clean] as Root['children'] }, styles, language, direction };
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const textOf = (element: Element): string => element.children.map((child) => (child.type === 'text' ? child.value : '')).join('');

/** Without calling itself: pages are nested as deeply as whoever wrote them likes. */
function walk(tree: Root, see: (element: Element) => void): void {
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'element') see(node);
    if ('children' in node) open.push(...(node.children.toReversed() as Nodes[]));
  }
}
