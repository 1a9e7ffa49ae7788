import type { PDFPageProxy } from 'pdfjs-dist';
import { boxOnPage, type Box, type Matrix } from './geometry.ts';
import type { LinkArea } from './line.ts';

/** Words of a form's field, or of a note that is typed onto the page: who looks at the page reads them like any other. */
export interface TypedWords {
  /** Line by line. */
  lines: string[];
  box: Box;
  /** Points; 0 where the field fits its words in. */
  size: number;
  /** By which the structure tree of a tagged PDF knows it. */
  content: string;
}

/** What lies over a page and is none of its drawing. */
export interface LaidOver {
  links: LinkArea[];
  typed: TypedWords[];
  /** Notes of readers, which stand beside the page, with who wrote them. */
  comments: string[];
}

interface Annotation {
  id?: string;
  subtype?: string;
  annotationFlags?: number;
  rect: number[];
  quadPoints?: ArrayLike<number>;
  url?: string;
  /** Its words as it draws them, line by line. */
  textContent?: string[];
  contentsObj?: { str?: string };
  titleObj?: { str?: string };
  defaultAppearanceData?: { fontSize?: number };
  fieldType?: string;
  fieldValue?: unknown;
  options?: { exportValue?: string; displayValue?: string }[];
  password?: boolean;
  checkBox?: boolean;
  radioButton?: boolean;
  exportValue?: string;
  buttonValue?: string;
}

/** Invisible, hidden, or on paper alone (PDF 32000-1, table 165). */
const notSeen = 1 | 2 | 32;
const mostAnnotations = 20_000;
/** Kinds that mark a place for what a reader wrote about it. */
const remarks = new Set(['Text', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret']);

/** Reads what lies over a page: addresses, what forms were filled in with, notes. */
export async function readLaidOver(page: PDFPageProxy, view: Matrix): Promise<LaidOver> {
  const all = ((await page.getAnnotations().catch(() => [])) as Annotation[]).slice(0, mostAnnotations);
  const over: LaidOver = { links: [], typed: [], comments: [] };
  for (const annotation of all) {
    const { id, subtype = '', annotationFlags = 0, rect } = annotation;
    if (subtype === 'Link') over.links.push(...linkAreas(annotation, view));
    else if (remarks.has(subtype)) over.comments.push(...commentOf(annotation));
    if (annotationFlags & notSeen || !Array.isArray(rect)) continue;
    const lines = wordsOf(annotation).flatMap((line) => line.split(/[\r\n]+/).filter((part) => part.trim() !== ''));
    if (lines.length === 0) continue;
    const size = annotation.defaultAppearanceData?.fontSize ?? 0;
    over.typed.push({ lines, box: boxOnPage(view, rect), size: size > 0 ? size : 0, content: `pdfjs_internal_id_${id ?? ''}` });
  }
  return over;
}

function wordsOf(annotation: Annotation): string[] {
  const { subtype, textContent, contentsObj, fieldType, fieldValue } = annotation;
  if (subtype === 'FreeText' || subtype === 'Stamp') return textContent ?? (subtype === 'FreeText' ? [contentsObj?.str ?? ''] : []);
  if (subtype !== 'Widget' || annotation.password) return [];
  if (fieldType === 'Tx') return typedIn(textContent, typeof fieldValue === 'string' ? fieldValue : '');
  if (fieldType === 'Ch') return chosen(annotation);
  const isTicked =
    (annotation.checkBox && fieldValue === annotation.exportValue && fieldValue !== 'Off') ||
    (annotation.radioButton && fieldValue === annotation.buttonValue);
  return fieldType === 'Btn' && isTicked && typeof fieldValue === 'string' ? ['☒'] : [];
}

/** A field may show its value formatted; where it only spreads the letters, the value says which of them are words. */
function typedIn(drawn: string[] | undefined, value: string): string[] {
  if (!drawn) return [value];
  const letters = (text: string): string => text.replaceAll(/\s+/g, '');
  return letters(drawn.join('')) === letters(value) ? [value] : drawn;
}

function chosen({ fieldValue, options = [] }: Annotation): string[] {
  const values = (Array.isArray(fieldValue) ? fieldValue : [fieldValue]).filter((value) => typeof value === 'string');
  return values.map((value) => options.find(({ exportValue }) => exportValue === value)?.displayValue ?? value);
}

function commentOf({ contentsObj, titleObj }: Annotation): string[] {
  const [words, author] = [contentsObj?.str?.trim() ?? '', titleObj?.str?.trim() ?? ''];
  if (words === '') return [];
  return [author === '' ? words : `${author}: ${words}`];
}

function linkAreas({ url, rect, quadPoints }: Annotation, view: Matrix): LinkArea[] {
  if (!url || url.length > 4_000 || !/^(?:https?|mailto):/i.test(url)) return [];
  return rectangles(rect, quadPoints).map((one) => ({ address: url, box: boxOnPage(view, one) }));
}

/** An address over several lines has a rectangle for each of them. */
function rectangles(rect: number[], quads: ArrayLike<number> | undefined): number[][] {
  if (!quads || quads.length < 8 || quads.length > 800) return [rect];
  return Array.from({ length: Math.floor(quads.length / 8) }, (_, index) => {
    const points = Array.from({ length: 8 }, (__, at) => quads[index * 8 + at]!);
    const [xs, ys] = [points.filter((_point, at) => at % 2 === 0), points.filter((_point, at) => at % 2 === 1)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  });
}
