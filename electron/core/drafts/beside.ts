import { closeSync, existsSync, fdatasyncSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Draft } from '../../../shared/contract/drafts.ts';
import { hashOfValues } from '../store/row-hash.ts';
import { syncFolder } from '../store/sync.ts';

/** The state in which a field was left: its words, or null once they were recorded or thrown away. */
type DraftState = Omit<Draft, 'text'> & { text: string | null };

/** What the file beside a case tells of its drafts. */
interface DraftsTold {
  caseId: string;
  newest: ReadonlyMap<string, DraftState>;
  /** Hashes of every state that it tells of. */
  hashes: ReadonlySet<string>;
  /** The case was closed properly afterwards, and has them all itself. */
  closed: boolean;
}

/** The drafts of an open case a second time. Neither call throws: a draft is kept by the case, whatever becomes of this file. */
export interface DraftsBeside {
  keep(draft: Draft): void;
  drop(keys: readonly string[], at: string): void;
  /** Writes all that the case has, while it can still be read. */
  closing(): void;
  /** Leaves all as it is: the case can be read no more. */
  abandon(): void;
  /** Notes that the case is one whole file again, or takes away what is not needed beside it. */
  closed(): void;
}

const header = (caseId: string): string => `${JSON.stringify({ assay: 'drafts', format: 1, caseId })}\n`;
const hashOf = ({ key, text, at }: DraftState): string => hashOfValues([key, text, at]);
const lineOf = ({ key, text, at }: DraftState): string => `${JSON.stringify({ key, text, at, hash: hashOf({ key, text, at }) })}\n`;
const closedLine = `${JSON.stringify({ closed: true })}\n`;

/** Typing writes a line a time: past so many bytes, and so many times what is needed, the file is begun anew. */
const roomy = { bytes: 262_144, times: 4 };

/** Where the drafts of a case lie a second time: hidden beside it. */
export const draftFilePath = (casePath: string): string => join(dirname(casePath), `.${basename(casePath)}.drafts`);

/** What the file beside a case tells of its drafts, without the lines that are damaged; null where there is none that can be read. */
export function readDraftsBeside(casePath: string): DraftsTold | null {
  let lines: unknown[];
  try {
    lines = readFileSync(draftFilePath(casePath), 'utf8').split('\n').map(parse);
  } catch {
    return null;
  }
  const { assay, caseId } = Object(lines[0]) as { assay?: unknown; caseId?: unknown };
  if (assay !== 'drafts' || typeof caseId !== 'string') return null;
  const newest = new Map<string, DraftState>();
  const hashes = new Set<string>();
  let closed = false;
  for (const line of lines.slice(1)) {
    const { hash, ...state } = Object(line) as DraftState & { hash?: string; closed?: boolean };
    closed = state.closed === true || (closed && hash === undefined);
    if (hash === undefined || hashOf(state) !== hash) continue;
    newest.set(state.key, { key: state.key, text: state.text, at: state.at });
    hashes.add(hash);
  }
  return { caseId, newest, hashes, closed };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * What these drafts of a case lack of what is told beside it: those to be written again, and the keys of those that were recorded or
 * thrown away since. A state that the file does not know came after it, unless the clock says otherwise.
 */
export function lostDrafts(drafts: readonly Draft[], { newest, hashes }: DraftsTold): { written: Draft[]; dropped: string[] } {
  const there = new Map(drafts.map((draft) => [draft.key, draft]));
  const lost = [...newest.values()].filter((state) => {
    const draft = there.get(state.key);
    if (!draft) return state.text !== null;
    return hashOf(draft) !== hashOf(state) && (hashes.has(hashOf(draft)) || draft.at < state.at);
  });
  return {
    written: lost.flatMap(({ key, text, at }) => (text === null ? [] : [{ key, text, at }])),
    dropped: lost.filter(({ text }) => text === null).map(({ key }) => key),
  };
}

/**
 * Keeps the drafts of an open case a second time, synced before one is acknowledged: SQLite forgets without a word what stood in a
 * damaged write-ahead log, and drafts are no part of the history that the journal repeats. `failed` hears what the system throws.
 */
export function keepDraftsBeside(casePath: string, caseId: string, drafts: () => Draft[], failed: (error: unknown) => void): DraftsBeside {
  const path = draftFilePath(casePath);
  let file: number | null = null;
  let size = 0;
  let needed = 0;
  let some = false;

  function put(text: string): void {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) {
      const now = writeSync(file!, bytes, written, bytes.length - written, size);
      written += now;
      size += now;
    }
    fdatasyncSync(file!);
  }

  function letGo(): void {
    const held = file;
    file = null;
    if (held !== null) closeSync(held);
  }

  /** Writes the file anew from the case: whole, or not at all. */
  function begin(): void {
    letGo();
    setAsideAnothers();
    const next = `${path}.new`;
    file = openSync(next, 'w', 0o600);
    size = 0;
    put(header(caseId) + drafts().map(lineOf).join(''));
    renameSync(next, path);
    syncFolder(dirname(path));
    needed = size;
  }

  /** Words of a case that lay here before are not ours to delete. */
  function setAsideAnothers(): void {
    const told = readDraftsBeside(casePath);
    if (!told || told.caseId === caseId) return;
    let copy = 1;
    while (existsSync(`${path}.${copy}`)) copy++;
    renameSync(path, `${path}.${copy}`);
  }

  function append(lines: string): void {
    attempt(() => {
      // The case has it already: it is written with all the others.
      if (file === null || fstatSync(file).nlink === 0 || size > Math.max(roomy.bytes, needed * roomy.times)) begin();
      else put(lines);
    });
  }

  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      try {
        letGo();
      } catch {
        // What was written before was synced.
      }
      failed(error);
    }
  }

  return {
    keep: (draft) => append(lineOf(draft)),
    drop: (keys, at) => append(keys.map((key) => lineOf({ key, text: null, at })).join('')),
    closing() {
      attempt(() => {
        some = drafts().length > 0;
        if (some) begin();
      });
    },
    abandon: () => attempt(letGo),
    closed() {
      attempt(() => {
        // While a write-ahead log is left, what is in it can be lost.
        const folded = (statSync(`${casePath}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
        if (folded && some && file !== null) put(closedLine);
        letGo();
        if (folded && !some && readDraftsBeside(casePath)?.caseId === caseId) rmSync(path, { force: true });
      });
    },
  };
}
