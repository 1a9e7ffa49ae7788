import { useQueries, useQuery } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { labelColour, type Label } from '../../shared/domain/entities.ts';
import { labelColourNames } from '../../shared/domain/wording.ts';
import { attempt } from '../actions/run.ts';
import { api, client } from '../api/client.ts';
import { useWorkspace, type Dialog as AnyDialog } from '../state/workspace.ts';
import { LabelChip } from '../ui/badges.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select } from '../ui/field.tsx';
import { DraftField } from './draftField.tsx';
import { createLabel, offeredLabels } from './labelChoice.ts';
import { LabelFinder } from './labelFinder.tsx';
import classes from './labels.module.css';
import { useDraft } from './useDraft.ts';
import { useFormDraft } from './useFormDraft.ts';

type LabelsDialog = Extract<AnyDialog, { kind: 'labels' }>;

/** Rows read at most to say which labels the targets have; beyond, the answer is that of the first ones. */
const looksAt = 500;

/** Puts labels on passages or claims, takes them off, and edits the labels themselves. */
export function LabelDialog({ dialog: { target, ids } }: { dialog: LabelsDialog }) {
  const { data: labels = [] } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const assigned = useAssigned(target, ids);
  const draft = useFormDraft('labels:', { name: '' });
  const text = draft.values.name;
  const setText = (name: string): void => draft.set({ name });
  const [editing, setEditing] = useState<string | null>(null);
  const closeDialog = useWorkspace((state) => state.closeDialog);
  // What was typed to find a label is thrown away with the dialog; only a crash leaves it behind.
  const close = (): void => {
    draft.done();
    closeDialog();
  };
  const { offered } = offeredLabels(labels, [], text);
  const assign = (change: { add?: string[]; remove?: string[] }) => client.labels.assign({ targetKind: target, targetIds: ids, ...change });
  const thing = ids.length === 1 ? target : `${ids.length} ${target}s`;

  const toggle = (labelId: string): void =>
    void attempt(() => assign(assigned.every((set) => set.includes(labelId)) ? { remove: [labelId] } : { add: [labelId] }));
  return (
    <Dialog title={`Labels of ${ids.length === 1 ? `this ${thing}` : thing}`} width="s" onClose={close}>
      <LabelFinder
        labels={labels}
        text={text}
        onText={setText}
        onChoose={({ id }) => {
          toggle(id);
          setText('');
        }}
        onCreate={(name) => {
          void attempt(async () => assign({ add: [await createLabel(name, labels)] }));
          setText('');
        }}
        onNothing={close}
      />
      {offered.length > 0 ? (
        <ul className={classes['rows']} aria-label="Labels">
          {offered.map((label) => {
            const count = assigned.filter((set) => set.includes(label.id)).length;
            return (
              <li key={label.id}>
                <div className={classes['row']}>
                  <Checkbox
                    className={classes['check']!}
                    isSelected={count > 0 && count === assigned.length}
                    isIndeterminate={count > 0 && count < assigned.length}
                    onChange={() => toggle(label.id)}
                  >
                    <span className={classes['box']} aria-hidden />
                    <LabelChip name={label.name} colour={label.colour} />
                  </Checkbox>
                  <span className={classes['uses']}>{label.uses === 1 ? '1 use' : `${label.uses} uses`}</span>
                  <IconButton
                    label={`Edit label ${label.name}`}
                    icon={<Pencil />}
                    pressed={editing === label.id}
                    onPress={() => setEditing(editing === label.id ? null : label.id)}
                  />
                </div>
                {editing === label.id ? (
                  <LabelForm label={label} onGone={() => setEditing(null)} />
                ) : label.definition ? (
                  <p className={classes['definition']}>{label.definition}</p>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : labels.length === 0 ? (
        <p className={classes['none']}>No labels yet. Type a name and press Enter to make the first one.</p>
      ) : null}
    </Dialog>
  );
}

/** The labels of each target, as far as they are read. */
function useAssigned(target: LabelsDialog['target'], ids: string[]): readonly (readonly string[])[] {
  const read = ids.slice(0, looksAt);
  const claims = useQuery(api.claims.rows.queryOptions({ input: { ids: read }, enabled: target === 'claim' }));
  const passages = useQueries({
    queries: target === 'passage' ? read.map((passageId) => api.passages.get.queryOptions({ input: { passageId } })) : [],
  });
  return target === 'claim'
    ? (claims.data ?? []).map(({ labelIds }) => labelIds)
    : passages.flatMap(({ data }) => (data ? [data.labelIds] : []));
}

function LabelForm({ label, onGone }: { label: Label; onGone: () => void }) {
  const name = useLabelText(label, 'name', (text) => (text.trim() === '' ? 'A label needs a name.' : undefined));
  const definition = useLabelText(label, 'definition');
  return (
    <div className={classes['form']}>
      <div className={classes['pair']}>
        <DraftField label="Name" draft={name} maxLength={80} />
        <Select
          label="Colour"
          value={label.colour}
          options={labelColour.options.map((value) => ({
            value,
            label: labelColourNames[value],
            icon: <span className={classes['dot']} data-colour={value} />,
          }))}
          onChange={(colour) =>
            void attempt(() => client.labels.update({ labelId: label.id, revision: label.revision, fields: { colour } }))
          }
        />
      </div>
      <DraftField label="Definition" draft={definition} lines={2} placeholder="When to use it" maxLength={2_000} />
      <Button
        size="s"
        tone="quiet"
        onPress={() =>
          void attempt(async () => {
            await client.labels.remove({ labelId: label.id });
            onGone();
          })
        }
      >
        <Trash2 aria-hidden size={13} />
        Delete label
      </Button>
      <p className={classes['none']}>Deleting a label takes it off everything it is on. Nothing else is deleted.</p>
    </div>
  );
}

function useLabelText(label: Label, field: 'name' | 'definition', problem?: (text: string) => string | undefined) {
  return useDraft({
    key: `label:${label.id}:${field}`,
    value: label[field],
    revision: label.revision,
    ...(problem ? { problem } : {}),
    save: async (text, { revision }) => {
      const saved = await client.labels.update({ labelId: label.id, revision, fields: { [field]: text } });
      return { value: saved[field], revision: saved.revision };
    },
  });
}
