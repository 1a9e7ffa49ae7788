import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { linkAddress } from '../html/address.ts';
import { createParagraph } from '../paragraph.ts';
import type { Reading } from '../parser.ts';
import { childOf, childrenOf, isElement, textOf, type XmlElement, type XmlNode } from '../xml/xml.ts';
import type { Counting } from './numbering.ts';
import type { Styles } from './styles.ts';

/** A stretch of text in the order in which it is read, its notes apart. */
export interface Story {
  blocks: RawBlock[];
  notes: RawBlock[];
  leftOut: Required<Reading>['leftOut'];
}

interface Place {
  kind: 'table-cell' | 'footnote' | null;
  /** Depth of lists. */
  depth: number;
  list: Counting | null;
  /** Where it is not that of the outermost list. */
  listStyle: string | undefined;
  /** What stands before the first paragraph of an item; taken by it. */
  item: { marker: string | undefined };
  hidden: boolean;
}

/** What is no text of the document: settings, forms, and sources from which others are made. */
const unread = new Set([
  'text:sequence-decls',
  'text:variable-decls',
  'text:user-field-decls',
  'text:dde-connection-decls',
  'office:forms',
  'office:scripts',
  'office:event-listeners',
  'text:note-citation',
  'text:ruby-text',
  'text:bookmark-start',
  'text:alphabetical-index-mark',
  'draw:glue-point',
  'draw:image-map',
  'draw:object',
  'draw:object-ole',
  'svg:title',
  'svg:desc',
]);

/** Reads paragraphs, lists and tables as they come. */
export function createStory(styles: Styles): { take(element: XmlElement): void; end(): Story } {
  const story: Story = { blocks: [], notes: [], leftOut: [] };
  const deletions = new Map<string, string>();

  function leaveOut(text: string, reason: LeftOutReason): void {
    if (/\S/.test(text)) story.leftOut.push({ text, reason, before: story.blocks.length });
  }

  function flow(element: XmlElement, place: Place): void {
    const { name, attributes } = element;
    if (unread.has(name)) return;
    if (name === 'text:p' || name === 'text:h') return paragraph(element, place);
    if (name === 'text:tracked-changes') return rememberDeletions(element);
    if (name === 'text:change') return leaveOut(deletions.get(attributes.get('text:change-id') ?? '') ?? '', 'deleted');
    const inside = { ...place };
    if (name === 'text:list') {
      inside.list = place.depth === 0 || !place.list ? styles.lists.begin(element) : place.list;
      inside.listStyle = attributes.get('text:style-name') ?? place.listStyle;
      inside.depth++;
    }
    if (name === 'text:list-item') inside.item = { marker: place.list?.next(place.depth, place.listStyle, startOf(element)) };
    if (
      name === 'text:section' &&
      (attributes.get('text:display') === 'none' || styles.hides('section', attributes.get('text:style-name')))
    )
      inside.hidden = true;
    if (name === 'table:table') return table(element, inside);
    for (const child of element.children) if (isElement(child)) flow(child, inside);
  }

  function table(element: XmlElement, place: Place): void {
    const cells = [...cellsOf(element)];
    for (const cell of cells)
      for (const child of cell.children)
        // A frame of one cell is drawn around paragraphs; it makes no table of them.
        if (isElement(child)) flow(child, cells.length > 1 ? { ...place, kind: place.kind ?? 'table-cell' } : place);
  }

  function rememberDeletions(element: XmlElement): void {
    for (const region of childrenOf(element, 'text:changed-region')) {
      const id = region.attributes.get('text:id') ?? region.attributes.get('xml:id') ?? '';
      const words = childOf(region, 'text:deletion')?.children.filter((node) => !isElement(node) || node.name !== 'office:change-info');
      if (words) deletions.set(id, words.map(textOf).join('\n'));
    }
  }

  function paragraph(element: XmlElement, place: Place): void {
    const line = createParagraph();
    const later: { element: XmlElement; isNote: boolean }[] = [];
    const hidden: string[] = [];
    const { name } = element;
    const styleName = element.attributes.get('text:style-name');

    let isRaised = false;

    const add = (text: string, isHidden: boolean): void => {
      if (isHidden) hidden.push(text);
      else (isRaised ? line.addRaised : line.add)(text);
    };
    function inside(node: XmlElement, isHidden: boolean): void {
      for (const child of node.children) inline(child, isHidden);
    }
    function span(node: XmlElement, isHidden: boolean): void {
      const style = node.attributes.get('text:style-name');
      const around = isRaised;
      isRaised ||= styles.raises(style);
      inside(node, isHidden || styles.hides('text', style));
      isRaised = around;
    }
    function inline(node: XmlNode, isHidden: boolean): void {
      if (!isElement(node)) return add(node, isHidden);
      const { name, attributes } = node;
      if (unread.has(name)) return;
      switch (name) {
        case 'text:s':
        case 'text:tab':
        case 'text:line-break':
          return add(' ', isHidden);
        case 'text:a':
          line.openLink(linkAddress(attributes.get('xlink:href') ?? null, undefined));
          inside(node, isHidden);
          return line.closeLink();
        case 'text:span':
          return span(node, isHidden);
        case 'text:hidden-text':
          return add(attributes.get('text:string-value') ?? textOf(node), true);
        case 'text:hidden-paragraph':
          return;
        case 'text:note':
          later.push({ element: childOf(node, 'text:note-body') ?? node, isNote: true });
          return;
        case 'office:annotation':
          return leaveOut(commentOf(node), 'comments');
        case 'text:change':
          return leaveOut(deletions.get(attributes.get('text:change-id') ?? '') ?? '', 'deleted');
        case 'draw:text-box':
          later.push({ element: node, isNote: false });
          return;
        case 'text:ruby':
          return inside(childOf(node, 'text:ruby-base') ?? node, isHidden);
        // What a shape says stands in it as paragraphs.
        case 'text:p':
        case 'text:h':
        case 'text:list':
          later.push({ element: { name: '', attributes: new Map(), children: [node] }, isNote: false });
          return;
        default:
          return inside(node, isHidden);
      }
    }

    inside(element, place.hidden || styles.hides('paragraph', styleName));
    leaveOut(hidden.join(''), 'hidden');
    const { text, links } = line.take();
    const marker = place.depth === 0 && name === 'text:h' ? headingMarker(element) : place.item.marker;
    place.item.marker = undefined;
    if (/\S/.test(text)) (place.kind === 'footnote' ? story.notes : story.blocks).push({ ...shapeOf(element, place), marker, text, links });
    for (const { element: held, isNote } of later)
      for (const child of held.children)
        if (isElement(child))
          flow(child, isNote ? { ...place, kind: 'footnote' } : { ...place, kind: place.kind === 'footnote' ? 'footnote' : null });
  }

  const headingMarker = ({ attributes }: XmlElement): string | undefined =>
    attributes.get('text:is-list-header') === 'true'
      ? undefined
      : styles.lists.headings.next(Number(attributes.get('text:outline-level') ?? 1) || 1, undefined, undefined);

  function shapeOf({ name, attributes }: XmlElement, { kind, depth }: Place): Pick<RawBlock, 'kind' | 'level'> {
    if (kind === 'footnote') return { kind };
    const role = styles.roleOf(attributes.get('text:style-name'));
    const level = Number(attributes.get('text:outline-level') ?? '1');
    if (name === 'text:h') return { kind: 'heading', level: Math.min(6, Math.max(1, level || 1)) };
    if (role?.kind === 'heading') return role;
    if (kind) return { kind };
    return depth > 0 ? { kind: 'list-item', level: Math.min(6, depth) } : (role ?? { kind: 'paragraph' });
  }

  return {
    take: (element) =>
      flow(element, { kind: null, depth: 0, list: null, listStyle: undefined, item: { marker: undefined }, hidden: false }),
    end: () => story,
  };
}

function startOf({ attributes }: XmlElement): number | undefined {
  const start = attributes.get('text:start-value');
  return start === undefined ? undefined : Number(start) || 0;
}

/** Cells of a table that are not covered by others; not those of tables inside. */
function* cellsOf(element: XmlElement): Generator<XmlElement> {
  for (const node of element.children) {
    if (!isElement(node)) continue;
    if (node.name === 'table:table-cell') yield node;
    else if (/^table:table-(?:row|rows|header-rows|row-group)$/.test(node.name)) yield* cellsOf(node);
  }
}

function commentOf(annotation: XmlElement): string {
  const words = ['text:p', 'text:list'].flatMap((name) => childrenOf(annotation, name).map(textOf)).join('\n');
  const writer = textOf(childOf(annotation, 'dc:creator')).trim();
  return writer && words ? `${writer}: ${words}` : words;
}
