import { expect, test } from 'vitest';
import { inReadingOrder, stretchesIn } from './rightToLeft.ts';

/** Stretches as they stand from left to right, `|` between those that touch. */
function read(drawn: string, { rightToLeft = true, isArabic = false } = {}): string {
  const line = drawn.split(/(?=[ |])/).map((part) => ({ text: part.replace(/^[ |]/, ''), apart: part.startsWith(' ') }));
  return inReadingOrder(line, rightToLeft, { isArabic, turnsBrackets: true })
    .map(({ text, apart }) => (apart ? ` ${text}` : text))
    .join('')
    .trim();
}

test.each([
  ['words', 'מחיר בחצי נמכרו', 'נמכרו בחצי מחיר'],
  ['words of the other direction among them', 'אישרה Lowmere Council כי', 'כי Lowmere Council אישרה'],
  ['a number after such words', 'אישרה Lowmere Council 2019 כי', 'כי Lowmere Council 2019 אישרה'],
  ['a number', '2019 בשנת', 'בשנת 2019'],
  ['a number in pieces', 'שעות 3|.|5 של', 'של 3.5 שעות'],
  ['numbers that stand apart', '7 5 בין', 'בין 5 7'],
  ['brackets that touch', 'אך ,|(|בדוח|) היא', 'היא (בדוח), אך'],
  ['the end of a sentence beside a number', '.2019 בשנת', 'בשנת 2019.'],
])('from right to left: %s', (_what, drawn, text) => expect(read(drawn)).toBe(text));

test.each([
  ['forms of letters are those letters', 'ﺎﻬﻨﻤﺛ|ﻒﺼﻨﺑ', 'ﻒﺼﻨﺑﺎﻬﻨﻤﺛ'.normalize('NFKC')],
  ['a range of numbers', '2020-2019 بين', 'بين 2019-2020'],
  ['a per cent sign', '%50 بنسبة', 'بنسبة 50%'],
  ['a date', '12/03/2024 يوم', 'يوم 12/03/2024'],
])('among Arabic letters: %s', (_what, drawn, text) => expect(read(drawn, { isArabic: true })).toBe(text));

test.each([
  ['words from right to left in a line that runs the other way', 'said גם כן, yes', 'said כן, גם yes'],
  ['numbers stay with the words around them', 'word שלום (shalom) means', 'word שלום (shalom) means'],
])('from left to right: %s', (_what, drawn, text) => expect(read(drawn, { rightToLeft: false })).toBe(text));

test('words of both directions in one piece are taken apart where the direction changes', () => {
  const drawn = '.אישרה את זה Lowmere Council כי';
  expect(stretchesIn(drawn, true)).toEqual([
    { text: '.', apart: true },
    { text: 'אישרה את זה', apart: false },
    { text: 'Lowmere', apart: true },
    { text: 'Council', apart: true },
    { text: 'כי', apart: true },
  ]);
});
