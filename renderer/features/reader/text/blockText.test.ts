import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Tone, PaintedPassage } from '../passages/paint.ts';
import type { BlockSlice } from '../passages/passageStore.ts';
import { BlockText } from './blockText.ts';
import { offsetOfPoint, pointOfOffset } from './domText.ts';
import { pieceStarts } from './pieces.ts';

const { document, Element, HTMLElement, Text } = parseHTML('<html><body></body></html>');
beforeAll(() => {
  for (const [name, value] of Object.entries({ document, Element, HTMLElement, Text })) vi.stubGlobal(name, value);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const words = 'Harbour wall gives way. Forty boats were damaged, the port office said.';
const tones: readonly Tone[] = ['plain', 'refuted', 'label-blue'];
const passage = (id: string, start: number, end: number, tone: Tone = 'plain'): PaintedPassage => ({
  id,
  ranges: [{ start, end }],
  strength: tones.indexOf(tone),
  tone,
  letter: '',
  meaning: '',
  skipReason: '',
  labels: [],
  claims: [],
  standing: 'without-claim',
});
const slice = (passages: readonly PaintedPassage[], inspectedId: string | null = null): BlockSlice => ({ passages, inspectedId });

function textOf(text: string): { element: HTMLElement; drawn: BlockText } {
  const element = document.createElement('p');
  element.dataset['o'] = '0';
  const block = { start: 0, end: text.length, kind: 'paragraph' as const };
  return { element, drawn: new BlockText(element, { text, block, odd: [], links: [], pieces: pieceStarts(text, block) }, 'store') };
}

test('what is drawn after many changes is what is drawn at once', () => {
  const passages = fc.uniqueArray(
    fc
      .record({
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        start: fc.nat(words.length - 2),
        length: fc.integer({ min: 1, max: 30 }),
        tone: fc.constantFrom(...tones),
      })
      .map(({ id, start, length, tone }) => passage(id, start, Math.min(words.length, start + length), tone)),
    { selector: ({ id }) => id },
  );
  const states = fc.array(fc.tuple(passages, fc.constantFrom(null, 'a', 'b')), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(states, (given) => {
      const { element, drawn } = textOf(words);
      for (const [shown, inspectedId] of given) {
        drawn.draw(slice(shown, inspectedId));
        const fresh = textOf(words);
        fresh.drawn.draw(slice(shown, inspectedId));
        expect(piecesOf(element)).toEqual(piecesOf(fresh.element));
        expect(element.textContent).toBe(words);
      }
    }),
  );
});

/** Every node with all that it has, in one order: as text, neighbouring nodes of text would be one. */
const piecesOf = (element: Element): string[] =>
  [...element.childNodes].map((node) =>
    node instanceof HTMLElement
      ? `${node.localName} ${node.textContent} ${[...node.attributes]
          .filter(({ value }) => value !== '')
          .map(({ name, value }) => `${name}=${value}`)
          .toSorted()
          .join(' ')}`
      : node.textContent!,
  );

test('of the runs that a passage does not touch none is drawn again', () => {
  const { element, drawn } = textOf(words);
  const others = [passage('a', 0, 7), passage('b', 10, 14), passage('c', 24, 40), passage('d', 50, 60)];
  drawn.draw(slice(others));
  const before = [...element.childNodes];
  drawn.draw(slice([...others, passage('new', 12, 30)]));
  const kept = before.filter((node) => node.parentNode === element).map(({ textContent }) => textContent);
  expect(kept).toEqual(['Harbour', ' wa', ' damaged, ', 'the port o', 'ffice said.']);
  drawn.draw(slice(others));
  expect(before.filter((node) => node.parentNode === element)).toHaveLength(kept.length);
  expect(element.childNodes).toHaveLength(before.length);
});

test('a long block stands in pieces that hold all of its text, and its passages', () => {
  const text = 'The tide turned and nobody came. '.repeat(2_000).trim();
  const { element, drawn } = textOf(text);
  drawn.draw(slice([passage('all', 0, text.length)]));
  expect(element.textContent).toBe(text);
  expect(element.children.length).toBeGreaterThan(10);
  for (const piece of element.children as HTMLCollectionOf<HTMLElement>) {
    expect(piece.dataset['piece']).toBe('');
    expect(text.slice(Number(piece.dataset['o']))).toMatch(new RegExp(`^${piece.textContent.slice(0, 30)}`));
    expect(piece.children).toHaveLength(1);
  }
  expect(element.querySelectorAll('mark[data-opens]')).toHaveLength(1);
  drawn.draw(slice([]));
  expect(element.querySelector('mark')).toBeNull();
  expect(element.textContent).toBe(text);
});

test('every place of a long block is found in its own piece, before and after each seam, and said by the same offset', () => {
  const text = 'The tide turned and nobody came. '.repeat(2_000).trim();
  const block = { start: 0, end: text.length, kind: 'paragraph' as const };
  const starts = pieceStarts(text, block)!;
  const { element, drawn } = textOf(text);
  element.dataset['b'] = '0';
  const root = document.createElement('div');
  root.append(element);
  drawn.draw(slice([passage('over a seam', starts[1]! - 5, starts[1]! + 5), passage('within', starts[3]! + 100, starts[3]! + 200)]));
  for (const [index, start] of starts.entries())
    for (const offset of [start - 1, start, start + 3, start + 150].filter((place) => place >= 0))
      for (const after of [false, true]) {
        const place = pointOfOffset(root, [block], offset, after)!;
        expect(place.node).toBeInstanceOf(Text);
        expect(place.offset).toBeLessThanOrEqual(place.node.textContent!.length);
        expect(offsetOfPoint(root, place.node, place.offset)).toBe(offset);
        const before = offset < start || (offset === start && !after && index > 0);
        expect(element.children[before ? index - 1 : index]!.contains(place.node)).toBe(true);
      }
});

test('a word without an end has places where lines may break, in front of its runs alone and gone with them', () => {
  const text = `So: ${'x'.repeat(6_500)} said.`;
  const { element, drawn } = textOf(text);
  const behindBreaks = (): number[] => [...element.querySelectorAll('wbr')].map(({ nextSibling }) => nextSibling!.textContent!.length);
  drawn.draw(slice([]));
  expect(behindBreaks()).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 500]);
  drawn.draw(slice([passage('a', 4, 104)]));
  expect(behindBreaks()).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 400]);
  expect(element.textContent).toBe(text);
  drawn.draw(slice([]));
  expect(behindBreaks()).toEqual([1_000, 1_000, 1_000, 1_000, 1_000, 500]);
  expect(element.textContent).toBe(text);
});

test('a block of words alone is one text, before its first passage and after its last', () => {
  const { element, drawn } = textOf(words);
  drawn.draw(slice([]));
  expect([...element.childNodes].map(({ textContent }) => textContent)).toEqual([words]);
  drawn.draw(slice([passage('a', 0, 7)]));
  expect([...element.childNodes].map(({ textContent }) => textContent)).toEqual(['Harbour', words.slice(7)]);
  drawn.draw(slice([]));
  expect(element.textContent).toBe(words);
});
