import { ORPCError } from '@orpc/client';
import type { ReportFormat, ReportOptions } from '../../shared/contract/reports.ts';
import { client } from '../api/client.ts';
import { failureOf } from '../api/errors.ts';
import { useClaimWork } from '../state/claimWork.ts';
import { useWorkspace } from '../state/workspace.ts';
import { download } from './download.ts';

export const reportFormatNames: Record<ReportFormat, string> = { html: 'HTML', pdf: 'PDF', md: 'Markdown', csv: 'CSV' };

/** What the report is made of now: the choices of the report view, with the claims they stand for. */
export async function reportOptions(): Promise<ReportOptions> {
  const { scope, title, groupBy, annex, citationStyle } = useClaimWork.getState().report;
  const { selectedClaimIds, claimFilter, claimSort } = useWorkspace.getState();
  const claimIds =
    scope === 'all'
      ? null
      : scope === 'selected'
        ? selectedClaimIds
        : (await client.claims.ids({ filter: claimFilter, sort: claimSort })).ids;
  const here = citationStyle && (await client.cases.current({}))?.caseId === citationStyle.caseId;
  return { claimIds, title, groupBy, annex, ...(here ? { citationStyle: citationStyle.styleId } : {}) };
}

/** Writes the report in a format and hands it to the person as a download. Failures stand in the report view. */
export async function exportReport(format: ReportFormat): Promise<void> {
  const work = useClaimWork.getState();
  const workspace = useWorkspace.getState();
  if (work.exporting) return;
  workspace.show('report');
  const controller = new AbortController();
  work.setExportFailure(null);
  work.setExporting({ format, stop: () => controller.abort() });
  try {
    const { file } = await client.reports.export({ ...(await reportOptions()), format }, { signal: controller.signal });
    download(file);
    workspace.toast({ tone: 'done', text: `${file.name} was made. It is where your downloads go.` });
  } catch (error) {
    if (controller.signal.aborted) workspace.toast({ tone: 'done', text: 'Export stopped. No file was made.' });
    else if (error instanceof ORPCError) work.setExportFailure({ format, message: failureOf(error).message });
    else throw error;
  } finally {
    work.setExporting(null);
  }
}
