import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../shared/text/normalise.ts';
import { moveCaret, moveEdge, selectedRange, type Caret, type CaretText } from './caret.ts';

const { text, blocks } = normalise([
  { kind: 'heading', level: 1, text: 'Ferry delayed' },
  { kind: 'paragraph', text: 'The ferry left at nine. Nobody saw it. Dr. Marek did.' },
  { kind: 'paragraph', text: 'A 👩‍🚀 waved.' },
]);
const source: CaretText = { text, blocks, language: 'en' };
const words = (caret: Caret): string => {
  const range = selectedRange(caret);
  return range ? text.slice(range.start, range.end) : '';
};
const at = (needle: string): number => text.indexOf(needle);

describe('sentences', () => {
  it('are walked whole, across blocks and back', () => {
    let caret: Caret = { at: 0, anchor: null };
    const seen: string[] = [];
    for (let step = 0; step < 6; step++) {
      caret = moveCaret(source, caret, 'sentence', 1, false);
      seen.push(words(caret));
    }
    expect(seen).toEqual(['Ferry delayed', 'The ferry left at nine.', 'Nobody saw it.', 'Dr. Marek did.', 'A 👩‍🚀 waved.', 'A 👩‍🚀 waved.']);
    for (const expected of ['Dr. Marek did.', 'Nobody saw it.']) {
      caret = moveCaret(source, caret, 'sentence', -1, false);
      expect(words(caret)).toBe(expected);
    }
  });

  it('from a caret inside one, forward and backward both take that one first', () => {
    const inside = { at: at('saw'), anchor: null };
    expect(words(moveCaret(source, inside, 'sentence', 1, false))).toBe('Nobody saw it.');
    expect(words(moveCaret(source, inside, 'sentence', -1, false))).toBe('Nobody saw it.');
  });

  it('go on behind a sentence that was read', () => {
    const behind = { at: at(' Dr. Marek'), anchor: null };
    expect(words(moveCaret(source, behind, 'sentence', 1, false))).toBe('Dr. Marek did.');
    expect(words(moveCaret(source, behind, 'sentence', -1, false))).toBe('Nobody saw it.');
  });

  it('grow and shrink a selection by whole sentences, and always leave one', () => {
    let caret = moveCaret(source, { at: at('Nobody'), anchor: null }, 'sentence', 1, false);
    caret = moveCaret(source, caret, 'sentence', 1, true);
    expect(words(caret)).toBe('Nobody saw it. Dr. Marek did.');
    caret = moveCaret(source, caret, 'sentence', -1, true);
    expect(words(caret)).toBe('Nobody saw it.');
    expect(moveCaret(source, caret, 'sentence', -1, true)).toEqual(caret);
  });
});

describe('a paragraph that runs to the left', () => {
  const mixed = normalise([
    { kind: 'paragraph', text: '12 مارس: لم يفحص الكابل Linnet' },
    { kind: 'paragraph', text: 'The word سليم means whole.' },
  ]);
  const there: CaretText = { ...mixed, language: 'ar' };
  const step = (before: string, unit: 'character' | 'word' | 'sentence' | 'paragraph', side: 1 | -1): string => {
    const from = mixed.text.indexOf(before);
    const { at: to } = moveCaret(there, { at: from, anchor: null }, unit, side, false);
    return to > from ? `on: ${mixed.text.slice(from, to)}` : `back: ${mixed.text.slice(to, from)}`;
  };

  it('is gone on in to the left, by characters and words, whatever stands in it', () => {
    expect(step('لم', 'character', -1)).toBe('on: ل');
    expect(step('لم', 'character', 1)).toBe('back:  ');
    expect(step('لم', 'word', -1)).toBe('on: لم');
    expect(step('Linnet', 'character', -1)).toBe('on: L');
  });

  it('does not turn those that run to the right, nor steps down and up', () => {
    expect(step('سليم', 'character', 1)).toBe('on: س');
    expect(step('لم', 'paragraph', 1)).toBe('on: لم يفحص الكابل Linnet\n');
  });
});

describe('characters and words', () => {
  it('step over what a reader sees as one character', () => {
    const before = at('👩‍🚀');
    const moved = moveCaret(source, { at: before, anchor: null }, 'character', 1, false);
    expect(text.slice(before, moved.at)).toBe('👩‍🚀');
    expect(moveCaret(source, moved, 'character', -1, false).at).toBe(before);
  });

  it('stop at the end of a block before they enter the next', () => {
    const end = blocks[0]!.end;
    expect(moveCaret(source, { at: end - 1, anchor: null }, 'character', 1, false).at).toBe(end);
    expect(moveCaret(source, { at: end, anchor: null }, 'character', 1, false).at).toBe(blocks[1]!.start);
    expect(moveCaret(source, { at: blocks[1]!.start, anchor: null }, 'character', -1, false).at).toBe(end);
  });

  it('leave a selection at the end they go to', () => {
    const selected = { at: 12, anchor: 4 };
    expect(moveCaret(source, selected, 'character', 1, false)).toEqual({ at: 12, anchor: null });
    expect(moveCaret(source, selected, 'character', -1, false)).toEqual({ at: 4, anchor: null });
  });

  it('extend by words without the white space around them', () => {
    let caret: Caret = { at: at('left'), anchor: null };
    caret = moveCaret(source, caret, 'word', 1, true);
    expect(words(caret)).toBe('left');
    caret = moveCaret(source, caret, 'word', 1, true);
    expect(words(caret)).toBe('left at');
    expect(words(moveCaret(source, { at: at(' at'), anchor: null }, 'word', -1, true))).toBe('left');
  });

  it('end where the text does', () => {
    const end = { at: text.length, anchor: null };
    for (const unit of ['character', 'word', 'paragraph'] as const) expect(moveCaret(source, end, unit, 1, false).at).toBe(text.length);
    for (const unit of ['character', 'word', 'sentence', 'paragraph'] as const)
      expect(moveCaret({ text: '', blocks: [], language: '' }, { at: 0, anchor: null }, unit, 1, false).at).toBe(0);
  });
});

describe('the edges of a passage', () => {
  const range = { start: at('Nobody'), end: at('Nobody') + 'Nobody saw it'.length };
  const moved = (...[edge, unit, direction]: ['start' | 'end', 'word' | 'character' | 'sentence', 1 | -1]): string => {
    const { start, end } = moveEdge(source, range, edge, unit, direction);
    return text.slice(start, end);
  };

  it('move by words, between words', () => {
    expect(moved('start', 'word', 1)).toBe('saw it');
    expect(moved('start', 'word', -1)).toBe('nine. Nobody saw it');
    expect(moved('end', 'word', -1)).toBe('Nobody saw');
    expect(moved('end', 'word', 1)).toBe('Nobody saw it. Dr');
    expect(moved('end', 'character', 1)).toBe('Nobody saw it.');
  });

  it('move by sentences: the start before one, the end behind one', () => {
    expect(moved('end', 'sentence', 1)).toBe('Nobody saw it.');
    expect(moved('start', 'sentence', -1)).toBe('The ferry left at nine. Nobody saw it');
    const both = { start: range.start, end: at('Marek did.') + 'Marek did.'.length };
    const { start, end } = moveEdge(source, both, 'end', 'sentence', -1);
    expect(text.slice(start, end)).toBe('Nobody saw it.');
    expect(text.slice(moveEdge(source, both, 'start', 'sentence', 1).start, both.end)).toBe('Dr. Marek did.');
  });

  it('never meet', () => {
    const one = { start: at('Nobody'), end: at('Nobody') + 6 };
    expect(moveEdge(source, one, 'start', 'word', 1)).toEqual(one);
    expect(moveEdge(source, one, 'end', 'word', -1)).toEqual(one);
  });
});
