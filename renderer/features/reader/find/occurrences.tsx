import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { DocumentDetail, Passage, TextRange } from '../../../../shared/domain/entities.ts';
import { describe } from '../../../../shared/text/anchor.ts';
import type { FindQuery } from '../../../../shared/text/find.ts';
import { newPassage } from '../../../actions/passages.ts';
import { attempt } from '../../../actions/run.ts';
import { undoOf } from '../../../actions/takeBack.ts';
import { api, client } from '../../../api/client.ts';
import { Choice } from '../../../parts/choice.tsx';
import { createListedLabel } from '../../../parts/labelChoice.ts';
import { AssignedLabel, LabelField } from '../../../parts/labels.tsx';
import { useScale, useWritable } from '../../../parts/scale.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { Tag } from '../../../ui/badges.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { coveredBy, useSearch } from './occurrenceSearch.ts';
import classes from './occurrences.module.css';
import { paint, type PaintedPassage } from '../passages/paint.ts';
import { contextOf } from './places.ts';
import type { Search } from './searcher.ts';

/** More rows than anybody checks one by one; the rest is found again once these are highlighted. */
const listedAtMost = 1_000;

interface OccurrencesProps {
  documentId: string;
  /** A quote, or what was looked for in the find bar. */
  of: string | FindQuery;
}

/** All places of an article that say the same, to be highlighted together. */
export function Occurrences({ documentId, of }: OccurrencesProps) {
  const closeDialog = useWorkspace((state) => state.closeDialog);
  const { data: document } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const { data: passages } = useQuery(api.passages.list.queryOptions({ input: { documentId } }));
  if (document && passages) return <Found document={document} passages={passages} of={of} />;
  return (
    <Dialog title="All occurrences" width="l" onClose={closeDialog}>
      <p aria-busy="true">Reading the article…</p>
    </Dialog>
  );
}

function Found({ document, passages, of }: { document: DocumentDetail; passages: Passage[]; of: OccurrencesProps['of'] }) {
  const { text, id: versionId } = document.version;
  const closeDialog = useWorkspace((state) => state.closeDialog);
  const writable = useWritable();
  const [how, setHow] = useState<'exactly' | 'alike'>('exactly');
  const search = useMemo(
    (): Search => (typeof of === 'string' ? { kind: 'occurrences', quote: of, loosely: how === 'alike' } : { kind: 'query', query: of }),
    [of, how],
  );
  const outcome = useSearch(text, search);
  const places = outcome?.kind === 'found' ? outcome.ranges.slice(0, listedAtMost) : [];
  const unlisted = outcome?.kind === 'found' && (outcome.more || outcome.ranges.length > listedAtMost);

  const { rating } = useScale();
  const { data: labels = [] } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const painted = useMemo(() => {
    const byId = new Map(labels.map((label) => [label.id, label]));
    return passages.map((passage) => paint(passage, rating, (id) => byId.get(id)));
  }, [passages, labels, rating]);
  const covering = coveredBy(places, painted);

  /** Checks that differ from the first state, by where the place starts: what is highlighted already is left out. */
  const [changed, setChanged] = useState<ReadonlyMap<number, boolean>>(new Map());
  const isChecked = ({ start }: TextRange, index: number): boolean => changed.get(start) ?? covering[index] === null;
  const chosen = places.filter(isChecked);
  const already = covering.filter((passage) => passage !== null).length;
  const [labelId, setLabelId] = useState<string | null>(null);
  const label = labels.find(({ id }) => id === labelId);
  const [pending, setPending] = useState(false);

  const apply = async (): Promise<void> => {
    setPending(true);
    const done = await attempt(async () => {
      const { seq, passages: made } = await client.passages.createMany({
        passages: chosen.map((range) => {
          const { ranges, exact } = describe(text, [range]);
          return { ...newPassage(document.id, { versionId, ranges, exact }), labelIds: label ? [label.id] : [] };
        }),
      });
      useWorkspace.getState().toast({
        tone: 'done',
        text: `${countOf(made.length, 'passage')} highlighted${label ? ` as “${label.name}”` : ''}`,
        action: undoOf(seq),
      });
    });
    if (done) closeDialog();
    else setPending(false);
  };

  return (
    <Dialog
      title="All occurrences"
      width="l"
      onClose={closeDialog}
      footer={
        <>
          <div className={classes['label']}>
            {label ? (
              <AssignedLabel label={label} onTakeOff={() => setLabelId(null)} />
            ) : writable ? (
              <LabelField
                draftKey="labels:occurrences:"
                labels={labels}
                without={[]}
                onChoose={({ id }) => setLabelId(id)}
                onCreate={(name) => void attempt(async () => setLabelId(await createListedLabel(name, labels)))}
              />
            ) : null}
          </div>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="primary" isDisabled={!writable || chosen.length === 0} isPending={pending} onPress={() => void apply()}>
            {chosen.length === 0 ? 'Highlight' : `Highlight ${countOf(chosen.length, 'place')}`}
          </Button>
        </>
      }
    >
      <q className={classes['quote']} dir="auto">
        {typeof of === 'string' ? of : of.words}
      </q>
      {typeof of === 'string' ? (
        <Choice
          label="What counts as the same"
          hideLabel
          value={how}
          options={[
            { value: 'exactly', label: 'Exactly these words' },
            { value: 'alike', label: 'Whatever the quotes, dashes, case and spaces' },
          ]}
          onChange={setHow}
        />
      ) : null}
      <p className={classes['count']} role="status">
        {told(outcome?.kind ?? null, places.length, already)}
        {writable ? '' : ' This case is open for reading alone: nothing can be highlighted.'}
        {unlisted ? ` Only the first ${listedAtMost.toLocaleString()} are listed: highlight these, then look again.` : ''}
      </p>
      {places.length > 0 ? (
        <>
          <label className={classes['all']}>
            <input
              type="checkbox"
              checked={chosen.length === places.length}
              ref={(box) => {
                if (box) box.indeterminate = chosen.length > 0 && chosen.length < places.length;
              }}
              onChange={({ target }) => setChanged(new Map(places.map(({ start }) => [start, target.checked])))}
            />
            All of them
          </label>
          <ul aria-label="Places" className={classes['places']}>
            {places.map((range, index) => (
              <Place
                key={range.start}
                text={text}
                range={range}
                covering={covering[index] ?? null}
                checked={isChecked(range, index)}
                onChange={(checked) => setChanged(new Map(changed).set(range.start, checked))}
              />
            ))}
          </ul>
        </>
      ) : null}
    </Dialog>
  );
}

interface PlaceProps {
  text: string;
  range: TextRange;
  covering: PaintedPassage | null;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Place({ text, range, covering, checked, onChange }: PlaceProps) {
  const { before, words, after } = contextOf(text, range, 70);
  return (
    <li>
      <label className={classes['place']}>
        <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
        <span className={classes['snippet']} dir="auto">
          {before}
          <mark>{words}</mark>
          {after}
        </span>
        {covering ? <Already meaning={covering.meaning} /> : null}
      </label>
    </li>
  );
}

function Already({ meaning }: { meaning: string }) {
  const words = meaning === 'Highlight' ? 'Highlighted' : `Highlighted: ${meaning}`;
  return (
    <span className={classes['already']} title={words}>
      <Tag>{words}</Tag>
    </span>
  );
}

function told(kind: string | null, count: number, already: number): string {
  if (kind === null) return 'Searching…';
  if (kind === 'slow') return 'The expression takes too long in this article and was stopped. Look for something simpler.';
  if (kind !== 'found') return 'The search could not be made. Close this, and try again.';
  if (count === 0) return 'These words stand nowhere in this article.';
  return `${countOf(count, 'place')}${already > 0 ? `, ${already.toLocaleString()} highlighted already` : ''}.`;
}

const countOf = (count: number, thing: string): string => `${count.toLocaleString()} ${thing}${count === 1 ? '' : 's'}`;
