import { EventEmitter } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Page } from '@playwright/test';
import type { ContractClient } from '../../electron/core/direct.ts';

type Message = string | Uint8Array;

/**
 * Takes the port that a page is handed when it is loaded again, and calls the core through it with exactly the rights of
 * that page. The page itself is left without one.
 */
export async function coreOf(page: Page): Promise<ContractClient> {
  const incoming = new EventEmitter();
  await page.exposeFunction('fromCore', (message: Message) => incoming.emit('message', { data: message }));
  await page.addInitScript(() => {
    const take = (event: MessageEvent<{ type?: string } | null>): void => {
      const [port] = event.ports;
      if (event.data?.type !== 'assay:port' || !port) return;
      event.stopImmediatePropagation();
      const { fromCore } = window as unknown as { fromCore: (message: unknown) => void };
      port.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer | Uint8Array>) =>
        fromCore(data instanceof ArrayBuffer ? new Uint8Array(data) : data),
      );
      port.start();
      Object.assign(window, { toCore: (message: unknown) => port.postMessage(message) });
    };
    window.addEventListener('message', take, true);
  });
  await page.reload();
  await page.waitForFunction(() => 'toCore' in window);
  let sending = Promise.resolve();
  const port = {
    on: (name: string, listener: (event?: { data: unknown }) => void) => void incoming.on(name, listener),
    // One after the other: an answer may depend on what was sent before.
    postMessage(message: Message) {
      sending = sending.then(() =>
        page.evaluate((sent) => (window as unknown as { toCore: (message: unknown) => void }).toCore(sent), message),
      );
    },
  };
  return createORPCClient<ContractClient>(new RPCLink({ port }));
}
