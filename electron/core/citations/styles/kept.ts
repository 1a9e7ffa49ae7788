import { shippedStyleTitles, type CitationStyle } from '../../../../shared/domain/citations.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import { editLabel } from '../../../../shared/domain/historyWords.ts';
import { named } from '../../../../shared/text/shortText.ts';
import { readCaseInfo } from '../../cases/queries.ts';
import type { CaseContext } from '../../procedure.ts';
import type { Store } from '../../store/open.ts';
import { keepReferenceFile } from '../files.ts';
import { within } from '../limit.ts';
import { listReferenceFiles, readReferenceFile } from '../queries.ts';
import type { StyleSource } from './format.ts';

const mediaType = 'application/vnd.citationstyles.style+xml';

/** The styles that can be used in a case: those that come with Assay, then those that were loaded into it. */
export function stylesOf(store: Store): CitationStyle[] {
  return [
    ...Object.entries(shippedStyleTitles).map(([id, title]) => ({ id, title, shipped: true })),
    ...listReferenceFiles(store, 'citation-style').map(({ id, title }) => ({ id, title, shipped: false })),
  ];
}

/** The style that a case keeps; null where sources are set as Assay sets them. */
export function chosenStyle(store: Store): string | null {
  const { citation_style_id: chosen } = readCaseInfo(store);
  return stylesOf(store).some(({ id }) => id === chosen) ? chosen : null;
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
  const file = readReferenceFile(store, 'citation-style', id);
  if (!file) throw new AssayError('NOT_FOUND', { kind: 'citation style', id });
  return { bytes: file.bytes };
}

/** Sets the style of the case; null for Assay's own. One operation. `NOT_FOUND` */
export function chooseStyle(store: Store, styleId: string | null): void {
  const names = styleId === null ? {} : { [styleId]: requireStyle(store, styleId).title };
  const before = readCaseInfo(store);
  const after = { ...before, citation_style_id: styleId };
  const label = styleId === null ? 'Set citation style to Assay’s own' : editLabel('case_info', '', before, after, names);
  store.transact(label, (tx) => tx.update('case_info', before.id, { citation_style_id: styleId }));
}

/** Takes a style into the case once it proved to be one, and sets it at once where that is asked for. One operation. `STYLE_UNUSABLE` */
export async function addStyle(
  { store, workbench, newId }: CaseContext,
  { file, choose }: { file: File; choose: boolean },
  signal: AbortSignal | undefined,
): Promise<CitationStyle> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const name = file.name || 'style.csl';
  const { title } = await within(
    (limit) => workbench.maintain('checkStyle', { name, bytes }, limit),
    () => new AssayError('STYLE_UNUSABLE', { name, why: 'too-slow', detail: '' }),
    signal,
  );
  return store.transact(`Load ${named('citation style', title)}`, (tx) => {
    const style = { id: newId(), kind: 'citation-style', title, file_name: name, media_type: mediaType, entries: 0 } as const;
    const kept = keepReferenceFile(store, tx, style, bytes);
    if (choose) tx.update('case_info', readCaseInfo(store).id, { citation_style_id: kept.id });
    return { id: kept.id, title: kept.title, shipped: false };
  });
}

/** Takes a style that was loaded out of the case; where it was the one of the report, Assay's own takes its place. One operation. */
export function removeStyle(store: Store, id: string): void {
  const style = requireStyle(store, id);
  if (style.shipped) throw new AssayError('NOT_ALLOWED', { reason: 'this style comes with Assay' });
  store.transact(`Take out ${named('citation style', style.title)}`, (tx) => {
    tx.remove('reference_file', id);
    const info = readCaseInfo(store);
    if (info.citation_style_id === id) tx.update('case_info', info.id, { citation_style_id: null });
  });
}
