import { toMarkdown } from 'mdast-util-to-markdown';
import type { BlockContent, RootContent } from 'mdast';
import type { Loss } from '../../../shared/contract/recovery.ts';
import { countOfRows } from '../../../shared/domain/safekeepingWords.ts';

/** A list of losses as Markdown, for people. */
export function lossList(name: string, losses: readonly Loss[]): string {
  return markdown([
    heading(1, 'What could not be salvaged'),
    paragraph(`Not everything of the damaged case could be brought into “${name}”. The damaged file was kept as it is.`),
    ...lossSections(losses),
  ]);
}

/** The losses by kind, each with what it is and why. */
export function lossSections(losses: readonly Loss[]): RootContent[] {
  const byTable = Map.groupBy(losses, (loss) => loss.table);
  return [...byTable].flatMap(([table, lost]) => [
    heading(2, capital(countOfRows(table, lost.length))),
    ...lost.map((loss) => paragraph(loss.rowId === null ? loss.message : `${loss.message} (${loss.rowId})`)),
  ]);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words of a case as a paragraph: control characters are no text, and nothing in them is markup. */
export function paragraph(text: string): BlockContent {
  return { type: 'paragraph', children: [{ type: 'text', value: plain(text) }] };
}

export function heading(depth: 1 | 2 | 3 | 4, text: string): BlockContent {
  return { type: 'heading', depth, children: [{ type: 'text', value: plain(text).replaceAll(/\s+/g, ' ') }] };
}

export function quotation(text: string): RootContent {
  return { type: 'blockquote', children: [paragraph(text)] };
}

const plain = (text: string): string => text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '\ufffd');

export function markdown(children: RootContent[]): string {
  return toMarkdown({ type: 'root', children }, { bullet: '-', rule: '-' });
}
