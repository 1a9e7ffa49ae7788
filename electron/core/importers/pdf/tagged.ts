import type { Block } from '../../../../shared/domain/entities.ts';
import { linesOf, type Line, type Run } from './line.ts';
import type { Paragraph } from './paragraphs.ts';

/** A node of a page's structure tree, as the library gives it. */
export interface TagNode {
  role?: string;
  children?: readonly TagNode[];
  /** Of a leaf: `content` for words on the page, `annotation` for what was typed onto it. */
  type?: string;
  id?: string;
}

const kinds: Readonly<Record<string, Block['kind']>> = {
  P: 'paragraph',
  H: 'heading',
  Title: 'heading',
  LI: 'list-item',
  Caption: 'caption',
  TD: 'table-cell',
  TH: 'table-cell',
  Note: 'footnote',
  FENote: 'footnote',
  BlockQuote: 'quote',
  Code: 'code',
  TOCI: 'list-item',
};
/** Parts of a line: their words belong to the block around them. */
const inline = new Set([
  'Span',
  'Link',
  'Quote',
  'Em',
  'Strong',
  'Reference',
  'Sub',
  'Lbl',
  'LBody',
  'Annot',
  'Ruby',
  'RB',
  'RT',
  'RP',
  'Warichu',
  'WT',
  'WP',
  'BibEntry',
  'Formula',
  'Form',
]);
/** Blocks whose kind holds for what stands in them. */
const holding = new Set<Block['kind']>(['table-cell', 'footnote', 'quote', 'caption', 'list-item', 'heading']);

const deepest = 200;

interface Place {
  kind: Block['kind'];
  level: number | undefined;
  /** Nesting depth of lists. */
  depth: number;
}

interface Open extends Place {
  runs: Run[];
}

/** The blocks that a tagged page says it has, in the order in which it wants to be read, and words that it names nowhere. */
export function taggedParagraphs(tree: TagNode, runs: readonly Run[], page: number): { paragraphs: Paragraph[]; unnamed: Line[] } {
  const byContent = Map.groupBy(runs, ({ content }) => content ?? '');
  const blocks: Open[] = [];
  let open: Open | null = null;

  const add = (words: readonly Run[], place: Place): void => {
    if (!open) blocks.push((open = { ...place, runs: [] }));
    open.runs.push(...words);
  };
  const visit = (node: TagNode, place: Place, within: number): void => {
    if (within > deepest) return;
    if (node.type === 'content' || node.type === 'annotation') {
      add(byContent.get(node.id ?? '') ?? [], place);
      byContent.delete(node.id ?? '');
      return;
    }
    const role = node.role ?? '';
    const children = node.children ?? [];
    if (inline.has(role)) {
      for (const child of children) visit(child, place, within + 1);
      return;
    }
    const inner = placeOf(role, place);
    // A paragraph in a cell or in an item is that cell or item; a second one in an item is a block of its own.
    const sameBlock =
      (place.kind === 'table-cell' && inner.kind === 'table-cell' && role !== 'TD' && role !== 'TH') ||
      (role === 'P' && place.kind === 'list-item' && (open?.runs.length ?? 0) <= 1);
    if (!sameBlock) open = null;
    for (const child of children) visit(child, inner, within + 1);
    if (!sameBlock) open = null;
  };
  visit(tree, { kind: 'paragraph', level: undefined, depth: 0 }, 0);
  const paragraphs = blocks.flatMap(({ kind, level, runs: words }) => {
    const lines = inRows(linesOf(words, page));
    return lines.length === 0 ? [] : [{ lines, kind, level, page, open: kind === 'paragraph' || kind === 'list-item', indented: false }];
  });
  const left = [...byContent.values()].flat().filter(({ artifact }) => !artifact);
  return { paragraphs, unnamed: linesOf(left, page) };
}

function placeOf(role: string, place: Place): Place {
  const heading = /^H([1-9])$/.exec(role);
  if (heading) return { ...place, kind: 'heading', level: Math.min(6, Number(heading[1])) };
  if (role === 'L' || role === 'TOC') return { ...place, depth: Math.min(6, place.depth + 1) };
  const kind = kinds[role];
  if (!kind) return place;
  if (kind === 'paragraph' && holding.has(place.kind)) return place;
  if (kind === 'list-item' && place.kind === 'table-cell') return place;
  if (kind === 'heading') return { ...place, kind, level: 1 };
  return { ...place, kind, level: kind === 'list-item' ? Math.max(1, place.depth) : undefined };
}

/** Pieces that follow each other on one base line, in the order of the tags, are one line. */
function inRows(pieces: readonly Line[]): Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const onLine = last && Math.abs(last.y - piece.y) < 0.5 * Math.max(last.size, piece.size);
    if (!onLine) lines.push(piece);
    else {
      const gap = /\s$/.test(last.text) || piece.x0 - last.x1 < 0.12 * last.size ? '' : ' ';
      const shift = last.text.length + gap.length;
      last.text += gap + piece.text;
      last.parts.push(...piece.parts.map((part) => ({ ...part, at: part.at + shift })));
      last.x1 = Math.max(last.x1, piece.x1);
      last.bold &&= piece.bold;
    }
  }
  return lines;
}

/**
 * Whether the tags of a page can be believed: they name nearly all of its words, and do not call every line a paragraph or the whole
 * page one.
 */
export function tagsAreUseful(paragraphs: readonly Paragraph[], runs: readonly Run[]): boolean {
  const letters = (text: string): number => text.replaceAll(/\s+/g, '').length;
  const words = runs.reduce((sum, { text, artifact }) => sum + (artifact ? 0 : letters(text)), 0);
  const artifacts = runs.reduce((sum, { text, artifact }) => sum + (artifact ? letters(text) : 0), 0);
  const tagged = paragraphs.reduce((sum, { lines }) => sum + lines.reduce((part, { text }) => part + letters(text), 0), 0);
  if (words === 0 || tagged < words * 0.9 || artifacts > words * 2) return false;
  const flowing = paragraphs.filter(({ kind }) => kind === 'paragraph');
  if (flowing.some(({ lines }) => lines.reduce((sum, { text }) => sum + text.length, 0) > 6_000)) return false;
  let broken = 0;
  for (const [index, { lines }] of flowing.entries()) {
    const next = flowing[index + 1]?.lines[0]?.text ?? '';
    if (lines.length === 1 && /[\p{Ll},-]\s*$/u.test(lines[0]!.text) && /^\s*\p{Ll}/u.test(next)) broken++;
  }
  return broken < 4 || broken < flowing.length * 0.25;
}
