import { createORPCClient } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { v7 as uuid } from 'uuid';
import type { Contract } from '../../shared/contract/index.ts';

export type Client = ContractRouterClient<Contract>;

const inElectron = window.assayDesktop !== undefined;

let leaving = false;
window.addEventListener('pagehide', () => {
  leaving = true;
});
window.addEventListener('pageshow', () => {
  leaving = false;
});

/** What writes words, or how far reading went: sent while the page is put away, it must arrive even if the page is closed right then. */
const mustArrive = new Set([
  'addRead',
  'create',
  'drop',
  'keep',
  'record',
  'rememberOriginalView',
  'rememberPosition',
  'update',
  'updateSighting',
]);

async function send(request: Request, init: RequestInit, path: readonly string[]): Promise<Response> {
  const goingAway = leaving || document.visibilityState === 'hidden';
  if (!goingAway || !mustArrive.has(path.at(-1) ?? '')) return globalThis.fetch(request, init);
  const again = request.clone();
  try {
    return await globalThis.fetch(request, { ...init, keepalive: true });
  } catch {
    // Browsers keep no more than 64 kB alive.
    return globalThis.fetch(again, init);
  }
}

/** The page's one connection to the core: the port that Electron hands over, or the loopback server that served the page. */
const link = inElectron
  ? new PortLink({ port: await receivePort() })
  : new FetchLink({
      url: `${window.location.origin}/api`,
      fetch: (request, init, _options, path) => send(request, init, path),
    });

/** Calls the core. Reads go through `api` and its cache; commands call this directly. */
export const client: Client = createORPCClient(link);

/** Query options for every procedure: `useQuery(api.claims.get.queryOptions({ input }))`. */
export const api: RouterUtils<Client> = createTanstackQueryUtils(client);

/** Results stay until a change event names a table they were read from; nothing goes stale by time. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Tells this window from others, for as long as its page lives. */
export const windowId: string = uuid();

/** A new entity's id, made here so that a retry is harmless and paint is immediate. */
export const newId = (): string => uuid();

function receivePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    window.addEventListener('message', function receive(event: MessageEvent<{ type?: string } | null>) {
      const [port] = event.ports;
      if (event.source !== window || event.data?.type !== 'assay:port' || !port) return;
      window.removeEventListener('message', receive);
      port.start();
      resolve(port);
    });
    window.postMessage({ type: 'assay:page-ready' }, window.location.origin);
  });
}

// Lists of passages are brought up to date by what changed: to compare ten thousand of them with each other costs more than that.
queryClient.setQueryDefaults(api.passages.list.key(), { structuralSharing: false });
