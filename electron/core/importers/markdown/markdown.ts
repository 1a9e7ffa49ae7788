import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { decode } from '../decode.ts';
import { guessesOfFrontMatter } from '../frontMatter.ts';
import { markerOf } from '../marker.ts';
import type { ImportResult } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';

/** Markdown in any encoding. */
export function importMarkdown({ bytes }: Pick<SniffedFile, 'bytes'>): ImportResult {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { blocks, frontMatter } = readMarkdown(decoded.text);
  return { ok: true, reading: { blocks, guesses: guessesOfFrontMatter(frontMatter), encoding: decoded.encoding, extractor: 'markdown/1' } };
}

interface MarkdownText {
  blocks: RawBlock[];
  /** Simple `key: value` lines of the front matter, keys in small letters. */
  frontMatter: Map<string, string>;
}

const frontMatterBlock = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** Reads Markdown (CommonMark with GitHub's tables) as text: no markup, no image, no HTML, no address stays. */
export function readMarkdown(source: string): MarkdownText {
  const frontMatter = new Map<string, string>();
  const matter = frontMatterBlock.exec(source);
  const lines = matter?.[1]!.split(/\r?\n/) ?? [];
  // A rule followed by prose is no front matter: at least one line must be `key: value`, and none may be a sentence.
  const isMatter = lines.some((line) => /^[\w-]+:/.test(line)) && lines.every((line) => /^(?:[\w-]+:.*|\s.*|- .*|#.*|)$/.test(line));
  if (matter && isMatter)
    for (const line of lines) {
      const [, key, value] = /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
      if (key && value) frontMatter.set(key.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
    }
  const body = matter && isMatter ? source.slice(matter[0].length) : source;
  const tree = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const blocks: RawBlock[] = [];
  for (const node of tree.children) collect(node, { quoted: false, depth: 0 }, blocks);
  return { blocks, frontMatter };
}

interface Place {
  quoted: boolean;
  /** Nesting depth of lists. */
  depth: number;
  /** Of the item that begins here. */
  marker?: string | undefined;
}

function collect(node: RootContent, place: Place, blocks: RawBlock[]): void {
  switch (node.type) {
    case 'heading':
      blocks.push({ kind: 'heading', level: node.depth, text: inline(node.children) });
      break;
    case 'paragraph':
      for (const [index, text] of splitLines(inline(node.children)).entries())
        blocks.push({ ...flow(place), ...(index === 0 && place.marker !== undefined ? { marker: place.marker } : {}), text });
      break;
    case 'blockquote':
      for (const child of node.children) collect(child, { ...place, quoted: true }, blocks);
      break;
    case 'list':
      for (const [number, item] of node.children.entries())
        for (const [index, child] of item.children.entries()) {
          const marker = node.ordered && index === 0 ? markerOf(`${(node.start ?? 1) + number}.`) : undefined;
          collect(child, { ...place, depth: Math.min(6, place.depth + 1), marker }, blocks);
        }
      break;
    case 'table':
      for (const row of node.children) for (const cell of row.children) blocks.push({ kind: 'table-cell', text: inline(cell.children) });
      break;
    case 'code':
      for (const line of node.value.split('\n')) blocks.push({ kind: 'code', text: line });
      break;
    case 'html':
      blocks.push({ ...flow(place), text: htmlText(node.value) });
      break;
    case 'footnoteDefinition':
      for (const child of node.children) collect(child, place, blocks);
      break;
    default:
      break;
  }
}

function flow({ quoted, depth }: Place): Pick<RawBlock, 'kind' | 'level'> {
  if (depth > 0) return { kind: 'list-item', level: depth };
  return { kind: quoted ? 'quote' : 'paragraph' };
}

/** A hard break (two spaces or a backslash before the line's end) is the writer's own line. */
const splitLines = (text: string): string[] => text.split('\n');

function inline(nodes: readonly PhrasingContent[]): string {
  return nodes.map(inlineText).join('');
}

function inlineText(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return htmlText(node.value);
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'footnoteReference') return '';
  if ('value' in node) return node.value.replaceAll(/\s*\n\s*/g, ' ');
  return 'children' in node ? node.children.map(inlineText).join('') : '';
}

/** The words between tags; what a browser would run or style is no text of the article. */
function htmlText(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<br\s*\/?>/gi, '\n')
    .replaceAll(/<[/!?a-z][^>]*>/gi, '');
}
