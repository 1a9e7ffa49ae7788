import type { MessagePort } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import type { Core } from '../core/index.ts';

/** A port to a page in Electron, or to another thread. */
export type HostPort = MessagePortMain | MessagePort;

/**
 * Serves the core to whoever holds the other end. That end may not name paths. Returns what ends the service: the port
 * is closed, and streams and work asked for through it stop; so they do when the other end goes away.
 */
export function servePort(core: Core, port: HostPort): () => void {
  const calls = new RPCHandler(core.router);
  calls.upgrade(port, { context: { workbench: core.workbench, trustPaths: false } });
  port.start();
  return () => port.close();
}
