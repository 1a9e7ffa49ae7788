import type { ContractRouterClient } from '@orpc/contract';
import { createRouterClient } from '@orpc/server';
import type { Contract } from '../../shared/contract/index.ts';
import type { Core } from './index.ts';

/** The typed client of the whole contract, the same over every host. */
export type ContractClient = ContractRouterClient<Contract>;

/** Calls the router in this process, with the rights of the command line: it may name paths. */
export function directClient(core: Core): ContractClient {
  return createRouterClient(core.router, { context: { workbench: core.workbench, trustPaths: true } });
}
