import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { AnyContractProcedure } from '@orpc/contract';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { contract } from '../../shared/contract/index.ts';
import { directClient, type ContractClient } from '../../electron/core/direct.ts';
import { inProcessParser } from '../../electron/core/importers/inProcess.ts';
import type { ParseResult, TextParser } from '../../electron/core/importers/parser.ts';
import { createCore, type Core } from '../../electron/core/index.ts';
import { silentLog } from '../../electron/core/log.ts';
import { procedureNames } from '../../electron/hosts/cli/call.ts';
import { serveHttp } from '../../electron/hosts/http.ts';
import { servePort } from '../../electron/hosts/port.ts';

export type HostKind = 'direct' | 'port' | 'http';
export const hostKinds: readonly HostKind[] = ['direct', 'port', 'http'];

export interface TestHost {
  kind: HostKind;
  core: Core;
  client: ContractClient;
  /** Does this host let its caller name paths? */
  trustsPaths: boolean;
  /** A second client: another window, another tab. */
  connect(): Promise<ContractClient>;
  /** Files after so many are not read to their end until somebody stops the import. */
  slowAfter(files: number): void;
  /** A folder of this test's own. */
  folder: string;
  close(): Promise<void>;
}

/** A core with real files, clock and ids behind one host, reached the way a user's client reaches it. */
export async function startHost(kind: HostKind): Promise<TestHost> {
  const folder = mkdtempSync(join(tmpdir(), `assay-contract-${kind}-`));
  let quick = Infinity;
  const reader = inProcessParser();
  const parser: TextParser = {
    parse: (file, signal) => (quick-- > 0 ? reader.parse(file, signal) : stopped(signal)),
    unpack: (file, from, signal) => reader.unpack(file, from, signal),
    close: () => reader.close(),
  };
  const core = createCore({
    settingsDir: join(folder, 'settings'),
    casesDir: join(folder, 'cases'),
    resourcesDir: join(import.meta.dirname, '../../resources'),
    clock: () => new Date(),
    newId: () => uuid(),
    log: silentLog,
    defaultActor: 'Tester',
    version: '1.2.3',
    hostKind: 'direct',
    printPdf: null,
    parser,
    automaticBackups: false,
  });
  const { connect, close } = await carriers[kind](core);
  return {
    kind,
    core,
    client: await connect(),
    trustsPaths: kind !== 'port',
    connect,
    slowAfter: (files) => (quick = files),
    folder,
    async close() {
      await close();
      core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function stopped(signal: AbortSignal | undefined): Promise<ParseResult> {
  if (signal && !signal.aborted) await once(signal, 'abort');
  return { ok: false, reason: 'stopped' };
}

interface Carrier {
  connect(): Promise<ContractClient>;
  close(): Promise<void>;
}

const carriers: Record<HostKind, (core: Core) => Promise<Carrier>> = {
  direct: (core) => Promise.resolve({ connect: () => Promise.resolve(directClient(core)), close: () => Promise.resolve() }),

  port: (core) => {
    const stops: (() => void)[] = [];
    return Promise.resolve({
      connect() {
        const { port1, port2 } = new MessageChannel();
        stops.push(servePort(core, port1), () => port2.close());
        port2.start();
        return Promise.resolve(createORPCClient<ContractClient>(new PortLink({ port: port2 })));
      },
      close() {
        for (const stop of stops) stop();
        return Promise.resolve();
      },
    });
  },

  http: async (core) => {
    const host = await serveHttp({ core, page: { folder: tmpdir() } });
    return {
      async connect() {
        // What a browser does: opens the link, keeps the cookie, and says truthfully where each call comes from.
        const { headers } = await fetch(host.newLink(), { redirect: 'manual' });
        const cookie = headers.get('set-cookie')!.split(';')[0]!;
        const link = new FetchLink({
          url: `${host.origin}/api`,
          headers: { cookie, origin: host.origin, 'sec-fetch-site': 'same-origin' },
        });
        return createORPCClient<ContractClient>(link);
      },
      close: () => host.close(),
    };
  },
};

/** What the contract promises of an answer, checked here since the core itself does not check what it sends. */
async function checkOutput(name: string, answer: unknown): Promise<void> {
  const [feature, procedure] = name.split('.') as [keyof typeof contract, string];
  const { outputSchema } = (contract[feature] as unknown as Record<string, AnyContractProcedure>)[procedure]!['~orpc'];
  if (outputSchema instanceof z.ZodType) {
    const { error } = outputSchema.safeParse(answer);
    if (error) throw new Error(`${name} answers what the contract does not promise: ${z.prettifyError(error)}`);
  }
}

/** The same client; `called` learns the name of every procedure that answered, or that this host keeps from its callers. */
export function recording(client: ContractClient, called: Set<string>): ContractClient {
  const features = client as unknown as Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;
  const wrapped: Record<string, Record<string, unknown>> = {};
  for (const name of procedureNames()) {
    const [feature, procedure] = name.split('.') as [string, string];
    (wrapped[feature] ??= {})[procedure] = async (...args: unknown[]) => {
      try {
        const answer = await features[feature]![procedure]!(...args);
        await checkOutput(name, answer);
        called.add(name);
        return answer;
      } catch (error) {
        if (error instanceof ORPCError && error.code === 'NOT_ALLOWED') called.add(name);
        throw error;
      }
    };
  }
  return wrapped as unknown as ContractClient;
}
