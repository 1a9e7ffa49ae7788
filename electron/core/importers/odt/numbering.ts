import { markerOf, numeral, type NumberForm } from '../marker.ts';
import { childrenOf, type XmlElement } from '../xml/xml.ts';

interface Level {
  /** Undefined where it shows bullets or nothing. */
  form: NumberForm | undefined;
  start: number;
  prefix: string;
  suffix: string;
  /** How many levels, this one included, are shown with it. */
  shown: number;
}

/** The numbers of one list and of those inside it, or of all headings. */
export interface Counting {
  /** Of the next item on a level, from 1; `start`: where it says itself which number it has. */
  next(level: number, style: string | undefined, start: number | undefined): string | undefined;
}

export interface ListStyles {
  /** Begins the outermost of a list; one that goes on counts from where that one ended, or the last of its style. */
  begin(list: XmlElement): Counting;
  /** Of the headings of the document. */
  readonly headings: Counting;
}

const forms: Record<string, NumberForm> = {
  '1': 'decimal',
  '01': 'padded',
  a: 'lower-letter',
  A: 'upper-letter',
  i: 'lower-roman',
  I: 'upper-roman',
};

const outline = 'outline of the headings';

/** How lists and headings are numbered (OpenDocument 1.3, 16.30 to 16.34). */
export function readListStyles(groups: readonly XmlElement[]): ListStyles {
  const styles = new Map<string, Map<number, Level>>();
  for (const group of groups) {
    for (const style of childrenOf(group, 'text:list-style')) styles.set(style.attributes.get('style:name') ?? '', levelsOf(style));
    for (const style of childrenOf(group, 'text:outline-style')) styles.set(outline, levelsOf(style));
  }
  const last = new Map<string, Counting>();

  function counting(style: string | undefined): Counting {
    const counts = new Map<number, number>();
    return {
      next(at, own, start) {
        const levels = styles.get(own ?? style ?? '');
        const level = levels?.get(at);
        const before = counts.get(at);
        counts.set(at, start ?? (before === undefined ? (level?.start ?? 1) : before + 1));
        for (const below of counts.keys()) if (below > at) counts.delete(below);
        if (!levels || !level?.form) return undefined;
        const numbers: string[] = [];
        for (let shown = Math.max(1, at - level.shown + 1); shown <= at; shown++) {
          const { form, start: first } = levels.get(shown) ?? {};
          if (form) numbers.push(numeral(counts.get(shown) ?? first ?? 1, form));
        }
        return markerOf(level.prefix + numbers.join('.') + level.suffix);
      },
    };
  }
  return {
    begin({ attributes }) {
      const style = attributes.get('text:style-name');
      const ofStyle = `style ${style ?? ''}`;
      const before = attributes.get('text:continue-list');
      const goesOn = attributes.get('text:continue-numbering') === 'true' ? last.get(ofStyle) : undefined;
      const begun = (before === undefined ? goesOn : last.get(before)) ?? counting(style);
      last.set(ofStyle, begun);
      const id = attributes.get('xml:id');
      if (id !== undefined) last.set(id, begun);
      return begun;
    },
    headings: counting(outline),
  };
}

function levelsOf(style: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const name of ['text:list-level-style-number', 'text:outline-level-style'])
    for (const { attributes } of childrenOf(style, name))
      levels.set(Number(attributes.get('text:level') ?? 1), {
        form: forms[attributes.get('style:num-format') ?? ''],
        start: Number(attributes.get('text:start-value') ?? 1),
        prefix: attributes.get('style:num-prefix') ?? '',
        suffix: attributes.get('style:num-suffix') ?? '',
        shown: Number(attributes.get('text:display-levels') ?? 1) || 1,
      });
  return levels;
}
