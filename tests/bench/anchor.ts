import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TextRange } from '../../shared/domain/entities.ts';
import { describe, type Anchor } from '../../shared/text/anchor.ts';
import { normalise } from '../../shared/text/normalise.ts';
import type { Reanchored } from '../../shared/text/reanchor/outcome.ts';
import { reanchor } from '../../shared/text/reanchor/reanchor.ts';
import { anchorSelectors, type TextSelector } from '../../shared/text/reanchor/selectors.ts';
import { makeLookAlikes, makeRevision, seeded, type Marked, type Pick } from '../../shared/text/reanchor/testing.ts';
import { truthOf } from './anchor-truth.ts';
import { busy } from './measure.ts';
import { row, type Row } from './row.ts';

const megabyte = 1_000_000;
const passages = 1_000;
const generatedRevisions = 10;
const lookAlikes = 600;
const bars = { notRight: 2.5, wrong: 0.2, goneButAnchored: 2 };

/**
 * Passages followed into new versions: how long it takes (of this thread; others may use the machine), and how often it is
 * right. With a folder in ASSAY_REVISIONS, pairs of files `name.old.txt` and `name.new.txt`, the same on real revisions.
 */
export async function anchor(): Promise<Row[]> {
  const folder = process.env['ASSAY_REVISIONS'];
  return [...speedRows(), ...generatedRows(), ...lookAlikeRows(), ...(folder ? realRows(folder) : [])];
}

function speedRows(): Row[] {
  const { older, newer, marked } = makeRevision(seeded(1), megabyte, passages);
  const anchors = marked.map(({ passage }) => passage);
  const selectors = Array.from({ length: passages }, (_, index) => editedQuote(seeded(index), older));
  const found = anchorSelectors(older, selectors).filter(({ candidates }, index) =>
    covers(candidates[0]?.anchor, selectors[index]!.at),
  ).length;
  return [
    row(
      `${passages} passages over a revision of 1 MB`,
      busy(7, () => reanchor(older, newer, anchors)),
      'ms',
      500,
    ),
    row(
      `${passages} quotes, 2-10 % edited, in 1 MB`,
      busy(7, () => anchorSelectors(older, selectors)),
      'ms',
      300,
    ),
    row('  of these not offered first', percent(passages - found, passages), '%', bars.notRight),
  ];
}

/** A quote of the text with two to ten of a hundred letters changed, as another tool would give it. */
function editedQuote(pick: Pick, text: string): TextSelector & { at: TextRange } {
  const at = { start: pick(text.length - 400), end: 0 };
  at.end = at.start + 60 + pick(240);
  const { prefix, suffix } = describe(text, [at]);
  const letters = text.slice(at.start, at.end).split('');
  for (let edits = Math.ceil((letters.length * (2 + pick(9))) / 100); edits > 0; edits--)
    letters.splice(pick(letters.length), pick(2), ...(pick(3) === 0 ? [] : ['q']));
  return { exact: letters.join(''), prefix, suffix, at };
}

function generatedRows(): Row[] {
  const counts = new Counts();
  for (let seed = 0; seed < generatedRevisions; seed++) {
    const { older, newer, marked } = makeRevision(seeded(100 + seed), megabyte / 4, passages);
    counts.add(
      marked,
      reanchor(
        older,
        newer,
        marked.map(({ passage }) => passage),
      ),
    );
  }
  return counts.rows('made-up revisions');
}

function lookAlikeRows(): Row[] {
  const { older, newer, passages: gone, copies } = makeLookAlikes(seeded(11), lookAlikes);
  const jumps = (veto: boolean): number =>
    reanchor(older, newer, gone, veto).filter(({ anchor: at }, index) => at && overlap(at.ranges[0]!, copies[index]!) > 0).length;
  return [
    row(`of ${lookAlikes} gone, with a near-copy elsewhere: jumped`, jumps(true), '', 0, { name: 'without the veto', value: jumps(false) }),
  ];
}

function realRows(folder: string): Row[] {
  const counts = new Counts();
  const ending = '.old.txt';
  for (const file of readdirSync(folder).filter((name) => name.endsWith(ending))) {
    const name = file.slice(0, -ending.length);
    const [older, newer] = [canonical(join(folder, file)), canonical(join(folder, `${name}.new.txt`))];
    const marked = markAtRandom(seeded(7), older, passages).map((passage) => ({
      passage,
      truth: truthOf(older, newer, passage.ranges[0]!),
    }));
    const of = new Counts();
    const results = reanchor(
      older,
      newer,
      marked.map(({ passage }) => passage),
    );
    of.add(marked, results);
    counts.add(marked, results);
    console.error(`${name}: ${of.summary()}`);
  }
  return counts.rows('real revisions');
}

/** A text as an import would store it. */
function canonical(path: string): string {
  const blocks = readFileSync(path, 'utf8').split(/\n\s*\n/u);
  return normalise(blocks.map((text) => ({ kind: 'paragraph', text }))).text;
}

/** Stretches from word to word, from a word long to a paragraph long. */
function markAtRandom(pick: Pick, text: string, count: number): Anchor[] {
  const marked: Anchor[] = [];
  while (marked.length < count) {
    const start = wordEdge(text, pick(text.length));
    const end = wordEdge(text, start + [12, 40, 90, 160, 300][pick(5)]! + pick(40)) - 1;
    if (end > start && text.slice(start, end).trim() !== '') marked.push(describe(text, [{ start, end }]));
  }
  return marked;
}

function wordEdge(text: string, from: number): number {
  const space = /\s/gu;
  space.lastIndex = from;
  return (space.exec(text)?.index ?? text.length) + 1;
}

class Counts {
  private stands = 0;
  private right = 0;
  private wrong = 0;
  private gone = 0;
  private anchored = 0;
  private unknown = 0;

  /** right: half of what both ranges cover is covered by both; wrong: they do not touch; between: the place is right, its ends are not. */
  add(marked: readonly Marked[], results: readonly Reanchored[]): void {
    for (const [index, { truth }] of marked.entries()) {
      const at = results[index]!.anchor?.ranges[0];
      if (truth === null) this.unknown++;
      else if (truth === 'gone') {
        this.gone++;
        if (at) this.anchored++;
      } else {
        this.stands++;
        if (at && overlap(at, truth) * 2 >= Math.max(at.end, truth.end) - Math.min(at.start, truth.start)) this.right++;
        else if (at && overlap(at, truth) <= 0) this.wrong++;
      }
    }
  }

  rows(name: string): Row[] {
    return [
      row(`${name}: not at the right place, of ${this.stands}`, percent(this.stands - this.right, this.stands), '%', bars.notRight),
      row('  at a wrong place', percent(this.wrong, this.stands), '%', bars.wrong),
      row(`  gone, but anchored, of ${this.gone}`, percent(this.anchored, this.gone), '%', bars.goneButAnchored),
      row('  could not be judged', this.unknown, ''),
    ];
  }

  summary(): string {
    return `right ${this.right} and wrong ${this.wrong} of ${this.stands}; anchored ${this.anchored} of ${this.gone} gone; ${this.unknown} not judged`;
  }
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);

function overlap(one: TextRange, other: TextRange): number {
  return Math.min(one.end, other.end) - Math.max(one.start, other.start);
}

function covers(found: Anchor | undefined, at: TextRange): boolean {
  const range = found?.ranges[0];
  return range !== undefined && overlap(range, at) * 2 >= Math.max(range.end, at.end) - Math.min(range.start, at.start);
}
