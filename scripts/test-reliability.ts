/** `npm run test:reliability`: the tests of tests/reliability in their long form. `-- NAME` runs the files whose name has it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const child = spawn(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--project', 'reliability', '--reporter=verbose', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ASSAY_LONG: '1' } },
);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
