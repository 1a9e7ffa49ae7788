/** An item of evidence, as far as its origin goes. */
export interface Item {
  id: string;
  /** The document or cited work that the item's words are in. */
  sourceKey: string;
  derivedFromId: string | null;
}

/**
 * Which items of one claim's evidence go back to the same origin. An item that relays another has that one's origin, and
 * so on along the chain; any other item has the source its words are in. (Two items in one article are therefore one
 * origin, unless one of them relays something from elsewhere.) Returns for each item the number of its origin, from 1.
 */
export function findOrigins(items: readonly Item[]): Map<string, number> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const numbers = new Map<string, number>();
  return new Map(
    items.map((item) => {
      let origin = item;
      const passed = new Set<Item>();
      while (origin.derivedFromId && byId.has(origin.derivedFromId) && !passed.has(origin)) {
        passed.add(origin);
        origin = byId.get(origin.derivedFromId)!;
      }
      if (!numbers.has(origin.sourceKey)) numbers.set(origin.sourceKey, numbers.size + 1);
      return [item.id, numbers.get(origin.sourceKey)!];
    }),
  );
}
