import { inOrder } from '../../pdf/itemOrder.ts';
import { findQuoted, type FoundWords } from './findQuoted.ts';
import { lettersOf, type Letters, type WordPlace } from './letters.ts';
import type { QuotedPart } from './quotedParts.ts';

/** A rectangle on a page: shares of its width and height, from the left and the top. */
export interface PageArea {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface MarkedWords {
  outcome: FoundWords['outcome'];
  /** In the order of the words. */
  areas: { page: number; area: PageArea }[];
}

/** Words that stand together on a page, as the library gives them. */
export interface TextItem {
  str: string;
  transform: readonly number[];
  /** Points along the writing, and across it. */
  width: number;
  height: number;
  fontName: string;
  dir?: string;
  /** A line ends with it. */
  hasEOL?: boolean;
}

export interface FontStyle {
  fontFamily: string;
  ascent: number;
  descent: number;
  vertical?: boolean;
}

/** The words of one page. */
export interface PageWords {
  number: number;
  width: number;
  height: number;
  /** From the page's own axes to those of the screen. */
  view: readonly number[];
  items: readonly TextItem[];
  styles: Readonly<Record<string, FontStyle | undefined>>;
}

/** Width of words in a face that is 100 pixels high. */
export type Measure = (words: string, fontFamily: string) => number;

/** Where quoted parts stand on the pages that their blocks are on, as rectangles. */
export function markOnPages(pages: readonly PageWords[], parts: readonly QuotedPart[], measure: Measure): MarkedWords {
  const areas: MarkedWords['areas'] = [];
  const outcomes: MarkedWords['outcome'][] = [];
  const known = new Map<string, { items: { page: PageWords; item: TextItem }[]; letters: Letters }>();
  for (const part of parts) {
    const key = part.pages.join(' ');
    let there = known.get(key);
    if (!there) {
      const items = pages
        .filter(({ number }) => part.pages.includes(number))
        .flatMap((page) => inOrder(page.items).map((item) => ({ page, item })));
      there = { items, letters: lettersOf(items.map(({ item }) => item.str)) };
      known.set(key, there);
    }
    const { items } = there;
    const found = findQuoted(there.letters, part);
    let isSeen = false;
    for (const place of found.places) {
      const { page, item } = items[place.item]!;
      if (addArea(areas, page.number, areaOf(page, item, place, measure))) isSeen = true;
    }
    outcomes.push(isSeen ? found.outcome : 'none');
  }
  return { outcome: sumOf(outcomes), areas };
}

function sumOf(outcomes: readonly MarkedWords['outcome'][]): MarkedWords['outcome'] {
  if (outcomes.every((outcome) => outcome === 'none')) return 'none';
  if (outcomes.includes('several')) return 'several';
  return outcomes.every((outcome) => outcome === 'whole') ? 'whole' : 'partly';
}

/** The rectangle around a stretch of an item. Within an item the widths of single letters are not told: they are measured in a like font. */
export function areaOf(page: PageWords, item: TextItem, { start, end }: Pick<WordPlace, 'start' | 'end'>, measure: Measure): PageArea {
  const { fontFamily = 'sans-serif', ascent, descent, vertical = false } = page.styles[item.fontName] ?? {};
  const whole = measure(item.str, fontFamily) || 1;
  const share = (to: number): number => (to >= item.str.length ? 1 : measure(item.str.slice(0, to), fontFamily) / whole);
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = item.transform;
  const along = Math.hypot(a, b) || 1;
  const across = Math.hypot(c, d) || 1;
  const size = item.height || across;
  const length = vertical ? item.height : item.width;
  const [from, to] = [share(start) * length, share(end) * length];
  const box = vertical
    ? [-size / 2, -to, size / 2, -from]
    : [from, size * (descent && descent < 0 ? descent : -0.22), to, size * (ascent && ascent > 0 ? Math.min(ascent, 1.1) : 0.85)];
  const corners = [
    [box[0]!, box[1]!],
    [box[2]!, box[1]!],
    [box[0]!, box[3]!],
    [box[2]!, box[3]!],
  ].map(([x, y]) => {
    const onPage = [e + (a / along) * x! + (c / across) * y!, f + (b / along) * x! + (d / across) * y!] as const;
    const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = page.view;
    return [va * onPage[0] + vc * onPage[1] + ve, vb * onPage[0] + vd * onPage[1] + vf] as const;
  });
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    left: left / page.width,
    top: top / page.height,
    width: (Math.max(...xs) - left) / page.width,
    height: (Math.max(...ys) - top) / page.height,
  };
}

/** Words of one line are marked as one. False where there is nothing to mark: what takes no room is not seen. */
function addArea(areas: MarkedWords['areas'], page: number, area: PageArea): boolean {
  if (!(area.width > 0 && area.height > 0)) return false;
  const last = areas.at(-1);
  if (last?.page === page && continuesLine(last.area, area)) {
    const { left, top } = last.area;
    const right = Math.max(left + last.area.width, area.left + area.width);
    const bottom = Math.max(top + last.area.height, area.top + area.height);
    const [newLeft, newTop] = [Math.min(left, area.left), Math.min(top, area.top)];
    last.area = { left: newLeft, top: newTop, width: right - newLeft, height: bottom - newTop };
  } else areas.push({ page, area });
  return true;
}

function continuesLine(line: PageArea, next: PageArea): boolean {
  const overlap = Math.min(line.top + line.height, next.top + next.height) - Math.max(line.top, next.top);
  const gap = Math.max(next.left - (line.left + line.width), line.left - (next.left + next.width));
  return overlap > 0.6 * Math.min(line.height, next.height) && gap < 0.03;
}

/** The words of the line at a place (shares of width and height); null where none stand there. */
export function lineAt(page: PageWords, x: number, y: number, measure: Measure): string | null {
  const areas = page.items.map((item) => areaOf(page, item, { start: 0, end: item.str.length }, measure));
  const isThere = (area: PageArea): boolean =>
    x >= area.left && x <= area.left + area.width && y >= area.top && y <= area.top + area.height && area.width > 0;
  const at = areas.findIndex((area, index) => page.items[index]!.str.trim() !== '' && isThere(area));
  if (at < 0) return null;
  let [first, last] = [at, at];
  const joined = (one: number, other: number): boolean =>
    page.items[other]?.str.trim() === '' || (areas[other] !== undefined && continuesLine(areas[one]!, areas[other]));
  while (first > 0 && joined(first, first - 1)) first--;
  while (last < areas.length - 1 && joined(last, last + 1)) last++;
  return page.items
    .slice(first, last + 1)
    .map(({ str }) => str)
    .join(' ');
}
