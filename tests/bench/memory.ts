/** A process of its own: opens a case, reads it as the claims table does, and prints what memory that took. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const resident = (): number => process.memoryUsage.rss() / 1_000_000;
const before = resident();
const { startCore } = await import('./core.ts');
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-memory-'));
const { core, client } = startCore(folder);
await client.cases.openPath({ path: process.argv[2]! });
const { ids } = await client.claims.ids({ sort: [{ column: 'claim', descending: false }] });
for (let start = 0; start < 2_000; start += 200) await client.claims.rows({ ids: ids.slice(start, start + 200) });
await client.search.query({ text: 'harb' });
await client.documents.list({});
const after = resident();
core.close();
rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify({ before, after }));
