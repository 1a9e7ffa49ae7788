import type { Measure, PageWords } from './onPage.ts';

/** Words of a page where they stand on it, to be laid over its picture: written from there, as large and as long as they are drawn. */
export interface LaidWords {
  text: string;
  /** Upper left corner of the first letter: shares of the page's width and height. */
  left: number;
  top: number;
  /** Points. */
  size: number;
  /** How much longer or shorter they are than in the face that they are laid in. */
  stretch: number;
  /** Degrees, with the clock. */
  angle: number;
  face: string;
  direction: 'ltr' | 'rtl';
  /** A line ends with them. */
  endsLine: boolean;
}

/** More than a person selects on any page. */
const mostItems = 20_000;
/** Of a line as high as its letters, the share above the base line: nearly the same in all faces. */
const aboveBaseLine = 0.8;

/** Lays the words of a page, in their order, in faces that are at hand. What takes no room on the page is passed over. */
export function layWords({ items, styles, view, width, height }: PageWords, measure: Measure): LaidWords[] {
  const laid: LaidWords[] = [];
  for (const { str, transform, fontName, width: along, height: down, dir, hasEOL = false } of items.slice(0, mostItems)) {
    const before = laid.at(-1);
    if (hasEOL && str === '' && before) before.endsLine = true;
    const { fontFamily: face = 'sans-serif', vertical = false } = styles[fontName] ?? {};
    const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view;
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
    const size = Math.hypot(va * c + vc * d, vb * c + vd * d);
    if (str === '' || !(size > 0)) continue;
    const turned = Math.atan2(vb * a + vd * b, va * a + vc * b) + (vertical ? Math.PI / 2 : 0);
    const rise = size * aboveBaseLine;
    const natural = (measure(str, face) / measureAt) * size;
    laid.push({
      text: str,
      left: (va * e + vc * f + ve + rise * Math.sin(turned)) / width,
      top: (vb * e + vd * f + vf - rise * Math.cos(turned)) / height,
      size,
      stretch: natural > 0 ? (vertical ? down : along) / natural : 1,
      angle: (turned * 180) / Math.PI,
      face,
      direction: dir === 'rtl' ? 'rtl' : 'ltr',
      endsLine: hasEOL,
    });
  }
  return laid;
}

/** Pixels at which `Measure` takes widths. */
export const measureAt = 100;
