import type { AssayDesktop } from '../shared/domain/desktop.ts';

declare global {
  interface Window {
    /** Present in Electron only. */
    readonly assayDesktop?: AssayDesktop;
    /** Chromium's; the page's policy asks for it wherever an address becomes code. */
    readonly trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL: (address: string) => string };
    };
  }
}
