import type { TextRange } from '../../../../shared/domain/entities.ts';
import { inkOf, type PaintedPassage, type Tone } from '../passages/paint.ts';
import type { TextMap } from './textMap.ts';

/** One stroke of the overview, in pixels of it. */
export interface Stroke {
  top: number;
  height: number;
  tone: Tone;
  /** Passages that claims rest on are drawn wider. */
  claim: boolean;
}

const thinnest = 2;

/**
 * The passages of an article as strokes, from top to bottom: each line of pixels shows the strongest of those that stand there. So ten
 * thousand passages are no more strokes than the overview has lines.
 */
export function strokesOf(
  passages: readonly Pick<PaintedPassage, 'ranges' | 'tone' | 'strength'>[],
  map: TextMap,
  height: number,
): Stroke[] {
  const scale = scaleOf(map, height);
  const lines: Pick<PaintedPassage, 'tone' | 'strength'>[] = [];
  for (const passage of passages)
    for (const { start, end } of passage.ranges) {
      const top = Math.round(map.heightOf(start) * scale);
      const bottom = Math.max(top + thinnest, Math.round(map.heightOf(end) * scale));
      for (let line = top; line < bottom; line++) if ((lines[line]?.strength ?? -1) < passage.strength) lines[line] = passage;
    }
  const strokes: Stroke[] = [];
  // By index: a line where nothing stands is a hole.
  for (let line = 0; line < lines.length; line++) {
    const tone = lines[line]?.tone;
    const last = strokes.at(-1);
    if (tone === undefined) continue;
    if (last?.tone === tone && last.top + last.height === line) last.height++;
    else strokes.push({ top: line, height: 1, tone, claim: isClaim(tone) });
  }
  return strokes;
}

/** Heights at which something was found, each line of pixels once. */
export function ticksOf(ranges: readonly TextRange[], map: TextMap, height: number): number[] {
  const scale = scaleOf(map, height);
  return [...new Set(ranges.map(({ start }) => Math.round(map.heightOf(start) * scale)))];
}

export const scaleOf = (map: TextMap, height: number): number => (map.height > 0 ? height / map.height : 0);

/** A claim's passage has the tone of its verdict, or that of a claim without one. */
export const isClaim = (tone: Tone): boolean => tone !== 'plain' && tone !== 'skipped' && tone !== 'evidence' && !tone.startsWith('label-');

/** What the strokes are drawn in: the colours of the page, or those of the system where it forces its own. */
export interface Inks {
  tone(tone: Tone): string;
  found: string;
  here: string;
  caret: string;
}

export function inksOf(element: Element): Inks {
  if (window.matchMedia('(forced-colors: active)').matches)
    return { tone: () => 'CanvasText', found: 'Highlight', here: 'Highlight', caret: 'CanvasText' };
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  const read = (reference: string): string => {
    let ink = known.get(reference);
    if (ink === undefined) known.set(reference, (ink = style.getPropertyValue(reference.slice(4, -1)).trim()));
    return ink;
  };
  return {
    tone: (tone) => read(inkOf(tone)),
    found: read('var(--find-line)'),
    here: read('var(--accent)'),
    caret: read('var(--ink)'),
  };
}

export interface Overview {
  passages: readonly PaintedPassage[];
  found: readonly TextRange[];
  here: TextRange | null;
  caret: number;
}

/** Draws everything anew: passages on the left, what was found on the right, the caret as a small arrow at the edge. */
export function drawOverview(
  canvas: HTMLCanvasElement,
  size: { width: number; height: number },
  map: TextMap,
  { passages, found, here, caret }: Overview,
): void {
  const { width, height } = size;
  const sharpness = window.devicePixelRatio;
  canvas.width = Math.round(width * sharpness);
  canvas.height = Math.round(height * sharpness);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(sharpness, sharpness);
  const inks = inksOf(canvas);
  for (const stroke of strokesOf(passages, map, height)) {
    context.fillStyle = inks.tone(stroke.tone);
    context.globalAlpha = stroke.claim ? 1 : 0.6;
    context.fillRect(4, stroke.top, stroke.claim ? width / 2 - 1 : width / 4, stroke.height);
  }
  context.globalAlpha = 1;
  context.fillStyle = inks.found;
  for (const top of ticksOf(found, map, height)) context.fillRect(width * 0.66, top, width * 0.34, thinnest);
  const scale = scaleOf(map, height);
  if (here) {
    context.fillStyle = inks.here;
    context.fillRect(width / 2, map.heightOf(here.start) * scale - 1, width / 2, 4);
  }
  const at = map.heightOf(caret) * scale;
  context.fillStyle = inks.caret;
  context.beginPath();
  context.moveTo(0, at - 4);
  context.lineTo(4, at);
  context.lineTo(0, at + 4);
  context.fill();
}
