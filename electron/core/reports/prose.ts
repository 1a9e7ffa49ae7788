import type { Element, ElementContent, Nodes, Properties, Root } from 'hast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';

/** Elements that prose may hold; anything else gives way to what is inside it. */
const allowed = new Set('p strong em del code pre blockquote ul ol li table thead tbody tr th td a br hr sup'.split(' '));

/** Nesting beyond this is shown as plain words: no reader follows it, and no writer of reports has to. */
const deepest = 40;

/**
 * One line without any mark that Markdown knows: most of what people write. It is its own paragraph, and the parser, which
 * takes most of a long report's time, is spared. A test compares both ways.
 */
const unmarked = /^(?!\s|\d|[-+=])(?!.*(?:www\.|:\/\/))[^\\`*_~<>[\]|#&@\p{Cc}]+(?<!\s)$/iu;

/** GitHub's Markdown, put together once. */
const flavour = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

const linkSchemes = new Set(['http:', 'https:', 'mailto:']);

/** The address in a form that may be linked to; null for everything but web and mail addresses. */
export function safeAddress(address: string): string | null {
  const url = parseAddress(address.trim());
  return url && linkSchemes.has(url.protocol) ? url.href : null;
}

function parseAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/**
 * An analyst's Markdown as elements of a report. Raw HTML is left out; images become words, so that nothing is ever
 * fetched; a link keeps its address in sight, and is one only for web and mail addresses; headings become bold
 * paragraphs, because the outline belongs to the report.
 */
export function prose(markdown: string): ElementContent[] {
  if (unmarked.test(markdown)) return [element('p', [text(markdown)])];
  try {
    const hast = toHast(fromMarkdown(markdown, flavour));
    return hast.type === 'root' ? clean(hast.children, 0) : [];
  } catch (error) {
    // Thousands of nested quotation marks exhaust the parser's stack; the words are shown as they were typed.
    if (!(error instanceof RangeError)) throw error;
    return [element('p', [text(markdown)])];
  }
}

/** An analyst's Markdown as one line of plain text. */
export function plain(markdown: string): string {
  return textOf({ type: 'root', children: prose(markdown) })
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The words of a tree, blocks parted by a line feed. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'root' && node.type !== 'element') return '';
  const inner = node.children.map(textOf).join('');
  return node.type === 'element' && /^(p|li|tr|pre|blockquote|h\d)$/.test(node.tagName) ? `${inner}\n` : inner;
}

function clean(nodes: Root['children'], depth: number): ElementContent[] {
  if (depth > deepest) return [text(textOf({ type: 'root', children: nodes }))];
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [{ type: 'text', value: node.value }];
    if (node.type !== 'element') return [];
    if (node.tagName === 'img') return [{ type: 'text', value: imageWords(node) }];
    if (node.tagName === 'input') return [{ type: 'text', value: node.properties['checked'] ? '☑' : '☐' }];
    const children = clean(node.children, depth + 1);
    if (node.tagName === 'a') return link(node, children);
    if (/^h[1-6]$/.test(node.tagName)) return [element('p', [element('strong', children)], { className: ['prose-heading'] })];
    return allowed.has(node.tagName) ? [element(node.tagName, children, kept(node))] : children;
  });
}

function kept({ tagName, properties }: Element): Properties {
  if (tagName === 'ol' && typeof properties['start'] === 'number') return { start: properties['start'] };
  if ((tagName === 'td' || tagName === 'th') && typeof properties['align'] === 'string') return { align: properties['align'] };
  return {};
}

function link(node: Element, children: ElementContent[]): ElementContent[] {
  const address = typeof node.properties['href'] === 'string' ? node.properties['href'] : '';
  // Links inside the prose, as footnotes have them, would point at nothing here.
  if (address === '' || address.startsWith('#')) return children;
  const href = safeAddress(address);
  const words = textOf({ type: 'root', children });
  const shown = href && (words === address || words === href || `mailto:${words}` === href) ? [] : [text(` (${address})`)];
  return href ? [element('a', children, { href, rel: ['noreferrer'] }), ...shown] : [...children, ...shown];
}

function imageWords({ properties }: Element): string {
  const alt = typeof properties['alt'] === 'string' ? properties['alt'].trim() : '';
  const host = typeof properties['src'] === 'string' ? (parseAddress(properties['src'])?.host ?? '') : '';
  return `[image${alt ? `: ${alt}` : ''}${host ? ` (${host})` : ''}]`;
}

const text = (value: string): ElementContent => ({ type: 'text', value });

const element = (tagName: string, children: ElementContent[], properties: Properties = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** Abbreviations that end in a full stop without ending a sentence. */
const abbreviation = /(^|\s)(Mr|Mrs|Ms|Dr|Prof|St|No|vs|cf|ca|approx|e\.g|i\.e)\.\s*$/i;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The first sentence of a Markdown text, as plain text. */
export function firstSentence(markdown: string): string {
  return firstSentenceOf(prose(markdown));
}

function firstSentenceOf(nodes: readonly ElementContent[]): string {
  const first = nodes.find((node) => textOf(node).trim() !== '');
  if (!first) return '';
  const words = textOf(first).replaceAll(/\s+/g, ' ').trim();
  let sentence = '';
  for (const { segment } of sentences.segment(words)) {
    sentence += segment;
    if (!abbreviation.test(sentence)) break;
  }
  return sentence.trim();
}

/** The elements of a Markdown text without its first sentence, where that stands plainly at the beginning; else all of them. */
export function afterFirstSentence(markdown: string): ElementContent[] {
  const nodes = prose(markdown);
  const sentence = firstSentenceOf(nodes);
  const first = nodes[0];
  const opening = first?.type === 'element' && first.tagName === 'p' ? first.children[0] : undefined;
  if (!first || first.type !== 'element' || opening?.type !== 'text' || !opening.value.startsWith(sentence)) return nodes;
  const rest = opening.value.slice(sentence.length).trimStart();
  const children = rest ? [text(rest), ...first.children.slice(1)] : first.children.slice(1);
  return children.length > 0 ? [{ ...first, children }, ...nodes.slice(1)] : nodes.slice(1).filter((node) => textOf(node).trim() !== '');
}
