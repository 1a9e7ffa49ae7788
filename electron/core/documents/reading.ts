import * as z from 'zod';
import { textRange, type TextRange } from '../../../shared/domain/entities.ts';
import { mergeRanges } from '../../../shared/text/ranges.ts';
import type { Store } from '../store/open.ts';
import { keepView, keptView } from '../store/viewState.ts';

const kept = z.array(textRange);
const keyOf = (versionId: string): string => `read:${versionId}`;

/** What was read of a version (UTF-16 over its text), in order and not touching; nothing where it cannot be told any more. */
export function readRanges(store: Store, versionId: string): TextRange[] {
  const parsed = kept.safeParse(keptView(store, keyOf(versionId)));
  return parsed.success ? mergeRanges(parsed.data) : [];
}

/** Adds stretches to those read, cut at the end of the text, and returns all; a case that is only read keeps what it had. */
export function addReadRanges(
  store: Store,
  { id, textLength }: { id: string; textLength: number },
  ranges: readonly TextRange[],
): TextRange[] {
  const inside = ranges.map(({ start, end }) => ({ start: Math.min(start, textLength), end: Math.min(end, textLength) }));
  const before = readRanges(store, id);
  const merged = mergeRanges([...before, ...inside]);
  if (JSON.stringify(merged) === JSON.stringify(before)) return before;
  if (!store.readOnly) store.keep(() => keepView(store, keyOf(id), merged));
  return merged;
}
