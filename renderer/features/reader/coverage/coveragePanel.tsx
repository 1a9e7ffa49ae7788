import { useMemo, useState, useSyncExternalStore } from 'react';
import { ToggleButton } from 'react-aria-components';
import { Button } from '../../../ui/button.tsx';
import { sentenceStates, type CoveredSentence, type SentenceState } from '../../../../shared/text/coverage.ts';
import { BesidePanel, NoRows } from '../beside/besidePanel.tsx';
import { BesideRows, PlaceCell } from '../beside/besideRows.tsx';
import type { ReaderController } from '../controller.ts';
import classes from './coveragePanel.module.css';
import { barInWords, readShareOf, sharesOf, stateNames } from './coverageWords.ts';

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
    <BesidePanel label="Coverage of this article" title="Coverage" count={`${readShareOf(coverage)} % read`}>
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
        <NoRows>This article has no sentences.</NoRows>
      ) : (
        <NoRows>
          No sentence is in that state.{' '}
          <Button size="s" onPress={() => setChosen([])}>
            Show all
          </Button>
        </NoRows>
      )}
    </BesidePanel>
  );
}

function Rows({ controller, sentences }: { controller: ReaderController; sentences: readonly CoveredSentence[] }) {
  const here = useSyncExternalStore(controller.subscribe, () => indexAt(sentences, controller.selected?.start ?? controller.caretAt));
  const ids = useMemo(() => sentences.map(({ start }) => String(start)), [sentences]);
  return (
    <BesideRows
      controller={controller}
      label="Sentences"
      ids={ids}
      here={here}
      goTo={(id) => {
        const sentence = sentences[ids.indexOf(id)];
        if (sentence) controller.goTo([sentence]);
      }}
      renderRow={(index) => {
        const sentence = sentences[index]!;
        return (
          <PlaceCell
            meaning={
              <>
                <span aria-hidden data-state={sentence.state} className={`${classes['swatch']} ${classes['before']}`} />
                {controller.coverageWork.inWords(sentence)}
              </>
            }
            quote={controller.source.text.slice(sentence.start, sentence.end)}
            soft="meaning"
          />
        );
      }}
    />
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
