import { create } from 'zustand';
import type { TextRange } from '../../shared/domain/entities.ts';

interface Shape {
  ranges: TextRange[];
  exact: string;
}

interface WantedShapes {
  shapes: ReadonlyMap<string, Shape>;
  want(passageId: string, shape: Shape): void;
  settle(passageId: string): void;
}

/**
 * Where passages stand whose newest adjustment is on its way to the disk. What is read meanwhile tells of an older place: it
 * is neither painted nor adjusted further.
 */
export const useWantedShapes = create<WantedShapes>()((set) => ({
  shapes: new Map(),
  want: (passageId, shape) => set(({ shapes }) => ({ shapes: new Map(shapes).set(passageId, shape) })),
  settle: (passageId) =>
    set(({ shapes }) => {
      if (!shapes.has(passageId)) return {};
      const rest = new Map(shapes);
      rest.delete(passageId);
      return { shapes: rest };
    }),
}));

/** A passage as it is wanted; the same object where nothing is under way. */
export function asWanted<Placed extends { id: string; ranges: TextRange[] }>(passage: Placed, shapes: WantedShapes['shapes']): Placed {
  const shape = shapes.get(passage.id);
  return shape ? { ...passage, ...shape } : passage;
}
