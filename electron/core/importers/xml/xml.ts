import { SaxesParser } from 'saxes';
import { Refusal } from '../refusal.ts';

/** An element of an XML document. Names are `prefix:name` with the prefixes that the reader of the format gave to the namespaces. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

/** The prefix that each namespace address is known by here. */
export type Prefixes = Readonly<Record<string, string>>;

const deepest = 500;
const mostElements = 4_000_000;
/** Elements that stand in memory at once: about 400 MB. */
const mostHeld = 1_000_000;
const mostAttributes = 1_000;
/** Most elements have none; a long document has millions of them. */
const none: ReadonlyMap<string, string> = new Map();

/**
 * The tree of an XML document. `each` hears of every child of elements of one name as soon as it is complete, in place of keeping it:
 * for documents that are too long to stand in memory whole.
 *
 * Knows no entities but the five of XML. Refuses as `unsafe` those that declare their own, and what is nested or filled beyond all use; as `damaged` what is no XML.
 */
export function readXml(bytes: Uint8Array, prefixes: Prefixes, each?: { of: string; take: (child: XmlElement) => void }): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const path: XmlElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;
  let held = 0;
  let heldBefore = 0;

  const known = new Map<string, Map<string, string>>();
  /** Each name is one string, however often it comes. */
  function named(uri: string, local: string): string {
    if (uri === '') return local;
    const names = known.get(uri) ?? new Map<string, string>();
    known.set(uri, names);
    const name = names.get(local) ?? `${Object.hasOwn(prefixes, uri) ? prefixes[uri] : '?'}:${local}`;
    names.set(local, name);
    return name;
  }
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw new Refusal('unsafe', 'declares entities');
  });
  parser.on('opentag', (tag) => {
    const isTaken = each !== undefined && path.at(-1)?.name === each.of;
    if (isTaken) heldBefore = held;
    if (path.length >= deepest || ++elements > mostElements || ++held > mostHeld)
      throw new Refusal('unsafe', 'nested or filled beyond all use');
    const given = Object.values(tag.attributes).slice(0, mostAttributes);
    const attributes = given.length === 0 ? none : new Map(given.map(({ uri, local, value }) => [named(uri, local), value]));
    const element: XmlElement = { name: named(tag.uri, tag.local), attributes, children: [] };
    if (!root) root = element;
    else if (!isTaken) path.at(-1)?.children.push(element);
    path.push(element);
  });
  parser.on('closetag', () => {
    const element = path.pop();
    if (!each || !element || path.at(-1)?.name !== each.of) return;
    each.take(element);
    held = heldBefore;
  });
  const addText = (text: string): void => {
    const children = path.at(-1)?.children;
    if (children) children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('error', (error) => {
    throw new Refusal('damaged', error.message);
  });
  parser.write(decodeXml(bytes)).close();
  if (!root) throw new Refusal('damaged', 'no element');
  return root;
}

/** XML as text: by its byte order mark, else by what it declares, else UTF-8. Bytes that are none become replacement characters. */
function decodeXml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^<\?xml[^>]*\sencoding=["']([\w.-]+)["']/.exec(head)?.[1];
  const label = head.startsWith('\xff\xfe') || head.startsWith('<\0') ? 'utf-16le' : /^(?:\xfe\xff|\0<)/.test(head) ? 'utf-16be' : declared;
  return decodeAs(label, bytes).replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function decodeAs(label: string | undefined, bytes: Uint8Array): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';

/** The child elements of one name. */
export const childrenOf = (element: XmlElement | null | undefined, name: string): XmlElement[] =>
  element?.children.filter((node): node is XmlElement => isElement(node) && node.name === name) ?? [];

/** The first child element of one name, or of a path of names. */
export function childOf(element: XmlElement | null | undefined, ...path: readonly string[]): XmlElement | null {
  let found = element ?? null;
  for (const name of path) found = found?.children.find((node): node is XmlElement => isElement(node) && node.name === name) ?? null;
  return found;
}

/** Every element of one name below another, in the order of the document. */
export function* descendantsOf(element: XmlElement, name: string): Generator<XmlElement> {
  for (const node of element.children) {
    if (!isElement(node)) continue;
    if (node.name === name) yield node;
    yield* descendantsOf(node, name);
  }
}

/** All text inside an element. */
export const textOf = (node: XmlNode | null | undefined): string =>
  node === null || node === undefined ? '' : isElement(node) ? node.children.map(textOf).join('') : node;
