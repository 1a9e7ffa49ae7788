import type { StyleRole } from '../styleNames.ts';
import { roleOfStyle } from '../styleNames.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/xml.ts';

/** A place in a list; `id` is 0 where a list that a style asks for is switched off. */
export interface ListPlace {
  id: string;
  level: number;
}

/** What a style says of paragraphs and words, with all that it takes over from others. */
export interface Style {
  role: StyleRole | null;
  list: ListPlace | null;
  /** Undefined where it does not say. */
  hidden: boolean | undefined;
}

export interface Styles {
  /** The style of a paragraph, the default one where it names none. */
  paragraph(id: string | undefined): Style;
  /** Whether a style for words hides them; undefined where it does not say. */
  hides(id: string | undefined): boolean | undefined;
  /** Language that the document is set in by default; empty where it does not say. */
  language: string;
}

const plain: Style = { role: null, list: null, hidden: undefined };

export function readStyles(root: XmlElement | null): Styles {
  const elements = new Map(childrenOf(root, 'w:style').map((style) => [style.attributes.get('w:styleId') ?? '', style]));
  const byDefault = childrenOf(root, 'w:style').find(
    ({ attributes }) => attributes.get('w:type') === 'paragraph' && isOn(attributes.get('w:default') ?? 'false'),
  );
  const defaults = childOf(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr');
  const known = new Map<string, Style>();

  function styleOf(id: string | undefined, above: readonly string[] = []): Style {
    const element = id === undefined ? undefined : elements.get(id);
    if (id === undefined || !element || above.includes(id)) return plain;
    const found = known.get(id);
    if (found) return found;
    const base = styleOf(childOf(element, 'w:basedOn')?.attributes.get('w:val'), [...above, id]);
    const properties = childOf(element, 'w:pPr');
    const style: Style = {
      role: roleOfStyle(childOf(element, 'w:name')?.attributes.get('w:val') ?? '') ?? outlineRole(properties) ?? base.role,
      list: listPlace(properties, base.list),
      hidden: toggle(childOf(element, 'w:rPr'), 'w:vanish') ?? base.hidden,
    };
    known.set(id, style);
    return style;
  }
  return {
    paragraph(id) {
      const style = id !== undefined && elements.has(id) ? styleOf(id) : styleOf(byDefault?.attributes.get('w:styleId'));
      return { ...style, hidden: style.hidden ?? toggle(defaults, 'w:vanish') };
    },
    hides: (id) => styleOf(id).hidden,
    language: childOf(defaults, 'w:lang')?.attributes.get('w:val') ?? '',
  };
}

/** A heading by its place in the outline, which a style or a single paragraph may have; null for the body of the text. */
export function outlineRole(properties: XmlElement | null): StyleRole | null {
  const level = Number(childOf(properties, 'w:outlineLvl')?.attributes.get('w:val') ?? '9');
  return level >= 0 && level < 9 ? { kind: 'heading', level: Math.min(6, level + 1) } : null;
}

/** Whether a property is switched on; undefined where nothing is said of it. */
export function toggle(properties: XmlElement | null, name: string): boolean | undefined {
  const property = childOf(properties, name);
  return property ? isOn(property.attributes.get('w:val') ?? 'true') : undefined;
}

const isOn = (value: string): boolean => !['0', 'false', 'off'].includes(value);

/** The place in a list that paragraph properties say, over what their style says. */
export function listPlace(properties: XmlElement | null, base: ListPlace | null): ListPlace | null {
  const numbering = childOf(properties, 'w:numPr');
  if (!numbering) return base;
  const level = childOf(numbering, 'w:ilvl')?.attributes.get('w:val');
  return {
    id: childOf(numbering, 'w:numId')?.attributes.get('w:val') ?? base?.id ?? '0',
    level: level === undefined ? (base?.level ?? 0) : Number(level) || 0,
  };
}
