import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ContractClient } from '../../electron/core/direct.ts';
import { procedureNames } from '../../electron/hosts/cli/call.ts';
import { backupTests } from './backups.ts';
import { caseTests } from './cases.ts';
import { citationTests } from './citations.ts';
import { claimTests } from './claims.ts';
import { documentTests } from './documents.ts';
import { draftTests } from './drafts.ts';
import { eventTests } from './events.ts';
import { expectFailure } from './failures.ts';
import { historyTests } from './history.ts';
import { hostKinds, recording, startHost, type TestHost } from './hosts.ts';
import { integrityTests } from './integrity.ts';
import { passageTests } from './passages.ts';
import { recoveryTests } from './recovery.ts';
import { reportTests } from './reports.ts';
import { rescueTests } from './rescue.ts';
import { versionTests } from './versions.ts';
import { watchedFolderTests } from './watchedFolder.ts';

/** What a test of the contract works with: a fresh case behind the host at hand. */
export interface Bench {
  readonly host: TestHost;
  readonly client: ContractClient;
}

describe.each(hostKinds)('over %s', (kind) => {
  const called = new Set<string>();
  let host: TestHost;
  let client: ContractClient;
  const bench: Bench = {
    get host() {
      return host;
    },
    get client() {
      return client;
    },
  };

  beforeEach(async () => {
    host = await startHost(kind);
    client = recording(host.client, called);
    await client.cases.create({ name: 'Harbour' });
  });
  afterEach(() => host.close());

  caseTests(bench);
  documentTests(bench);
  passageTests(bench);
  citationTests(bench);
  claimTests(bench);
  recoveryTests(bench);
  reportTests(bench);
  draftTests(bench);
  historyTests(bench);
  integrityTests(bench);
  backupTests(bench);
  rescueTests(bench);
  versionTests(bench);
  watchedFolderTests(bench);
  eventTests(bench);

  test('input that does not fit the contract is refused, with the places', async () => {
    await expectFailure(client.labels.create({ id: 'no id', name: '', colour: 'blue', definition: '' }), 'INVALID_INPUT', {
      problems: [
        expect.objectContaining({ path: 'name', message: 'A label needs a name.' }),
        expect.objectContaining({ path: 'id' }),
      ] as never,
    });
  });

  test('what nobody expected reaches the caller as INTERNAL, with its number in the log and no word more', async () => {
    host.core.workbench.requireCase().store.db.close();
    await expectFailure(client.labels.list({}), 'INTERNAL', { logId: 'unlogged' });
  });

  afterAll(() => {
    const missing = procedureNames().filter((name) => !called.has(name));
    expect(missing, 'every procedure of the contract is called in this suite').toEqual([]);
  });
});
