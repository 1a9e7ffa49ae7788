import { isHeadline } from '../headline.ts';
import type { PageElement, PageLine } from '../lines.ts';
import { zoneOf } from '../zones.ts';
import { dateInLine } from './dates.ts';

const longestLine = 120;
/** How a line begins that says when something was published, in several languages. */
const labelled =
  /(?:^|—|–|\||·)\W*(?:datum|date|fecha|data|published|posted|ver[oö]ffentlicht|erschienen|publi[ée]|publicado|pubblicato|gepubliceerd|opublikowan[oa]|опубликовано)\b/iu;
const linesAround = 12;
/** So far above a date something may be called a byline. */
const levelsAround = 4;

/**
 * The day of publication as a page shows it to its readers: in a short line near the headline, or in one that says so or is marked as a
 * date or byline. Null where several lines may be meant, and none is near.
 */
export function dateUnderHeadline(all: readonly PageLine[], title: string): { value: string; method: string } | null {
  const lines = all.map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }));
  const titles = lines.flatMap((line, index) => (!line.element.hidden && isHeadline(line, title) ? [{ line, index }] : []));
  const headline = (titles.find(({ line }) => line.kind === 'heading') ?? titles.find(({ line }) => line.text.length > 20))?.index ?? -1;
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
  for (const [some, method] of [
    [dated.filter(({ line, index }) => says(line, lines[index - 1])), 'line that says when it was published'],
    [dated.filter(({ line }) => isMarked(line.element)), 'line that is marked as a date'],
    [dated, 'only date of the page'],
  ] as const) {
    const days = new Set(some.map(({ value }) => value));
    if (days.size === 1) return { value: [...days][0]!, method };
  }
  return null;
}

const shortestLabelled = 25;

/** A line says it itself, or the one before it does, and it is hardly more than the date. */
const says = (line: PageLine, before: PageLine | undefined): boolean =>
  labelled.test(line.text) ||
  (before !== undefined && before.text.length < shortestLabelled && line.text.length < shortestLabelled && labelled.test(before.text));

function isMarked(element: PageElement): boolean {
  for (let around: PageElement | null = element, levels = 0; around && levels < levelsAround; around = around.parent, levels++)
    if (zoneOf(around) === 'byline') return true;
  return false;
}
