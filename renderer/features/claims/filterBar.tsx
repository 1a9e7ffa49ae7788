import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ClaimFilter } from '../../../shared/contract/claims.ts';
import { claimStatus, priority } from '../../../shared/domain/entities.ts';
import { claimStatusNames, priorityNames } from '../../../shared/domain/wording.ts';
import { api } from '../../api/client.ts';
import { ChipFilter } from '../../parts/chipFilter.tsx';
import { PriorityMark, StatusMark } from '../../parts/claimMarks.tsx';
import { useScale } from '../../parts/scale.ts';
import { WordsFilter } from '../../parts/wordsFilter.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { LabelChip, RatingBadge } from '../../ui/badges.tsx';
import { Button } from '../../ui/button.tsx';
import classes from './claimsView.module.css';

export const isFiltered = (filter: Partial<ClaimFilter>): boolean => Object.values(filter).some((value) => value.length > 0);

/** What of the claims is shown: words, and chips for each property. */
export function FilterBar() {
  const filter = useWorkspace((state) => state.claimFilter);
  const { ratings } = useScale();
  const { data: labels } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const { data: documents } = useQuery(api.documents.titles.queryOptions({ input: {} }));
  const { data: claimants } = useQuery(api.claims.claimants.queryOptions({ input: {} }));
  const set = (part: Partial<ClaimFilter>): void => useWorkspace.getState().setClaimFilter({ ...filter, ...part });

  return (
    <div role="search" aria-label="Filter claims" className={classes['filters']}>
      <ClaimWords words={filter.text ?? ''} onChange={(text) => set({ text })} />
      <ChipFilter
        label="Rating"
        chosen={filter.ratings ?? []}
        options={[
          ...ratings.map((rating) => ({ value: rating.id, label: rating.name, icon: <RatingBadge rating={rating} name /> })),
          { value: 'none', label: 'No verdict', icon: <RatingBadge rating={null} name /> },
        ]}
        onChange={(chosen) => set({ ratings: chosen })}
      />
      <ChipFilter
        label="Status"
        chosen={filter.statuses ?? []}
        options={claimStatus.options.map((value) => ({ value, label: claimStatusNames[value], icon: <StatusMark status={value} /> }))}
        onChange={(chosen) => set({ statuses: claimStatus.options.filter((value) => chosen.includes(value)) })}
      />
      <ChipFilter
        label="Priority"
        chosen={filter.priorities ?? []}
        options={priority.options.map((value) => ({ value, label: priorityNames[value], icon: <PriorityMark priority={value} /> }))}
        onChange={(chosen) => set({ priorities: priority.options.filter((value) => chosen.includes(value)) })}
      />
      <ChipFilter
        label="Label"
        chosen={filter.labelIds ?? []}
        options={(labels ?? []).map((label) => ({
          value: label.id,
          label: label.name,
          icon: <LabelChip name={label.name} colour={label.colour} />,
        }))}
        onChange={(chosen) => set({ labelIds: chosen })}
      />
      <ChipFilter
        label="Article"
        chosen={filter.documentIds ?? []}
        options={(documents ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(chosen) => set({ documentIds: chosen })}
      />
      <ChipFilter
        label="Claimant"
        chosen={filter.claimantIds ?? []}
        options={(claimants ?? []).map((claimant) => ({ value: claimant.id, label: claimant.name }))}
        onChange={(chosen) => set({ claimantIds: chosen })}
      />
      {isFiltered(filter) ? (
        <Button tone="quiet" size="s" onPress={() => useWorkspace.getState().setClaimFilter({})}>
          Clear all
        </Button>
      ) : null}
    </div>
  );
}

/** Words are looked up while they are typed, not letter by letter. */
function ClaimWords({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  const [applied, setApplied] = useState(words);
  if (applied !== words) {
    // Cleared or set from elsewhere.
    setApplied(words);
    setTyped(words);
  }
  useEffect(() => {
    if (typed === applied) return;
    const timer = setTimeout(() => {
      setApplied(typed);
      onChange(typed);
    }, 120);
    return () => clearTimeout(timer);
  });
  return <WordsFilter label="Words in the claim or claimant" placeholder="Filter claims" width="s" words={typed} onChange={setTyped} />;
}
