import { _electron, type ElectronApplication } from '@playwright/test';
import { sandboxArguments } from '../../scripts/electron.ts';

/** A virtual display has no graphics card: pretending one costs a tenth of the time. */
const drawnByProcessor = ['--disable-gpu'];

/**
 * Starts Electron on an application and drives it. The program is not named: Playwright finds it as `findElectron` does, and then
 * loads its own script first, which holds the application back until it is listened to. With a program named it does not, and
 * a window that opens at the very moment of the connection is missed for ever (about once in fifty starts).
 */
export function launchElectron(args: readonly string[], env: Record<string, string>): Promise<ElectronApplication> {
  return _electron.launch({ args: [...drawnByProcessor, ...sandboxArguments, ...args], env });
}
