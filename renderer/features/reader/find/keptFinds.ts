import type { FindQuery } from '../../../../shared/text/find.ts';

/** What was looked for in an article, and whether its bar is shown. */
export interface KeptFind {
  query: FindQuery;
  shown: boolean;
}

/** More articles than anybody goes back to. */
const keptAtMost = 200;

const finds = new Map<string, KeptFind>();

/** Keeps what was looked for in an article, for as long as the window lives. */
export function keepFind(documentId: string, find: KeptFind): void {
  finds.delete(documentId);
  finds.set(documentId, find);
  const [oldest] = finds.keys();
  if (finds.size > keptAtMost && oldest !== undefined) finds.delete(oldest);
}

/** What was looked for when the article was last read here; null where nothing was. */
export const keptFind = (documentId: string): KeptFind | null => finds.get(documentId) ?? null;
