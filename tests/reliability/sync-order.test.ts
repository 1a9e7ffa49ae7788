import { describe, expect, test } from 'vitest';
import { record } from './recording.ts';
import { rounds } from './rounds.ts';
import { noStrace } from './strace.ts';

/** Files of the case, not of its lock, that had been written and not yet synced when something was acknowledged, and how many acknowledgements there were. */
function unsynced(
  seed: number,
  operations: number,
  how: 'sound' | 'lazy',
): { acknowledgements: number; left: string[]; written: string[] } {
  const names = new Map<number, string>();
  const dirty = new Set<number>();
  const [written, left] = [new Set<string>(), new Set<string>()];
  let acknowledgements = 0;
  for (const happening of record(seed, operations, how)) {
    if (happening.is === 'create') names.set(happening.file, happening.name);
    if (happening.is === 'rename') {
      for (const [file, name] of names) if (name === happening.from) names.set(file, happening.to);
    }
    if (happening.is === 'unlink') {
      for (const [file, name] of names) if (name === happening.name) dirty.delete(file);
    }
    if (happening.is === 'write') {
      dirty.add(happening.file);
      written.add(names.get(happening.file)!);
    }
    if (happening.is === 'sync') dirty.delete(happening.file);
    if (happening.is === 'acknowledge') {
      acknowledgements++;
      for (const file of dirty) if (names.get(file)!.startsWith('case.')) left.add(names.get(file)!);
    }
  }
  return { acknowledgements, left: [...left], written: [...written].toSorted() };
}

describe.skipIf(noStrace !== null)(`an acknowledgement${noStrace === null ? '' : ` (skipped: ${noStrace})`}`, () => {
  // Protects: "saved" is said only when case and journal have been synced after their last write.
  test('comes after the syncs of everything that was written', () => {
    for (let seed = 1; seed <= rounds(1, 30); seed++) {
      const { acknowledgements, left, written } = unsynced(seed, 60, 'sound');
      expect(acknowledgements).toBeGreaterThan(50);
      expect(written).toEqual(expect.arrayContaining(['case.assay', 'case.assay-wal', 'case.assay.journal']));
      expect(left, `seed ${seed}`).toEqual([]);
    }
  });

  test('canary: with synchronous NORMAL and a journal that is not synced, it comes before them', () => {
    expect(unsynced(1, 20, 'lazy').left.toSorted()).toEqual(['case.assay-wal', 'case.assay.journal']);
  });
});
