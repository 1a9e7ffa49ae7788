import type { Readable, Writable } from 'node:stream';

type Answer = Record<string, unknown>;
interface Message {
  id?: number;
  method?: string;
  params?: Answer;
  sessionId?: string;
  result?: Answer;
  error?: { message: string };
}

/** A conversation with a browser over two pipes: no port is opened, so nobody else can join it. */
export interface DevtoolsPipe {
  call(method: string, params?: Answer, sessionId?: string): Promise<Answer>;
  /** The next event of this name in a session. Ask for it before what causes it. */
  event(method: string, sessionId: string): Promise<Answer>;
}

/**
 * Speaks the Chrome DevTools Protocol with a browser started with `--remote-debugging-pipe`: JSON messages, each ended by a
 * zero byte. A call that the browser refuses rejects with its words; calls still open when the browser ends never settle,
 * so whoever started it must watch for its end.
 */
export function openDevtoolsPipe(to: Writable, from: Readable): DevtoolsPipe {
  let lastId = 0;
  const calls = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const waiting = new Map<string, (params: Answer) => void>();

  const receive = ({ id, method, params, sessionId, result, error }: Message): void => {
    if (id === undefined) {
      const name = `${sessionId ?? ''} ${method ?? ''}`;
      waiting.get(name)?.(params ?? {});
      waiting.delete(name);
      return;
    }
    const call = calls.get(id);
    calls.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result ?? {});
  };

  const parts: Buffer[] = [];
  from.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end));
      receive(JSON.parse(Buffer.concat(parts.splice(0)).toString('utf8')) as Message);
      start = end + 1;
    }
    parts.push(chunk.subarray(start));
  });
  // The browser may end while something is being written to it; its end is told by its process.
  to.on('error', () => undefined);

  return {
    call(method, params = {}, sessionId) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject });
        to.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      });
    },
    event: (method, sessionId) => new Promise((resolve) => waiting.set(`${sessionId} ${method}`, resolve)),
  };
}
