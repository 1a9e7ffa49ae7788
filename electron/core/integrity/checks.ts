import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { CheckResult, IntegrityCheck } from '../../../shared/contract/integrity.ts';
import type { Block, TextLink, TextRange } from '../../../shared/domain/entities.ts';
import { extractionIdOf } from '../store/extraction-id.ts';
import { genesis } from '../store/journal.ts';
import { quote } from '../../../shared/text/anchor.ts';
import { checkJournal } from './journal/queries.ts';
import {
  alteredDefinitions,
  bringUp,
  brokenPages,
  brokenReferences,
  checkRows,
  countPages,
  countReferences,
  formerPlaces,
  headOf,
  originals,
  passagesByVersion,
  textOfVersion,
  texts,
  trustNothing,
  versionLengths,
} from './queries.ts';
import { checkSearch } from './search/queries.ts';

type Report = (problem: string) => void;
/** Returns how many things were checked. */
type Check = (db: Database, report: Report, nativeBinding: string | undefined) => number;

const mostProblems = 100;
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

type Name = Exclude<IntegrityCheck['name'], 'side-journal'>;

const checks: Record<Name, { title: string; run: Check }> = {
  pages: {
    title: 'Pages of the file',
    run(db, report, nativeBinding) {
      brokenPages(db).forEach(report);
      bringUp(db);
      alteredDefinitions(db, nativeBinding).forEach(report);
      return countPages(db);
    },
  },
  rows: { title: 'Rows and their hashes', run: checkRows },
  references: {
    title: 'References between rows',
    run(db, report) {
      brokenReferences(db).forEach(report);
      return countReferences(db);
    },
  },
  journal: { title: 'Journal of changes', run: checkJournal },
  originals: {
    title: 'Original files',
    run(db, report) {
      let checked = 0;
      for (const original of originals(db)) {
        checked++;
        if (original.size !== original.bytes.length || sha256(original.bytes) !== original.sha256)
          report(`The original ${original.sha256} is not the file that was imported.`);
      }
      return checked;
    },
  },
  texts: {
    title: 'Texts of the articles',
    run(db, report) {
      let checked = 0;
      for (const stored of texts(db)) {
        const { id, text, textSha256, blocks, links } = stored;
        checked++;
        if (sha256(text) !== textSha256 || extractionIdOf(stored) !== id) report(`The text ${id} is not what was read from its original.`);
        if (!inOrder(JSON.parse(blocks) as Block[], text.length)) report(`The blocks of the text ${id} do not fit it.`);
        if (links !== null && !inOrder(JSON.parse(links) as TextLink[], text.length)) report(`The links of the text ${id} do not fit it.`);
      }
      for (const { id, textLength, text } of versionLengths(db))
        if (text.length !== textLength) report(`The version ${id} says that its text has another length.`);
      return checked;
    },
  },
  quotes: {
    title: 'Quotes of the passages',
    run(db, report) {
      let checked = 0;
      let current = { versionId: '', text: '' };
      const says = (versionId: string, ranges: TextRange[], exact: string): boolean => {
        checked++;
        if (current.versionId !== versionId) current = { versionId, text: textOfVersion(db, versionId) ?? '' };
        return quote(current.text, ranges) === exact;
      };
      for (const { id, versionId, ranges, exact } of passagesByVersion(db))
        if (!says(versionId, ranges, exact)) report(`The passage ${id} does not say what its article says at that place.`);
      for (const { id, versionId, ranges, exact } of formerPlaces(db))
        if (!says(versionId, ranges, exact))
          report(`Where a passage stood before (${id}) the old version of its article says something else.`);
      return checked;
    },
  },
  search: { title: 'Search index', run: checkSearch },
};

function inOrder(stretches: readonly TextRange[], length: number): boolean {
  let end = 0;
  return stretches.every((stretch) => {
    const fits = stretch.start >= end && stretch.end >= stretch.start && stretch.end <= length;
    end = stretch.end;
    return fits;
  });
}

/** Runs one check. A file too damaged to be read is a finding, not a failure of the check. */
function run(db: Database, name: Name, nativeBinding: string | undefined): IntegrityCheck {
  const { title, run: check } = checks[name];
  const problems: string[] = [];
  let checked = 0;
  try {
    checked = check(db, (problem) => problems.length < mostProblems && problems.push(problem), nativeBinding);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    problems.push(`It could not be read to the end: ${error.message}.`);
  }
  return { name, title, checked, problems };
}

interface CheckOptions {
  /** Called between checks; a throw ends them. */
  tick: () => void;
  nativeBinding: string | undefined;
}

/** Runs every check over a connection that may write, in the order in which they are shown. An older format is brought up there first. */
export function checkAll(db: Database, { tick, nativeBinding }: CheckOptions): CheckResult {
  trustNothing(db);
  const results = (Object.keys(checks) as Name[]).map((name) => {
    tick();
    return run(db, name, nativeBinding);
  });
  const { seq, hash: head } = readable(() => headOf(db)) ?? { seq: 0, hash: genesis };
  return { ok: results.every((result) => result.problems.length === 0), checks: results, seq, head };
}

/** What can be read, null where the file is too damaged. */
function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
