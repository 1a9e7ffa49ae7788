import { useQuery } from '@tanstack/react-query';
import { Plus, Settings2, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ComboBox, Input, Label as AriaLabel, ListBox, ListBoxItem, Popover, type Key } from 'react-aria-components';
import type { Label } from '../../shared/domain/entities.ts';
import { attempt } from '../actions/run.ts';
import { api, client } from '../api/client.ts';
import { useWorkspace } from '../state/workspace.ts';
import { LabelChip } from '../ui/badges.tsx';
import { IconButton } from '../ui/button.tsx';
import { createLabel, offeredLabels } from './labelChoice.ts';
import classes from './labels.module.css';
import { useWritable } from './scale.ts';
import { useFormDraft } from './useFormDraft.ts';

interface LabelsProps {
  targetKind: 'passage' | 'claim';
  targetIds: string[];
  /** Labels that all targets have. */
  labelIds: readonly string[];
}

/** The labels of a thing: chips that come off, and a field that finds a label or makes it. */
export function Labels({ targetKind, targetIds, labelIds }: LabelsProps) {
  const { data: labels } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const writable = useWritable();
  const assigned = labels?.filter(({ id }) => labelIds.includes(id)) ?? [];
  const assign = (change: { add?: string[]; remove?: string[] }) => client.labels.assign({ targetKind, targetIds, ...change });
  return (
    <div className={classes['labels']} role="group" aria-label="Labels">
      {assigned.map((label) => (
        <AssignedLabel
          key={label.id}
          label={label}
          onTakeOff={writable ? () => void attempt(() => assign({ remove: [label.id] })) : undefined}
        />
      ))}
      {writable ? (
        <>
          <LabelField
            draftKey={`labels:${targetKind}:${targetIds[0]}:`}
            labels={labels ?? []}
            without={labelIds}
            onChoose={(label) => void attempt(() => assign({ add: [label.id] }))}
            onCreate={(name) => void attempt(async () => assign({ add: [await createLabel(name, labels ?? [])] }))}
          />
          <IconButton
            label="Edit labels"
            icon={<Settings2 />}
            onPress={() => useWorkspace.getState().openDialog({ kind: 'labels', target: targetKind, ids: targetIds })}
          />
        </>
      ) : assigned.length === 0 ? (
        <span className={classes['none']}>No labels</span>
      ) : null}
    </div>
  );
}

/** A label that is on something, and can be taken off where that is allowed. */
export function AssignedLabel({ label: { name, colour }, onTakeOff }: { label: Label; onTakeOff: (() => void) | undefined }) {
  return (
    <span className={classes['chip']}>
      <LabelChip name={name} colour={colour} />
      {onTakeOff ? (
        <button type="button" className={classes['off']} aria-label={`Take off label ${name}`} onClick={onTakeOff}>
          <X aria-hidden />
        </button>
      ) : null}
    </span>
  );
}

interface LabelFieldProps {
  draftKey: string;
  labels: readonly Label[];
  without: readonly string[];
  onChoose: (label: Label) => void;
  onCreate: (name: string) => void;
}

const createKey = 'create';

/** A field that finds a label by its name, or makes it under a name that none has. */
export function LabelField({ draftKey, labels, without, onChoose, onCreate }: LabelFieldProps): ReactNode {
  const draft = useFormDraft(draftKey, { name: '' });
  const text = draft.values.name;
  const setText = (name: string): void => draft.set({ name });
  // What was chosen is the field's value for a moment: that is what closes its list.
  const [chosen, setChosen] = useState<Key | null>(null);
  const { offered, create } = offeredLabels(labels, without, text);
  const items = [...offered.map((label) => ({ id: label.id, label })), ...(create ? [{ id: createKey, label: null }] : [])];
  const choose = (key: Key | null): void => {
    if (key === null) return;
    const label = offered.find(({ id }) => id === key);
    if (label) onChoose(label);
    else if (create) onCreate(create);
    setText('');
    setChosen(key);
  };
  return (
    <ComboBox
      className={classes['combo']!}
      menuTrigger="focus"
      inputValue={text}
      value={chosen}
      items={items}
      onInputChange={(name) => {
        // Looking at another window is not leaving the field, though the list closes then and would take the words along.
        if (name !== '' || document.hasFocus()) setText(name);
      }}
      onChange={choose}
      onOpenChange={(open) => {
        if (!open) setChosen(null);
      }}
    >
      <AriaLabel className="visually-hidden">Add label</AriaLabel>
      <span className={classes['input']}>
        <Plus aria-hidden size={13} />
        <Input dir="auto" placeholder="Label" maxLength={80} />
      </span>
      <Popover className={classes['popover']!} offset={4}>
        <ListBox<(typeof items)[number]> className={classes['list']!}>
          {({ id, label }) => (
            <ListBoxItem id={id} textValue={label?.name ?? `Create label ${create}`} className={classes['option']!}>
              {label ? <LabelChip name={label.name} colour={label.colour} /> : <span>Create “{create}”</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
