import { join } from 'node:path';
import { directClient, type ContractClient } from '../../electron/core/direct.ts';
import { createCore, type Core } from '../../electron/core/index.ts';
import { nodeProviders } from '../../electron/hosts/providers.ts';

/**
 * The core as the command line starts it, with its parser processes, on folders of the bench. Without backups by themselves,
 * which would run on into the next measurement, but where they are part of what is measured.
 */
export function startCore(folder: string, automaticBackups = false): { core: Core; client: ContractClient } {
  const providers = nodeProviders('direct', { userData: join(folder, 'user'), cases: join(folder, 'cases') });
  const core = createCore({ ...providers, printPdf: null, rememberCases: false, automaticBackups });
  return { core, client: directClient(core) };
}
