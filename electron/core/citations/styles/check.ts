import type { CslNode } from 'citeproc';
import { AssayError, type ErrorData } from '../../../../shared/domain/errors.ts';
import { Refusal } from '../../importers/refusal.ts';
import type { CslItem } from '../formats/cslJson.ts';
import { setSources } from './format.ts';
import { cslTree, isNode, nodesOf } from './tree.ts';

type Why = ErrorData<'STYLE_UNUSABLE'>['why'];

/** Largest style that is taken: bytes. The largest of those that people share has a third of it. */
const largestStyle = 1024 * 1024;

/** Set once before a style is taken, so that it does not fail in a report. */
const samples: readonly CslItem[] = [
  {
    id: 'one',
    type: 'article-newspaper',
    title: 'Harbour wall gives way',
    'container-title': 'The Lowmere Courier',
    author: [{ family: 'Brandt', given: 'Ada' }, { literal: 'Harbour Office' }],
    issued: { 'date-parts': [[2024, 5, 6]] },
    accessed: { 'date-parts': [[2024, 6, 1]] },
    URL: 'https://courier.example/wall',
  },
  { id: 'two', type: 'report', title: 'The state of the wall', publisher: 'Harbour Office', issued: { 'date-parts': [[2024]] } },
];

/** A task of the maintenance thread: the title of a style that can be used; else `STYLE_UNUSABLE` with the reason. */
export async function checkStyle({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<{ title: string }> {
  const refuse = (why: Why, detail = ''): never => {
    throw new AssayError('STYLE_UNUSABLE', { name, why, detail: detail.slice(0, 300) });
  };
  if (bytes.length > largestStyle) refuse('too-large');
  const style = treeOf(bytes, refuse);
  if (style.name !== 'style' || style.attrs['version']?.startsWith('1.0') !== true) refuse('no-style');
  const [info] = nodesOf(style, 'info');
  const parent = nodesOf(info, 'link').find(({ attrs }) => attrs['rel'] === 'independent-parent')?.attrs['href'];
  const [bibliography] = nodesOf(style, 'bibliography');
  if (!bibliography && parent !== undefined) refuse('dependent', parent);
  if (!bibliography) refuse('no-bibliography');
  const endless = endlessMacro(style);
  if (endless !== null) refuse('circular', endless);
  try {
    const set = await setSources(style, samples);
    if (set.every((entry) => entry === null)) refuse('failed', 'it says nothing of them');
  } catch (error) {
    if (error instanceof AssayError) throw error;
    refuse('failed', error instanceof Error ? error.message : String(error));
  }
  return { title: titleOf(info) || name };
}

function treeOf(bytes: Uint8Array, refuse: (why: Why, detail?: string) => never): CslNode {
  try {
    return cslTree(bytes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(error.reason === 'unsafe' ? 'unsafe' : /Citation Style Language/u.test(error.message) ? 'no-style' : 'no-xml');
  }
}

const titleOf = (info: CslNode | undefined): string =>
  (nodesOf(info, 'title')[0]?.children ?? [])
    .map((child) => (isNode(child) ? '' : child))
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, 200);

/** Macros of the longest style that people share run to a twentieth of this. */
const mostExpanded = 200_000;

/** The name of a macro that calls itself, also by way of others, or that calls others which call others beyond all use; null where none does. */
function endlessMacro(style: CslNode): string | null {
  const macros = new Map(nodesOf(style, 'macro').map((macro) => [macro.attrs['name'] ?? '', contentOf(macro)]));
  /** Elements that each macro comes to with all that it calls; null while it is being counted. */
  const sizes = new Map<string, number | null>();
  for (const start of macros.keys()) {
    const path: { name: string; left: string[] }[] = [];
    const enter = (name: string): void => {
      sizes.set(name, null);
      path.push({ name, left: [...macros.get(name)!.calls] });
    };
    if (!sizes.has(start)) enter(start);
    while (path.length > 0) {
      const here = path.at(-1)!;
      const called = here.left.pop();
      if (called !== undefined) {
        if (sizes.get(called) === null) return called;
        if (macros.has(called) && !sizes.has(called)) enter(called);
        continue;
      }
      const { elements, calls } = macros.get(here.name)!;
      const size = calls.reduce((sum, name) => sum + (sizes.get(name) ?? 0), elements);
      if (size > mostExpanded) return here.name;
      sizes.set(here.name, size);
      path.pop();
    }
  }
  return null;
}

/** How many elements are inside one, and which macros they call, each as often as it is called. */
function contentOf(node: CslNode): { elements: number; calls: string[] } {
  let elements = 0;
  const calls: string[] = [];
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    elements++;
    if (next.attrs['macro'] !== undefined) calls.push(next.attrs['macro']);
    open.push(...next.children.filter(isNode));
  }
  return { elements, calls };
}
