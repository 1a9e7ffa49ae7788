import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addLabel, makeCase, openTestStore } from '../testing.ts';
import { checkSideJournal } from './check.ts';
import { addDocument, caseWithJournal } from './testing.ts';

const at = caseWithJournal();

describe('a check finds', () => {
  const damages: [what: string, damage: () => void][] = [
    ['a letter changed', () => writeFileSync(at.journal, readFileSync(at.journal, 'utf8').replace('Label 1', 'Label 7'))],
    ['a line taken out', () => writeFileSync(at.journal, `${at.lines().toSpliced(2, 1).join('\n')}\n`)],
    ['two lines in each other’s place', () => writeFileSync(at.journal, `${[0, 2, 1, 3].map((line) => at.lines()[line]).join('\n')}\n`)],
    ['something added', () => appendFileSync(at.journal, 'and so on\n')],
    ['the last line gone', () => writeFileSync(at.journal, `${at.lines().slice(0, -1).join('\n')}\n`)],
    ['no header', () => writeFileSync(at.journal, `${at.lines().slice(1).join('\n')}\n`)],
    ['no journal', () => rmSync(at.journal)],
    ['letters written otherwise', () => writeFileSync(at.journal, readFileSync(at.journal, 'utf8').replace('"Label 1', '"\\u004cabel 1'))],
  ];

  test.each(damages)('%s', (_what, damage) => {
    makeCase(at.path);
    const store = at.open({ readOnly: true });
    expect(at.problems(store)).toEqual([]);
    damage();
    expect(at.problems(store).length).toBeGreaterThan(0);
  });

  test('a case that has lost what the journal has, and leaves the journal alone', () => {
    at.leaveCaseBehind((store) => void addLabel(store));
    const before = readFileSync(at.journal);
    expect(at.problems(at.open({ readOnly: true }))).toEqual([
      'The journal goes on to operation 4, of which the case has lost the last 1.',
    ]);
    copyFileSync(at.path, at.file('behind.assay'));
    const store = openTestStore(at.file('behind.assay'));
    at.closeLater(store);
    writeFileSync(`${at.file('behind.assay')}.journal`, before);
    store.sideJournal!.renew();
    expect(readFileSync(`${at.file('behind.assay')}.journal`)).toEqual(before);
  });

  test('nothing in a journal whose writer went on while it looked', () => {
    makeCase(at.path);
    const view = at.open({ readOnly: true });
    view.db.exec('BEGIN; SELECT count(*) FROM label');
    const writer = at.open();
    addLabel(writer);
    expect(checkSideJournal(view.db, at.journal, undefined, () => writer.journal.head().seq).problems).toEqual([]);
    view.db.exec('COMMIT');
  });

  test('content taken out', () => {
    const store = at.open({ create: true });
    addDocument(store, 'A text');
    writeFileSync(at.journal, `${at.lines().toSpliced(1, 1).join('\n')}\n`);
    expect(at.problems(store).length).toBeGreaterThan(0);
  });
});
