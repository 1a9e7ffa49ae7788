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
  const circle = circularMacro(style);
  if (circle !== null) refuse('circular', circle);
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

/** The name of a macro that calls itself, also by way of others; null where none does. */
function circularMacro(style: CslNode): string | null {
  const calls = new Map(nodesOf(style, 'macro').map((macro) => [macro.attrs['name'] ?? '', calledIn(macro)]));
  const state = new Map<string, 'open' | 'done'>();
  for (const start of calls.keys()) {
    const path: { name: string; next: string[] }[] = [{ name: start, next: [...(calls.get(start) ?? [])] }];
    if (state.has(start)) continue;
    state.set(start, 'open');
    while (path.length > 0) {
      const here = path.at(-1)!;
      const called = here.next.pop();
      if (called === undefined) {
        state.set(here.name, 'done');
        path.pop();
      } else if (state.get(called) === 'open') return called;
      else if (!state.has(called) && calls.has(called)) {
        state.set(called, 'open');
        path.push({ name: called, next: [...calls.get(called)!] });
      }
    }
  }
  return null;
}

function calledIn(node: CslNode): string[] {
  return node.children
    .filter(isNode)
    .flatMap((child) => [...(child.attrs['macro'] === undefined ? [] : [child.attrs['macro']]), ...calledIn(child)]);
}
