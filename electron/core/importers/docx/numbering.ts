import { childOf, childrenOf, type XmlElement } from '../xml/xml.ts';
import type { ListPlace } from './styles.ts';

/** The lists of a document. */
export interface Numbering {
  /** Depth of a paragraph in its list, from 1; null where its list shows neither number nor bullet, which is none to a reader. */
  depthOf(place: ListPlace | null, style: string | undefined): number | null;
}

interface Level {
  isShown: boolean;
  style: string | undefined;
}

export function readNumbering(root: XmlElement | null): Numbering {
  const kinds = new Map(childrenOf(root, 'w:abstractNum').map((kind) => [kind.attributes.get('w:abstractNumId') ?? '', levelsOf(kind)]));
  const lists = new Map<string, Map<number, Level>>();
  for (const list of childrenOf(root, 'w:num')) {
    const levels = new Map(kinds.get(childOf(list, 'w:abstractNumId')?.attributes.get('w:val') ?? ''));
    for (const override of childrenOf(list, 'w:lvlOverride')) for (const [level, other] of levelsOf(override)) levels.set(level, other);
    lists.set(list.attributes.get('w:numId') ?? '', levels);
  }
  return {
    depthOf(place, style) {
      if (!place || place.id === '0') return null;
      const levels = lists.get(place.id);
      const ofStyle = style === undefined ? undefined : [...(levels ?? [])].find(([, level]) => level.style === style)?.[0];
      const level = ofStyle ?? place.level;
      return levels?.get(level)?.isShown === false ? null : Math.min(6, level + 1);
    },
  };
}

function levelsOf(element: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of childrenOf(element, 'w:lvl'))
    levels.set(Number(level.attributes.get('w:ilvl') ?? 0), {
      isShown: childOf(level, 'w:numFmt')?.attributes.get('w:val') !== 'none',
      style: childOf(level, 'w:pStyle')?.attributes.get('w:val'),
    });
  return levels;
}
