/** Kinds of damage that disks do, each at a place and in a way that `random` (0 ≤ x < 1) chooses. The length may change. */
export const damages: Record<string, (sound: Buffer, random: () => number) => Buffer> = {
  bit(sound, random) {
    const bytes = Buffer.from(sound);
    bytes[at(bytes, random)]! ^= 1 << Math.floor(random() * 8);
    return bytes;
  },
  byte(sound, random) {
    const bytes = Buffer.from(sound);
    bytes[at(bytes, random)]! ^= 1 + Math.floor(random() * 255);
    return bytes;
  },
  sector: (sound, random) => overwrite(sound, random, 512),
  page: (sound, random) => overwrite(sound, random, 4_096),
  cut: (sound, random) => sound.subarray(0, Math.floor(random() * sound.length)),
};

const at = (bytes: Buffer, random: () => number): number => Math.floor(random() * bytes.length);

/** A block of the disk that says something else: nothing, noise, or what stands elsewhere in the file. */
function overwrite(sound: Buffer, random: () => number, size: number): Buffer {
  const bytes = Buffer.from(sound);
  const blocks = Math.floor(bytes.length / size);
  const start = Math.floor(random() * blocks) * size;
  const how = Math.floor(random() * 3);
  const other = Math.floor(random() * blocks) * size;
  if (how === 2) sound.copy(bytes, start, other, other + size);
  else for (let place = start; place < start + size; place++) bytes[place] = how === 0 ? 0 : Math.floor(random() * 256);
  return bytes;
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
