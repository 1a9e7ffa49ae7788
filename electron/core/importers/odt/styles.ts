import { roleOfStyle, type StyleRole } from '../styleNames.ts';
import { readListStyles, type ListStyles } from './numbering.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/xml.ts';

export interface Styles {
  /** What a paragraph style is for; null for the body of the text. */
  roleOf(style: string | undefined): StyleRole | null;
  /** Whether paragraphs or words of a style are not shown. */
  hides(family: 'paragraph' | 'text' | 'section', style: string | undefined): boolean;
  /** Whether words of a style stand higher than those around them. */
  raises(style: string | undefined): boolean;
  lists: ListStyles;
}

/** The styles of an OpenDocument text: those with names, and those that programs make for single paragraphs. */
export function readStyles(roots: readonly (XmlElement | null)[]): Styles {
  const elements = new Map<string, XmlElement>();
  const groups = roots.flatMap((root) => ['office:styles', 'office:automatic-styles'].flatMap((group) => childOf(root, group) ?? []));
  for (const group of groups)
    for (const style of childrenOf(group, 'style:style'))
      elements.set(`${style.attributes.get('style:family')} ${style.attributes.get('style:name')}`, style);

  /** A style and those that it is made from, the nearest first. */
  function lineage(family: string, name: string | undefined): XmlElement[] {
    const line: XmlElement[] = [];
    for (let next = name; next !== undefined && line.length < 50;) {
      const style = elements.get(`${family} ${next}`);
      if (!style || line.includes(style)) break;
      line.push(style);
      next = style.attributes.get('style:parent-style-name');
    }
    return line;
  }
  return {
    lists: readListStyles(groups),
    roleOf(name) {
      const names = lineage('paragraph', name).map(
        ({ attributes }) => attributes.get('style:display-name') ?? attributes.get('style:name') ?? '',
      );
      for (const candidate of names.length > 0 ? names : [name ?? '']) {
        const role = roleOfStyle(candidate);
        if (role) return role;
      }
      return null;
    },
    raises: (name) => {
      const places = lineage('text', name).map((style) => childOf(style, 'style:text-properties')?.attributes.get('style:text-position'));
      return /^(?:super|[1-9])/.test(places.find((place) => place !== undefined) ?? '');
    },
    hides: (family, name) =>
      lineage(family, name).some(
        (style) =>
          childOf(style, 'style:text-properties')?.attributes.get('text:display') === 'none' ||
          childOf(style, 'style:section-properties')?.attributes.get('text:display') === 'none',
      ),
  };
}
