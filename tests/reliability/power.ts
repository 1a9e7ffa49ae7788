import type { Happening } from './recording.ts';

const sector = 512;

type Write = Extract<Happening, { is: 'write' | 'truncate' }>;
type Naming = Extract<Happening, { is: 'create' | 'rename' | 'unlink' }>;

interface File {
  /** What is on the disk for certain. */
  lasting: Buffer;
  /** What was done to it since it was last synced. */
  pending: Write[];
}

/**
 * A disk that keeps its promises and not one more: what was synced stays; of what was not, any sector may be written or
 * not, in any order; names of files last once their folder was synced.
 */
export function createDisk() {
  const files = new Map<number, File>();
  const lastingNames = new Map<string, number>();
  let pendingNames: Naming[] = [];

  return {
    happen(happening: Happening): void {
      if (happening.is === 'write' || happening.is === 'truncate') files.get(happening.file)!.pending.push(happening);
      else if (happening.is === 'sync') {
        const file = files.get(happening.file)!;
        for (const write of file.pending) file.lasting = apply(file.lasting, write, () => true);
        file.pending = [];
      } else if (happening.is === 'sync-folder') {
        for (const naming of pendingNames) rename(lastingNames, naming);
        pendingNames = [];
      } else if (happening.is !== 'acknowledge') {
        if (happening.is === 'create') files.set(happening.file, { lasting: Buffer.alloc(0), pending: [] });
        pendingNames.push(happening);
      }
    },

    /** The power goes: what is found afterwards, by name. */
    cut(random: () => number): Map<string, Buffer> {
      const names = new Map(lastingNames);
      for (const naming of pendingNames.slice(0, Math.floor(random() * (pendingNames.length + 1)))) rename(names, naming);
      return new Map([...names].map(([name, file]) => [name, remains(files.get(file)!, random)]));
    },
  };
}

function remains({ lasting, pending }: File, random: () => number): Buffer {
  let content: Buffer = Buffer.from(lasting);
  // All or nothing of it, some of the writes, or single sectors of all of them.
  const way = Math.floor(random() * 5);
  const share = random();
  for (const write of pending) {
    if (way === 0 || (way === 1 && random() < share)) continue;
    const everySector = way <= 2;
    if (write.is === 'write' || everySector || random() < share) content = apply(content, write, () => everySector || random() < share);
  }
  return content;
}

/** What a write leaves of a content when only the sectors that arrive arrive. */
function apply(content: Buffer, write: Write, arrives: () => boolean): Buffer {
  if (write.is === 'truncate')
    return write.size <= content.length ? Buffer.from(content.subarray(0, write.size)) : grow(content, write.size);
  const { offset, data } = write;
  const pieces: [from: number, to: number][] = [];
  for (let from = 0; from < data.length;) {
    const to = Math.min(data.length, from + sector - ((offset + from) % sector));
    if (arrives()) pieces.push([from, to]);
    from = to;
  }
  const last = pieces.at(-1);
  if (!last) return content;
  const next = grow(content, offset + last[1]);
  for (const [from, to] of pieces) data.copy(next, offset + from, from, to);
  return next;
}

/** A content of at least a size, changed in place where it is large enough. */
function grow(content: Buffer, size: number): Buffer {
  return size <= content.length ? content : Buffer.concat([content, Buffer.alloc(size - content.length)]);
}

function rename(names: Map<string, number>, naming: Naming): void {
  if (naming.is === 'create') names.set(naming.name, naming.file);
  else if (naming.is === 'unlink') names.delete(naming.name);
  else if (names.has(naming.from)) {
    names.set(naming.to, names.get(naming.from)!);
    names.delete(naming.from);
  }
}
