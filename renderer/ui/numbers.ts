interface Range {
  min: number;
  max: number;
}

const within = (number: number, { min, max }: Range): number => Math.min(max, Math.max(min, number));
const read = (text: string): number | null => (/^[+-]?\d{1,9}$/.test(text.trim()) ? Number(text) : null);

/** What a text in a field of a number comes to: a number in its range, and, where it is not the one that was written, why. */
export function finishNumber(text: string, before: number, range: Range): { value: number; problem: string | null } {
  const number = read(text);
  const { min, max } = range;
  if (number === null) {
    const what = text.trim() === '' ? 'A number is needed' : `“${text.trim()}” is no whole number`;
    return { value: before, problem: `${what}. It stays ${before}; ${min} to ${max} are possible.` };
  }
  const value = within(number, range);
  if (number < min) return { value, problem: `${number} is too few: ${min} is the least.` };
  if (number > max) return { value, problem: `${number.toLocaleString()} is too many: ${max.toLocaleString()} is the most.` };
  return { value, problem: null };
}

/** The number so many further from the one that is written, or from the one before where none is; within its range. */
export function stepNumber(text: string, before: number, step: number, range: Range): number {
  return within((read(text) ?? before) + step, range);
}
