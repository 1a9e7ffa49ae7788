/**
 * `npm run bench -- [NAME] [--only TEXT] [--json]`: measures, and prints a table, or one line of JSON. With `--only`, the benches of the
 * reader and of imports measure the rows alone whose names have these words.
 */
import { parseArgs } from 'node:util';
import { anchor } from './anchor.ts';
import { importing } from './import.ts';
import { job } from './job.ts';
import { reader } from './reader.ts';
import { asTable, type Row } from './row.ts';
import { store } from './store.ts';

/** Null: the name is kept for measurements that are not written yet. */
const benches: Record<string, ((wanted: (name: string) => boolean) => Promise<Row[]> | AsyncIterable<Row>) | null> = {
  job,
  store,
  anchor,
  import: importing,
  reader,
  claims: null,
  report: null,
};

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, only: { type: 'string' } },
});
const { json: asJson = false, only = '' } = values;
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. Names: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const rows: (Row & { bench: string })[] = [];
for (const [bench, measureAll] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(bench)) continue;
  if (!measureAll) {
    if (names.length > 0) console.error(`${bench}: no rows yet`);
    continue;
  }
  const measured: Row[] = [];
  // Some take minutes: each row is told as it comes.
  for await (const line of await measureAll((name) => name.includes(only))) {
    measured.push(line);
    console.error(`${bench}: ${line.name}: ${line.value} ${line.unit}`);
  }
  rows.push(...measured.map((line) => ({ bench, ...line })));
  if (!asJson) console.log(`${bench}\n${asTable(measured)}`);
}
if (asJson) console.log(JSON.stringify(rows));
process.exitCode = rows.some(({ met }) => met === false) ? 1 : 0;
