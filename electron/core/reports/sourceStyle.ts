import { createHash } from 'node:crypto';
import type { ElementContent } from 'hast';
import { AssayError } from '../../../shared/domain/errors.ts';
import { writtenOf } from '../citations/formats/cited.ts';
import { cslItemOf, type CslItem } from '../citations/formats/cslJson.ts';
import { within } from '../citations/limit.ts';
import { chosenStyle, requireStyle, sourceOfStyle } from '../citations/styles/kept.ts';
import type { CaseContext } from '../procedure.ts';
import type { Workbench } from '../workbench.ts';
import type { Report, ReportSource } from './model.ts';

/** Two thousand sources take a style about ten seconds: milliseconds. */
const patienceMs = 60_000;
/** Reports that are looked at again and again while claims change, whose sources do not. */
const mostKept = 4;

type Entries = (ElementContent[] | null)[];
const keptOf = new WeakMap<Workbench, Map<string, Entries>>();

/**
 * The report with its sources set in a style: the one named, none for null, the one that the case keeps for undefined. What a style
 * leaves out of an entry stands beside it; a source that it says nothing of stays as it is. `NOT_FOUND`, `STYLE_UNUSABLE`.
 */
export async function inStyle(
  report: Report,
  styleId: string | null | undefined,
  { store, workbench }: CaseContext,
  signal: AbortSignal | undefined,
): Promise<Report> {
  const id = styleId === undefined ? chosenStyle(store) : styleId;
  if (id === null) return report;
  const style = requireStyle(store, id);
  if (report.sources.length === 0) return report;
  const items = report.sources.map(cslItem);
  const kept = keptOf.get(workbench) ?? new Map<string, Entries>();
  keptOf.set(workbench, kept);
  const key = createHash('sha256')
    .update(JSON.stringify([id, items]))
    .digest('hex');
  const refusal = (why: 'failed' | 'too-slow', detail: string): AssayError =>
    new AssayError('STYLE_UNUSABLE', { name: style.title, why, detail });
  const entries =
    kept.get(key) ??
    (await within(
      (limit) =>
        workbench.maintain('formatSources', { style: sourceOfStyle(store, style), items }, limit).catch((error: unknown) => {
          if (limit.aborted || error instanceof AssayError) throw error;
          workbench.log.error('style failed', error);
          throw refusal('failed', error instanceof Error ? error.message.slice(0, 300) : '');
        }),
      () => refusal('too-slow', ''),
      signal,
      patienceMs,
    ));
  kept.delete(key);
  kept.set(key, entries);
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
  // Sources are one object wherever the report refers to them.
  for (const [place, source] of report.sources.entries()) source.entry = entries[place] ?? null;
  return { ...report, sourceStyle: style.title };
}

/** A source as the style sees it; one that is only cited is a page where it has an address. */
function cslItem(source: ReportSource): CslItem {
  const { kind, title, publisher, byline, published, accessed, address, language } = source;
  const nearest = address.trim() === '' ? 'document' : 'webpage';
  const citation = writtenOf({ kind: kind ?? nearest, title, publisher, byline, published, modified: null, accessed, address, language });
  return cslItemOf(citation, String(source.number));
}
