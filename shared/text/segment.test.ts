import type { TextRange } from '../domain/entities.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from './normalise.ts';
import { nextUnit, previousUnit, sentencesOf, snapToGraphemes, unitAt, type TextUnit } from './segment.ts';

const canonical = (...texts: string[]) => normalise(texts.map((text) => ({ kind: 'paragraph', text })));
const sentences = (text: string, language?: string) => {
  const made = canonical(text);
  return sentencesOf(made.text, made.blocks, language).map(({ start, end }) => made.text.slice(start, end));
};

describe('sentences', () => {
  test.each<[string, string[]]>([
    ['a plain pair', ['It rained.', 'Nobody came.']],
    ['quotes after the full stop', ['“It rained.”', 'She left.', '"Did she?"', 'She did.']],
    ['a question inside a sentence', ['“Why now?” he asked.', 'No answer came!']],
    ['titles', ['Dr. Mora met Gen. Brandt and Mrs. Ulm on Monday.', 'They spoke.']],
    ['initials', ['A book by J. K. Sample and R. M. Doe sold well.', 'It is long.']],
    ['states, inside and at the end', ['The U.S. Senate met in the U.S.', 'The vote was close.']],
    ['decimals and money', ['It cost $2.16bn, or 1.7 million a day.', 'That is 3.5 per cent.']],
    ['numbered things', ['See No. 7 and Fig. 3 for more.', 'Then decide.']],
    ['months', ['On Sept. 4 and Jan. 9 it snowed.', 'Then it stopped.']],
    ['an ellipsis that goes on, and one that ends', ['It grew… and fell.', 'Then nothing…', 'Silence followed.']],
    ['a bracket after the full stop', ['(It was late.)', 'They slept.']],
    ['a heading without a full stop', ['War in the north']],
    ['a name that looks like an initial', ['They chose Plan B.', 'The rest waited.']],
    ['other alphabets', ['Дождь шёл весь день.', 'Никто не пришёл.']],
    ['a quote that opens the next sentence', ['He stopped.', '“We go on,” he said.']],
  ])('%s', (_, expected) => expect(sentences(expected.join(' '))).toEqual(expected));

  test('Chinese and Japanese end theirs without a space', () => {
    expect(sentences('今天下雨。没有人来。', 'zh')).toEqual(['今天下雨。', '没有人来。']);
    expect(sentences('雨が降った。「誰も来ない。」と彼は言った。', 'ja').slice(0, 2)).toEqual(['雨が降った。', '「誰も来ない。」']);
    expect(sentences('今天下雨。没有人来。')).toEqual(['今天下雨。', '没有人来。']);
  });

  test('tile every block but for white space, in order', () => {
    const piece = fc.constantFrom(
      'Dr. ',
      'No. 5 ',
      'word ',
      'End. ',
      'What? ',
      '“Yes.” ',
      '… ',
      'U.S. ',
      '。',
      '4.5 ',
      'A. ',
      '👩‍👧 ',
      '\u0301',
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
          { maxLength: 4 },
        ),
        (texts) => {
          const { text, blocks } = canonical(...texts);
          const found = sentencesOf(text, blocks);
          expect(
            found
              .map(({ start, end }) => text.slice(start, end))
              .join('')
              .replaceAll(/\s/g, ''),
          ).toBe(text.replaceAll(/\s/g, ''));
          let last = 0;
          for (const { start, end } of found) {
            expect(start >= last && end > start).toBe(true);
            expect(text.slice(start, end)).not.toContain('\n');
            last = end;
          }
        },
      ),
    );
  });
});

describe('moving by a unit', () => {
  const { text, blocks } = canonical('One two. Three four!', 'Five — six.', '* * *', 'Seven.');
  const at = (offset: number, unit: TextUnit) => {
    const found = unitAt(text, blocks, offset, unit);
    return found && text.slice(found.start, found.end);
  };

  test('finds the unit at a place', () => {
    expect(at(5, 'word')).toBe('two');
    expect(at(5, 'sentence')).toBe('One two.');
    expect(at(9, 'sentence')).toBe('Three four!');
    expect(at(5, 'paragraph')).toBe('One two. Three four!');
    expect(at(text.length, 'word')).toBe('Seven');
    expect(at(text.indexOf('*'), 'word')).toBe(null);
  });

  test.each<TextUnit>(['grapheme', 'word', 'sentence', 'paragraph'])('walks through every %s forward, and the same way back', (unit) => {
    const forward: number[] = [];
    for (let place = nextUnit(text, blocks, -1, unit); place; place = nextUnit(text, blocks, place.start, unit)) forward.push(place.start);
    const back: number[] = [];
    for (let place = previousUnit(text, blocks, text.length + 1, unit); place; place = previousUnit(text, blocks, place.start, unit))
      back.push(place.start);
    expect(back.toReversed()).toEqual(forward);
    expect(forward).toHaveLength({ grapheme: text.replaceAll('\n', '').length, word: 7, sentence: 5, paragraph: 4 }[unit]);
  });

  test.each<TextUnit>(['grapheme', 'word', 'sentence'])('a %s is the same one in a block without an end', (unit) => {
    const sentence = 'Dr. Adé said it cost 40 million 👩‍👩‍👧, twice the e\u0301stimate. ';
    const long = canonical(`${sentence.repeat(2_000)}${'x'.repeat(30_000)}. ${sentence.repeat(200)}`);
    const [block] = long.blocks;
    const all: TextRange[] = [];
    if (unit === 'sentence') all.push(...sentencesOf(long.text, long.blocks));
    else
      for (const { index, segment, isWordLike } of new Intl.Segmenter('en', { granularity: unit as 'grapheme' | 'word' }).segment(
        long.text,
      ))
        if (unit === 'grapheme' || isWordLike) all.push({ start: index, end: index + segment.length });
    expect(block!.end).toBe(long.text.length);
    for (let offset = 0; offset <= long.text.length; offset += 4_099) {
      const last = all.findLast(({ start }) => start <= offset) ?? all[0];
      expect(unitAt(long.text, long.blocks, offset, unit)).toEqual(last);
      expect(nextUnit(long.text, long.blocks, offset, unit)).toEqual(all.find(({ start }) => start > offset) ?? null);
      expect(previousUnit(long.text, long.blocks, offset, unit)).toEqual(all.findLast(({ start }) => start < offset) ?? null);
    }
  });

  test('an empty text has no units', () => {
    expect([unitAt('', [], 0, 'word'), nextUnit('', [], 0, 'word'), previousUnit('', [], 0, 'word')]).toEqual([null, null, null]);
  });
});

test('ranges grow outward to whole graphemes, and no further', () => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  const unit = fc.constantFrom('a', ' ', 'é', 'e\u0301', '👩‍👩‍👧', '🇱🇺', '\r\n', 'क्षि', '각', '👍🏽', '\u200d');
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 20 }), fc.nat(60), fc.nat(60), (units, one, other) => {
      const text = units.join('');
      const range = { start: Math.min(one, other), end: Math.max(one, other) };
      const edges = [...[...graphemes.segment(text)].map(({ index }) => index), text.length];
      const start = Math.min(range.start, text.length);
      const end = Math.min(range.end, text.length);
      const expected =
        start === end ? { start, end } : { start: edges.findLast((edge) => edge <= start), end: edges.find((edge) => edge >= end) };
      expect(snapToGraphemes(text, range)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});
