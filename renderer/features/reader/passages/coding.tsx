import { useQuery } from '@tanstack/react-query';
import { Highlighter } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { attempt } from '../../../actions/run.ts';
import { api } from '../../../api/client.ts';
import { ActionButton } from '../../../parts/actionButton.tsx';
import { createListedLabel, offeredLabels } from '../../../parts/labelChoice.ts';
import { LabelFinder } from '../../../parts/labelFinder.tsx';
import { useCoding } from '../../../state/coding.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { announce } from '../../../ui/announce.ts';
import { LabelChip } from '../../../ui/badges.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keys } from '../../../ui/keys.tsx';
import classes from './coding.module.css';

/** Says that every selection is labelled, with which label, and how to stop. */
export function CodingBar() {
  const labelId = useCoding((state) => state.labelId);
  const { data: labels } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const label = labels?.find(({ id }) => id === labelId);
  const gone = labelId !== null && labels !== undefined && !label;
  // The label was deleted, or another case is open.
  useEffect(() => {
    if (gone) useCoding.getState().end();
  }, [gone]);
  if (!label) return null;
  return (
    <div className={classes['bar']} role="group" aria-label="Coding run">
      <Highlighter aria-hidden size={15} />
      <span className={classes['words']}>Every selection gets</span>
      <LabelChip name={label.name} colour={label.colour} />
      <span className={classes['hint']}>
        By keyboard: select, then <Keys keys="Enter" />
      </span>
      <ActionButton action="coding.begin" label="Change" size="s" tone="quiet" />
      <ActionButton action="coding.end" label="Stop" size="s" tone="quiet" showKeys />
    </div>
  );
}

/** Chooses the label of a coding run, or makes it. */
export function ChooseCoding() {
  const closeDialog = useWorkspace((state) => state.closeDialog);
  const labelId = useCoding((state) => state.labelId);
  const { data: labels = [] } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const [text, setText] = useState('');
  const { offered } = offeredLabels(labels, [], text);
  const begin = (id: string, name: string): void => {
    useCoding.getState().begin(id);
    closeDialog();
    announce(`Every selection gets the label ${name}. Escape stops that.`);
  };
  return (
    <Dialog title="Label every selection" width="s" onClose={closeDialog}>
      <LabelFinder
        labels={labels}
        text={text}
        onText={setText}
        onChoose={({ id, name }) => begin(id, name)}
        onCreate={(name) => void attempt(async () => begin(await createListedLabel(name, labels), name))}
      />
      {offered.length > 0 ? (
        <ListBox
          aria-label="Labels"
          className={classes['list']!}
          items={offered}
          selectionMode="none"
          onAction={(key) => {
            const chosen = offered.find(({ id }) => id === key);
            if (chosen) begin(chosen.id, chosen.name);
          }}
        >
          {({ id, name, colour, definition }) => (
            <ListBoxItem id={id} textValue={name} className={classes['item']!}>
              <LabelChip name={name} colour={colour} />
              <span className={classes['definition']}>{id === labelId ? 'In use now' : definition}</span>
            </ListBoxItem>
          )}
        </ListBox>
      ) : null}
      <p className={classes['hint']}>What you select becomes a passage with this label at once, until you press Escape.</p>
    </Dialog>
  );
}
