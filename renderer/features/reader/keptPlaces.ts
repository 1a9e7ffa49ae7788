import type { ReadingPlace } from '../../state/workspace.ts';

/** More openings than anybody goes back to. */
const keptAtMost = 200;

/**
 * Where reading stopped in each pane of this window. The case remembers one place an article; two views of one article would
 * otherwise both come back to the place of the one that was scrolled last.
 */
const places = new Map<string, ReadingPlace>();

const nameOf = (opened: number, versionId: string): string => `${opened} ${versionId}`;

export function keepPlace(opened: number, versionId: string, place: ReadingPlace): void {
  const name = nameOf(opened, versionId);
  places.delete(name);
  places.set(name, place);
  const [oldest] = places.keys();
  if (places.size > keptAtMost && oldest !== undefined) places.delete(oldest);
}

/** Where that opening stopped in a version; undefined where it was never read here. */
export function keptPlace(opened: number, versionId: string): ReadingPlace | undefined {
  return places.get(nameOf(opened, versionId));
}
