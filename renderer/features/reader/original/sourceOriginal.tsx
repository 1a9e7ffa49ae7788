import { useEffect, useMemo, useRef, useState } from 'react';
import { findQuoted, type FoundWords } from '../../../../shared/text/original/findQuoted.ts';
import { lettersOf } from '../../../../shared/text/original/letters.ts';
import { quotedParts } from '../../../../shared/text/original/quotedParts.ts';
import { decodeAs } from './decode.ts';
import type { OriginalProps } from './originalProps.ts';
import paneClasses from './originalPane.module.css';
import { saidOfFound, sumOfFound } from './said.ts';
import { showWords, type SelectedWords } from './showWords.ts';
import { useOriginalHandle } from './useOriginalHandle.ts';
import classes from './source.module.css';

/** Characters that are shown; more than a person reads, and less than what a page can bear. */
const longest = 4_000_000;
/** Lines that are laid out together. */
const linesTogether = 100;

/** A file of text as it is: its characters, with the marks of its format. */
export function SourceOriginal({ documentId, title, file, version, wanted, reader, onSaid }: OriginalProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isShown = true;
    void file.arrayBuffer().then((bytes) => isShown && setText(decodeAs(new Uint8Array(bytes), version.encoding)));
    return () => {
      isShown = false;
    };
  }, [file, version.encoding]);
  const chunks = useMemo(() => (text === null ? [] : chunksOf(text.slice(0, longest))), [text]);
  const found = useMemo<FoundWords | null>(() => {
    if (chunks.length === 0 || !wanted || wanted.ranges.every(({ start, end }) => start === end)) return null;
    const letters = lettersOf(chunks);
    return sumOfFound(quotedParts(version.text, version.blocks, wanted.ranges).map((part) => findQuoted(letters, part)));
  }, [chunks, wanted, version]);
  useEffect(() => {
    onSaid(found && saidOfFound(found, 'the file'));
    if (found) scroller.current?.querySelector('mark')?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [found, onSaid]);
  useOriginalHandle(
    { documentId, version },
    {
      focus: () => scroller.current?.focus(),
      showInText: () => onSaid(showWords(reader, version, selectedIn(scroller.current), 'follows')),
    },
  );
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={`Source of ${title}`}
      data-scope="original"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and its keys work here
      tabIndex={0}
      aria-busy={text === null}
      className={paneClasses['scroller']}
    >
      <pre className={classes['source']} dir="auto">
        {chunks.map((chunk, index) => (
          <Chunk
            key={index}
            text={chunk}
            places={found?.places.filter(({ item }) => item === index) ?? []}
            doubtful={found?.outcome === 'several'}
          />
        ))}
      </pre>
      {text !== null && text.length > longest ? (
        <p className={classes['more']}>
          The first {longest.toLocaleString()} of {text.length.toLocaleString()} characters are shown. The whole file can be saved.
        </p>
      ) : null}
    </div>
  );
}

/** Words selected here, by themselves: lines of a file are no blocks of a text. */
function selectedIn(root: HTMLElement | null): SelectedWords | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !root?.contains(selection.anchorNode)) return null;
  const block = selection.toString();
  return { block, start: 0, end: block.length };
}

function chunksOf(text: string): string[] {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
  return Array.from({ length: Math.ceil(lines.length / linesTogether) }, (_, index) =>
    lines.slice(index * linesTogether, (index + 1) * linesTogether).join('\n'),
  );
}

interface ChunkProps {
  text: string;
  places: FoundWords['places'];
  doubtful: boolean;
}

function Chunk({ text, places, doubtful }: ChunkProps) {
  const inOrder = places
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start }, index, all) => index === 0 || start >= all[index - 1]!.end);
  return (
    <div className={classes['chunk']}>
      {inOrder.map(({ start, end }, index) => (
        <span key={start}>
          {text.slice(inOrder[index - 1]?.end ?? 0, start)}
          <mark data-mark data-doubtful={doubtful || undefined}>
            {text.slice(start, end)}
          </mark>
        </span>
      ))}
      {text.slice(inOrder.at(-1)?.end ?? 0)}
    </div>
  );
}
