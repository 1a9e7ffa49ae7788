import type { RawBlock } from '../../../../shared/text/normalise.ts';
import type { ImportResult, Reading } from '../parser.ts';
import { orRefusal, Refusal } from '../refusal.ts';
import type { SniffedFile } from '../sniff.ts';
import { childrenOf, descendantsOf, isElement, type XmlElement } from '../xml/xml.ts';
import { openArchive } from '../zip/archive.ts';
import { readNumbering } from './numbering.ts';
import { mainPart, officePackage, type OfficePackage } from './package.ts';
import { documentProperties } from './properties.ts';
import { createStory, type Story, type StorySource } from './story.ts';
import { readStyles } from './styles.ts';

/** A document of Word (2007 and later), also a template or one with macros, which are never run. */
export function importDocx({ bytes }: Pick<SniffedFile, 'bytes'>): Promise<ImportResult> {
  return orRefusal(() => {
    const archive = openArchive(bytes);
    const reading = readDocument(officePackage(archive));
    if (reading.blocks.length === 0 && archive.names.some((name) => /\/media\/./.test(name))) throw new Refusal('no-text');
    return reading;
  });
}

function readDocument(pack: OfficePackage): Reading {
  const main = mainPart(pack);
  const styles = readStyles(pack.xml(pack.related(main, 'styles')));
  const numbering = readNumbering(pack.xml(pack.related(main, 'numbering')));
  const sourceOf = (part: string, kind?: RawBlock['kind']): StorySource => ({
    styles,
    numbering,
    relationships: pack.relationships(part),
    diagram: (data) => [...descendantsOf(pack.xml(data) ?? nothing, 'a:p')],
    ...(kind ? { kind } : {}),
  });

  const body = createStory(sourceOf(main));
  if (!pack.xml(main, { of: 'w:body', take: body.take })) throw new Refusal('damaged', 'no document');
  const story = body.end();
  const notes = (['footnote', 'endnote'] as const).flatMap((type) => notesOf(pack, main, type, story, sourceOf));
  const leftOut = [...story.leftOut, ...commentsOf(pack, main, story, sourceOf), ...framesOf(pack, main, story, sourceOf)];
  return {
    blocks: [...story.blocks, ...notes],
    leftOut: leftOut.toSorted((a, b) => a.before - b.before),
    encoding: 'utf-8',
    extractor: 'docx/1',
    ...documentProperties(pack, story.blocks, styles.language),
  };
}

const nothing: XmlElement = { name: '', attributes: new Map(), children: [] };
type SourceOf = (part: string, kind?: RawBlock['kind']) => StorySource;

function storyOf(elements: readonly XmlElement[], source: StorySource): Story {
  const story = createStory(source);
  for (const element of elements) story.take(element);
  return story.end();
}

const elementsIn = (element: XmlElement | null): XmlElement[] => element?.children.filter(isElement) ?? [];

/** Footnotes or endnotes in the order in which the text refers to them, each once. */
function notesOf(pack: OfficePackage, main: string, type: 'footnote' | 'endnote', story: Story, sourceOf: SourceOf): RawBlock[] {
  const part = pack.related(main, `${type}s`);
  if (part === undefined || !story.marks.some((mark) => mark.type === type)) return [];
  const notes = new Map(childrenOf(pack.xml(part), `w:${type}`).map((note) => [note.attributes.get('w:id') ?? '', note]));
  const ids = new Set(story.marks.filter((mark) => mark.type === type).map(({ id }) => id));
  const source = sourceOf(part, 'footnote');
  return [...ids].flatMap((id) => storyOf(elementsIn(notes.get(id) ?? null), source).blocks);
}

/** Comments, each with its writer, where the text was commented on. */
function commentsOf(pack: OfficePackage, main: string, story: Story, sourceOf: SourceOf): Story['leftOut'] {
  const part = pack.related(main, 'comments');
  if (part === undefined) return [];
  const source = sourceOf(part);
  return childrenOf(pack.xml(part), 'w:comment').flatMap((comment) => {
    const words = storyOf(elementsIn(comment), source)
      .blocks.map(({ text }) => text)
      .join('\n');
    const mark = story.marks.find(({ type, id }) => type === 'comment' && id === comment.attributes.get('w:id'));
    const author = comment.attributes.get('w:author')?.trim();
    if (words === '') return [];
    return [{ text: author ? `${author}: ${words}` : words, reason: 'comments' as const, before: mark?.before ?? story.blocks.length }];
  });
}

/** What stands at the top and the foot of every page, once for each wording. */
function framesOf(pack: OfficePackage, main: string, story: Story, sourceOf: SourceOf): Story['leftOut'] {
  const seen = new Set<string>();
  const relationships = pack.relationships(main);
  return story.frames.flatMap(({ type, relationship, from, to }) => {
    const part = relationships.get(relationship)?.target;
    const root = pack.xml(part);
    if (part === undefined || !root) return [];
    const text = storyOf(elementsIn(root), sourceOf(part))
      .blocks.map((block) => block.text)
      .join('\n');
    if (text === '' || seen.has(`${type} ${text}`)) return [];
    seen.add(`${type} ${text}`);
    return [{ text, reason: `page-${type}` as const, before: type === 'header' ? from : to }];
  });
}
