import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useRowGrid } from '../../../parts/rowGrid.ts';
import { Button } from '../../../ui/button.tsx';
import { sentenceStates, type CoveredSentence, type SentenceState } from '../../../../shared/text/coverage.ts';
import type { ReaderController } from '../controller.ts';
import classes from './coveragePanel.module.css';
import { barInWords, readShareOf, sharesOf, stateNames } from './coverageWords.ts';

const rowHeight = 62;

/** What became of the article, sentence by sentence: shares in a bar, and the sentences themselves, all or of some states. */
export function CoveragePanel({ controller }: { controller: ReaderController }) {
  const coverage = useSyncExternalStore(controller.coverage.subscribe, controller.coverage.coverage);
  const [chosen, setChosen] = useState<readonly SentenceState[]>([]);
  const { sentences, by } = coverage;
  const shown = useMemo(
    () => (chosen.length === 0 ? sentences : sentences.filter(({ state }) => chosen.includes(state))),
    [sentences, chosen],
  );
  const shares = sharesOf(coverage);
  return (
    <section className={classes['panel']} aria-label="Coverage of this article" data-beside>
      <header className={classes['header']}>
        <h2>Coverage</h2>
        <span className={classes['count']}>{readShareOf(coverage)} % read</span>
      </header>
      <div role="img" aria-label={barInWords(coverage)} className={classes['bar']}>
        {sentenceStates.map((state) =>
          by[state].characters > 0 ? (
            <span key={state} data-state={state} className={classes['swatch']} style={{ flexGrow: by[state].characters }} />
          ) : null,
        )}
      </div>
      <div role="group" aria-label="Filter sentences by state" className={classes['legend']}>
        {sentenceStates.map((state) => (
          <ToggleButton
            key={state}
            className={classes['state']!}
            isSelected={chosen.includes(state)}
            onChange={(on) => setChosen(on ? [...chosen, state] : chosen.filter((other) => other !== state))}
          >
            <span aria-hidden data-state={state} className={classes['swatch']} />
            <span className={classes['name']}>{stateNames[state]}</span>
            <span className={classes['sentences']}>
              {by[state].sentences.toLocaleString()}
              <span className="visually-hidden">{by[state].sentences === 1 ? ' sentence,' : ' sentences,'}</span>
            </span>
            <span className={classes['share']}>{shares[state]} %</span>
          </ToggleButton>
        ))}
      </div>
      <p role="status" className="visually-hidden">
        {chosen.length > 0 ? `${shown.length.toLocaleString()} of ${sentences.length.toLocaleString()} sentences` : ''}
      </p>
      {shown.length > 0 ? (
        <Rows controller={controller} sentences={shown} />
      ) : sentences.length === 0 ? (
        <p className={classes['none']}>This article has no sentences.</p>
      ) : (
        <p className={classes['none']}>
          No sentence is in that state.{' '}
          <Button size="s" onPress={() => setChosen([])}>
            Show all
          </Button>
        </p>
      )}
    </section>
  );
}

function Rows({ controller, sentences }: { controller: ReaderController; sentences: readonly CoveredSentence[] }) {
  const here = useSyncExternalStore(controller.subscribe, () => indexAt(sentences, controller.selected?.start ?? controller.caretAt));
  const scroller = useRef<HTMLDivElement | null>(null);
  const ids = useMemo(() => sentences.map(({ start }) => String(start)), [sentences]);
  const focusedIndex = useRef(0);
  const virtualizer = useVirtualizer({
    count: sentences.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), focusedIndex.current])].filter((at) => at < sentences.length).sort((a, b) => a - b),
  });
  const goTo = (id: string): void => {
    const sentence = sentences[ids.indexOf(id)];
    if (sentence) controller.goTo([sentence]);
  };
  const grid = useRowGrid({
    ids,
    onOpen(id) {
      goTo(id);
      controller.focus();
    },
    onFocus: goTo,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    pageSize: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1),
  });
  useEffect(() => {
    focusedIndex.current = grid.focusedIndex;
  }, [grid.focusedIndex]);
  // The sentence at the caret is brought into sight here; the keyboard stays where it is.
  useEffect(() => {
    if (here >= 0 && !scroller.current?.contains(document.activeElement)) virtualizer.scrollToIndex(here, { align: 'auto' });
  }, [here, virtualizer]);

  return (
    <div
      ref={(element) => {
        scroller.current = element;
        grid.grid.current = element;
      }}
      role="grid"
      aria-label="Sentences"
      aria-rowcount={sentences.length}
      className={classes['grid']}
      onKeyDown={(event) => {
        grid.onKeyDown(event);
        if (event.key === 'Escape' && !event.defaultPrevented) controller.focus();
      }}
    >
      <div role="rowgroup" className={classes['rows']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((line) => {
          const sentence = sentences[line.index];
          if (!sentence) return null;
          const id = ids[line.index]!;
          return (
            <div
              key={id}
              role="row"
              aria-rowindex={line.index + 1}
              className={classes['row']}
              data-here={line.index === here || undefined}
              data-row={id}
              style={{ transform: `translateY(${line.start}px)` }}
              tabIndex={line.index === grid.focusedIndex ? 0 : -1}
              onFocus={() => grid.rowEvents.focus(id)}
              onClick={() => goTo(id)}
              onDoubleClick={() => grid.rowEvents.open(id)}
            >
              <span role="gridcell" className={classes['words']}>
                <span className={classes['meaning']}>
                  <span aria-hidden data-state={sentence.state} className={classes['swatch']} />
                  <span className={classes['name']}>{controller.coverageWork.inWords(sentence)}</span>
                </span>
                <span className={classes['quote']} dir="auto">
                  {controller.source.text.slice(sentence.start, sentence.end)}
                </span>
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The last sentence that starts at an offset or before it; -1 where there is none. */
function indexAt(sentences: readonly CoveredSentence[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  const at = low - 1;
  return at >= 0 && offset <= sentences[at]!.end ? at : -1;
}
