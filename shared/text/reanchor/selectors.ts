import { codePointTable } from '../anchor.ts';
import { gramIndex } from './gramIndex.ts';
import { locate } from './locate.ts';
import { matchKey } from './matchKey.ts';
import type { Reanchored } from './outcome.ts';

/** What another tool exported: a W3C TextQuoteSelector, and a TextPositionSelector where there was one. */
export interface TextSelector {
  exact: string;
  prefix?: string | undefined;
  suffix?: string | undefined;
  /** In code points, as the Recommendation has it; a hint alone, for the text may differ. */
  start?: number | undefined;
}

/**
 * Finds selectors that come from elsewhere in a text that may differ from theirs: `exact` where the quote is exact and unique,
 * else `review` with candidates, else `lost`. In the order given; never throws.
 */
export function anchorSelectors(text: string, selectors: readonly TextSelector[]): Reanchored[] {
  const index = gramIndex(matchKey(text));
  const table = codePointTable(text);
  return selectors.map(({ exact, prefix = '', suffix = '', start }) => {
    const known = start !== undefined && Number.isSafeInteger(start) && start >= 0;
    return locate(text, index, { exact, prefix, suffix, start: known ? Math.min(text.length, table.fromCodePoint(start)) : null });
  });
}
