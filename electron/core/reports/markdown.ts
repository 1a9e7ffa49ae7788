import type { Element, ElementContent, Root } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

/** A report as GitHub-flavoured Markdown, ending in a line feed. */
export function reportMarkdown(tree: Element): string {
  const root: Root = { type: 'root', children: flatten([tree]) };
  return toMarkdown(toMdast(root), { extensions: [gfmToMarkdown({ tablePipeAlign: false })], bullet: '-', emphasis: '_', rule: '-' });
}

/** Markdown has no anchors inside a page, and no titles: links within the report become their words, titles are set off. */
function flatten(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const children = flatten(node.children);
    const href = node.properties['href'];
    if (node.tagName === 'a' && typeof href === 'string' && href.startsWith('#')) return children;
    return [{ ...node, tagName: node.tagName === 'cite' ? 'em' : node.tagName, children }];
  });
}
