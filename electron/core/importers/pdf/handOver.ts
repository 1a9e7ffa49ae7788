type Listener = (event: { data: unknown }) => void;

interface Message {
  /** A part of what comes in pieces. */
  chunk?: Record<string, unknown>;
  [part: string]: unknown;
}

/**
 * What the two halves of the library talk through. Both are in this process, and neither changes what it gave away but for the lists of
 * pieces: it is handed over as it is. The library's own port would copy every word, letter and font, up to a tenth of an import.
 */
export class HandOver {
  readonly #listeners = new Set<Listener>();

  postMessage(message: Message): void {
    const event = { data: withListsOfItsOwn(message) };
    void Promise.resolve().then(() => {
      for (const listener of this.#listeners) listener(event);
    });
  }

  addEventListener(_name: string, listener: Listener, { signal }: { signal?: AbortSignal } = {}): void {
    this.#listeners.add(listener);
    signal?.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }
}

/** Pieces are gathered in one object, whose lists are emptied and filled again once they were sent. */
function withListsOfItsOwn(message: Message): Message {
  const { chunk } = message;
  if (!chunk) return message;
  const entries = Object.entries(chunk).map(([name, value]) => [name, Array.isArray(value) ? (value as unknown[]).slice() : value]);
  return { ...message, chunk: Object.fromEntries(entries) as Record<string, unknown> };
}
