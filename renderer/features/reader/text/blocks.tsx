import { createElement, memo, useCallback, useMemo, type CSSProperties, type ReactNode } from 'react';
import type { Block, TextLink } from '../../../../shared/domain/entities.ts';
import { pageTurns } from '../../../../shared/text/pages.ts';
import type { Oddity } from '../../../../shared/text/oddities.ts';
import { useAssistiveTechnology } from '../../../state/assistiveTechnology.ts';
import classes from './blocks.module.css';
import type { PassageStore } from '../passages/passageStore.ts';
import { BlockText } from './blockText.ts';
import { linksIn } from './linkRuns.ts';
import { odditiesIn } from './oddRuns.ts';
import { pieceStarts } from './pieces.ts';

interface BlocksProps {
  text: string;
  blocks: readonly Block[];
  passages: PassageStore;
  oddities: readonly Oddity[];
  /** Where words led in the original; nothing here leads anywhere. */
  links: readonly TextLink[];
  /** The first block says the title of the article. */
  titled: boolean;
}

/** Above either, what is far from the view is not laid out. */
const lazyAbove = { characters: 50_000, blocks: 400 };

/** The whole text as real elements, so that finding, copying and selecting work as in any page. */
export const Blocks = memo(function Blocks({ text, blocks, passages, oddities, links, titled }: BlocksProps) {
  const ranks = useMemo(() => headingRanks(titled ? blocks.slice(1) : blocks, titled ? 1 : 0), [blocks, titled]);
  const turns = useMemo(() => pageTurns(blocks), [blocks]);
  // What was never laid out may be missing in the tree that is read aloud. Only the desktop tells whether someone listens.
  const isHeard = useAssistiveTechnology(({ present }) => present);
  const lazy = !isHeard && (text.length > lazyAbove.characters || blocks.length > lazyAbove.blocks);
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
          links={links}
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
  if (!lazy) return groups.map(draw);
  return bundlesOf(groups).map((bundle) => {
    const [first, last] = [bundle[0]!.from, bundle.at(-1)!.to];
    return (
      <div key={first} data-bundle className={classes['lazy']} style={{ '--lines': linesIn(blocks.slice(first, last)) } as CSSProperties}>
        {bundle.map(draw)}
      </div>
    );
  });
});

const linesIn = (blocks: readonly Block[]): number => blocks.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / 66) + 1, 0);

/** A list, quotation or table is in one bundle, but for one that is longer than this. */
const longestGroup = 200;
const standsTogether = ({ kind }: BlockGroup): boolean => kind === 'list-item' || kind === 'quote' || kind === 'table-cell';

/**
 * Neighbours in bundles. What is out of view is decided for each of them in every frame, which takes ten milliseconds of it for the blocks
 * of a book by themselves; so there are never many more than a thousand, of at least twenty blocks.
 */
export function bundlesOf(groups: readonly BlockGroup[]): BlockGroup[][] {
  const size = Math.max(20, Math.ceil((groups.at(-1)?.to ?? 0) / 1_000));
  const bundles: BlockGroup[][] = [];
  let room = 0;
  for (const group of groups) {
    const shortest = standsTogether(group) ? Math.min(group.to - group.from, longestGroup) : 1;
    for (let from = group.from; from < group.to;) {
      if (room === 0) {
        bundles.push([]);
        room = size;
      }
      const to = Math.min(from + Math.max(room, shortest), group.to);
      bundles.at(-1)!.push({ kind: group.kind, from, to });
      room = Math.max(0, room - (to - from));
      from = to;
    }
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

export interface BlockGroup {
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
  links: readonly TextLink[];
  isTitle: boolean;
  /** Rank of a heading on the page. */
  rank: number;
  /** The page of the original that begins with it. */
  page: number | undefined;
}

/** One block. Its text is drawn once it is there, and again, where one of its passages changes, without rendering. */
const BlockView = memo(function BlockView({ text, block, index, passages, oddities, links, isTitle, rank, page }: BlockViewProps) {
  const draw = useCallback(
    (element: HTMLElement) => {
      const odd = odditiesIn(block, oddities);
      const words = { text, block, odd, links: linksIn(block, links), pieces: pieceStarts(text, block) };
      const drawn = new BlockText(element, words, passages.name);
      drawn.draw(passages.slice(index));
      return passages.subscribeBlock(index, () => drawn.draw(passages.slice(index)));
    },
    [text, block, index, passages, oddities, links],
  );
  return createElement(isTitle ? 'h1' : elementOf(block, rank), {
    ref: draw,
    'data-o': block.start,
    'data-b': index,
    'data-page': page,
    dir: 'auto',
    className: `${classes['block']} ${classes[isTitle ? 'title' : block.kind] ?? ''}`,
    ...(block.kind === 'list-item' && block.level ? { 'data-level': block.level } : {}),
    'data-marker': block.marker,
    'data-wide': (block.marker && block.marker.length > widestBeside) || undefined,
    ...(block.kind === 'transcript-turn' ? { 'data-said': saidOf(block) } : {}),
  });
});

/** UTF-16 units of a number that stands beside its item; a longer one stands before the words. */
const widestBeside = 5;

function elementOf({ kind }: Block, rank: number): string {
  if (kind === 'heading') return `h${rank}`;
  if (kind === 'list-item') return 'li';
  return kind === 'code' ? 'pre' : 'p';
}

/** Who says it and when, as a line above the turn that is no part of the text. */
function saidOf({ speaker, time }: Block): string | undefined {
  const said = [speaker, time === undefined ? undefined : clock(time)].filter((part) => part !== undefined);
  return said.length > 0 ? said.join(' · ') : undefined;
}

function clock(time: number): string {
  const [hours, minutes, seconds] = [Math.floor(time / 3_600), Math.floor(time / 60) % 60, Math.floor(time) % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
