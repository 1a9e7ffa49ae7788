import type { TextRange } from '../../../shared/domain/entities.ts';
import type { QuotedPlace, ReanchorMethod, ReanchorState, WaitingPassage } from '../../../shared/domain/versions.ts';
import { graphemeEdge } from '../../../shared/text/segment.ts';
import type { Store } from '../store/open.ts';
import type { StoredProposal } from './outcome.ts';
import { claimsOn, readStoredVersion, waitingRows } from './queries.ts';

/** UTF-16 code units around a quote that are shown with it. */
const contextLength = 200;

/** Passages of a document that wait for the analyst, with their words, the proposed ones, and what stands around both. */
export function waitingPassages(store: Store, documentId: string): WaitingPassage[] {
  const rows = waitingRows(store, documentId);
  const texts = new Map<string, string>();
  const textOf = (versionId: string): string => {
    let text = texts.get(versionId);
    if (text === undefined) texts.set(versionId, (text = readStoredVersion(store, versionId)!.text));
    return text;
  };
  const claims = Map.groupBy(
    claimsOn(
      store,
      rows.map((row) => row.passage_id),
    ),
    ({ passageId }) => passageId,
  );
  return rows.map((row) => ({
    id: row.id,
    revision: row.revision,
    passageId: row.passage_id,
    documentId: row.document_id,
    fromVersionId: row.from_version_id,
    versionId: row.version_id,
    state: row.state as ReanchorState,
    score: row.score / 1_000,
    method: row.method as ReanchorMethod,
    old: placeIn(textOf(row.from_version_id), JSON.parse(row.from_ranges) as TextRange[], row.from_exact),
    proposals: (JSON.parse(row.proposals) as StoredProposal[]).map(({ ranges, exact, score, method }) => ({
      ...placeIn(textOf(row.version_id), ranges, exact),
      score: score / 1_000,
      method,
    })),
    claims: (claims.get(row.passage_id) ?? []).map(({ id, shortText }) => ({ id, shortText })),
  }));
}

function placeIn(text: string, ranges: TextRange[], exact: string): QuotedPlace {
  const [start, end] = [ranges[0]!.start, ranges.at(-1)!.end];
  return {
    ranges,
    exact,
    before: text.slice(graphemeEdge(text, Math.max(0, start - contextLength), 'after'), start),
    after: text.slice(end, graphemeEdge(text, Math.min(text.length, end + contextLength), 'before')),
  };
}
