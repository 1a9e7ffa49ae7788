import type { PageLine } from '../lines.ts';
import { zoneOf } from '../zones.ts';
import { dateInLine } from './dates.ts';

const longestLine = 120;
const linesAround = 12;

/**
 * The day of publication as a page shows it to its readers: in a short line near the headline, or in one that is marked as a date or
 * byline. Null where several lines may be meant, and none is near.
 */
export function dateUnderHeadline(lines: readonly PageLine[], title: string): { value: string; method: string } | null {
  const headline = lines.findIndex(
    ({ text, kind, element }) => !element.hidden && same(text, title) && (kind === 'heading' || text.length > 20),
  );
  const dated = lines.flatMap((line, index) => {
    if (line.text.length > longestLine || line.element.hidden || /©|copyright/i.test(line.text)) return [];
    const value = dateInLine(line.text);
    return value === null ? [] : [{ value, line, index }];
  });
  if (headline >= 0) {
    const near = dated.filter(({ index }) => index >= headline && index <= headline + linesAround);
    const found = near[0] ?? dated.findLast(({ index }) => index < headline && index >= headline - 4);
    if (found) return { value: found.value, method: 'date near the headline' };
  }
  const marked = dated.filter(
    ({ line }) => zoneOf(line.element) === 'byline' || (line.element.parent && zoneOf(line.element.parent) === 'byline'),
  );
  const days = new Set((marked.length > 0 ? marked : dated).map(({ value }) => value));
  return days.size === 1
    ? { value: [...days][0]!, method: marked.length > 0 ? 'line that is marked as a date' : 'only date of the page' }
    : null;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
const same = (one: string, other: string): boolean => plain(other) !== '' && plain(one) === plain(other);
