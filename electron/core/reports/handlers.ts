import type { ReportFormat, ReportOptions } from '../../../shared/contract/reports.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import { inCase, type CaseContext } from '../procedure.ts';
import { assembleReport } from './assemble.ts';
import { reportCsv } from './csv.ts';
import { reportFileName } from './file-name.ts';
import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import type { Report } from './model.ts';
import { inStyle } from './sourceStyle.ts';
import { reportTree } from './template.ts';

const mediaTypes: Record<ReportFormat, string> = {
  html: 'text/html;charset=utf-8',
  pdf: 'application/pdf',
  md: 'text/markdown;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
};

function assemble(context: CaseContext, options: ReportOptions, signal: AbortSignal | undefined): Promise<Report> {
  return inStyle(assembleReport(context.store, options, context.workbench.version), options.citationStyle, context, signal);
}

async function write(report: Report, format: ReportFormat, { workbench }: CaseContext, signal?: AbortSignal): Promise<string | Uint8Array> {
  if (format === 'csv') return reportCsv(report);
  const tree = reportTree(report);
  if (format === 'md') return reportMarkdown(tree);
  const html = reportHtml(tree, report.title, workbench.resourcesDir);
  if (format === 'html') return html;
  if (!workbench.printPdf) {
    throw new AssayError('PDF_UNAVAILABLE', { detail: 'there is no browser on this machine that could print it' });
  }
  return workbench.printPdf(html, signal);
}

export const reports = {
  preview: inCase.reports.preview.handler(async ({ input, context, signal }) => {
    const report = await assemble(context, input, signal);
    return { tree: reportTree(report), gaps: report.gaps, claims: report.claims.length, sources: report.sources.length };
  }),

  export: inCase.reports.export.handler(async ({ input: { format, ...options }, context, signal }) => {
    const report = await assemble(context, options, signal);
    const content = await write(report, format, context, signal);
    const name = reportFileName(report.title, report.generatedAt, format);
    return { file: new File([content], name, { type: mediaTypes[format] }), gaps: report.gaps };
  }),
};
