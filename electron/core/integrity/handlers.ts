import { createHash } from 'node:crypto';
import type { IntegrityCheck } from '../../../shared/contract/integrity.ts';
import type { Block } from '../../../shared/domain/entities.ts';
import { quote } from '../../../shared/text/anchor.ts';
import { inCase } from '../procedure.ts';
import { versionText } from '../passages/queries.ts';
import type { Store } from '../store/open.ts';
import {
  brokenPages,
  brokenReferences,
  checkJournal,
  checkSearch,
  countPages,
  countReferences,
  isDamage,
  originals,
  passagesByVersion,
  texts,
  versionLengths,
} from './queries.ts';

type Report = (problem: string) => void;
/** Returns how many things were checked. */
type Check = (store: Store, report: Report) => number;

const mostProblems = 100;
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

const checks: Record<IntegrityCheck['name'], { title: string; run: Check }> = {
  pages: {
    title: 'Pages of the file',
    run(store, report) {
      brokenPages(store).forEach(report);
      return countPages(store);
    },
  },
  references: {
    title: 'References between rows',
    run(store, report) {
      brokenReferences(store).forEach(report);
      return countReferences(store);
    },
  },
  journal: { title: 'Journal of changes', run: checkJournal },
  originals: {
    title: 'Original files',
    run(store, report) {
      let checked = 0;
      for (const original of originals(store)) {
        checked++;
        if (original.size !== original.bytes.length || sha256(original.bytes) !== original.sha256)
          report(`The original ${original.sha256} is not the file that was imported.`);
      }
      return checked;
    },
  },
  texts: {
    title: 'Texts of the articles',
    run(store, report) {
      let checked = 0;
      for (const { id, text, textSha256, blocks } of texts(store)) {
        checked++;
        if (sha256(text) !== textSha256) report(`The text ${id} is not what was read from its original.`);
        if (!inOrder(JSON.parse(blocks) as Block[], text.length)) report(`The blocks of the text ${id} do not fit it.`);
      }
      for (const { id, textLength, text } of versionLengths(store))
        if (text.length !== textLength) report(`The version ${id} says that its text has another length.`);
      return checked;
    },
  },
  quotes: {
    title: 'Quotes of the passages',
    run(store, report) {
      let checked = 0;
      let current = { versionId: '', text: '' };
      for (const { id, versionId, ranges, exact } of passagesByVersion(store)) {
        checked++;
        if (current.versionId !== versionId) current = { versionId, text: versionText(store, versionId) ?? '' };
        if (quote(current.text, ranges) !== exact) report(`The passage ${id} does not say what its article says at that place.`);
      }
      return checked;
    },
  },
  search: { title: 'Search index', run: checkSearch },
};

function inOrder(blocks: readonly Block[], length: number): boolean {
  let end = 0;
  return blocks.every((block) => {
    const fits = block.start >= end && block.end >= block.start && block.end <= length;
    end = block.end;
    return fits;
  });
}

/** Runs one check. A file too damaged to be read is a finding, not a failure of the check. */
function run(store: Store, name: IntegrityCheck['name']): IntegrityCheck {
  const { title, run: check } = checks[name];
  const problems: string[] = [];
  let checked = 0;
  try {
    checked = check(store, (problem) => problems.length < mostProblems && problems.push(problem));
  } catch (error) {
    if (!isDamage(error)) throw error;
    problems.push(`It could not be read to the end: ${error.message}.`);
  }
  return { name, title, checked, problems };
}

export const integrity = {
  verify: inCase.integrity.verify.handler(({ context: { store } }) => {
    const results = (Object.keys(checks) as IntegrityCheck['name'][]).map((name) => run(store, name));
    const { seq, hash: head } = store.journal.head();
    return { ok: results.every((result) => result.problems.length === 0), checks: results, seq, head };
  }),
};
