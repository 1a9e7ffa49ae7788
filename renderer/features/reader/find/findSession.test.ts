import { beforeEach, describe, expect, test } from 'vitest';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import { adviceOf, FindSession, statusOf } from './findSession.ts';
import type { StartThread } from './finder.ts';
import type { KeptFind } from './keptFinds.ts';
import { searcher } from './searcher.ts';

const text = 'One boat left. Two boats stayed. No boat came back.';
const boats = [...text.matchAll(/boat/g)].map(({ index }) => ({ start: index, end: index + 4 }));

/** The real search, in this thread, one message after the other. */
const start: StartThread = (hear) => {
  const hears = searcher((message) => queueMicrotask(() => hear(message)));
  return { post: (message) => queueMicrotask(() => hears(message)), end: () => undefined };
};
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

let here: TextRange;
let keyboard: boolean;
let said: string[];
let revealed: TextRange[];
let selected: (TextRange | null)[];
let kept: KeptFind[];
let session: FindSession;

function begin(found: KeptFind | null = null): FindSession {
  return new FindSession(
    {
      text,
      here: () => here,
      selected: () => text.slice(here.start, here.end),
      hasKeyboard: () => keyboard,
      reveal: (range) => revealed.push(range),
      settle: (range) => {
        selected.push(range);
        if (range) here = range;
      },
      announce: (words) => said.push(words),
      keep: (find) => kept.push(find),
    },
    start,
    found,
  );
}

beforeEach(() => {
  here = { start: 0, end: 0 };
  keyboard = true;
  said = [];
  revealed = [];
  selected = [];
  kept = [];
  session = begin();
});

/** Opens the bar and types, as a person does. */
async function type(words: string): Promise<void> {
  session.open();
  keyboard = false;
  session.setQuery({ ...session.snapshot().query, words });
  await settled();
}

describe('finding in an article', () => {
  test('shows the first place from where reading stands, and steps round the end', async () => {
    here = { start: boats[0]!.end, end: boats[0]!.end };
    await type('boat');
    expect([statusOf(session.snapshot()), revealed]).toEqual(['2 of 3', [boats[1]]]);
    session.step(1);
    session.step(1);
    expect(statusOf(session.snapshot())).toBe('1 of 3');
    expect(said.at(-1)).toBe('1 of 3, from the top again. One boat left. Two boats stayed. No boat came …');
    session.step(-1);
    expect(said.at(-1)).toMatch(/^3 of 3, from the end again\./);
  });

  test('goes on with what was looked for, shows what is found, and leaves reading where it stands', async () => {
    await type('boat');
    session.toggle('wholeWords');
    await settled();
    const left = kept.at(-1)!;
    expect(left).toEqual({ shown: true, query: { words: 'boat', matchCase: false, wholeWords: true, expression: false } });
    session.end();
    said = [];
    revealed = [];
    here = { start: 20, end: 20 };
    session = begin(left);
    session.resume();
    await settled();
    expect([statusOf(session.snapshot()), session.snapshot().shown, revealed, said]).toEqual(['2 of 2', true, [], []]);
    session.close();
    session = begin(kept.at(-1));
    session.resume();
    await settled();
    expect(session.snapshot()).toMatchObject({ shown: false, status: 'nothing', query: { words: 'boat', wholeWords: true } });
  });

  test('closing leaves the place selected, for reading on', async () => {
    await type('boats');
    session.close();
    expect(selected).toEqual([boats[1] && { start: boats[1].start, end: boats[1].end + 1 }]);
    expect(session.snapshot()).toMatchObject({ shown: false, ranges: [] });
  });

  test('closing where nothing was found gives the keyboard back to where it was', async () => {
    await type('zeppelin');
    expect(statusOf(session.snapshot())).toBe('Not found');
    session.close();
    expect(selected).toEqual([null]);
  });

  test('a selection is what is looked for, and the place one is at', async () => {
    here = boats[1]!;
    session.open();
    keyboard = false;
    await settled();
    expect(session.snapshot().query.words).toBe('boat');
    expect(statusOf(session.snapshot())).toBe('2 of 3');
  });

  test('while reading, the next place of what was looked for last is selected', async () => {
    await type('boat');
    session.close();
    keyboard = true;
    here = { start: boats[0]!.end, end: boats[0]!.end };
    session.step(1);
    await settled();
    expect(here).toEqual(boats[1]);
    session.step(1);
    expect(here).toEqual(boats[2]);
  });

  test('closing while one reads on leaves the caret where it is', async () => {
    await type('boat');
    keyboard = true;
    here = { start: 20, end: 20 };
    session.close();
    expect([session.isShown(), selected]).toEqual([false, []]);
  });

  test('a step that is asked for while it is searched is made then', async () => {
    session.open();
    keyboard = false;
    session.setQuery({ ...session.snapshot().query, words: 'boat' });
    session.step(1);
    await settled();
    expect(statusOf(session.snapshot())).toBe('1 of 3');
  });

  test('a wrong expression says why', async () => {
    await type('(boat');
    session.toggle('expression');
    await settled();
    expect(statusOf(session.snapshot())).toBe('Not an expression');
    expect(adviceOf(session.snapshot())).toBe('This is not a regular expression: Unterminated group.');
    expect(said.at(-1)).toBe('This is not a regular expression: Unterminated group.');
  });

  test('what is looked for elsewhere are the words, or what an expression found', async () => {
    await type('boat');
    expect(session.words()).toBe('boat');
    session.toggle('expression');
    session.setQuery({ ...session.snapshot().query, words: 'T\\w+ b' });
    await settled();
    expect(session.words()).toBe('Two b');
  });

  test('no words find nothing', async () => {
    await type('boat');
    session.setQuery({ ...session.snapshot().query, words: '' });
    await settled();
    expect(session.snapshot()).toMatchObject({ status: 'nothing', ranges: [], at: -1 });
  });
});
