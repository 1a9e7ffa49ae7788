import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this machine that notices everything that reaches it. */
export interface Canary {
  origin: string;
  /** UDP port that counts packets (STUN). */
  udpPort: number;
  /** Names of the ways (`/name`) over which requests came. */
  hits: Set<string>;
  /** Connections opened, whether or not a request followed. */
  connections: () => number;
  packets: () => number;
  close(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  const hits = new Set<string>();
  let connections = 0;
  let packets = 0;
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    hits.add(name);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', name === 'page' ? 'text/html' : 'text/plain');
    response.end(name === 'page' ? '<!doctype html><title>Unguarded</title><body></body>' : '');
  });
  server.on('connection', () => connections++);
  server.on('upgrade', (request, socket) => {
    hits.add((request.url ?? '/').slice(1));
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  const udp = createSocket('udp4').on('message', () => packets++);
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(udp, 'listening')]);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    udpPort: udp.address().port,
    hits,
    connections: () => connections,
    packets: () => packets,
    async close() {
      udp.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
