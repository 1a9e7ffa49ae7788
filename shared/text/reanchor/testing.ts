import type { TextRange } from '../../domain/entities.ts';
import { describe, type Anchor } from '../anchor.ts';

/** A word that knows itself again in the next version. */
interface Word {
  id: number;
  text: string;
}
type Sentence = Word[];
type Paragraph = Sentence[];

/** A number from 0 to below the argument. */
export type Pick = (below: number) => number;

/** Where a passage truly stands in the new text; gone: none of its words is left; null: too little is left to say. */
export interface Marked {
  passage: Anchor;
  truth: TextRange | 'gone' | null;
}

export interface Revision {
  older: string;
  newer: string;
  marked: Marked[];
}

/** The same numbers on every machine and in every run (mulberry32). */
export function seeded(seed: number): Pick {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const common =
  'the of and to in a is that for it was on are as with his they at be this from have or by one had not but what all were when we there can an your which their said'.split(
    ' ',
  );
const syllables = 'ba ker lin mo sta ro ven tal du pre chi ner ga wes ford il ham to ren ley mar sen qui dor'.split(' ');

/** Made-up prose: half of it common words, as in English, so that unrelated sentences share words. */
export class Writer {
  private nextId = 0;
  private readonly pick: Pick;

  constructor(pick: Pick) {
    this.pick = pick;
  }

  chance(percent: number): boolean {
    return this.pick(1_000) < percent * 10;
  }

  word(): Word {
    const rare = Array.from({ length: 1 + this.pick(3) }, () => syllables[this.pick(syllables.length)]).join('');
    return this.known(this.pick(100) < 45 ? common[this.pick(common.length)]! : rare);
  }

  known(text: string): Word {
    return { id: this.nextId++, text };
  }

  sentence(): Sentence {
    const words = Array.from({ length: 6 + this.pick(18) }, () => this.word());
    const first = words[0]!;
    first.text = first.text[0]!.toUpperCase() + first.text.slice(1);
    words.at(-1)!.text += '.';
    return words;
  }

  paragraph(): Paragraph {
    return Array.from({ length: 2 + this.pick(5) }, () => this.sentence());
  }

  /** Another sentence that reads almost the same: one word in eight is another. */
  nearCopy(sentence: Sentence): Sentence {
    return sentence.map(({ text }, index) => (index % 8 === 4 && !text.endsWith('.') ? this.word() : this.known(text)));
  }

  /** The same sentence with some of its words exchanged, taken out or put in. */
  reworded(sentence: Sentence, percent: number): Sentence {
    return sentence.flatMap((word) => {
      if (!this.chance(percent) || word.text.endsWith('.')) return [word];
      const kind = this.pick(4);
      return kind === 0 ? [] : kind === 1 ? [word, this.word()] : [this.word()];
    });
  }
}

function render(paragraphs: readonly Paragraph[]): { text: string; at: Map<number, TextRange> } {
  const at = new Map<number, TextRange>();
  const texts: string[] = [];
  let offset = 0;
  for (const paragraph of paragraphs) {
    const words = paragraph.flat();
    if (words.length === 0) continue;
    for (const { id, text } of words) {
      at.set(id, { start: offset, end: offset + text.length });
      offset += text.length + 1;
    }
    texts.push(words.map(({ text }) => text).join(' '));
  }
  return { text: texts.join('\n'), at };
}

/** A text of about so many UTF-16 code units and the next version of it, with what became of passages marked at random. */
export function makeRevision(pick: Pick, units: number, passages: number): Revision {
  const writer = new Writer(pick);
  const old: Paragraph[] = [];
  for (let length = 0; length < units;) {
    const paragraph = writer.paragraph();
    // Articles repeat themselves: some sentences have a near-copy elsewhere.
    if (old.length > 20 && writer.chance(15)) paragraph.push(writer.nearCopy(old[pick(old.length)]![0]!));
    old.push(paragraph);
    for (const { text } of paragraph.flat()) length += text.length + 1;
  }
  const before = render(old);
  const after = render(revised(writer, pick, old));
  const marked = Array.from({ length: passages }, () => {
    const words = old[pick(old.length)]!.flat();
    const from = pick(words.length);
    const chosen = words.slice(from, from + 1 + pick(pick(4) === 0 ? 6 : 40));
    return mark(before, after, chosen);
  });
  return { older: before.text, newer: after.text, marked };
}

function revised(writer: Writer, pick: Pick, old: readonly Paragraph[]): Paragraph[] {
  const next: Paragraph[] = [];
  const taken: Paragraph[] = [];
  for (const paragraph of old) {
    if (writer.chance(3)) next.push(writer.paragraph());
    if (writer.chance(3)) continue;
    const sentences = paragraph.flatMap((sentence) => {
      const fate = pick(100);
      if (fate < 5) return [];
      if (fate < 9) return [writer.sentence()];
      if (fate < 18) return [writer.reworded(sentence, 15)];
      if (fate < 22) return [sentence, writer.sentence()];
      return [sentence];
    });
    if (writer.chance(3)) taken.push(sentences);
    else next.push(sentences);
  }
  for (const paragraph of taken) next.splice(pick(next.length + 1), 0, paragraph);
  return next;
}

function mark(before: ReturnType<typeof render>, after: ReturnType<typeof render>, words: readonly Word[]): Marked {
  const passage = describe(before.text, [{ start: before.at.get(words[0]!.id)!.start, end: before.at.get(words.at(-1)!.id)!.end }]);
  const left = words.filter(({ id }) => after.at.has(id));
  const units = (some: readonly Word[]): number => some.reduce((sum, { text }) => sum + text.length, 0);
  if (left.length === 0) return { passage, truth: 'gone' };
  if (units(left) < units(words) / 2) return { passage, truth: null };
  return { passage, truth: { start: after.at.get(left[0]!.id)!.start, end: after.at.get(left.at(-1)!.id)!.end } };
}

/**
 * A text in which so many sentences have a near-copy elsewhere, and a version in which those sentences were deleted (the even
 * ones) or wholly reworded in their place, while the copies stayed, some of them edited. `copies`: where those stand in the new text.
 */
export function makeLookAlikes(pick: Pick, count: number): { older: string; newer: string; passages: Anchor[]; copies: TextRange[] } {
  const writer = new Writer(pick);
  const originals = Array.from({ length: count }, () => [...writer.sentence(), ...writer.sentence().slice(0, 4)]);
  const copies = originals.map((sentence) => writer.nearCopy(sentence));
  const around = Array.from({ length: count }, () => [writer.sentence(), writer.sentence()]);
  const old = [
    ...originals.map((sentence, index) => [around[index]![0]!, sentence, around[index]![1]!]),
    ...copies.map((copy) => [writer.sentence(), copy, writer.sentence()]),
  ];
  const next = old.map((paragraph, index) => {
    const [first, middle, last] = paragraph as [Sentence, Sentence, Sentence];
    if (index >= count) return index % 3 === 0 ? [first, writer.reworded(middle, 8), last] : paragraph;
    return index % 2 === 0 ? [first, last] : [first, writer.sentence(), last];
  });
  const before = render(old);
  const after = render(next);
  const rangeOf = (place: typeof before, words: Sentence): TextRange => {
    const left = words.filter(({ id }) => place.at.has(id));
    return { start: place.at.get(left[0]!.id)!.start, end: place.at.get(left.at(-1)!.id)!.end };
  };
  return {
    older: before.text,
    newer: after.text,
    passages: originals.map((sentence) => describe(before.text, [rangeOf(before, sentence)])),
    copies: copies.map((copy) => rangeOf(after, copy)),
  };
}
