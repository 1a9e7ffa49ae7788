/** As far as they are needed here: this room knows neither a browser nor Node, and both have them. */
interface Streams {
  readable: { pipeThrough(stream: Streams): unknown };
  writable: unknown;
}
interface Unpacking {
  Uint8Array: typeof Uint8Array;
  DecompressionStream: new (format: string) => Streams;
  TransformStream: new (transformer: {
    transform(chunk: Uint8Array, controller: { enqueue(chunk: Uint8Array): void; error(reason: Error): void }): void;
  }) => Streams;
}

/**
 * Buffers lie outside the heap, whose cap they do not feel: a few megabytes of a PDF can unpack into as many gigabytes of them. While
 * this stands, what grows past `largest` bytes is refused where it grows, so that the library stops unpacking. Returns how to end it,
 * which tells whether anything was refused. It is about the whole process or thread: one file is read in it at a time.
 */
export function limitBuffers(largest: number): () => boolean {
  const scope = globalThis as unknown as Unpacking;
  const { Uint8Array: Bytes, DecompressionStream: Unpacker } = scope;
  let refused = false;
  const refuse = (): RangeError => {
    refused = true;
    return new RangeError('Larger than anything that a page needs.');
  };
  const construct = (target: typeof Bytes, args: unknown[]): object => {
    if (typeof args[0] === 'number' && args[0] > largest) throw refuse();
    return Reflect.construct(target, args) as object;
  };
  scope.Uint8Array = new Proxy(Bytes, { construct });
  const count = (): Streams => {
    let length = 0;
    return new scope.TransformStream({
      transform(chunk, controller) {
        length += chunk.byteLength;
        if (length > largest) controller.error(refuse());
        else controller.enqueue(chunk);
      },
    });
  };
  scope.DecompressionStream = new Proxy(Unpacker, {
    construct(target, args) {
      const { readable, writable } = Reflect.construct(target, args) as Streams;
      return { readable: readable.pipeThrough(count()), writable };
    },
  });
  return () => {
    scope.Uint8Array = Bytes;
    scope.DecompressionStream = Unpacker;
    return refused;
  };
}
