import { createElement, memo, useMemo, type ReactNode } from 'react';
import type { Block, VersionText as Version } from '../../../shared/domain/entities.ts';
import type { TextDifference } from '../../../shared/domain/versions.ts';
import classes from './comparing.module.css';
import { markedOn, type Marked } from './counterpart.ts';

interface VersionTextProps {
  version: Pick<Version, 'text' | 'blocks' | 'number'>;
  differences: readonly TextDifference[];
  side: 'old' | 'new';
  /** Which difference is looked at; -1 for none. */
  current: number;
}

/** Above this many blocks those far from the view are not laid out. */
const lazyAbove = 400;

/** One version with its differences marked: what went is struck out, what came is underlined, what moved stands between arrows. */
export function VersionText({ version: { text, blocks }, differences, side, current }: VersionTextProps) {
  const marked = useMemo(() => markedOn(differences, side), [differences, side]);
  const perBlock = useMemo(() => byBlock(blocks, marked), [blocks, marked]);
  return (
    <div className={classes['text']} data-lazy={blocks.length > lazyAbove || undefined}>
      {blocks.map((block, index) => (
        <BlockText
          key={index}
          text={text}
          block={block}
          index={index}
          marks={perBlock.get(index)}
          side={side}
          current={perBlock.get(index)?.some((mark) => mark.index === current) ? current : -1}
        />
      ))}
    </div>
  );
}

/** The differences of each block; one that crosses blocks stands in each. Places without words stand at the end of the words before them. */
function byBlock(blocks: readonly Block[], marked: readonly Marked[]): Map<number, Marked[]> {
  const found = new Map<number, Marked[]>();
  let first = 0;
  for (const mark of marked) {
    while (first < blocks.length - 1 && blocks[first]!.end < mark.range.start) first++;
    for (let index = first; index < blocks.length; index++) {
      const block = blocks[index]!;
      const empty = mark.range.start === mark.range.end;
      if (block.start > mark.range.end || (!empty && block.start >= mark.range.end)) break;
      if (!empty && block.end <= mark.range.start) continue;
      found.set(index, [...(found.get(index) ?? []), mark]);
      if (empty) break;
    }
  }
  return found;
}

interface BlockTextProps {
  text: string;
  block: Block;
  index: number;
  marks: readonly Marked[] | undefined;
  side: 'old' | 'new';
  current: number;
}

const BlockText = memo(function BlockText({ text, block, index, marks = [], side, current }: BlockTextProps) {
  const parts: ReactNode[] = [];
  let at = block.start;
  for (const mark of marks) {
    const start = Math.max(block.start, Math.min(block.end, mark.range.start));
    const end = Math.min(block.end, mark.range.end);
    // A move may lie within what another difference covers.
    if (start < at) continue;
    parts.push(text.slice(at, start));
    const words = text.slice(start, Math.max(start, end));
    parts.push(<Difference key={mark.index} mark={mark} side={side} words={words} current={mark.index === current} />);
    at = Math.max(start, end);
  }
  parts.push(text.slice(at, block.end));
  return createElement(tagOf(block), { 'data-b': index, 'data-kind': block.kind, 'data-marker': block.marker, dir: 'auto' }, ...parts);
});

function tagOf({ kind, level = 1 }: Block): string {
  if (kind === 'heading') return `h${Math.min(6, level + 1)}`;
  if (kind === 'quote') return 'blockquote';
  return kind === 'code' ? 'pre' : kind === 'list-item' ? 'div' : 'p';
}

function Difference({
  mark: { index, kind },
  side,
  words,
  current,
}: {
  mark: Marked;
  side: 'old' | 'new';
  words: string;
  current: boolean;
}) {
  const props = { 'data-d': index, 'data-current': current || undefined };
  if (words === '') return <span {...props} aria-hidden className={classes['gap']} />;
  if (kind === 'moved')
    return (
      <mark {...props} className={classes['moved']}>
        <span className="visually-hidden">moved: </span>
        {words}
      </mark>
    );
  return side === 'old' ? (
    <del {...props} className={classes['removed']}>
      {words}
    </del>
  ) : (
    <ins {...props} className={classes['added']}>
      {words}
    </ins>
  );
}
