import type { Block } from '../../../../shared/domain/entities.ts';
import type { Area, Row } from './columns.ts';
import type { Line } from './line.ts';

/** Lines that belong together, and what kind of block they make. */
export interface Paragraph {
  lines: Line[];
  kind: Block['kind'];
  level?: number | undefined;
  page: number;
  /** Its last line is as long as lines are: it may go on in the next column or on the next page. */
  open: boolean;
  /** Its first line stands in by itself: nothing goes on in it. */
  indented: boolean;
}

/** What most of a document is set in. */
export interface BodyType {
  size: number;
  bold: boolean;
}

export function bodyTypeOf(lines: Iterable<Line>): BodyType {
  const letters = new Map<string, { size: number; bold: boolean; count: number }>();
  for (const { size, bold, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    const key = `${rounded} ${bold}`;
    const entry = letters.get(key) ?? { size: rounded, bold, count: 0 };
    entry.count += text.length;
    letters.set(key, entry);
  }
  const [most] = [...letters.values()].toSorted((a, b) => b.count - a.count);
  return most ?? { size: 10, bold: false };
}

const bullet = /^\s*[•◦▪●○■□‣·–—*\uf0b7\uf0a7](?=\s)/u;
const numbered = /^\s*(?:\(?\d{1,3}[.)]|\([a-z]\)|[a-z][.)]|\(?[ivx]{1,5}[.)])\s+(?=\S)/u;
const endsSentence = /[.?!:;…؟۔]["'”’»)\]]*(?:\s?[\d*†‡§¹²³⁴-⁹]+)?\s*$/u;
const goesOn = /^\s*[\p{Ll},;)]/u;

/**
 * How far first lines of paragraphs stand in, in points: most of a document's lines that stand in between lines that do not. Null where
 * it parts its paragraphs otherwise.
 */
export function usualIndent(areas: readonly Area[]): number | null {
  const counts = new Map<number, number>();
  for (const { lines, left } of areas)
    for (let index = 1; index + 1 < lines.length; index++) {
      const line = lines[index]!;
      const atLeft = ({ x0 }: Line): boolean => x0 - left < 2;
      const inwards = Math.round(line.x0 - left);
      const isFirst = atLeft(lines[index - 1]!) && atLeft(lines[index + 1]!) && inwards > 0.6 * line.size && inwards < 4 * line.size;
      if (isFirst && !line.cells && !bullet.test(line.text)) counts.set(inwards, (counts.get(inwards) ?? 0) + 1);
    }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most && most[1] >= 3 ? most[0] : null;
}

/** Lines that are set to the right or to the middle, as if they were set to the left: where they begin says nothing of paragraphs. */
function flushLeft({ lines, left, right }: Area): readonly Row[] {
  const most = (test: (line: Row) => boolean, share: number): boolean => lines.filter(test).length >= lines.length * share;
  const fromLeft = most(({ x0, size }) => x0 - left < 0.5 * size, 0.35);
  const toRight = most(({ x1, size }) => right - x1 < 0.5 * size, 0.75);
  const toMiddle = most(({ x0, x1, size }) => Math.abs(x0 + x1 - left - right) < size, 0.85);
  if (lines.length < 4 || fromLeft || !(toRight || toMiddle)) return lines;
  return lines.map((line) => ({ ...line, x0: left, x1: left + line.x1 - line.x0 }));
}

/** Sorts the lines of one area into paragraphs, items of lists and rows of tables. */
export function paragraphsIn(area: Area, indent: number | null): Paragraph[] {
  const { left, right } = area;
  const lines = flushLeft(area);
  const paragraphs: Paragraph[] = [];
  const leading = usualLeading(lines);
  let open: Row[] = [];
  const close = (): void => {
    if (open.length > 0) paragraphs.push(paragraphOf(open, left, rightEdge(lines, lines.indexOf(open.at(-1)!), left, right)));
    open = [];
  };
  for (const [index, line] of lines.entries()) {
    if (line.cells) {
      close();
      for (const cell of line.cells) paragraphs.push({ lines: [cell], kind: 'table-cell', page: cell.page, open: false, indented: false });
      continue;
    }
    const before = open.at(-1);
    if (
      before &&
      breaks({
        before,
        line,
        next: lines[index + 1],
        first: open[0]!,
        started: open.length,
        leading,
        standsIn: indent !== null && Math.abs(line.x0 - left - indent) < 1.6,
        edge: rightEdge(lines, index - 1, left, right),
        nearEdge: rightEdge(lines, index - 1, left, right, 1),
      })
    )
      close();
    open.push(line);
  }
  close();
  return paragraphs;
}

/** Distance of base lines in units of the type's size. */
function usualLeading(lines: readonly Row[]): number {
  const steps: number[] = [];
  for (let index = 1; index < lines.length; index++) {
    const [before, line] = [lines[index - 1]!, lines[index]!];
    const step = (line.y - before.y) / Math.max(before.size, line.size);
    if (sameSize(before, line) && step > 0.8 && step < 3) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  // Gaps between paragraphs are the rarer and the wider ones.
  return steps[Math.floor(steps.length * 0.35)] ?? 1.3;
}

const sameSize = (a: Line, b: Line): boolean => Math.abs(a.size - b.size) <= 0.08 * Math.max(a.size, b.size);

/** How far lines near this one reach: lines beside a picture are shorter than those below it. */
function rightEdge(lines: readonly Row[], index: number, left: number, right: number, reach = 4): number {
  let edge = left;
  for (let at = Math.max(0, index - reach); at <= Math.min(lines.length - 1, index + reach); at++)
    if (sameSize(lines[at]!, lines[index]!)) edge = Math.max(edge, lines[at]!.x1);
  // Where all lines around are short, as in verses and addresses, the area says what is long.
  return reach > 1 && edge < left + (right - left) * 0.6 ? right : edge;
}

/** Whether the first word of the next line would have found room: then the line was ended on purpose. */
function isShort(line: Line, next: Line, edge: number): boolean {
  const text = next.text.trim();
  const first = /^\S+/.exec(text)?.[0] ?? '';
  // Scripts without spaces break anywhere.
  const room = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(first) ? 1 : first.length;
  const width = ((next.x1 - next.x0) * room) / Math.max(1, text.length);
  return line.x1 + width + 0.45 * line.size < edge;
}

interface Between {
  before: Row;
  line: Row;
  next: Row | undefined;
  first: Row;
  /** Lines that the open paragraph has. */
  started: number;
  leading: number;
  edge: number;
  /** The same, as the lines right above and below tell it. */
  nearEdge: number;
  /** As far in as first lines of paragraphs are in this document. */
  standsIn: boolean;
}

function breaks({ before, line, next, first, started, leading, edge, nearEdge, standsIn }: Between): boolean {
  const size = Math.max(before.size, line.size);
  if (!sameSize(before, line)) return !(started === 1 && isDropCap(before, line));
  const step = (line.y - before.y) / size;
  if (step > leading * 1.22 + 0.05 || step < -1) return true;
  if (
    before.bold !== line.bold &&
    Math.min(before.text.length, line.text.length) > 2 &&
    !(goesOn.test(line.text) && !endsSentence.test(before.text))
  ) {
    const shorter = before.bold ? before : line;
    // A heading that is told by its weight alone; a paragraph whose beginning is bold is none.
    if (shorter.text.length < 120 && (isShort(before, line, edge) || !goesOn.test(line.text))) return true;
  }
  if (bullet.test(line.text)) return true;
  const em = 0.7 * size;
  const isItem = bullet.test(first.text) || numbered.test(first.text);
  if (numbered.test(line.text) && (isItem ? line.x0 < first.x0 + em : isShort(before, line, edge) || endsSentence.test(before.text)))
    return true;
  const inwards = line.x0 - before.x0;
  const short = isShort(before, line, edge);
  if (isItem && started === 1 && inwards > 0.3 * size) return false;
  const returns = !next || next.cells !== undefined || next.x0 < line.x0 - em;
  if (standsIn && !isItem && (inwards > 0.3 * size || (started === 1 && returns && endsSentence.test(before.text)))) return true;
  // A centred heading of two lines.
  if (Math.abs(line.x0 + line.x1 - before.x0 - before.x1) < 0.5 * size && Math.abs(inwards) > 0.3 * size && !endsSentence.test(before.text))
    return false;
  if (inwards > em) {
    if (started === 1 && !returns && !short) return false;
    if (returns ? endsSentence.test(before.text) || short || started > 1 : short) return true;
  }
  // Lines that hang below the first one go back to the edge where the next entry begins.
  if (inwards < -em && started > 1 && (isItem || first.x0 < before.x0 - em)) return true;
  if (!short || /\p{L}[-‐\u00ad]\s*$/u.test(before.text)) return false;
  // In the middle of a sentence a picture may have made the line short: those around it are short too then.
  return endsSentence.test(before.text) || (!goesOn.test(line.text) && isShort(before, line, nearEdge));
}

function isDropCap(before: Line, line: Line): boolean {
  return before.text.trim().length <= 2 && before.size > 1.7 * line.size && line.x0 >= before.x0;
}

function paragraphOf(lines: readonly Row[], left: number, edge: number): Paragraph {
  const [first, last] = [lines[0]!, lines.at(-1)!];
  const isList = bullet.test(first.text) || (numbered.test(first.text) && first.text.length < 1_000);
  const body = lines.length > 1 ? Math.min(...lines.slice(1).map(({ x0 }) => x0)) : left;
  const indented = first.x0 > body + 0.7 * first.size;
  return {
    lines: [...lines],
    kind: isList ? 'list-item' : 'paragraph',
    level: isList ? 1 : undefined,
    page: first.page,
    open: last.x1 > edge - 3 * last.size || last.text.trimEnd().endsWith('-') || !endsSentence.test(last.text),
    indented,
  };
}

/** Whether a paragraph goes on in the one that opens the next column or page. */
export function continues(before: Paragraph, after: Paragraph): boolean {
  const [last, first] = [before.lines.at(-1)!, after.lines[0]!];
  if (after.kind !== 'paragraph' || (before.kind !== 'paragraph' && before.kind !== 'list-item')) return false;
  if (!before.open || !sameSize(last, first) || last.bold !== first.bold) return false;
  const text = last.text.trimEnd();
  if (/[\p{L}][-‐\u00ad]$/u.test(text)) return true;
  if (endsSentence.test(text) || after.indented) return false;
  return goesOn.test(first.text) || (text.length > 25 && last.font === first.font && Math.abs(last.size - first.size) < 0.2);
}

export const withoutBullet = (text: string): number => bullet.exec(text)?.[0].length ?? 0;
