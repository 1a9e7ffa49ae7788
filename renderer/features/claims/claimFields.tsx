import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { Button as AriaButton, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { claimType, checkability, type ClaimDetail, type ClaimFields } from '../../../shared/domain/entities.ts';
import { checkabilityNames, claimTypeNames } from '../../../shared/domain/wording.ts';
import { attempt } from '../../actions/run.ts';
import { api, client } from '../../api/client.ts';
import { priorityOptions, statusOptions } from '../../parts/claimMarks.tsx';
import { DateField } from '../../parts/dateField.tsx';
import { DraftField, DraftState } from '../../parts/draftField.tsx';
import { Labels } from '../../parts/labels.tsx';
import { useWritable } from '../../parts/scale.ts';
import { useDraft } from '../../parts/useDraft.ts';
import { Select } from '../../ui/field.tsx';
import classes from './claimInspector.module.css';

const shortest = 75;

type TextKey = 'text' | 'shortText' | 'claimant' | 'selectionReason';

function useClaimText(claim: ClaimDetail, field: TextKey, problem?: (text: string) => string | undefined) {
  return useDraft({
    key: `claim:${claim.id}:${field}`,
    value: claim[field],
    revision: claim.revision,
    ...(problem ? { problem } : {}),
    save: async (text, { revision, gesture }) => {
      const saved = await client.claims.update({ claimId: claim.id, revision, gesture, fields: { [field]: text } });
      return { value: saved[field], revision: saved.revision };
    },
  });
}

/** What is claimed, by whom, and what is to be done with it. */
export function ClaimFieldsForm({ claim }: { claim: ClaimDetail }) {
  const isReadOnly = !useWritable();
  const text = useClaimText(claim, 'text', (words) => (words.trim() === '' ? 'A claim needs words.' : undefined));
  const shortText = useClaimText(claim, 'shortText', (words) =>
    words.length > shortest ? `${words.length - shortest} characters too long.` : undefined,
  );
  const reason = useClaimText(claim, 'selectionReason');
  const set = (fields: Partial<ClaimFields>): void =>
    void attempt(() => client.claims.update({ claimId: claim.id, revision: claim.revision, fields }));

  return (
    <div className={classes['fields']}>
      <div data-field="claim.text">
        <DraftField
          label="Claim"
          draft={text}
          lines={2}
          prose
          isReadOnly={isReadOnly}
          placeholder="What is asserted, in words that can be understood without the article"
        />
      </div>
      <DraftField
        label="Short text"
        draft={shortText}
        isReadOnly={isReadOnly}
        placeholder="For lists and headlines"
        description={`${shortText.text.length} of ${shortest}`}
      />
      <div className={classes['pair']}>
        <ClaimantField claim={claim} isReadOnly={isReadOnly} />
        <DateField
          label="Claimed on"
          draftKey={`claim:${claim.id}:claimDate`}
          value={claim.claimDate}
          revision={claim.revision}
          isReadOnly={isReadOnly}
          save={async (claimDate, { revision, gesture }) => {
            const saved = await client.claims.update({ claimId: claim.id, revision, gesture, fields: { claimDate } });
            return { value: saved.claimDate, revision: saved.revision };
          }}
        />
        <Select
          label="Type"
          value={claim.type}
          isReadOnly={isReadOnly}
          options={claimType.options.map((value) => ({ value, label: claimTypeNames[value] }))}
          onChange={(type) => set({ type })}
        />
        <Select
          label="Checkability"
          value={claim.checkability}
          isReadOnly={isReadOnly}
          options={checkability.options.map((value) => ({ value, label: checkabilityNames[value] }))}
          onChange={(value) => set({ checkability: value })}
        />
        <Select
          label="Status"
          value={claim.status}
          isReadOnly={isReadOnly}
          options={statusOptions}
          onChange={(status) => set({ status })}
        />
        <Select
          label="Priority"
          value={claim.priority}
          isReadOnly={isReadOnly}
          options={priorityOptions}
          onChange={(priority) => set({ priority })}
        />
      </div>
      <Labels targetKind="claim" targetIds={[claim.id]} labelIds={claim.labelIds} />
      <DraftField
        label="Reason for selection"
        draft={reason}
        lines={2}
        isReadOnly={isReadOnly}
        placeholder="Why this claim is worth checking"
      />
    </div>
  );
}

/** Who says it: any name, with those of the case offered while typing. */
function ClaimantField({ claim, isReadOnly }: { claim: ClaimDetail; isReadOnly: boolean }) {
  const draft = useClaimText(claim, 'claimant');
  const { data: known } = useQuery(api.claims.claimants.queryOptions({ input: { text: draft.text } }));
  const names = (known ?? []).filter((claimant) => claimant.name !== draft.text);
  return (
    <div className={classes['claimant']}>
      <ComboBox
        className={classes['combo']!}
        isReadOnly={isReadOnly}
        allowsCustomValue
        inputValue={draft.text}
        items={names}
        isInvalid={draft.error !== undefined}
        onInputChange={draft.change}
        onFocus={draft.focus}
        onBlur={draft.flush}
        onChange={(key) => {
          const chosen = names.find((claimant) => claimant.id === key);
          if (chosen) draft.change(chosen.name);
        }}
      >
        <Label className={classes['label']}>Claimant</Label>
        <div className={classes['comboInput']}>
          <Input dir="auto" placeholder={isReadOnly ? '' : 'Who says it'} />
          {isReadOnly ? null : (
            <AriaButton className={classes['comboButton']!}>
              <ChevronDown aria-hidden size={14} />
            </AriaButton>
          )}
        </div>
        <FieldError>{draft.error}</FieldError>
        <Popover className={classes['comboPopover']!} offset={4}>
          <ListBox<(typeof names)[number]> className={classes['comboList']!}>
            {(claimant) => (
              <ListBoxItem id={claimant.id} textValue={claimant.name} className={classes['comboOption']!}>
                <span>{claimant.name}</span>
                <small>{claimant.claims === 1 ? '1 claim' : `${claimant.claims} claims`}</small>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      <DraftState draft={draft} />
    </div>
  );
}
