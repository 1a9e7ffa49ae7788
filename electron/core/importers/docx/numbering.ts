import { markerOf, numeral, type NumberForm } from '../marker.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/xml.ts';
import type { ListPlace } from './styles.ts';

/** A paragraph in its list. */
export interface Numbered {
  /** From 1; null where its list shows neither number nor bullet, which is none to a reader. */
  depth: number | null;
  marker: string | undefined;
}

/** The lists of a document, whose paragraphs are counted as they come. */
export interface Numbering {
  next(place: ListPlace | null, style: string | undefined): Numbered;
}

interface Level {
  isShown: boolean;
  style: string | undefined;
  /** Undefined where it shows bullets, or numbers in a way that is not known here: none are told rather than wrong ones. */
  form: NumberForm | undefined;
  start: number;
  /** As it is shown, with `%1` for the number of the first level. */
  text: string;
  /** Numbers of the levels above are shown in digits. */
  isLegal: boolean;
  /** Which level above begins it anew, from 1: any, where nothing is said; none, where it is 0. */
  restart: number | undefined;
}

interface List {
  /** Lists of one kind count on from each other. */
  kind: string;
  levels: Map<number, Level>;
  /** Numbers from which this list counts anew, once. */
  restarts: Map<number, number>;
}

const forms: Record<string, NumberForm> = {
  decimal: 'decimal',
  decimalZero: 'padded',
  lowerLetter: 'lower-letter',
  upperLetter: 'upper-letter',
  lowerRoman: 'lower-roman',
  upperRoman: 'upper-roman',
};
const none: Numbered = { depth: null, marker: undefined };

/** Numbers as Word gives them to paragraphs (ECMA-376, 17.9). */
export function readNumbering(root: XmlElement | null): Numbering {
  const kinds = new Map(childrenOf(root, 'w:abstractNum').map((kind) => [kind.attributes.get('w:abstractNumId') ?? '', levelsOf(kind)]));
  const lists = new Map<string, List>();
  for (const element of childrenOf(root, 'w:num')) {
    const kind = childOf(element, 'w:abstractNumId')?.attributes.get('w:val') ?? '';
    const list: List = { kind, levels: new Map(kinds.get(kind)), restarts: new Map() };
    for (const override of childrenOf(element, 'w:lvlOverride')) {
      for (const [level, other] of levelsOf(override)) list.levels.set(level, other);
      const start = childOf(override, 'w:startOverride')?.attributes.get('w:val');
      if (start !== undefined) list.restarts.set(Number(override.attributes.get('w:ilvl') ?? 0), Number(start) || 0);
    }
    lists.set(element.attributes.get('w:numId') ?? '', list);
  }
  /** The last number of each level, by kind of list. */
  const counts = new Map<string, Map<number, number>>();

  function count({ kind, levels, restarts }: List, at: number): Map<number, number> {
    const counted = counts.get(kind) ?? new Map<number, number>();
    counts.set(kind, counted);
    const restart = restarts.get(at);
    restarts.delete(at);
    const last = restart === undefined ? counted.get(at) : undefined;
    counted.set(at, last === undefined ? (restart ?? levels.get(at)?.start ?? 1) : last + 1);
    for (const below of counted.keys()) {
      const after = levels.get(below)?.restart ?? below;
      if (below > at && after > at) counted.delete(below);
    }
    return counted;
  }

  return {
    next(place, style) {
      if (!place || place.id === '0') return none;
      const list = lists.get(place.id);
      const ofStyle = style === undefined ? undefined : [...(list?.levels ?? [])].find(([, level]) => level.style === style)?.[0];
      const at = ofStyle ?? place.level;
      const level = list?.levels.get(at);
      if (!list || !level) return { depth: Math.min(6, at + 1), marker: undefined };
      const counted = count(list, at);
      if (!level.isShown) return none;
      let isKnown = level.form !== undefined;
      const shown = level.text.replaceAll(/%([1-9])/g, (_, number: string) => {
        const of = list.levels.get(Number(number) - 1);
        const form = level.isLegal ? 'decimal' : of?.form;
        isKnown &&= form !== undefined;
        return numeral(counted.get(Number(number) - 1) ?? of?.start ?? 1, form ?? 'decimal');
      });
      return { depth: Math.min(6, at + 1), marker: isKnown ? markerOf(shown) : undefined };
    },
  };
}

function levelsOf(element: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of childrenOf(element, 'w:lvl')) {
    const say = (name: string): string | undefined => childOf(level, name)?.attributes.get('w:val');
    const format = say('w:numFmt') ?? 'decimal';
    const restart = say('w:lvlRestart');
    levels.set(Number(level.attributes.get('w:ilvl') ?? 0), {
      isShown: format !== 'none',
      style: say('w:pStyle'),
      form: forms[format],
      start: Number(say('w:start') ?? 0) || 0,
      text: say('w:lvlText') ?? '',
      isLegal: childOf(level, 'w:isLgl') !== null,
      restart: restart === undefined ? undefined : Number(restart) || 0,
    });
  }
  return levels;
}
