import type { ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import CSL, { type CslNode } from 'citeproc';
import type { CslItem } from '../formats/cslJson.ts';
import { shippedLocales, shippedStyle } from './shipped.ts';
import { cslTree } from './tree.ts';

/** A style to set sources in: one that comes with Assay, by its id, or the bytes of one that was loaded. */
export type StyleSource = { shipped: string } | { bytes: Uint8Array };

/**
 * A task of the maintenance thread: sources set in a style, in the order given, each as a few inline elements of a report; null for one
 * that the style sets nothing of. All of them are set together, since a style tells like ones apart. Throws what the processor throws.
 */
export async function formatSources({
  style,
  items,
}: {
  style: StyleSource;
  items: readonly CslItem[];
}): Promise<(ElementContent[] | null)[]> {
  const xml = 'shipped' in style ? await shippedStyle(style.shipped) : style.bytes;
  if (xml === undefined) throw new Error('no such style');
  return setSources(cslTree(typeof xml === 'string' ? Buffer.from(xml) : xml), items);
}

/** Sources set in a style that was read already. */
export async function setSources(style: CslNode, items: readonly CslItem[]): Promise<(ElementContent[] | null)[]> {
  const locales = await shippedLocales();
  const byId = new Map(items.map((item) => [item.id, item]));
  const places = new Map(items.map(({ id }, place) => [id, place]));
  // It writes to the console of whoever runs it.
  CSL.debug = () => undefined;
  const engine = new CSL.Engine(
    {
      retrieveLocale: (language) => cslTree(Buffer.from(locales.forLanguage(language))),
      // The processor writes into what it is given.
      retrieveItem: (id) => ({ ...masked(byId.get(String(id))!), system_id: String(id) }),
      embedBibliographyEntry: (id) => `<data value="${places.get(String(id))}"></data>`,
    },
    style,
  );
  engine.updateItems([...byId.keys()]);
  const bibliography = engine.makeBibliography();
  if (!bibliography) throw new Error('the style sets no list of sources');
  const set = new Map(
    bibliography[1].map((html) => [items[Number(/<data value="(\d+)"><\/data>\s*$/u.exec(html)?.[1])]?.id, inline(html)] as const),
  );
  return items.map(({ id }) => {
    const nodes = set.get(id);
    return nodes && nodes.some((node) => wordsOf(node).trim() !== '') ? nodes : null;
  });
}

/** Stands for “<” on the way through the processor, which takes tags in a title for its look: those of an article are its words. */
const mask = '\ue00c';

/** A copy of an item in which nothing is markup. */
const masked = (item: CslItem): CslItem => JSON.parse(JSON.stringify(item).replaceAll('<', mask)) as CslItem;

const kept: Readonly<Record<string, string>> = { i: 'em', em: 'em', b: 'strong', strong: 'strong', sup: 'sup', sub: 'sub' };

/** What the processor wrote, as the few elements that a report knows. The number before an entry goes: the report's own stands there. */
function inline(html: string): ElementContent[] {
  return tidied(clean(fromHtml(html, { fragment: true }).children));
}

function clean(nodes: readonly RootContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [{ type: 'text', value: node.value.replaceAll(mask, '<').replaceAll(/\s+/gu, ' ') }];
    if (node.type !== 'element') return [];
    const classes = [node.properties['className']].flat();
    if (classes.includes('csl-left-margin') || node.tagName === 'script' || node.tagName === 'style') return [];
    const children = clean(node.children);
    if (String(node.properties['style'] ?? '').includes('small-caps'))
      return [{ type: 'element', tagName: 'span', properties: { className: ['small-caps'] }, children }];
    const tagName = kept[node.tagName];
    return tagName ? [{ type: 'element', tagName, properties: {}, children }] : children;
  });
}

/** Neighbouring texts as one, and without white space at both ends. */
function tidied(parts: readonly ElementContent[]): ElementContent[] {
  const nodes: ElementContent[] = [];
  for (const part of parts) {
    const before = nodes.at(-1);
    if (part.type === 'text' && before?.type === 'text') before.value = `${before.value}${part.value}`.replaceAll(/\s+/gu, ' ');
    else nodes.push(part);
  }
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  return nodes.filter((node) => node.type !== 'text' || node.value !== '');
}

const wordsOf = (node: ElementContent): string =>
  node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(wordsOf).join('') : '';
