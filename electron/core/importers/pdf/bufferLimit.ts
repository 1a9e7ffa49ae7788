/** A page's program or a font unpacks to some megabytes; what wants more than this at once is made to fill the memory. */
const largestBuffer = 96 * 1024 * 1024;

/**
 * Buffers lie outside the heap, whose cap they do not feel: a few megabytes of a PDF can unpack into as many gigabytes of them. While
 * this stands, what grows too large is refused where it grows, so that the library stops unpacking. Returns how to end it, which
 * tells whether anything was refused. One file is read at a time in a parser process.
 */
export function limitBuffers(): () => boolean {
  const { Uint8Array: Bytes, DecompressionStream: Unpacking } = globalThis;
  let refused = false;
  const refuse = (): RangeError => {
    refused = true;
    return new RangeError('Larger than anything that a page needs.');
  };
  const construct = (target: typeof Bytes, args: unknown[]): object => {
    if (typeof args[0] === 'number' && args[0] > largestBuffer) throw refuse();
    return Reflect.construct(target, args) as object;
  };
  globalThis.Uint8Array = new Proxy(Bytes, { construct });
  const count = (): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> => {
    let length = 0;
    return new TransformStream({
      transform(chunk, controller) {
        length += chunk.byteLength;
        if (length > largestBuffer) controller.error(refuse());
        else controller.enqueue(chunk);
      },
    });
  };
  globalThis.DecompressionStream = new Proxy(Unpacking, {
    construct(target, args) {
      const { readable, writable } = Reflect.construct(target, args) as DecompressionStream;
      return { readable: readable.pipeThrough(count()), writable };
    },
  });
  return () => {
    globalThis.Uint8Array = Bytes;
    globalThis.DecompressionStream = Unpacking;
    return refused;
  };
}
