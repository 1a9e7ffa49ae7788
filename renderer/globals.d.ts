import type { AssayDesktop } from '../shared/domain/desktop.ts';

declare global {
  interface Window {
    /** Present in Electron only. */
    readonly assayDesktop?: AssayDesktop;
  }
}
