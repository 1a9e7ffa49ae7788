import { Refusal } from '../refusal.ts';
import { childOf, childrenOf, descendantsOf, readXml, type Prefixes, type XmlElement } from '../xml/xml.ts';
import type { Archive } from '../zip/archive.ts';

const prefixes: Prefixes = {
  'urn:oasis:names:tc:opendocument:xmlns:container': 'container',
  'http://www.idpf.org/2007/opf': 'opf',
  'http://openebook.org/namespaces/oeb-package/1.0/': 'opf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/2001/04/xmlenc#': 'enc',
};

/** Scrambling of fonts, which locks no words. */
const fontScrambling = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']);

/** The package of a book: what it says of itself, and its pages in the order in which they are read. */
export interface BookPackage {
  metadata: XmlElement | null;
  /** Paths in the archive. `isNavigation`: the package calls it the table of contents. */
  pages: { path: string; isNavigation: boolean }[];
}

/** Finds the package in the archive. Refuses (`Refusal`) as `encrypted` where pages of it are, as `damaged` where there is none. */
export function bookPackage(archive: Archive): BookPackage {
  const container = xmlOf(archive, 'META-INF/container.xml');
  const [rootFile] = container ? [...descendantsOf(container, 'container:rootfile')] : [];
  const path = decoded(rootFile?.attributes.get('full-path') ?? archive.names.find((name) => name.endsWith('.opf')) ?? '');
  const root = xmlOf(archive, path);
  if (!root) throw new Refusal('damaged', 'no package');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const items = new Map(childrenOf(childOf(root, 'opf:manifest'), 'opf:item').map((item) => [item.attributes.get('id') ?? '', item]));
  const contents = childrenOf(childOf(root, 'opf:guide'), 'opf:reference')
    .filter(({ attributes }) => attributes.get('type') === 'toc')
    .map(({ attributes }) => resolved(folder, attributes.get('href') ?? ''));
  const read = new Set<string>();
  const pages = childrenOf(childOf(root, 'opf:spine'), 'opf:itemref').flatMap(({ attributes }) => {
    const item = items.get(attributes.get('idref') ?? '');
    const type = item?.attributes.get('media-type') ?? '';
    if (!item || !/xhtml|html|dtbook|oeb1-document/.test(type)) return [];
    const page = resolved(folder, item.attributes.get('href') ?? '');
    // A page stands in a book once, whatever its order says.
    if (read.has(page)) return [];
    read.add(page);
    return [{ path: page, isNavigation: contents.includes(page) }];
  });
  const locked = lockedPaths(archive);
  if (pages.some((page) => locked.has(page.path)) || locked.has(path)) throw new Refusal('encrypted');
  return { metadata: childOf(root, 'opf:metadata'), pages };
}

function xmlOf(archive: Archive, path: string): XmlElement | null {
  const bytes = archive.read(path);
  return bytes && readXml(bytes, prefixes);
}

/** Files that cannot be read without a key. */
function lockedPaths(archive: Archive): Set<string> {
  const encryption = xmlOf(archive, 'META-INF/encryption.xml');
  if (!encryption) return new Set();
  const locked = [...descendantsOf(encryption, 'enc:EncryptedData')].filter(
    (data) => !fontScrambling.has(childOf(data, 'enc:EncryptionMethod')?.attributes.get('Algorithm') ?? ''),
  );
  return new Set(
    locked.flatMap((data) => [...descendantsOf(data, 'enc:CipherReference')].map(({ attributes }) => decoded(attributes.get('URI') ?? ''))),
  );
}

/** A path in the archive, of a reference in the package, without the place inside the file. */
function resolved(folder: string, href: string): string {
  const steps: string[] = [];
  for (const step of (folder + decoded(href.replace(/#.*$/, ''))).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
