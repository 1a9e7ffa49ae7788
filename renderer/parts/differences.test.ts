import { describe, expect, it } from 'vitest';
import { differences, fold, type Piece } from './differences.ts';

const whole = (pieces: Piece[], without: Piece['kind']): string =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');
const changed = (pieces: Piece[]): string[] => pieces.filter(({ kind }) => kind !== 'kept').map(({ kind, text }) => `${kind}: ${text}`);

const sentence = 'The wall was finished late and cost more than was said. ';
const long = sentence.repeat(2_000);

describe('two states of a text', () => {
  it.each([
    ['a word in the middle', 'The old wall fell.', 'The new wall fell.', ['removed: old', 'added: new']],
    ['a letter: the whole word', 'A wall.', 'A ball.', ['removed: wall', 'added: ball']],
    ['an ending: the whole word', 'They walk on.', 'They walked on.', ['removed: walk', 'added: walked']],
    ['words put in', 'One three.', 'One two three.', ['added: two ']],
    ['a word said twice', 'so late', 'so so late', ['added: so ']],
    ['another picture of the same first half', 'See 😀 there', 'See 😁 there', ['removed: 😀', 'added: 😁']],
    ['everything', 'One.', 'Two', ['removed: One.', 'added: Two']],
    ['everything but a full stop', 'Nobody saw it.', 'The papers say so.', ['removed: Nobody saw it.', 'added: The papers say so.']],
  ])('differ by %s', (_what, before, after, expected) => {
    expect(changed(differences(before, after))).toEqual(expected);
  });

  it.each([
    ['at the end of a long text', `${long}Once.`, `${long}Twice.`, ['removed: Once', 'added: Twice']],
    ['at its beginning', `Once. ${long}`, `Twice. ${long}`, ['removed: Once', 'added: Twice']],
    ['at both ends', `Once. ${sentence.repeat(90)}Once.`, `Twice. ${sentence.repeat(90)}Twice.`, null],
    ['not at all', long, long, []],
    ['entirely, in many words', 'one two '.repeat(50_000), 'drei vier '.repeat(50_000), null],
    ['in every line', 'a b c d e f g\n'.repeat(20_000), 'a b c d e f h\n'.repeat(20_000), null],
    ['in a script without spaces', '雨'.repeat(30_000), `${'雨'.repeat(15_000)}雪${'雨'.repeat(14_999)}`, null],
    ['by half a picture', '\uD83D', '\uD83D\uDE00', null],
  ])('that differ %s give both back, and soon', (_where, before, after, expected) => {
    const started = performance.now();
    const pieces = differences(before, after);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(whole(pieces, 'added')).toBe(before);
    expect(whole(pieces, 'removed')).toBe(after);
    if (expected) expect(changed(pieces)).toEqual(expected);
  });
});

describe('an unchanged run', () => {
  it('is left as it is where it is short', () => {
    expect(fold(sentence, { first: false, last: false })).toBeNull();
  });

  it('keeps whole words beside the changes around it', () => {
    const between = fold(long, { first: false, last: false })!;
    expect(between.head + between.hidden + between.tail).toBe(long);
    expect(between.head).toMatch(/^The wall .* $/);
    expect(between.tail).toMatch(/^\S.*said\. $/);
    expect(between.head.length + between.tail.length).toBeLessThan(140);
    expect(fold(long, { first: true, last: false })).toMatchObject({ head: '' });
    expect(fold(long, { first: false, last: true })).toMatchObject({ tail: '' });
  });
});
