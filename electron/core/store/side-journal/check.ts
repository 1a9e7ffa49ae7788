import type { Database } from 'better-sqlite3';
import { openCaseSide } from './case-side.ts';
import type { JournalHeader } from './lines.ts';
import { openJournalFile, type JournalFile } from './reading.ts';

/** What a side journal holds, every line of it verified. */
export interface JournalSurvey {
  /** Null when the first line is damaged. */
  header: JournalHeader | null;
  /** Operations that are whole. */
  operations: number;
  /** The hash of the history at every operation that is whole, by its number. */
  hashes: ReadonlyMap<number, string>;
  /** The newest operation that is whole. */
  newest: { seq: number; at: string; label: string } | null;
  /** Does it end in the middle of a line? So it looks for a moment while a line is being written. */
  cut: boolean;
  /** What is wrong with it, in sentences; empty when all is well. */
  problems: string[];
  /** How many operations can be played onto a case whose history ends with this hash; null when it is not in the journal. */
  playableFrom(seq: number, hash: string): number | null;
}

const mostProblems = 100;

/** Reads a side journal from its first line to its last and verifies each. `tick` is called now and then. Throws the system's error. */
export function readSideJournal(path: string, tick: () => void = () => undefined): JournalSurvey {
  const file = openJournalFile(path);
  try {
    return survey(file, tick);
  } finally {
    file.close();
  }
}

function survey(file: JournalFile, tick: () => void): JournalSurvey {
  const problems: string[] = [];
  const report = (problem: string): void => void (problems.length < mostProblems && problems.push(problem));
  const hashes = new Map<number, string>();
  /** Operations that follow on the one before them, by number: where a run ends, a line is damaged or missing. */
  const linked = new Set<number>();
  const start = file.header();
  let newest: JournalSurvey['newest'] = null;
  let last: { seq: number; hash: string } | null = start?.header ?? null;
  let contents: string[] = [];
  let number = 0;
  let end = 0;
  if (!start) report('The first line of the journal is damaged.');
  else hashes.set(start.header.seq, start.header.hash);
  for (const place of file.forward()) {
    number++;
    end = place.end;
    if (number % 256 === 0) tick();
    if (number === 1 && start) continue;
    const line = file.read(place);
    if (line?.is === 'content') contents.push(line.content.id);
    else if (line?.is === 'operation') {
      const { head, previous, hash } = line.operation;
      if (last && head.seq === last.seq + 1 && previous === last.hash) {
        if (line.content.every((id, index) => id === contents[index]) && line.content.length === contents.length) linked.add(head.seq);
        else report(`Content that operation ${head.seq} brought is missing in the journal.`);
      } else if (last) report(`Line ${number} of the journal does not follow on the operation before it.`);
      hashes.set(head.seq, hash);
      newest = { seq: head.seq, at: head.at, label: head.label };
      last = { seq: head.seq, hash };
      contents = [];
    } else if (number > 1) report(`Line ${number} of the journal is damaged.`);
  }
  return {
    header: start?.header ?? null,
    operations: hashes.size - (start ? 1 : 0),
    hashes,
    newest,
    cut: end > 0 && file.bytes({ start: end - 1, end })[0] !== 0x0a,
    problems,
    playableFrom(seq, hash) {
      if (hashes.get(seq) !== hash) return null;
      let reached = seq;
      while (linked.has(reached + 1)) reached++;
      return reached - seq;
    },
  };
}

/** How long a check waits for the line of an operation that was committed a moment ago, milliseconds, and how often. */
const patience = { time: 100, times: 5 };

/**
 * Verifies the side journal of a case: every line, and that it tells the same history as the case up to the same operation. The
 * writer may go on meanwhile: a journal that is ahead of the connection's view is held against `newestSeq`, the newest operation
 * of the case at this moment, and the line of the newest operation is given a moment. Returns how many operations were checked, and
 * what was found, in sentences.
 */
export function checkSideJournal(
  db: Database,
  path: string,
  tick: () => void = () => undefined,
  newestSeq: () => number = () => openCaseSide(db).head().seq,
): { checked: number; problems: string[] } {
  const side = openCaseSide(db);
  const head = side.head();
  for (let attempt = 1; ; attempt++) {
    tick();
    const result = compare(side, head, path, tick, newestSeq);
    if (!result.uneven || attempt === patience.times) return { checked: result.checked, problems: result.problems };
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience.time);
  }
}

function compare(
  side: ReturnType<typeof openCaseSide>,
  head: { seq: number; hash: string },
  path: string,
  tick: () => void,
  newestSeq: () => number,
): { checked: number; problems: string[]; uneven: boolean } {
  let found: JournalSurvey;
  try {
    found = readSideJournal(path, tick);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { checked: 0, problems: head.seq === 0 ? [] : ['There is no journal beside the case.'], uneven: false };
  }
  const problems = [...found.problems];
  const caseId = side.caseId();
  if (found.header && caseId !== '' && found.header.caseId !== '' && found.header.caseId !== caseId)
    problems.push('The journal belongs to another case.');
  for (const [seq, hash] of found.hashes) {
    if (seq > head.seq || side.hashAt(seq) === hash) continue;
    problems.push(`The journal and the case tell different histories from operation ${seq} on.`);
    break;
  }
  const reached = Math.max(found.newest?.seq ?? 0, found.header?.seq ?? 0);
  if (reached < head.seq) problems.push(`The journal ends with operation ${reached}, the case with ${head.seq}.`);
  // An operation is committed before its line is written: the case cannot be behind unless it has lost something.
  const lost = reached > head.seq ? Math.max(0, reached - newestSeq()) : 0;
  if (lost > 0) problems.push(`The journal goes on to operation ${reached}, of which the case has lost the last ${lost}.`);
  return { checked: found.operations, problems, uneven: found.cut || reached < head.seq || lost > 0 };
}
