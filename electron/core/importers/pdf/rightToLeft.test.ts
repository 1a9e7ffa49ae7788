import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { column, writePdf } from '../testing/writePdf.ts';

const letterWidth = 5;

/** Lines as they are drawn: every word by itself, from left to right, its letters too, up to a right edge. */
function drawn(lines: readonly string[], right: number, y: number) {
  return lines.flatMap((line, row) => {
    let x = right;
    const words = Array.from(line.matchAll(/[A-Za-z]+(?: [A-Za-z]+)*|\S+/g), ([word]) => {
      const isTurned = /\p{Script=Hebrew}/u.test(word);
      x -= word.length * letterWidth;
      const text = isTurned ? [...word].toReversed().join('') : word;
      const place = { text, x, y: y + row * 12, anyLetters: true };
      x -= letterWidth;
      return place;
    });
    return words.toReversed();
  });
}

async function blocksOf(words: Parameters<typeof writePdf>[0][number]['words'], tagged = false): Promise<string[]> {
  const result = await extract({ name: 'paper.pdf', bytes: writePdf([{ words }], { tagged }) });
  if (!result.ok) throw new Error(result.reason);
  const { text, blocks } = result.extraction;
  return blocks.map(({ start, end }) => text.slice(start, end));
}

const first = [
  'המועצה אמרה ביום שלישי כי מחסני החשמלית נמכרו',
  'בארבעה מיליון, מחצית ממה שביקשה העיר בשנת 2019',
  'כי Lowmere Council אישרה.',
];
const second = ['היא הוסיפה כי הסכום הוגן כפי שנאמר בדוח,', 'אך האופוזיציה דרשה לבדוק את החשבונות בתוך 30', 'יום לפני הבחירות.'];

test('words that run from right to left are read in their order, with what runs the other way among them', async () => {
  expect(await blocksOf(drawn([...first], 520, 90))).toEqual([first.join(' ')]);
});

test('of two columns the right one is first, and first lines stand in from the right', async () => {
  const indented = [...drawn(second.slice(0, 1), 500, 126), ...drawn(second.slice(1), 520, 138)];
  const left = [...drawn(first, 270, 90), ...drawn(second.slice(0, 1), 250, 126), ...drawn(second.slice(1), 270, 138)];
  const both = [first.join(' '), second.join(' ')];
  expect(await blocksOf([...left, ...drawn(first, 520, 90), ...indented])).toEqual([...both, ...both]);
});

test('a page that runs from left to right stays as it is around a quote in the other direction', async () => {
  const words = [
    ...column(50, 90, ['The sign in the harbour office says']),
    ...drawn(['העיר היא של כולם'], 300, 90).map((word) => ({ ...word, y: 90 })),
  ];
  expect((await blocksOf(words)).join(' ')).toBe('The sign in the harbour office says העיר היא של כולם');
});

test.each([
  ['as they look', ')', '('],
  ['by what they mean', '(', ')'],
])('brackets are read right where a program tells them %s', async (_what, open, close) => {
  // Drawn from left to right: what opens stands at the right.
  const words = [`${close}חודב רמאנש`, 'יפכ', `ןוגה${open}`].map((text, index) => ({
    text: `${text}`,
    x: 100 + index * 70,
    y: 90,
    anyLetters: true,
  }));
  expect((await blocksOf(words)).join(' ')).toBe('(הגון כפי שנאמר בדוח)');
});
