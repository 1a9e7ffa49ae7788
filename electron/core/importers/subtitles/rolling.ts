import type { Cue } from './cues.ts';

/**
 * Live captions roll: each shows the line before again, or the same line with more words. Takes out what was shown already. Where few
 * do so, what comes twice was said twice, and stays.
 */
export function withoutRepeats(cues: readonly Cue[]): Cue[] {
  const shown = cues.map((cue) => ({ ...cue, lines: cue.lines.map((line) => line.trim()).filter((line) => bare(line) !== '') }));
  const once = shown.filter((cue, index) => {
    const before = shown[index - 1];
    const isSame = before?.start === cue.start && before.end === cue.end && before.lines.join('\n') === cue.lines.join('\n');
    return !isSame && cue.lines.length > 0;
  });
  const repeats = once.map((cue, index) => (index === 0 ? 0 : repeated(once[index - 1]!, cue)));
  const rolling = repeats.filter((count) => count > 0).length;
  if (rolling < 3 || rolling * 4 < once.length) return once;
  return once
    .map((cue, index) => (index === 0 ? cue : { ...cue, lines: newLines(once[index - 1]!, cue) }))
    .filter(({ lines }) => lines.length > 0);
}

const longestGap = 0.6;
const bare = (line: string): string =>
  line
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** How many of the first lines were the last ones of what was shown before. */
function repeated(before: Cue, cue: Cue): number {
  if (cue.start - before.end > longestGap) return 0;
  const [old, now] = [before.lines.map(bare), cue.lines.map(bare)];
  for (let count = Math.min(old.length, now.length); count > 0; count--)
    if (old.slice(-count).join('\n') === now.slice(0, count).join('\n')) return count;
  return isLonger(old, now) ? 1 : 0;
}

/** The same words as before, and more in the last line of them. */
const isLonger = (old: readonly string[], now: readonly string[]): boolean => {
  const [all, more] = [old.join(' '), now.join(' ')];
  return all !== '' && more.startsWith(`${all} `);
};

function newLines(before: Cue, cue: Cue): string[] {
  const count = repeated(before, cue);
  const [old, now] = [before.lines.map(bare), cue.lines.map(bare)];
  if (count === 1 && old.at(-1) !== now[0]) return isLonger(old, now) ? [now.join(' ').slice(old.join(' ').length + 1)] : cue.lines;
  return cue.lines.slice(count);
}
