import type { CslNode } from 'citeproc';
import { Refusal } from '../../importers/refusal.ts';
import { isElement, readXml, textOf, type XmlElement } from '../../importers/xml/xml.ts';

const prefixes = {
  'http://purl.org/net/xbiblio/csl': 'csl',
  'http://www.w3.org/XML/1998/namespace': 'xml',
  'http://www.w3.org/2001/XInclude': 'include',
} as const;

/**
 * A style or locale as the tree that the processor takes, so that its own parser never sees a file. Knows no entities; a document type,
 * and any wish to take in another file, is refused as `unsafe`; what is no XML as `damaged`.
 */
export function cslTree(bytes: Uint8Array): CslNode {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').includes('<!DOCTYPE'))
    throw new Refusal('unsafe', 'a document type');
  const root = readXml(bytes, prefixes);
  const tree = nodeOf(root);
  if (!tree) throw new Refusal('damaged', 'not of the Citation Style Language');
  return tree;
}

/** Elements that hold words, and nothing else. */
const words: ReadonlySet<string> = new Set(['term', 'single', 'multiple']);

/** Elements of other namespaces have no say. */
function nodeOf(element: XmlElement): CslNode | null {
  if (element.name.startsWith('include:')) throw new Refusal('unsafe', 'takes in another file');
  if (!element.name.startsWith('csl:')) return null;
  const name = element.name.slice('csl:'.length);
  const elements = element.children.filter(isElement);
  // The processor wants the words of a term as one text, also where there are none.
  const isOfWords = elements.length === 0 && (words.has(name) || textOf(element).trim() !== '');
  const children = isOfWords ? [textOf(element)] : elements.map(nodeOf).filter((child) => child !== null);
  // Of attributes of other namespaces only the language is known.
  const attrs = Object.fromEntries([...element.attributes].filter(([name]) => !name.includes(':') || name === 'xml:lang'));
  return { name, attrs, children };
}

export const isNode = (child: CslNode | string): child is CslNode => typeof child !== 'string';

/** The child elements of one name. */
export const nodesOf = (node: CslNode | undefined, name: string): CslNode[] =>
  node?.children.filter((child): child is CslNode => isNode(child) && child.name === name) ?? [];
