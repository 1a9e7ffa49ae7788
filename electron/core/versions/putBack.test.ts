import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, LeftOut } from '../../../shared/domain/entities.ts';
import { withPutBack, type PutBackText } from './putBack.ts';

/** A text of lines, between which some were left out: `-` before a line says so. */
function textOf(lines: readonly string[]): PutBackText {
  const blocks: Block[] = [];
  const leftOut: LeftOut[] = [];
  let length = 0;
  const starts = lines.map((line) => {
    const start = blocks.length === 0 ? 0 : length + 1;
    if (line.startsWith('-')) leftOut.push({ text: line.slice(1), reason: 'unproven', before: start });
    else {
      blocks.push({ start, end: start + line.length, kind: 'paragraph' });
      length = start + line.length;
    }
    return start;
  });
  const text = lines.filter((line) => !line.startsWith('-')).join('\n');
  const links = lines.flatMap((line, index) =>
    line.startsWith('-') ? [] : [{ start: starts[index]!, end: starts[index]! + line.length, address: `https://${line}.example/` }],
  );
  return { text, blocks, links, removed: [], leftOut: leftOut.map((piece) => ({ ...piece, before: Math.min(piece.before, text.length) })) };
}

test('what is put back stands where it stood, and everything else moves along', () => {
  const line = fc.tuple(fc.boolean(), fc.stringMatching(/^[a-z]{1,6}$/)).map(([out, words]) => (out ? `-${words}` : words));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.boolean()), (lines, choices) => {
      const chosen = new Set([...lines.keys()].filter(() => choices.next().value));
      let piece = -1;
      const wanted = lines.map((words) => (words.startsWith('-') && chosen.has(++piece) ? words.slice(1) : words));
      const made = withPutBack(textOf(lines), chosen);
      const expected = textOf(wanted);
      expect(made.text).toBe(expected.text);
      expect(made.blocks).toEqual(expected.blocks);
      expect(made.leftOut).toEqual(expected.leftOut);
      for (const { start, end, address } of made.links) expect(address).toBe(`https://${made.text.slice(start, end)}.example/`);
    }),
    { numRuns: 500 },
  );
});

test('a piece of several lines becomes as many blocks', () => {
  const text = { ...textOf(['one', '-two', 'three']), leftOut: [{ text: 'two\nlines', reason: 'related' as const, before: 4 }] };
  expect(withPutBack(text, new Set([0]))).toMatchObject({
    text: 'one\ntwo\nlines\nthree',
    leftOut: [],
    links: [{ start: 0 }, { start: 14 }],
  });
});
