import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { BlockContent, PhrasingContent, RootContent } from 'mdast';
import type { Loss } from '../../../shared/contract/recovery.ts';
import { countOfRows } from '../../../shared/domain/safekeepingWords.ts';
import { prose } from '../reports/prose.ts';

/** A list of losses as Markdown, for people. */
export function lossList(name: string, losses: readonly Loss[]): string {
  return markdown([
    heading(1, 'What could not be salvaged'),
    ...paragraphs(`Not everything of the damaged case could be brought into “${name}”. The damaged file was kept as it is.`),
    ...lossSections(losses),
  ]);
}

/** The losses by kind, each with what it is and why. */
export function lossSections(losses: readonly Loss[]): RootContent[] {
  const byTable = Map.groupBy(losses, (loss) => loss.table);
  return [...byTable].flatMap(([table, lost]) => [
    heading(2, capital(countOfRows(table, lost.length))),
    ...lost.flatMap((loss) => paragraphs(loss.rowId === null ? loss.message : `${loss.message} (${loss.rowId})`)),
  ]);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Words of a case as paragraphs, parted where a blank line parts them, with their line breaks: control characters are no text, and
 * nothing in them is markup.
 */
export function paragraphs(text: string): BlockContent[] {
  return plain(text)
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => ({
      type: 'paragraph',
      children: block
        .split(/\s*\n\s*/)
        .flatMap((line, index): PhrasingContent[] => [...(index === 0 ? [] : [{ type: 'break' as const }]), { type: 'text', value: line }]),
    }));
}

/** What an analyst wrote as Markdown, as it was meant: without raw HTML and pictures, and with headings as bold lines. */
export function writing(text: string): RootContent[] {
  const tree = toMdast({ type: 'root', children: prose(plain(text)) });
  return tree.type === 'root' ? tree.children : [];
}

export function heading(depth: 1 | 2 | 3 | 4, text: string): BlockContent {
  return { type: 'heading', depth, children: [{ type: 'text', value: plain(text).replaceAll(/\s+/g, ' ') }] };
}

export function quotation(text: string): RootContent {
  return { type: 'blockquote', children: paragraphs(text) };
}

const plain = (text: string): string => text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '\ufffd');

export function markdown(children: RootContent[]): string {
  return toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown({ tablePipeAlign: false })], bullet: '-', rule: '-' });
}
