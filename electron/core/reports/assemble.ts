import type { ReportOptions } from '../../../shared/contract/reports.ts';
import type {
  Checkability,
  ClaimStatus,
  ClaimType,
  Confidence,
  LooseCitation,
  Priority,
  Relation,
  Stance,
  Verdict,
  Wording,
} from '../../../shared/domain/entities.ts';
import type { RatingScale } from '../../../shared/domain/ratings.ts';
import { isTranscript } from '../../../shared/domain/versions.ts';
import { readCaseInfo, readScale } from '../cases/queries.ts';
import type { Store } from '../store/open.ts';
import { findGaps } from './gaps.ts';
import { byArticle, byRating, groupBy, mergeMarks, numbered } from './grouping.ts';
import type {
  AnnexMark,
  Report,
  ReportAnnex,
  ReportClaim,
  ReportEvidence,
  ReportQuote,
  ReportSighting,
  ReportSource,
  ReportVerdict,
} from './model.ts';
import { findOrigins } from './origins.ts';
import { firstSentence } from './prose.ts';
import {
  readAllClaims,
  readClaims,
  readEvidence,
  readLabelNames,
  readNewestOperation,
  readPassages,
  readSightings,
  readVerdicts,
  readVersions,
  type ClaimRecord,
  type EvidenceRecord,
  type PassageRecord,
  type SightingRecord,
  type VerdictRecord,
  type VersionRecord,
} from './queries.ts';
import { locate, sliceRanges } from './quotes.ts';

/**
 * Reads the case into the model of a report, all from one state of the case. The moment and the person that it names are
 * those of the newest operation, so that one state of the case always makes the same report, now or looked back upon.
 * `version` is that of the application.
 */
export function assembleReport(store: Store, options: ReportOptions, version: string): Report {
  return store.db.transaction(() => {
    const records = options.claimIds ? readClaims(store, options.claimIds) : readAllClaims(store);
    const scale = readScale(store);
    const caseName = readCaseInfo(store).name;
    const { seq, hash, at, actor } = readNewestOperation(store);
    const material = readMaterial(store, records);
    const sources = openSources();
    const read = records.map((record) => assembleClaim(record, material, sources, scale));
    const groups = numbered(options.groupBy === 'article' ? byArticle(read) : byRating(read, scale));
    const claims = groups.flatMap((group) => group.claims);
    return {
      title: options.title.trim() || caseName,
      caseName,
      generatedAt: at,
      checker: actor,
      version,
      groupBy: options.groupBy,
      journal: { seq, hash },
      scale,
      claims,
      groups,
      sources: sources.all,
      sourceStyle: null,
      gaps: claims.flatMap((claim) => claim.gaps),
      annex: options.annex ? assembleAnnex(claims, material, sources) : [],
    };
  })();
}

interface Material {
  sightings: Map<string, SightingRecord[]>;
  evidence: Map<string, EvidenceRecord[]>;
  verdicts: Map<string, VerdictRecord[]>;
  labels: Map<string, { claimId: string; name: string }[]>;
  passages: Map<string, PassageRecord>;
  versions: Map<string, VersionRecord>;
}

/** A handful of queries for the whole report, however many claims it has. */
function readMaterial(store: Store, claims: readonly ClaimRecord[]): Material {
  const ids = claims.map((claim) => claim.id);
  const sightings = readSightings(store, ids);
  const evidence = readEvidence(store, ids);
  const passages = readPassages(store, [
    ...sightings.map((row) => row.passage_id),
    ...evidence.flatMap((row) => (row.passage_id ? [row.passage_id] : [])),
  ]);
  return {
    sightings: groupBy(sightings, (row) => row.claim_id),
    evidence: groupBy(evidence, (row) => row.claim_id),
    verdicts: groupBy(readVerdicts(store, ids), (row) => row.claim_id),
    labels: groupBy(readLabelNames(store, ids), (row) => row.claimId),
    passages,
    versions: readVersions(
      store,
      [...passages.values()].map((passage) => passage.versionId),
    ),
  };
}

type Sources = ReturnType<typeof openSources>;

/** Numbers sources in the order in which the report first refers to them. */
function openSources() {
  const all: ReportSource[] = [];
  const byKey = new Map<string, ReportSource>();
  const add = (key: string, make: () => Omit<ReportSource, 'number'>): ReportSource => {
    const known = byKey.get(key);
    if (known) return known;
    const source = { number: all.length + 1, ...make() };
    byKey.set(key, source);
    all.push(source);
    return source;
  };
  return {
    all,
    ofVersion: (version: VersionRecord): ReportSource =>
      add(version.id, () => ({
        title: version.title || version.fileName,
        kind: version.kind,
        publisher: version.publisher,
        byline: version.byline,
        published: version.published,
        accessed: version.accessed,
        address: version.address,
        language: version.language,
        entry: null,
        kept: {
          fileName: version.fileName,
          size: version.size,
          sha256: version.originalSha256,
          version: version.number,
          importedAt: version.importedAt,
          transcript: isTranscript(version),
        },
      })),
    ofCitation: (citation: LooseCitation): ReportSource =>
      add(citationKey(citation), () => ({
        title: citation.title,
        kind: null,
        publisher: citation.publisher,
        byline: '',
        published: citation.published,
        accessed: citation.accessed,
        address: citation.address,
        language: '',
        entry: null,
        kept: null,
      })),
  };
}

/** The same work cited twice is one source: told by its address, else by who published what and when. */
function citationKey({ address, title, publisher, published }: LooseCitation): string {
  return JSON.stringify(address.trim() ? [address.trim()] : [title.trim(), publisher.trim(), published]);
}

function assembleClaim(record: ClaimRecord, material: Material, sources: Sources, scale: RatingScale): ReportClaim {
  const sightings = (material.sightings.get(record.id) ?? []).map((row) => assembleSighting(row, material, sources));
  const { evidence, origins } = assembleEvidence(material.evidence.get(record.id) ?? [], material, sources);
  const verdicts = material.verdicts.get(record.id) ?? [];
  const superseded = new Set(verdicts.map((row) => row.supersedes_id));
  const standing = verdicts.filter((row) => !superseded.has(row.id));
  const claim = {
    id: record.id,
    number: 0,
    text: record.text,
    shortText: record.short_text,
    claimant: record.claimant ?? '',
    claimantRole: record.claimantRole ?? '',
    type: record.type as ClaimType,
    checkability: record.checkability as Checkability,
    claimDate: record.claim_date,
    priority: record.priority as Priority,
    status: record.status as ClaimStatus,
    selectionReason: record.selection_reason,
    labels: (material.labels.get(record.id) ?? []).map((label) => label.name),
    updatedAt: record.updated_at,
    sightings,
    evidence,
    origins,
    standing: (['true', 'said'] as const).flatMap((axis) =>
      standing.filter((row) => row.axis === axis).map((row) => assembleVerdict(row, scale)),
    ),
    earlier: verdicts.filter((row) => superseded.has(row.id)).map((row) => assembleVerdict(row, scale)),
  };
  return { ...claim, gaps: findGaps(claim) };
}

function assembleSighting(row: SightingRecord, material: Material, sources: Sources): ReportSighting {
  return {
    quote: quotePassage(row.passage_id, material, sources),
    relation: row.relation as Relation,
    wording: row.wording as Wording,
    statementDate: row.statement_date,
    venue: row.venue,
    attribution: row.attribution,
  };
}

function assembleEvidence(rows: readonly EvidenceRecord[], material: Material, sources: Sources) {
  const quotes = new Map(rows.map((row) => [row.id, quoteEvidence(row, material, sources)]));
  const origins = findOrigins(
    rows.map((row) => ({ id: row.id, sourceKey: String(quotes.get(row.id)!.source.number), derivedFromId: row.derived_from_id })),
  );
  const numbers = new Map(rows.map((row, index) => [row.id, index + 1]));
  const evidence = rows.map((row, index): ReportEvidence => ({
    id: row.id,
    number: index + 1,
    stance: row.stance as Stance,
    quote: quotes.get(row.id)!,
    comment: row.comment,
    credibility: row.credibility,
    relays: (row.derived_from_id && numbers.get(row.derived_from_id)) || null,
    origin: origins.get(row.id)!,
  }));
  return { evidence, origins: new Set(evidence.filter((item) => item.stance !== 'context').map((item) => item.origin)).size };
}

function quoteEvidence(row: EvidenceRecord, material: Material, sources: Sources): ReportQuote {
  if (row.passage_id) return quotePassage(row.passage_id, material, sources);
  const citation = JSON.parse(row.citation!) as LooseCitation;
  return { exact: citation.quote, source: sources.ofCitation(citation), locator: '', matches: null, waiting: false };
}

function quotePassage(passageId: string, { passages, versions }: Material, sources: Sources): ReportQuote {
  const passage = passages.get(passageId)!;
  const version = versions.get(passage.versionId)!;
  return {
    exact: passage.exact,
    source: sources.ofVersion(version),
    locator: locate(version.blocks, passage.ranges),
    matches: sliceRanges(version.text, passage.ranges) === passage.exact,
    waiting: passage.waiting,
  };
}

function assembleVerdict(row: VerdictRecord, scale: RatingScale): ReportVerdict {
  return {
    axis: row.axis as Verdict['axis'],
    rating: scale.ratings.find((rating) => rating.id === row.rating_id) ?? null,
    confidence: row.confidence as Confidence,
    conclusion: firstSentence(row.rationale),
    rationale: row.rationale,
    whatWouldChange: row.what_would_change,
    asOf: row.as_of,
    noEvidenceReason: row.no_evidence_reason,
    author: row.author,
    at: row.created_at,
  };
}

/** The texts of all articles that claims were found or evidence stands in, with those passages marked. */
function assembleAnnex(claims: readonly ReportClaim[], material: Material, sources: Sources): ReportAnnex[] {
  const marks = new Map<string, AnnexMark[]>();
  for (const { id, number } of claims) {
    const uses = [...(material.sightings.get(id) ?? []), ...(material.evidence.get(id) ?? [])];
    for (const { passage_id } of uses) {
      const passage = passage_id ? material.passages.get(passage_id) : undefined;
      if (!passage) continue;
      const list = marks.get(passage.versionId) ?? [];
      list.push(...passage.ranges.map((range) => ({ ...range, claims: [number] })));
      marks.set(passage.versionId, list);
    }
  }
  return [...marks]
    .map(([versionId, list]) => {
      const version = material.versions.get(versionId)!;
      return { source: sources.ofVersion(version), text: version.text, blocks: version.blocks, marks: mergeMarks(list) };
    })
    .toSorted((a, b) => a.source.number - b.source.number);
}
