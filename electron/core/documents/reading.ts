import * as z from 'zod';
import { textRange, type TextRange } from '../../../shared/domain/entities.ts';
import { mergeRanges, unitsIn } from '../../../shared/text/ranges.ts';
import type { Store } from '../store/open.ts';
import { keepView, keptView, readView } from '../store/viewState.ts';

const kept = z.array(textRange);
/** What was read of a version is kept under this and the id of the version. */
export const readKeyPrefix = 'read:';
const keyOf = (versionId: string): string => `${readKeyPrefix}${versionId}`;

const rangesIn = (value: unknown): TextRange[] => {
  const parsed = kept.safeParse(value);
  return parsed.success ? mergeRanges(parsed.data) : [];
};

/** What was read of a version (UTF-16 over its text), in order and not touching; nothing where it cannot be told any more. */
export const readRanges = (store: Store, versionId: string): TextRange[] => rangesIn(keptView(store, keyOf(versionId)));

/** How many UTF-16 units of a version were read, by what is stored about it; 0 where that cannot be told any more. */
export const unitsRead = (versionId: string, stored: string): number => unitsIn(rangesIn(readView(keyOf(versionId), stored)?.value));

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
