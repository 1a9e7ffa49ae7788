import { dateOf } from '../html/metadata/dates.ts';
import { languageTag, statedTitle } from '../docx/properties.ts';
import type { Guesses, ImportResult, Reading } from '../parser.ts';
import { orRefusal, Refusal } from '../refusal.ts';
import type { SniffedFile } from '../sniff.ts';
import { childOf, childrenOf, descendantsOf, readXml, textOf, type Prefixes, type XmlElement } from '../xml/xml.ts';
import { openArchive } from '../zip/archive.ts';
import { createStory, type Story } from './story.ts';
import { readStyles, type Styles } from './styles.ts';

const prefixes: Prefixes = Object.fromEntries([
  ...['office', 'style', 'text', 'table', 'meta', 'manifest'].map((name) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`, name]),
  ['urn:oasis:names:tc:opendocument:xmlns:drawing:1.0', 'draw'],
  ['urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0', 'fo'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  ['http://www.w3.org/1998/Math/MathML', 'math'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
]);

/** An OpenDocument text, as LibreOffice and others write it, also a template. */
export function importOdt({ bytes }: Pick<SniffedFile, 'bytes'>): Promise<ImportResult> {
  return orRefusal(() => {
    const archive = openArchive(bytes);
    const xml = (name: string): XmlElement | null => {
      const content = archive.read(name);
      return content && readXml(content, prefixes);
    };
    const manifest = xml('META-INF/manifest.xml');
    if (manifest && !descendantsOf(manifest, 'manifest:encryption-data').next().done) throw new Refusal('encrypted');
    return readDocument(xml('content.xml'), xml('styles.xml'), xml('meta.xml'));
  });
}

function readDocument(content: XmlElement | null, stylesRoot: XmlElement | null, meta: XmlElement | null): Reading {
  const body = childOf(content, 'office:body', 'office:text');
  if (!body) throw new Refusal('damaged', 'no text document');
  const styles = readStyles([stylesRoot, content]);
  const story = createStory(styles);
  story.take(body);
  const { blocks, notes, leftOut } = story.end();
  return {
    blocks: [...blocks, ...notes],
    leftOut: [...leftOut, ...framesOf(stylesRoot, styles, blocks.length)].toSorted((a, b) => a.before - b.before),
    guesses: guessesOf(meta, blocks),
    fallbacks: fallbacksOf(meta),
    encoding: 'utf-8',
    extractor: 'odt/1',
  };
}

/** What stands at the top and the foot of pages, once for each wording. */
function framesOf(root: XmlElement | null, styles: Styles, end: number): Story['leftOut'] {
  const pieces = new Map<string, Story['leftOut'][number]>();
  for (const page of childrenOf(childOf(root, 'office:master-styles'), 'style:master-page'))
    for (const frame of page.children) {
      if (typeof frame === 'string') continue;
      const place = /^style:(header|footer)/.exec(frame.name)?.[1] as 'header' | 'footer' | undefined;
      if (!place) continue;
      const story = createStory(styles);
      story.take(frame);
      const text = story
        .end()
        .blocks.map((block) => block.text)
        .join('\n');
      if (text !== '') pieces.set(`${place} ${text}`, { text, reason: `page-${place}`, before: place === 'header' ? 0 : end });
    }
  return [...pieces.values()];
}

const metaOf = (root: XmlElement | null, name: string): string =>
  textOf(childOf(root, 'office:meta', name))
    .replaceAll(/\s+/g, ' ')
    .trim();

function guessesOf(meta: XmlElement | null, blocks: Story['blocks']): Guesses {
  const guesses: Guesses = {};
  const offer = (field: keyof Guesses, value: string | null, method: string): void => {
    if (value && !guesses[field]) guesses[field] = { value, method };
  };
  offer('kind', 'document', 'an OpenDocument text');
  offer('title', statedTitle(metaOf(meta, 'dc:title'), blocks), 'document property Title');
  offer('byline', metaOf(meta, 'meta:initial-creator').slice(0, 500), 'document property Created by');
  offer('byline', metaOf(meta, 'dc:creator').slice(0, 500), 'document property Modified by');
  offer('modified', dateOf(metaOf(meta, 'dc:date')), 'document property Modified');
  offer('language', languageTag(metaOf(meta, 'dc:language')), 'document property Language');
  return guesses;
}

function fallbacksOf(meta: XmlElement | null): Guesses {
  const created = dateOf(metaOf(meta, 'meta:creation-date'));
  return created ? { published: { value: created, method: 'document property Created' } } : {};
}
