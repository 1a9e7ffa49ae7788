import type { Workbench } from '../workbench.ts';

interface Underway {
  /** How many streams of events each window reads: a window is there as long as it reads one. */
  windows: Map<string, number>;
  /** The window that sends the files of an import; null while the core itself reads them. */
  imports: Map<string, string | null>;
}

const known = new WeakMap<Workbench, Underway>();

function underwayIn(workbench: Workbench): Underway {
  let underway = known.get(workbench);
  if (!underway) known.set(workbench, (underway = { windows: new Map(), imports: new Map() }));
  return underway;
}

/** Notes that a window is there, until the function returned is called. */
export function windowIsThere(workbench: Workbench, windowId: string): () => void {
  const { windows } = underwayIn(workbench);
  windows.set(windowId, (windows.get(windowId) ?? 0) + 1);
  return () => {
    const left = windows.get(windowId)! - 1;
    if (left > 0) windows.set(windowId, left);
    else {
      windows.delete(windowId);
      // Another window may have asked before, and was told that it goes on.
      if ([...underwayIn(workbench).imports.values()].includes(windowId)) workbench.publish({ type: 'import-broken' });
    }
  };
}

/** Notes that an import is under way: as long as its window is there, or (null) until it ends. */
export function importIsUnderWay(workbench: Workbench, importId: string, windowId: string | null): void {
  underwayIn(workbench).imports.set(importId, windowId);
}

export function importEnded(workbench: Workbench, importId: string): void {
  underwayIn(workbench).imports.delete(importId);
}

/** Whether an import goes on, here or in another window: what is under way was not broken off. */
export function isUnderWay(workbench: Workbench, importId: string): boolean {
  const { imports, windows } = underwayIn(workbench);
  const windowId = imports.get(importId);
  return windowId !== undefined && (windowId === null || windows.has(windowId));
}
