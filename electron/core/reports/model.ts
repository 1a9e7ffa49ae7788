import type { ElementContent } from 'hast';
import type { ReportGap } from '../../../shared/contract/reports.ts';
import type {
  Block,
  Checkability,
  ClaimStatus,
  ClaimType,
  Confidence,
  DocumentKind,
  Priority,
  Relation,
  Stance,
  TextRange,
  Verdict,
  Wording,
} from '../../../shared/domain/entities.ts';
import type { Rating, RatingScale } from '../../../shared/domain/ratings.ts';

/** A document, or a citation of one that is not in the case, under the number by which the report refers to it. */
export interface ReportSource {
  number: number;
  title: string;
  kind: DocumentKind | null;
  publisher: string;
  byline: string;
  published: string | null;
  accessed: string | null;
  address: string;
  language: string;
  /** As the chosen style sets it: a few inline elements; null where none is chosen, or it says nothing of this source. */
  entry: ElementContent[] | null;
  /** What is kept in the case; null for a source that is only cited. */
  kept: { fileName: string; size: number; sha256: string; version: number; importedAt: string; transcript: boolean } | null;
}

/** Words of a source, as the report quotes them. */
export interface ReportQuote {
  exact: string;
  source: ReportSource;
  /** For people: “paragraph 7”; empty where the source is only cited. */
  locator: string;
  /** Whether the stored text says these words at that place; null where there is no stored text. */
  matches: boolean | null;
  /** A newer version of the source waits for review at that place. */
  waiting: boolean;
}

export interface ReportSighting {
  quote: ReportQuote;
  relation: Relation;
  wording: Wording;
  statementDate: string | null;
  venue: string;
  attribution: string;
}

export interface ReportEvidence {
  id: string;
  /** Counts within the claim, from 1. */
  number: number;
  stance: Stance;
  quote: ReportQuote;
  /** Markdown */
  comment: string;
  credibility: number | null;
  /** Number of the item that this one merely relays. */
  relays: number | null;
  /** Which origin it goes back to: items with the same number here are one origin. */
  origin: number;
}

export interface ReportVerdict {
  axis: Verdict['axis'];
  rating: Rating | null;
  confidence: Confidence;
  /** First sentence of the rationale, as plain text. */
  conclusion: string;
  /** Markdown */
  rationale: string;
  /** Markdown */
  whatWouldChange: string;
  asOf: string;
  noEvidenceReason: string;
  author: string;
  at: string;
}

export interface ReportClaim {
  id: string;
  number: number;
  text: string;
  shortText: string;
  claimant: string;
  claimantRole: string;
  type: ClaimType;
  checkability: Checkability;
  claimDate: string | null;
  priority: Priority;
  status: ClaimStatus;
  selectionReason: string;
  labels: string[];
  updatedAt: string;
  sightings: ReportSighting[];
  evidence: ReportEvidence[];
  /** How many origins the evidence for and against goes back to. */
  origins: number;
  /** The verdict that stands on each axis, “is it true” first. */
  standing: ReportVerdict[];
  /** Verdicts that were superseded, newest first. */
  earlier: ReportVerdict[];
  gaps: ReportGap[];
}

export interface ReportGroup {
  title: string;
  /** Set when the group is a rating. */
  rating: Rating | null;
  /** Set when the group is an article. */
  source: ReportSource | null;
  claims: ReportClaim[];
}

/** A stretch of an annexed article that claims refer to. */
export interface AnnexMark extends TextRange {
  claims: number[];
}

export interface ReportAnnex {
  source: ReportSource;
  text: string;
  blocks: Block[];
  marks: AnnexMark[];
}

/** All that a report says, before it takes any form. */
export interface Report {
  title: string;
  caseName: string;
  /** Moment of the newest operation: ISO 8601 UTC. */
  generatedAt: string;
  /** Who made the newest operation. */
  checker: string;
  version: string;
  groupBy: 'article' | 'rating';
  /** The state of the case's journal that the report was made from. */
  journal: { seq: number; hash: string };
  scale: RatingScale;
  claims: ReportClaim[];
  groups: ReportGroup[];
  sources: ReportSource[];
  /** Title of the style that they are set in; null where it is Assay's own. */
  sourceStyle: string | null;
  gaps: ReportGap[];
  annex: ReportAnnex[];
}

/** The rating a claim is listed under: its verdict's on truth, else its verdict's on whether it was said. */
export function headline(claim: ReportClaim): ReportVerdict | null {
  return claim.standing[0] ?? null;
}
