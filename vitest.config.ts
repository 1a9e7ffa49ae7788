import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const node = { environment: 'node', testTimeout: 20_000, hookTimeout: 20_000 } as const;

/**
 * Everything here runs in plain Node. `unit` stands beside the code it tests; `contract` is one suite over every host;
 * `reliability` breaks the store in every way we know of, briefly here and at length in `npm run test:reliability`.
 * Components are tested in a real browser, as a project of their own, when there are such tests.
 */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: 'node_modules/.cache/vitest',
  test: {
    // All processors: one is kept free by default, for whoever works beside a watching run.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['{electron,shared,renderer,scripts}/**/*.test.ts', 'tests/{fixtures,rules,bench}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...node,
          name: 'reliability',
          include: ['tests/reliability/**/*.test.ts'],
          // The long form runs every test many hundred times.
          testTimeout: process.env['ASSAY_LONG'] ? 3_600_000 : 120_000,
        },
      },
      { test: { ...node, name: 'contract', include: ['tests/contract/**/*.test.ts'] } },
    ],
  },
});
