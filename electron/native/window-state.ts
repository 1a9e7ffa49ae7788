import { readFileSync, writeFileSync } from 'node:fs';
import { screen, type BrowserWindow, type Rectangle } from 'electron';
import * as z from 'zod';

const stateShape = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() });

export interface WindowPlace {
  bounds: Partial<Rectangle>;
  maximized: boolean;
}

/** Where the last window stood; the middle of the screen when that place is on no screen any more. */
export function rememberedPlace(path: string): WindowPlace {
  const fallback: WindowPlace = { bounds: { width: 1360, height: 860 }, maximized: false };
  try {
    const { maximized, ...bounds } = stateShape.parse(JSON.parse(readFileSync(path, 'utf8')));
    const area = screen.getDisplayMatching(bounds).workArea;
    const visible = bounds.x < area.x + area.width - 80 && bounds.x + bounds.width > area.x + 80;
    const reachable = bounds.y >= area.y - 10 && bounds.y < area.y + area.height - 40;
    return visible && reachable ? { bounds, maximized } : { bounds: { width: bounds.width, height: bounds.height }, maximized };
  } catch {
    return fallback;
  }
}

/** Writes the place of a window when it closes. It is a convenience: a disk that refuses it is no failure. */
export function rememberPlace(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    try {
      writeFileSync(path, JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }));
    } catch {
      return;
    }
  });
}
