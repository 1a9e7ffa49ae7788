import { isHeadline } from '../headline.ts';
import type { PageElement, PageLine } from '../lines.ts';
import { zoneOf } from '../zones.ts';
import { dateInLine, orderIn, type WrittenDate } from './dates.ts';

const longestLine = 120;
/** Of a longer line its beginning is looked at: UTF-16 units. */
const mostOfLine = 2_000;
/** A paragraph may begin with its place and date, in so many letters. */
const longestDateline = 45;
/** How a line says when something was published, in several languages. */
const labelled =
  /(?:^|—|–|\||·)\W*(?:datum|date|fecha|data|publish(?:ed)?|publication|release[ds]?|posted|post time|ver[oö]ffentlicht|erschienen|publi[ée]|publicad[oa]|publicación|pubblicat[oa]|gepubliceerd|geplaatst|opublikowan[oa]|опубликовано|yayın\S*|publicerad|publisert|udgivet|julkaistu)\b/iu;
/** A sentence that says so: "This entry was posted on …". */
const saysPosted =
  /\b(?:was (?:(?:originally|first|initially) )?(?:posted|published)|wurde .{0,70}(?:ver[oö]ffentlicht|geschrieben|erstellt|gepostet)|a été publié|fue publicad[oa]|è stat[oa] pubblicat[oa])/iu;
const saysOriginally =
  /\b(?:(?:originally|first|initially) (?:published|posted|appeared)|(?:zuerst|erstmals|ursprünglich) (?:erschienen|ver[oö]ffentlicht)|publié initialement|publicad[oa] originalmente)/iu;
/** Dates of other things, and of a change. */
const ofOther = /©|copyright|^\W*(?:registriert|registered|joined|mitglied seit|member since|inscrit|anmeldedatum)\b/i;
const ofChange =
  /^\W*(?:(?:last|page|article) )*(?:updated?|modified|reviewed|edited|aktualisiert|zuletzt|geändert|mis à jour|dernière mise|actualizad|última actuali|aggiornat|ultimo aggior|atualizad|bijgewerkt|обновлено|son güncelleme|senast|sist oppdatert|opdateret)|最終更新/iu;
const linesAround = 12;
/** So far above a date something may be called a byline. */
const levelsAround = 4;

interface DatedLine {
  date: WrittenDate;
  line: PageLine;
  index: number;
}

/** A day as a page shows it to its readers. `near`: by its headline. `ofChange`: it says that something was changed then. */
export interface ShownDate {
  value: string;
  method: string;
  near: boolean;
  ofChange: boolean;
}

/**
 * The day of publication as a page shows it to its readers: in a short line near the headline, or in one that says so or is marked as a
 * date or byline. Null where several lines may be meant, and none is near.
 */
export function dateUnderHeadline(all: readonly PageLine[], title: string, language: string | undefined): ShownDate | null {
  const lines = all.map((line) => ({ ...line, text: line.text.slice(0, mostOfLine).replaceAll(/\s+/g, ' ').trim() }));
  const titles = lines.flatMap((line, index) => (!line.element.hidden && isHeadline(line, title) ? [{ line, index }] : []));
  const mains = lines.flatMap((line, index) =>
    !line.element.hidden && line.kind === 'heading' && line.level === 1 ? [{ line, index }] : [],
  );
  const headline =
    (
      titles.find(({ line }) => line.kind === 'heading') ??
      titles.find(({ line }) => line.text.length > 20) ??
      // The title may be told in other words over the article than elsewhere.
      (mains.length === 1 ? mains[0] : undefined)
    )?.index ?? -1;
  const first = orderIn(lines.map(({ text }) => text.slice(0, longestLine)));
  const shown = ({ date }: DatedLine, method: string, near: boolean, isOfChange = false): ShownDate => ({
    value: date.value,
    near,
    ofChange: isOfChange,
    method: date.twofold ? `year of ${date.twofold}, which may be read in two ways: ${method}` : method,
  });
  const everything = lines.flatMap((line, index): DatedLine[] => {
    if (line.element.hidden || !mayDate(line.text, headline >= 0 && index > headline && index <= headline + linesAround)) return [];
    const habits = { language, first };
    const from = labelled.exec(line.text)?.index ?? 0;
    const date = dateInLine(line.text.slice(from, longestMarked), habits) ?? dateInLine(line.text.slice(0, longestMarked), habits);
    return date && (line.text.length <= longestLine || saysPosted.test(line.text) || date.at < longestDateline)
      ? [{ date, line, index }]
      : [];
  });
  const told = new Set(everything.filter(({ date }) => !date.twofold).map(({ date }) => date.value));
  for (const one of everything) one.date = asToldElsewhere(one.date, told);
  const changed = everything.filter(({ line, index }) => isOfChange(line, lines[index - 1]));
  const dated = everything.filter((one) => !changed.includes(one));
  const original = dated.filter(({ line }) => saysOriginally.test(line.text));
  if (new Set(original.map(({ date }) => date.value)).size === 1)
    return shown(original[0]!, 'line that says when it was first published', true);
  if (headline >= 0) {
    const near = dated.filter(({ line, index }) => index > headline && index <= headline + linesAround && line.kind !== 'caption');
    const found =
      near[0] ?? dated.findLast(({ index }) => index < headline && index >= headline - 4) ?? dated.find(({ index }) => index === headline);
    if (found) return shown(found, 'date near the headline', true);
  }
  for (const [some, method] of [
    [dated.filter(({ line, index }) => says(line, lines[index - 1])), 'line that says when it was published'],
    [dated.filter(({ line }) => isMarked(line.element)), 'line that is marked as a date'],
    [dated, 'only date of the page'],
  ] as const) {
    const days = new Set(some.map(({ date }) => date.value));
    if (days.size === 1) return shown(some[0]!, method, false);
  }
  const change =
    changed.find(({ index }) => headline >= 0 && Math.abs(index - headline) <= linesAround) ??
    (changed.length === 1 ? changed[0] : undefined);
  return change ? shown(change, 'date of the last change, the only one that the page shows', false, true) : null;
}

/** What may be read in two ways is meant as the page says it elsewhere, in words or with its year first. */
function asToldElsewhere(date: WrittenDate, told: ReadonlySet<string>): WrittenDate {
  const [one = '', other = ''] = date.twofold?.split(/\D+/).map((part) => part.padStart(2, '0')) ?? [];
  const [meant, ...more] = [`${date.value}-${one}-${other}`, `${date.value}-${other}-${one}`].filter((day) => told.has(day));
  return date.twofold !== undefined && meant !== undefined && more.length === 0 ? { value: meant, at: date.at } : date;
}

const isOfChange = (line: PageLine, before: PageLine | undefined): boolean =>
  !labelled.test(line.text) &&
  (ofChange.test(line.text) ||
    (before !== undefined && before.text.length < shortestLabelled && line.text.length < shortestLabelled && ofChange.test(before.text)));

const longestMarked = 300;

/** Short lines, long ones that say when something was posted, and under the headline also those that begin with a dateline. */
function mayDate(text: string, isUnder: boolean): boolean {
  if (ofOther.test(text) || !/\d/.test(text)) return false;
  return (
    text.length <= longestLine ||
    (text.length <= longestMarked && saysPosted.test(text)) ||
    (isUnder && /\d/.test(text.slice(0, longestDateline)))
  );
}

const shortestLabelled = 25;

/** A line says it itself, or the one before it does, and it is hardly more than the date. */
const says = (line: PageLine, before: PageLine | undefined): boolean =>
  labelled.test(line.text) ||
  saysPosted.test(line.text) ||
  (before !== undefined && before.text.length < shortestLabelled && line.text.length < shortestLabelled && labelled.test(before.text));

function isMarked(element: PageElement): boolean {
  for (let around: PageElement | null = element, levels = 0; around && levels < levelsAround; around = around.parent, levels++)
    if (zoneOf(around) === 'byline') return true;
  return false;
}
