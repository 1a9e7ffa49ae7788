import * as z from 'zod';
import { textRange } from './entities.ts';
import { id, instant, revision, sha256 } from './ids.ts';

/** What was found of a passage in a new version of its article; see `AnchorState` of `shared/text/reanchor`. */
export const reanchorState = z.enum(['exact', 'moved', 'changed', 'review', 'lost']);
export type ReanchorState = z.infer<typeof reanchorState>;
export const reanchorMethod = z.enum(['same-text', 'map', 'search', 'none']);
export type ReanchorMethod = z.infer<typeof reanchorMethod>;

/**
 * What was decided about it. placed: its words are there without doubt, so it went along by itself; waiting: a person has to look;
 * accepted, by-hand, kept: a person took a proposed place, showed one, or left it on the old version; superseded: a still newer
 * version came before anybody decided, and the passage was looked for there.
 */
export const reanchorDecision = z.enum(['placed', 'waiting', 'accepted', 'by-hand', 'kept', 'superseded']);
export type ReanchorDecision = z.infer<typeof reanchorDecision>;

export const reanchorStateNames: Record<ReanchorState, string> = {
  exact: 'Same words',
  moved: 'Same words, moved',
  changed: 'Words changed',
  review: 'In doubt',
  lost: 'Not found',
};

export const reanchorDecisionNames: Record<ReanchorDecision, string> = {
  placed: 'Went along by itself',
  waiting: 'Waits for review',
  accepted: 'Proposed place accepted',
  'by-hand': 'Placed by hand',
  kept: 'Kept on the old version',
  superseded: 'Looked for again in a newer version',
};

export const reanchorMethodNames: Record<ReanchorMethod, string> = {
  'same-text': 'The same text',
  map: 'The difference of both texts',
  search: 'Searching for its words',
  none: 'Nothing',
};

/** One version of an article, without its text. */
export const versionSummary = z.object({
  id,
  number: z.int().positive(),
  current: z.boolean(),
  fileName: z.string(),
  mediaType: z.string(),
  /** bytes of the original */
  size: z.int(),
  sha256,
  textLength: z.int(),
  importedAt: instant,
  /** How many passages stand on it, and how many of them wait for review. */
  passages: z.int(),
  waiting: z.int(),
});
export type VersionSummary = z.infer<typeof versionSummary>;

/** Words of a version with what stands around them. */
export const quotedPlace = z.object({
  ranges: z.array(textRange).min(1),
  exact: z.string(),
  /** Up to 200 UTF-16 code units of the same text. */
  before: z.string(),
  after: z.string(),
});
export type QuotedPlace = z.infer<typeof quotedPlace>;

export const proposal = quotedPlace.extend({
  /** 0..1, how much it reads like the passage. */
  score: z.number().min(0).max(1),
  method: reanchorMethod,
});

/** A passage that waits for the analyst: where it stands still, and the places that were proposed, best first. */
export const waitingPassage = z.object({
  id,
  revision,
  passageId: id,
  documentId: id,
  fromVersionId: id,
  versionId: id,
  state: reanchorState,
  score: z.number().min(0).max(1),
  method: reanchorMethod,
  old: quotedPlace,
  proposals: z.array(proposal),
  /** Claims that rest on it. */
  claims: z.array(z.object({ id, shortText: z.string() })),
});
export type WaitingPassage = z.infer<typeof waitingPassage>;

/** How many passages came to what when a version was added. */
export const reanchorCounts = z.object({
  exact: z.int(),
  moved: z.int(),
  changed: z.int(),
  review: z.int(),
  lost: z.int(),
  waiting: z.int(),
});
export type ReanchorCounts = z.infer<typeof reanchorCounts>;

/** A stretch in which two texts differ; an empty range: nothing stands for it on that side, and where it would stand. */
export const textDifference = z.object({ kind: z.enum(['added', 'removed', 'changed', 'moved']), old: textRange, new: textRange });
export type TextDifference = z.infer<typeof textDifference>;

/** `41 passages exact, 3 moved, 2 wait`: what became of passages, in one line; empty where there were none. */
export function countsInWords({ exact, moved, waiting }: ReanchorCounts): string {
  const parts = [
    exact > 0 ? `${exact.toLocaleString('en')} ${exact === 1 ? 'passage' : 'passages'} exact` : '',
    moved > 0 ? `${moved.toLocaleString('en')} ${exact > 0 ? '' : moved === 1 ? 'passage ' : 'passages '}moved` : '',
    waiting > 0
      ? `${waiting.toLocaleString('en')} ${exact + moved > 0 ? '' : waiting === 1 ? 'passage ' : 'passages '}${waiting === 1 ? 'waits' : 'wait'}`
      : '',
  ].filter((part) => part !== '');
  return parts.join(', ');
}

/** The extractor of texts that an analyst wrote for a file. */
export const transcriptExtractor = 'transcript/1';

/** Whether a text was written by an analyst, and not read out of its file. */
export function isTranscript({ extractor }: { extractor: string }): boolean {
  return extractor.startsWith('transcript/');
}
