import type { BodyType, Paragraph } from './paragraphs.ts';

const caption =
  /^\s*(?:fig(?:ure|\.)?|table|chart|photo|abb(?:ildung|\.)|tab(?:elle|\.)|tableau|figura|tabla|graphique|рис(?:унок|\.)|таблица)\s*(?:\d|[IVX]+\b)[\w.]*\s*(?:[:.–—|]|\s\p{Lu})/iu;
const noteMark = /^\s*(?:\[?\d{1,3}\]?[.)]?|[*†‡§¶]+)\s*(?=[\p{L}"“‘(]|https?:)/u;

const textOf = ({ lines }: Paragraph): string => lines.map(({ text }) => text).join(' ');
const mostLinesOfHeading = 4;

/** Tells headings, captions and footnotes among the paragraphs of a document that does not say itself what they are. */
export function tellKinds(paragraphs: readonly Paragraph[], body: BodyType): void {
  for (const paragraph of paragraphs) {
    if (paragraph.kind !== 'paragraph' && paragraph.kind !== 'list-item') continue;
    if (isHeading(paragraph, body)) paragraph.kind = 'heading';
    else if (caption.test(paragraph.lines[0]!.text) && textOf(paragraph).length < 600) paragraph.kind = 'caption';
  }
  tellFootnotes(paragraphs, body);
  rankHeadings(paragraphs, body);
}

function isHeading(paragraph: Paragraph, body: BodyType): boolean {
  const text = textOf(paragraph).trim();
  const { size, bold } = paragraph.lines[0]!;
  if (paragraph.lines.length > mostLinesOfHeading || text.length > 250 || !/\p{L}{2}/u.test(text)) return false;
  if (size >= body.size * 1.12 && size - body.size >= 0.7) return text.length < 160 || size >= body.size * 1.3;
  const numberedHeading = /^\d+(?:\.\d+)*\.?\s+\p{Lu}/u.test(text);
  return (
    bold &&
    !body.bold &&
    size >= body.size * 0.94 &&
    text.length < 160 &&
    (numberedHeading || paragraph.kind === 'paragraph') &&
    !/[,;.]$/.test(text)
  );
}

/** Small type with a number or a sign before it, below everything else on its page. */
function tellFootnotes(paragraphs: readonly Paragraph[], body: BodyType): void {
  const lowest = new Map<number, number>();
  const isSmall = ({ lines }: Paragraph): boolean => lines[0]!.size < body.size * 0.93;
  for (const paragraph of paragraphs)
    if (!isSmall(paragraph)) for (const { page, y } of paragraph.lines) lowest.set(page, Math.max(lowest.get(page) ?? 0, y));
  let after: { page: number; y: number; x: number } | null = null;
  for (const paragraph of paragraphs) {
    const first = paragraph.lines[0]!;
    if (paragraph.kind !== 'paragraph' && paragraph.kind !== 'list-item') continue;
    if (!isSmall(paragraph)) {
      after = null;
      continue;
    }
    const below = first.y > (lowest.get(first.page) ?? Infinity) - first.size * 0.5 || isAtFoot(paragraph, paragraphs, body);
    const goesOnAfter = after !== null && after.page === first.page && first.y > after.y;
    if ((below && noteMark.test(first.text)) || goesOnAfter) {
      paragraph.kind = 'footnote';
      paragraph.level = undefined;
      const last = paragraph.lines.at(-1)!;
      after = { page: last.page, y: last.y, x: first.x0 };
    } else after = null;
  }
}

/** In its own column nothing but small type stands below it. */
function isAtFoot(paragraph: Paragraph, paragraphs: readonly Paragraph[], body: BodyType): boolean {
  const { page, y, x0, x1 } = paragraph.lines[0]!;
  if (!noteMark.test(paragraph.lines[0]!.text)) return false;
  let bodyAbove = false;
  for (const { lines } of paragraphs)
    for (const line of lines) {
      if (line.page !== page || line.x1 < x0 || line.x0 > x1 || line.size < body.size * 0.93) continue;
      if (line.y > y) return false;
      bodyAbove = true;
    }
  return bodyAbove;
}

/** Sizes of type in their order are the levels of headings; what is only bold comes after what is larger. */
function rankHeadings(paragraphs: readonly Paragraph[], body: BodyType): void {
  const rank = ({ lines }: Paragraph): number => {
    const { size, bold } = lines[0]!;
    return Math.max(body.size, Math.round(size * 2) / 2) + (bold ? 0.1 : 0);
  };
  const headings = paragraphs.filter(({ kind }) => kind === 'heading');
  const ranks = [...new Set(headings.map(rank))].toSorted((a, b) => b - a);
  for (const heading of headings) heading.level = Math.min(6, ranks.indexOf(rank(heading)) + 1);
}
