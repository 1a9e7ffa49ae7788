import { createHash } from 'node:crypto';
import * as z from 'zod';
import { citationStyle, type CitationStyle } from '../../../../shared/domain/citations.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import type { CaseContext } from '../../procedure.ts';
import type { Store } from '../../store/open.ts';
import { keepView, keptView } from '../../store/viewState.ts';
import { within } from '../limit.ts';
import type { StyleSource } from './format.ts';
import { shippedStyles } from './shipped.ts';

const choiceKey = 'citations:style';
const listKey = 'citations:styles';
const fileKey = (id: string): string => `citations:style:${id}`;

const list = z.array(citationStyle.pick({ id: true, title: true }));

/** The styles that can be used in a case: those that come with Assay, then those that were loaded into it. */
export function stylesOf(store: Store): CitationStyle[] {
  return [...shippedStyles, ...loaded(store).map((style) => ({ ...style, shipped: false }))];
}

const loaded = (store: Store): z.infer<typeof list> => list.safeParse(keptView(store, listKey)).data ?? [];

/** The style that is kept with a case; null where sources are set as Assay sets them. */
export function chosenStyle(store: Store): string | null {
  const chosen = keptView(store, choiceKey);
  return typeof chosen === 'string' && stylesOf(store).some(({ id }) => id === chosen) ? chosen : null;
}

/** A style of a case; `NOT_FOUND` where it has none of that id. */
export function requireStyle(store: Store, id: string): CitationStyle {
  const style = stylesOf(store).find((one) => one.id === id);
  if (!style) throw new AssayError('NOT_FOUND', { kind: 'citation style', id });
  return style;
}

/** Where the rules of a style of a case are. */
export function sourceOfStyle(store: Store, { id, shipped }: CitationStyle): StyleSource {
  if (shipped) return { shipped: id };
  const kept = keptView(store, fileKey(id));
  if (typeof kept !== 'string') throw new AssayError('NOT_FOUND', { kind: 'citation style', id });
  return { bytes: Buffer.from(kept, 'base64') };
}

export function keepChoice(store: Store, id: string | null): void {
  store.keep(() => keepView(store, choiceKey, id));
}

/** Loads a style into the case once it proved to be one. `STYLE_UNUSABLE` */
export async function addStyle({ store, workbench }: CaseContext, file: File, signal: AbortSignal | undefined): Promise<CitationStyle> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const name = file.name || 'style.csl';
  const { title } = await within(
    (limit) => workbench.maintain('checkStyle', { name, bytes }, limit),
    () => new AssayError('STYLE_UNUSABLE', { name, why: 'too-slow', detail: '' }),
    signal,
  );
  const id = createHash('sha256').update(bytes).digest('hex');
  store.keep(() => {
    keepView(store, fileKey(id), Buffer.from(bytes).toString('base64'));
    keepView(store, listKey, [...loaded(store).filter((style) => style.id !== id), { id, title }]);
  });
  return { id, title, shipped: false };
}

export function removeStyle(store: Store, id: string): void {
  const style = requireStyle(store, id);
  if (style.shipped) throw new AssayError('NOT_ALLOWED', { reason: 'this style comes with Assay' });
  store.keep(() => {
    keepView(store, fileKey(id), null);
    keepView(
      store,
      listKey,
      loaded(store).filter((one) => one.id !== id),
    );
  });
}
