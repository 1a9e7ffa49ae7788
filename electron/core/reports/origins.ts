/** An item of evidence, as far as its origin goes. */
export interface Item {
  id: string;
  /** The document or cited work that the item's words are in. */
  sourceKey: string;
  derivedFromId: string | null;
}

/**
 * Which items of one claim's evidence go back to the same origin: those in the same source, and those of which one relays
 * the other. Returns, for each item, the number of its origin, counted from 1 in the order of the items.
 */
export function findOrigins(items: readonly Item[]): Map<string, number> {
  const parent = new Map(items.map((item) => [item.id, item.id]));
  const root = (id: string): string => {
    let top = id;
    while (parent.get(top) !== top) top = parent.get(top)!;
    return top;
  };
  const join = (a: string, b: string): void => void parent.set(root(b), root(a));

  const firstOfSource = new Map<string, string>();
  for (const item of items) {
    const first = firstOfSource.get(item.sourceKey);
    if (first) join(first, item.id);
    else firstOfSource.set(item.sourceKey, item.id);
    if (item.derivedFromId && parent.has(item.derivedFromId)) join(item.derivedFromId, item.id);
  }
  const numbers = new Map<string, number>();
  return new Map(
    items.map(({ id }) => {
      const top = root(id);
      if (!numbers.has(top)) numbers.set(top, numbers.size + 1);
      return [id, numbers.get(top)!];
    }),
  );
}
