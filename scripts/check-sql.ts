import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const asksDatabase = /\.(prepare|statement|pragma)(<[^(]*>)?\(|\bdb\.exec\(|\bnew Database\(/;
/** The last two are what tests are made with; nothing shipped imports them. */
const allowed = /(^electron\/core\/store\/|\/queries\.ts$|\.test\.tsx?$|^electron\/core\/testing\.ts$|\/random-steps\.ts$)/;

/** Places where the database is spoken to outside `queries.ts` and the store, as `path:line`. */
export function sqlOutOfPlace(root: string): string[] {
  return globSync('{electron,shared,renderer}/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !allowed.test(path))
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((line, index) => (asksDatabase.test(line) ? [`${path}:${index + 1}`] : [])),
    )
    .toSorted();
}
