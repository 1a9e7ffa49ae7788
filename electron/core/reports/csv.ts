import Papa from 'papaparse';
import {
  checkabilityNames,
  claimStatusNames,
  claimTypeNames,
  confidenceNames,
  credibilityName,
  priorityNames,
  relationNames,
  wordingNames,
} from '../../../shared/domain/wording.ts';
import { headline, type Report, type ReportClaim, type ReportEvidence, type ReportQuote } from './model.ts';

/**
 * What a spreadsheet takes for the beginning of a formula, in plain and in full-width form. Papa Parse's own pattern lets a
 * formula through when a line feed follows it.
 */
const formula = /^[=+\-@\t\r＝＋－＠]/;

/** The claims of a report as a table with their evidence, one row a claim: UTF-8 with byte order mark, CRLF, no live formula. */
export function reportCsv(report: Report): string {
  const rows = report.claims.map((claim) => ({ ...claimCells(claim), ...stateCells(report) }));
  const fields = Object.keys(rows[0] ?? { ...claimCells(nothing), ...stateCells(report) });
  const data = rows.map((row: Record<string, string | number>) => fields.map((field) => row[field]));
  return `\ufeff${Papa.unparse({ fields, data }, { newline: '\r\n', escapeFormulae: formula })}\r\n`;
}

/** Which state of the case a row was made from, so that it can be told after the table was cut up or merged. */
function stateCells({ journal }: Report): Record<string, string | number> {
  return { 'Journal operation': journal.seq, 'Journal hash': journal.hash };
}

function claimCells(claim: ReportClaim): Record<string, string | number> {
  const verdict = headline(claim);
  const evidence = (stance: ReportEvidence['stance']) => claim.evidence.filter((item) => item.stance === stance);
  return {
    Number: claim.number,
    Claim: claim.text,
    'Short text': claim.shortText,
    Claimant: claim.claimant,
    'Claim date': claim.claimDate ?? '',
    Type: claimTypeNames[claim.type],
    Checkability: checkabilityNames[claim.checkability],
    Status: claimStatusNames[claim.status],
    Priority: priorityNames[claim.priority],
    Labels: claim.labels.join('; '),
    Rating: verdict?.rating?.name ?? '',
    Letter: verdict?.rating?.letter ?? '',
    Confidence: verdict ? confidenceNames[verdict.confidence] : '',
    'As of': verdict?.asOf ?? '',
    Conclusion: verdict?.conclusion ?? '',
    Rationale: verdict?.rationale ?? '',
    'What would change it': verdict?.whatWouldChange ?? '',
    'Verdict by': verdict?.author ?? '',
    'Why selected': claim.selectionReason,
    Articles: [...new Set(claim.sightings.map((sighting) => sighting.quote.source.title))].join('; '),
    Sightings: claim.sightings
      .map((item) => `${quoted(item.quote)} (${relationNames[item.relation]}, ${wordingNames[item.wording].toLowerCase()})`)
      .join('\n'),
    'For (count)': evidence('supports').length,
    'Against (count)': evidence('refutes').length,
    'Context (count)': evidence('context').length,
    Origins: claim.origins,
    'Evidence for': evidence('supports').map(evidenceLine).join('\n'),
    'Evidence against': evidence('refutes').map(evidenceLine).join('\n'),
    Context: evidence('context').map(evidenceLine).join('\n'),
    Missing: claim.gaps.map((gap) => gap.message).join(' '),
    Updated: claim.updatedAt,
    Id: claim.id,
  };
}

function evidenceLine(item: ReportEvidence): string {
  const credibility = item.credibility ? ` Credibility ${item.credibility}: ${credibilityName(item.credibility).toLowerCase()}.` : '';
  const relays = item.relays ? ` Relays item ${item.relays}.` : '';
  const comment = item.comment.trim() ? ` ${item.comment.trim().replaceAll(/\s+/g, ' ')}` : '';
  return `${item.number}. ${quoted(item.quote)}${comment}${credibility}${relays}`;
}

function quoted({ exact, source, locator }: ReportQuote): string {
  const words = exact.trim() ? `“${exact.replaceAll(/\s+/g, ' ').trim()}” ` : '';
  return `${words}[${source.number}] ${[source.title, source.publisher, source.published ?? '', locator].filter(Boolean).join(', ')}`;
}

/** Names the columns of a table without rows. */
const nothing: ReportClaim = {
  id: '',
  number: 0,
  text: '',
  shortText: '',
  claimant: '',
  claimantRole: '',
  type: 'event',
  checkability: 'checkable',
  claimDate: null,
  priority: 'normal',
  status: 'new',
  selectionReason: '',
  labels: [],
  updatedAt: '',
  sightings: [],
  evidence: [],
  origins: 0,
  standing: [],
  earlier: [],
  gaps: [],
};
