/** More than this are sorted in with all the others: each by itself takes its way through the list. */
const oneByOne = 50;

/** An ordered list with some more items, each in its place. `order` is that of the list. */
export function withAdded<Item>(ordered: readonly Item[], added: readonly Item[], order: (a: Item, b: Item) => number): Item[] {
  if (added.length > oneByOne) return [...ordered, ...added].toSorted(order);
  const all = [...ordered];
  for (const item of added) {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(all[middle]!, item) <= 0) low = middle + 1;
      else high = middle;
    }
    all.splice(low, 0, item);
  }
  return all;
}
