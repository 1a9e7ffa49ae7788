import { useQuery } from '@tanstack/react-query';
import { Scale, SearchX } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { stance, type Evidence, type Stance } from '../../../shared/domain/entities.ts';
import { credibilityName, stanceNames } from '../../../shared/domain/wording.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { ChipFilter } from '../../parts/chipFilter.tsx';
import { evidenceTitle } from '../../parts/evidenceItem.tsx';
import { useVirtualRows } from '../../parts/virtualRows.ts';
import { WordsFilter } from '../../parts/wordsFilter.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Tag } from '../../ui/badges.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatPartialDate } from '../../ui/dates.ts';
import classes from './evidence.module.css';

type Item = Evidence & { claimText: string };

const rowHeight = 64;
const none: readonly Item[] = [];

/** All evidence of the case, whichever claim it serves. */
export function EvidenceView() {
  const { data, error } = useQuery(api.evidence.list.queryOptions({ input: {} }));
  const all = data ?? none;
  const [words, setWords] = useState('');
  const [stances, setStances] = useState<readonly Stance[]>([]);
  const asked = useDeferredValue(words.trim().toLocaleLowerCase());
  const shown = useMemo(
    () =>
      all.filter((item) => {
        if (stances.length > 0 && !stances.includes(item.stance)) return false;
        if (asked === '') return true;
        const text = [wordsOf(item), evidenceTitle(item), publisherOf(item), item.claimText, item.comment].join('\n').toLocaleLowerCase();
        return asked.split(/\s+/).every((word) => text.includes(word));
      }),
    [all, asked, stances],
  );

  return (
    <section className={classes['view']} data-scope="evidence" aria-labelledby="evidence-title">
      <header className={classes['header']}>
        <h1 id="evidence-title">Evidence</h1>
        {all.length > 0 ? (
          <span role="status" className={classes['total']}>
            {shown.length === all.length
              ? all.length.toLocaleString()
              : `${shown.length.toLocaleString()} of ${all.length.toLocaleString()}`}
          </span>
        ) : null}
      </header>
      {error ? (
        <Empty title="The evidence could not be read">{failureOf(error).message}</Empty>
      ) : data === undefined ? null : all.length === 0 ? (
        <Empty
          icon={<Scale />}
          title="No evidence yet"
          action={<ActionButton action="view.claims" label="Choose a claim" tone="primary" />}
        >
          Open a claim, gather evidence for it, and select the words in any article that speak for or against it. Every item keeps its exact
          quote.
        </Empty>
      ) : (
        <>
          <div role="search" aria-label="Filter evidence" className={classes['filters']}>
            <WordsFilter
              label="Words in quote, source or claim"
              placeholder="Filter evidence"
              width="m"
              words={words}
              onChange={setWords}
            />
            <ChipFilter
              label="Stance"
              chosen={stances}
              options={stance.options.map((value) => ({
                value,
                label: stanceNames[value],
                icon: <Tag tone={value}>{stanceNames[value]}</Tag>,
              }))}
              onChange={(chosen) => setStances(stance.options.filter((value) => chosen.includes(value)))}
            />
          </div>
          {shown.length === 0 ? (
            <Empty icon={<SearchX />} title="No evidence matches">
              Take a word or the stance away to see more.
            </Empty>
          ) : (
            <EvidenceList items={shown} />
          )}
        </>
      )}
    </section>
  );
}

const wordsOf = (item: Item): string => item.passage?.exact ?? item.citation?.quote ?? '';
const publisherOf = (item: Item): string => item.passage?.publisher ?? item.citation?.publisher ?? '';

function EvidenceList({ items }: { items: readonly Item[] }) {
  const ids = useMemo(() => items.map((item) => item.id), [items]);
  const byId = useMemo(() => new Map(items.map((item) => [item.id, item])), [items]);
  const inspected = useWorkspace((state) => state.inspected);
  const inspect = (id: string): void => useWorkspace.getState().inspect({ kind: 'evidence', id });
  const { hold, lines, height, focusedIndex, onKeyDown, rowEvents } = useVirtualRows({
    ids,
    rowHeight,
    current: inspected?.kind === 'evidence' ? inspected.id : null,
    onOpen(id) {
      const passage = byId.get(id)?.passage;
      if (passage) useWorkspace.getState().openDocument(passage.documentId, { beside: true, passageId: passage.id });
      inspect(id);
    },
    onMove: inspect,
  });

  return (
    <div ref={hold} role="grid" aria-label="Evidence" aria-rowcount={items.length} className={classes['grid']} onKeyDown={onKeyDown}>
      <div role="rowgroup" className={classes['rows']} style={{ height }}>
        {lines.map((line) => {
          const item = items[line.index];
          if (!item) return null;
          return (
            <div
              key={item.id}
              role="row"
              aria-rowindex={line.index + 1}
              className={classes['row']}
              data-inspected={(inspected?.kind === 'evidence' && inspected.id === item.id) || undefined}
              style={{ transform: `translateY(${line.start}px)` }}
              data-row={item.id}
              tabIndex={line.index === focusedIndex ? 0 : -1}
              onFocus={() => rowEvents.focus(item.id)}
              // A click looks at the item; Enter or a double click goes to the place.
              onClick={() => inspect(item.id)}
              onDoubleClick={() => rowEvents.open(item.id)}
            >
              <div role="gridcell" className={classes['stance']}>
                <Tag tone={item.stance}>{stanceNames[item.stance]}</Tag>
              </div>
              <div role="gridcell" className={classes['quoted']}>
                <p className={classes['exact']} dir="auto">
                  {wordsOf(item) || evidenceTitle(item)}
                </p>
                <p className={classes['source']}>
                  {[evidenceTitle(item), publisherOf(item), formatPartialDate(item.passage?.published ?? item.citation?.published ?? null)]
                    .filter((part) => part !== '')
                    .join(' · ')}
                  {item.citation ? ' · cited only' : ''}
                </p>
              </div>
              <div role="gridcell" className={classes['served']} dir="auto">
                {item.claimText}
              </div>
              <div role="gridcell" className={classes['credibility']} title={credibilityName(item.credibility)}>
                {item.credibility === null ? '–' : `${item.credibility} · ${credibilityName(item.credibility)}`}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
