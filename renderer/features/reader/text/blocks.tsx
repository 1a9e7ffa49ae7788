import { createElement, memo, useCallback, useMemo, useSyncExternalStore, type CSSProperties, type ReactNode } from 'react';
import type { Block } from '../../../../shared/domain/entities.ts';
import { pageTurns } from '../../../../shared/text/pages.ts';
import type { Oddity } from '../../../../shared/text/oddities.ts';
import classes from './blocks.module.css';
import { inkOf, type PaintedPassage } from '../passages/paint.ts';
import { descriptionsOf } from '../passages/descriptions.tsx';
import type { PassageStore } from '../passages/passageStore.ts';
import { cutAtOddities, odditiesIn, type OddSegment } from './oddRuns.ts';
import { sweepBlock } from './sweep.ts';

interface BlocksProps {
  text: string;
  blocks: readonly Block[];
  passages: PassageStore;
  oddities: readonly Oddity[];
  /** The first block says the title of the article. */
  titled: boolean;
}

/** Above either, blocks far from the view are not laid out. */
const lazyAbove = { characters: 200_000, blocks: 400 };

/** The whole text as real elements, so that finding, copying and selecting work as in any page. */
export const Blocks = memo(function Blocks({ text, blocks, passages, oddities, titled }: BlocksProps) {
  const ranks = useMemo(() => headingRanks(titled ? blocks.slice(1) : blocks, titled ? 1 : 0), [blocks, titled]);
  const turns = useMemo(() => pageTurns(blocks), [blocks]);
  const lazy = text.length > lazyAbove.characters || blocks.length > lazyAbove.blocks;
  const inBundles = blocks.length > bundledAbove;
  const draw = ({ kind, from, to }: BlockGroup): ReactNode => {
    const lines = Array.from({ length: to - from }, (_, offset) => {
      const index = from + offset;
      return (
        <BlockView
          key={index}
          text={text}
          block={blocks[index]!}
          index={index}
          passages={passages}
          oddities={oddities}
          lazy={lazy && !inBundles}
          isTitle={titled && index === 0}
          rank={ranks.get(index) ?? 2}
          page={turns.get(index)}
        />
      );
    });
    if (kind === 'list-item')
      return (
        <ul key={from} className={classes['list']} role="list">
          {lines}
        </ul>
      );
    if (kind === 'quote')
      return (
        <blockquote key={from} className={classes['quote']}>
          {lines}
        </blockquote>
      );
    if (kind === 'table-cell')
      return (
        <div key={from} className={classes['cells']} role="group" aria-label="Table">
          {lines}
        </div>
      );
    return lines;
  };
  const groups = groupsOf(blocks);
  if (!inBundles) return groups.map(draw);
  return bundlesOf(groups).map((bundle) => {
    const [first, last] = [bundle[0]!.from, bundle.at(-1)!.to];
    return (
      <div key={first} data-bundle className={classes['lazy']} style={{ '--lines': linesIn(blocks.slice(first, last)) } as CSSProperties}>
        {bundle.map(draw)}
      </div>
    );
  });
});

/** Above so many blocks the browser decides for bundles of them what to lay out: deciding for each takes half a second a frame. */
const bundledAbove = 5_000;
const bundleSize = 50;

const linesIn = (blocks: readonly Block[]): number => blocks.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / 66) + 1, 0);

/** Neighbours in bundles of about that many blocks; a longer list, quotation or table goes on in the next one. */
function bundlesOf(groups: readonly BlockGroup[]): BlockGroup[][] {
  const bundles: BlockGroup[][] = [];
  let room = 0;
  for (const { kind, from, to } of groups)
    for (let start = from; start < to;) {
      if (room === 0) {
        bundles.push([]);
        room = bundleSize;
      }
      const end = Math.min(start + room, to);
      bundles.at(-1)!.push({ kind, from: start, to: end });
      room -= end - start;
      start = end;
    }
  return bundles;
}

/** Ranks of the headings below the article's title, without the gaps that writers leave between levels. */
function headingRanks(blocks: readonly Block[], firstIndex: number): Map<number, number> {
  const ranks = new Map<number, number>();
  const above: number[] = [];
  for (const [index, { kind, level = 1 }] of blocks.entries()) {
    if (kind !== 'heading') continue;
    while (above.length > 0 && above.at(-1)! >= level) above.pop();
    above.push(level);
    ranks.set(firstIndex + index, Math.min(above.length + 1, 6));
  }
  return ranks;
}

interface BlockGroup {
  kind: Block['kind'];
  from: number;
  to: number;
}

/** Neighbours that stand in one list, quotation or table. */
function groupsOf(blocks: readonly Block[]): BlockGroup[] {
  const groups: BlockGroup[] = [];
  for (const [index, { kind }] of blocks.entries()) {
    const last = groups.at(-1);
    if (last?.kind === kind) last.to = index + 1;
    else groups.push({ kind, from: index, to: index + 1 });
  }
  return groups;
}

interface BlockViewProps {
  text: string;
  block: Block;
  index: number;
  passages: PassageStore;
  oddities: readonly Oddity[];
  lazy: boolean;
  isTitle: boolean;
  /** Rank of a heading on the page. */
  rank: number;
  /** The page of the original that begins with it. */
  page: number | undefined;
}

/** One block. It hears of its own passages alone, and renders again only when one of them changes. */
const BlockView = memo(function BlockView({ text, block, index, passages, oddities, lazy, isTitle, rank, page }: BlockViewProps) {
  const slice = useSyncExternalStore(
    useCallback((listener: () => void) => passages.subscribeBlock(index, listener), [passages, index]),
    () => passages.slice(index),
  );
  const odd = useMemo(() => odditiesIn(block, oddities), [block, oddities]);
  const runs = useMemo(
    () =>
      slice.passages.length === 0 && odd.length === 0
        ? text.slice(block.start, block.end)
        : cutAtOddities(sweepBlock(block, slice.passages), odd).map((segment) => run(text, segment, slice.inspectedId, passages.name)),
    [text, block, slice, odd, passages],
  );
  return createElement(
    isTitle ? 'h1' : elementOf(block, rank),
    {
      'data-o': block.start,
      'data-b': index,
      'data-page': page,
      dir: 'auto',
      className: `${classes['block']} ${classes[isTitle ? 'title' : block.kind] ?? ''} ${lazy ? classes['lazy'] : ''}`,
      ...(block.kind === 'list-item' && block.level ? { 'data-level': block.level } : {}),
      ...(lazy ? { style: { '--lines': Math.ceil((block.end - block.start) / 66) } as CSSProperties } : {}),
    },
    runs,
  );
});

function elementOf({ kind }: Block, rank: number): string {
  if (kind === 'heading') return `h${rank}`;
  if (kind === 'list-item') return 'li';
  return kind === 'code' ? 'pre' : 'p';
}

/** Further passages under the first are told apart by so many lines; a number stands for the rest. */
const linesAtMost = 3;

function run(text: string, segment: OddSegment<PaintedPassage>, inspectedId: string | null, name: string): ReactNode {
  const { start, end, passages, opens, closes, odd } = segment;
  const words = text.slice(start, end);
  const [first, ...further] = passages;
  if (!first && !odd) return words;
  if (!first)
    return (
      <span key={start} className={classes['odd']} data-o={start} data-odd={odd!.kinds[0]} title={odd!.explanation}>
        {words}
      </span>
    );
  const style: Record<string, string> = {};
  for (const [index, passage] of further.slice(0, linesAtMost).entries()) style[`--line-${index + 1}`] = inkOf(passage.tone);
  if (opens[0]) style['--opens'] = inkOf(opens[0].tone);
  if (closes[0]) style['--closes'] = inkOf(closes[0].tone);
  const rest = further.length - linesAtMost;
  return (
    <mark
      key={start}
      className={classes['mark']}
      data-o={start}
      data-tone={first.tone}
      data-lines={Math.min(further.length, linesAtMost)}
      data-opens={idsOf(opens)}
      data-closes={idsOf(closes)}
      aria-details={descriptionsOf(name, opens)}
      data-more={rest > 0 ? `+${rest}` : undefined}
      data-odd={odd?.kinds[0]}
      title={odd?.explanation}
      data-inspected={passages.some(({ id }) => id === inspectedId) || undefined}
      style={style}
    >
      {words}
    </mark>
  );
}

const idsOf = (passages: readonly PaintedPassage[]): string | undefined =>
  passages.length > 0 ? passages.map(({ id }) => id).join(' ') : undefined;
