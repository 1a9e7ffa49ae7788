import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const tool = 'strace';

/** Why system calls cannot be made to fail on this machine; null when they can. */
export const noStrace: string | null =
  process.platform !== 'linux'
    ? 'strace is for Linux'
    : spawnSync(tool, ['-o', '/dev/null', '-e', 'inject=getppid:error=EIO', 'true']).status === 0
      ? null
      : 'strace cannot follow processes here';

/** Makes system calls of a running process fail, e.g. `pwrite64:error=EIO`, until the function returned is called. */
export async function makeFail(pid: number, ...injections: string[]): Promise<() => Promise<void>> {
  const names = injections.map((injection) => injection.split(':')[0]!).join(',');
  const strace = spawn(
    tool,
    [
      '-f',
      '-p',
      String(pid),
      '-o',
      '/dev/null',
      '-e',
      `trace=${names}`,
      ...injections.flatMap((injection) => ['-e', `inject=${injection}`]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(strace, 'exit');
  await new Promise<void>((resolve, reject) => {
    strace.stderr.on('data', (said: Buffer) => said.includes('attached') && resolve());
    void exited.then(() => reject(new Error('strace could not attach')));
  });
  return async () => {
    strace.kill('SIGINT');
    await exited;
  };
}
