import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { linkAddress } from '../html/address.ts';
import { createParagraph } from '../paragraph.ts';
import type { Reading } from '../parser.ts';
import { childOf, childrenOf, descendantsOf, isElement, textOf, type XmlElement, type XmlNode } from '../xml/xml.ts';
import { createFields } from './fields.ts';
import type { Numbering } from './numbering.ts';
import type { Relationship } from './package.ts';
import { listPlace, outlineRole, toggle, type Styles } from './styles.ts';
import { symbolOf } from './symbols.ts';

/** What the paragraphs of one part of a document are read with. */
export interface StorySource {
  styles: Styles;
  numbering: Numbering;
  relationships: ReadonlyMap<string, Relationship>;
  /** The paragraphs of a diagram that a part holds. */
  diagram(part: string): XmlElement[];
  /** What all paragraphs are, whatever their style: notes. */
  kind?: RawBlock['kind'];
}

/** A stretch of text in the order in which it is read: the body, a note, a comment, a header. */
export interface Story {
  blocks: RawBlock[];
  leftOut: Required<Reading>['leftOut'];
  /** Notes and comments in the order of their marks, and where these stand: the number of a block. */
  marks: { type: 'footnote' | 'endnote' | 'comment'; id: string; before: number }[];
  /** Headers and footers of its pages, by relationship, and where their pages begin and end: numbers of blocks. */
  frames: { type: 'header' | 'footer'; relationship: string; from: number; to: number }[];
}

interface Place {
  inCell: boolean;
  /** Why words here are no part of the text. */
  out: Extract<LeftOutReason, 'hidden' | 'deleted'> | 'moved' | null;
  hidden: boolean | undefined;
  raised?: boolean;
}

/** What may stand between blocks and hold more of them. */
const wrappers = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:body',
  'w:hdr',
  'w:ftr',
  'w:txbxContent',
]);

/** Reads paragraphs and tables as they come. */
export function createStory(source: StorySource): { take(element: XmlElement): void; end(): Story } {
  const { styles, numbering, relationships } = source;
  const story: Story = { blocks: [], leftOut: [], marks: [], frames: [] };
  const line = createParagraph();
  const out: { reason: LeftOutReason; parts: string[] }[] = [];
  const fields = createFields();
  const boxes: XmlElement[] = [];
  let sectionStart = 0;

  function leaveOut(text: string, reason: LeftOutReason): void {
    const last = out.at(-1);
    if (last?.reason === reason) last.parts.push(text);
    else out.push({ reason, parts: [text] });
  }

  /** Words of the text, or of what is left out. What stands in the code of a field is neither. */
  function add(text: string, { out: reason, raised }: Place): void {
    if (fields.inCode()) return;
    if (reason === null) (raised ? line.addRaised : line.add)(text);
    else if (reason !== 'moved') leaveOut(text, reason);
  }

  function flow(element: XmlElement, place: Place): void {
    if (element.name === 'w:p' || element.name === 'a:p') return paragraph(element, place);
    if (element.name === 'w:tbl') return table(element, place);
    if (element.name === 'w:sectPr') return section(element);
    if (element.name === 'mc:AlternateContent') {
      for (const child of alternative(element)) flow(child, place);
      return;
    }
    if (element.name === 'w:del' || element.name === 'w:moveFrom') return flowInside(element, { ...place, out: reasonOf(element, place) });
    if (wrappers.has(element.name)) flowInside(element, place);
  }
  const flowInside = (element: XmlElement, place: Place): void => {
    for (const child of element.children) if (isElement(child)) flow(child, place);
  };

  function table(element: XmlElement, place: Place): void {
    const rows = [...tableParts(element, 'w:tr')];
    const cells = rows.map((row) => ({ row, cells: [...tableParts(row, 'w:tc')] }));
    // A frame of one cell is drawn around paragraphs; it makes no table of them.
    const isFrame = cells.length === 1 && cells[0]!.cells.length === 1;
    for (const { row, cells: own } of cells) {
      const isDeleted = childOf(row, 'w:trPr', 'w:del') !== null;
      for (const cell of own) {
        const gone = isDeleted || childOf(cell, 'w:tcPr', 'w:cellDel') !== null;
        flowInside(cell, { ...place, inCell: place.inCell || !isFrame, out: gone ? 'deleted' : place.out });
      }
    }
  }

  function paragraph(element: XmlElement, place: Place): void {
    const properties = childOf(element, 'w:pPr');
    const styleId = childOf(properties, 'w:pStyle')?.attributes.get('w:val');
    const style = styles.paragraph(styleId);
    for (const child of element.children) inline(child, { ...place, hidden: style.hidden });
    // Where the mark between two paragraphs was deleted, they are one; so is a first letter that stands apart, over several lines.
    const isInitial = childOf(properties, 'w:framePr')?.attributes.has('w:dropCap') && place.out === null;
    if (isInitial || childOf(properties, 'w:rPr', 'w:del')) {
      if (out.length > 0) out.at(-1)!.parts.push('\n');
    } else {
      const role = outlineRole(properties) ?? style.role;
      const { depth, marker } = numbering.next(listPlace(properties, style.list), styleId);
      end({ ...shapeOf(place.inCell, role, depth), marker });
    }
    for (const box of boxes.splice(0)) flowInside(box, { ...place, inCell: false });
    const sectionEnd = childOf(properties, 'w:sectPr');
    if (sectionEnd) section(sectionEnd);
  }

  function shapeOf(inCell: boolean, role: ReturnType<typeof outlineRole>, depth: number | null): Pick<RawBlock, 'kind' | 'level'> {
    if (source.kind) return { kind: source.kind };
    if (role?.kind === 'heading') return role;
    if (inCell) return { kind: 'table-cell' };
    return depth === null ? (role ?? { kind: 'paragraph' }) : { kind: 'list-item', level: depth };
  }

  function end(shape: Pick<RawBlock, 'kind' | 'level' | 'marker'>): void {
    for (const { reason, parts } of out.splice(0)) story.leftOut.push({ text: parts.join(''), reason, before: story.blocks.length });
    const { text, links } = line.take();
    if (/\S/.test(text)) story.blocks.push({ ...shape, text, links });
  }

  function section(properties: XmlElement): void {
    const to = story.blocks.length;
    for (const [name, type] of [
      ['w:headerReference', 'header'],
      ['w:footerReference', 'footer'],
    ] as const)
      for (const { attributes } of childrenOf(properties, name))
        story.frames.push({ type, relationship: attributes.get('r:id') ?? '', from: sectionStart, to });
    sectionStart = to;
  }

  function inline(node: XmlNode, place: Place): void {
    if (!isElement(node)) return;
    const { name, attributes } = node;
    switch (name) {
      case 'w:pPr':
      case 'w:rPr':
      case 'w:instrText':
      case 'w:delInstrText':
        if (name === 'w:instrText') fields.code(textOf(node));
        return;
      case 'w:r':
        return inside(node, runPlace(node, place));
      case 'w:t':
      case 'm:t':
      case 'a:t':
        return add(textOf(node), place);
      case 'w:delText':
        return add(textOf(node), { ...place, out: place.out ?? 'deleted' });
      case 'w:tab':
      case 'w:ptab':
        return add('\t', place);
      case 'w:br':
      case 'w:cr':
      case 'a:br':
        return add('\n', place);
      case 'w:noBreakHyphen':
        return add('\u2011', place);
      case 'w:softHyphen':
        return add('\u00ad', place);
      case 'w:sym':
        return add(symbolOf(attributes.get('w:font') ?? '', Number.parseInt(attributes.get('w:char') ?? '', 16)), place);
      case 'w:fldChar':
        return fieldMark(attributes.get('w:fldCharType'));
      case 'w:fldSimple':
        return linked(fields.addressOf(attributes.get('w:instr') ?? ''), node, place);
      case 'w:hyperlink':
        return linked(addressOf(attributes.get('r:id')), node, place);
      case 'w:del':
      case 'w:moveFrom':
        return inside(node, { ...place, out: reasonOf(node, place) });
      case 'w:footnoteReference':
      case 'w:endnoteReference':
      case 'w:commentReference': {
        const type = name.slice(2, -'Reference'.length) as Story['marks'][number]['type'];
        if (place.out === null || type === 'comment')
          story.marks.push({ type, id: attributes.get('w:id') ?? '', before: story.blocks.length });
        return;
      }
      case 'w:ruby':
        return inside(childOf(node, 'w:rubyBase') ?? node, place);
      case 'mc:AlternateContent':
        for (const child of alternative(node)) inline(child, place);
        return;
      case 'w:txbxContent':
      case 'a:txBody':
        boxes.push(node);
        return;
      case 'dgm:relIds':
        boxes.push({ ...node, children: source.diagram(relationships.get(attributes.get('r:dm') ?? '')?.target ?? '') });
        return;
      default:
        return inside(node, place);
    }
  }
  const inside = (element: XmlElement, place: Place): void => {
    for (const child of element.children) inline(child, place);
  };

  function linked(address: string | null, element: XmlElement, place: Place): void {
    line.openLink(address);
    inside(element, place);
    line.closeLink();
  }

  function fieldMark(type: string | undefined): void {
    if (type === 'begin') fields.begin();
    else if (type === 'separate') line.openLink(fields.separate());
    else if (type === 'end' && fields.end()) line.closeLink();
  }

  function runPlace(run: XmlElement, place: Place): Place {
    const properties = childOf(run, 'w:rPr');
    const hidden =
      toggle(properties, 'w:vanish') ?? styles.hides(childOf(properties, 'w:rStyle')?.attributes.get('w:val')) ?? place.hidden ?? false;
    const isRaised = childOf(properties, 'w:vertAlign')?.attributes.get('w:val') === 'superscript';
    const inRun = isRaised ? { ...place, raised: true } : place;
    return hidden && place.out === null ? { ...inRun, out: 'hidden' } : inRun;
  }

  function addressOf(relationship: string | undefined): string | null {
    const found = relationship === undefined ? undefined : relationships.get(relationship);
    return found?.isExternal ? linkAddress(found.target, undefined) : null;
  }

  return {
    take: (element) => flow(element, { inCell: false, out: null, hidden: undefined }),
    end() {
      end({ kind: source.kind ?? 'paragraph' });
      return story;
    },
  };
}

const reasonOf = ({ name }: XmlElement, { out }: Place): Place['out'] => out ?? (name === 'w:del' ? 'deleted' : 'moved');

/** Rows of a table or cells of a row, also those that are wrapped; none of tables inside. */
function* tableParts(element: XmlElement, name: string): Generator<XmlElement> {
  for (const node of element.children) {
    if (!isElement(node)) continue;
    if (node.name === name) yield node;
    else if (wrappers.has(node.name)) yield* tableParts(node, name);
  }
}

/** Of several forms of the same content, made for newer and older programs, the first that has words. */
function alternative(element: XmlElement): XmlElement[] {
  const forms = [...childrenOf(element, 'mc:Choice'), ...childrenOf(element, 'mc:Fallback')];
  const hasWords = (form: XmlElement): boolean =>
    ['w:t', 'a:t', 'm:t', 'w:delText', 'dgm:relIds'].some((name) => !descendantsOf(form, name).next().done);
  return (forms.find(hasWords) ?? forms[0])?.children.filter(isElement) ?? [];
}
