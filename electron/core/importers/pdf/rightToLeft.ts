import {
  hasRightToLeft,
  inReadingOrder,
  isMostlyRightToLeft,
  oddBrackets,
  scriptOf,
  stretchesIn,
  type Script,
} from '../../../../shared/pdf/rightToLeft.ts';
import type { Box } from './geometry.ts';
import type { LinkArea, Run } from './line.ts';

/** In units of the type's size: two words have so much between them, letters of one have less. */
const space = 0.12;
/** What has more between it is perhaps not one line. */
const gutter = 2.2;

/**
 * Runs of a page, each stretch with words from right to left as one run in the order of reading. A page most of whose letters run so is
 * turned over, as if it were seen in a mirror: all that is known of columns, indents and ends of lines then holds for it.
 */
export function settleDirection(runs: readonly Run[], width: number): { runs: readonly Run[]; isMirrored: boolean } {
  if (!runs.some(({ text }) => hasRightToLeft(text))) return { runs, isMirrored: false };
  const isMirrored = isMostlyRightToLeft(runs.map(({ text }) => text));
  const script = scriptOf(runs.map(({ text }) => text));
  const stretches = stretchesOf(withMarks(runs), isMirrored);
  const turned = inOrder(stretches, isMirrored, script);
  const kept = inOrder(stretches, isMirrored, { ...script, turnsBrackets: false });
  // Some programs tell a bracket by its look, others by what it means: what closes more of them is right.
  const odd = (settled: readonly Run[]): number => oddBrackets(settled.map(({ text }) => text).join(' '));
  const settled = odd(kept) < odd(turned) ? kept : turned;
  return { runs: isMirrored ? settled.map((run) => ({ ...run, x: width - run.x - run.width })) : settled, isMirrored };
}

function inOrder(stretches: readonly Run[][], isMirrored: boolean, script: Script): Run[] {
  return stretches.flatMap((stretch) => {
    const words = stretch.map(({ text }) => text);
    if (!isMirrored && !words.some(hasRightToLeft)) return stretch;
    const hasOther = words.some((text) => /\p{L}/u.test(text)) && !words.some(hasRightToLeft);
    return [asOne(stretch, isMirrored ? !hasOther : isMostlyRightToLeft(words), script)];
  });
}

export function mirrorLinks(links: readonly LinkArea[], width: number): LinkArea[] {
  const turned = ([left, top, right, bottom]: Box): Box => [width - right, top, width - left, bottom];
  return links.map(({ address, box }) => ({ address, box: turned(box) }));
}

/** Signs that stand over and under letters, drawn by themselves, as part of the letters that they belong to. */
function withMarks(runs: readonly Run[]): Run[] {
  const isMark = ({ text }: Run): boolean => /^\s*[\p{M}\ufe70-\ufe7f]+\s*$/u.test(text);
  const whole: Run[] = [];
  const marksOf = new Map<Run, Run[]>();
  for (const [index, run] of runs.entries()) {
    if (!isMark(run)) {
      whole.push(run);
      continue;
    }
    // At equal distance it belongs to what is drawn after it.
    const around = [...runs.slice(index + 1, index + 5), ...runs.slice(Math.max(0, index - 4), index).toReversed()];
    const near = around.filter((other) => !isMark(other) && Math.abs(other.y - run.y) < run.size);
    const middle = run.x + run.width / 2;
    const distance = ({ x, width }: Run): number => Math.max(x - middle, middle - x - width, 0);
    const [nearest] = near.toSorted((a, b) => distance(a) - distance(b));
    if (nearest) marksOf.set(nearest, [...(marksOf.get(nearest) ?? []), run]);
    else whole.push(run);
  }
  return whole.map((run) => {
    const marks = marksOf.get(run);
    return marks ? { ...run, text: run.text + marks.map(({ text }) => text.trim()).join('') } : run;
  });
}

/** Runs that follow each other on one base line, from left to right, parted at wide gaps. */
function stretchesOf(runs: readonly Run[], fromRight: boolean): Run[][] {
  const stretches: Run[][] = [];
  for (let from = 0; from < runs.length;) {
    const first = runs[from]!;
    let to = from + 1;
    while (to < runs.length && isBeside(first, runs[to]!)) to++;
    const inLine: Run[][] = [];
    for (const run of runs.slice(from, to).toSorted((a, b) => a.x - b.x)) {
      const before = inLine.at(-1)?.at(-1);
      if (before && run.x - before.x - before.width < gutter * Math.max(run.size, before.size)) inLine.at(-1)!.push(run);
      else inLine.push([run]);
    }
    stretches.push(...(fromRight ? inLine.toReversed() : inLine));
    from = to;
  }
  return stretches;
}

function isBeside(first: Run, run: Run): boolean {
  const size = Math.max(first.size, run.size);
  const limit = Math.abs(first.size - run.size) > 0.1 * size ? 0.6 : 0.3;
  return Math.abs(run.y - first.y) < limit * size && run.content === first.content && run.artifact === first.artifact;
}

/** A stretch, given from left to right, as one run. */
function asOne(stretch: readonly Run[], rightToLeft: boolean, script: Script): Run {
  const line = stretch.flatMap((run, index) => {
    const before = stretch[index - 1];
    const apart = before !== undefined && run.x - before.x - before.width > space * Math.max(run.size, before.size);
    return run.asDrawn ? stretchesIn(run.text, apart) : [{ text: run.text, apart }];
  });
  let text = '';
  for (const { text: words, apart } of inReadingOrder(line, rightToLeft, script)) text += apart && !/\s$/.test(text) ? ` ${words}` : words;
  const most = stretch.reduce((longest, run) => (run.text.length > longest.text.length ? run : longest));
  const end = Math.max(...stretch.map(({ x, width }) => x + width));
  const bold = stretch.reduce((sum, run) => sum + (run.bold ? run.text.length : -run.text.length), 0) > 0;
  return { ...most, text, x: stretch[0]!.x, width: end - stretch[0]!.x, bold, spaced: true };
}
