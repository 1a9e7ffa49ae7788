import { Refusal } from '../refusal.ts';
import { childrenOf, readXml, type Prefixes, type XmlElement } from '../xml/xml.ts';
import type { Archive } from '../zip/archive.ts';

/** Namespaces of Office Open XML: those that everybody writes, and those of its strict kind. */
export const prefixes: Prefixes = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://purl.oclc.org/ooxml/package/metadata/core-properties': 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
};

/** What a part of a package points at, by the names that it gives to it. */
export interface Relationship {
  /** Last word of its type, e.g. `footnotes`. */
  type: string;
  /** Name of another part, or an address outside. */
  target: string;
  isExternal: boolean;
}

/** The parts of a package of Office Open XML, and how they hang together. */
export interface OfficePackage {
  /** The relationships of a part, by id; those of the whole package for an empty name. */
  relationships(part: string): ReadonlyMap<string, Relationship>;
  /** The XML of a part; null where there is none. */
  xml(part: string | undefined, each?: Parameters<typeof readXml>[2]): XmlElement | null;
  /** Name of the part of one type that a part points at. */
  related(part: string, type: string): string | undefined;
}

export function officePackage(archive: Archive): OfficePackage {
  // Writers differ in the letters of names; the standard takes no notice of them.
  const names = new Map(archive.names.map((name) => [name.toLowerCase(), name]));
  const read = (part: string): Uint8Array | null => archive.read(names.get(part.toLowerCase()) ?? '');
  const known = new Map<string, ReadonlyMap<string, Relationship>>();

  function relationships(part: string): ReadonlyMap<string, Relationship> {
    const [folder, file] = splitPath(part);
    const found = known.get(part) ?? readRelationships(read(`${folder}_rels/${file}.rels`), folder);
    known.set(part, found);
    return found;
  }
  return {
    relationships,
    xml(part, each) {
      const bytes = part === undefined ? null : read(part);
      return bytes && readXml(bytes, prefixes, each);
    },
    related: (part, type) => [...relationships(part).values()].find((one) => one.type === type && !one.isExternal)?.target,
  };
}

/** The part that holds the document itself. */
export function mainPart(pack: OfficePackage): string {
  const part = pack.related('', 'officeDocument');
  if (part === undefined) throw new Refusal('damaged', 'no main part');
  return part;
}

function readRelationships(bytes: Uint8Array | null, folder: string): Map<string, Relationship> {
  const found = new Map<string, Relationship>();
  if (!bytes) return found;
  for (const { attributes } of childrenOf(readXml(bytes, prefixes), 'rel:Relationship')) {
    const target = attributes.get('Target') ?? '';
    const isExternal = attributes.get('TargetMode') === 'External';
    found.set(attributes.get('Id') ?? '', {
      type: (attributes.get('Type') ?? '').replace(/^.*\//, ''),
      target: isExternal ? target : resolved(folder, target),
      isExternal,
    });
  }
  return found;
}

function splitPath(part: string): [folder: string, file: string] {
  const at = part.lastIndexOf('/') + 1;
  return [part.slice(0, at), part.slice(at)];
}

/** A path as the archive names it. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
