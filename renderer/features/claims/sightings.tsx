import { ChevronDown, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { relation, wording, type ClaimDetail, type Sighting, type SightingFields } from '../../../shared/domain/entities.ts';
import { relationNames, relationPhrases, wordingNames } from '../../../shared/domain/wording.ts';
import { attempt } from '../../actions/run.ts';
import { client } from '../../api/client.ts';
import { keeper } from '../../api/drafts.ts';
import { DateField } from '../../parts/dateField.tsx';
import { DraftField } from '../../parts/draftField.tsx';
import { goToPassage } from '../../parts/goToPassage.ts';
import { Quote } from '../../parts/quote.tsx';
import { useWritable } from '../../parts/scale.ts';
import { useDraft } from '../../parts/useDraft.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatPartialDate } from '../../ui/dates.ts';
import { Select } from '../../ui/field.tsx';
import classes from './claimInspector.module.css';

/** Where the claim was found, and how each article relates to it. */
export function Sightings({ claim }: { claim: ClaimDetail }) {
  if (claim.sightings.length === 0) {
    return (
      <p className={classes['hint']}>No article is recorded as making this claim. Select the words in an article and add them here.</p>
    );
  }
  return (
    <ul className={classes['items']}>
      {claim.sightings.map((sighting) => (
        <SightingItem key={sighting.id} sighting={sighting} />
      ))}
    </ul>
  );
}

function SightingItem({ sighting }: { sighting: Sighting }) {
  // Words that were typed here before a crash are shown where they stand.
  const [open, setOpen] = useState(() => keeper.withPrefix(`sighting:${sighting.id}:`).length > 0);
  const writable = useWritable();
  const details = [wordingNames[sighting.wording], formatPartialDate(sighting.statementDate), sighting.venue, sighting.attribution];
  return (
    <li className={classes['item']}>
      <Quote passage={sighting.passage} onOpen={() => goToPassage(sighting.passage)} />
      <div className={classes['itemLine']}>
        <span>
          The article <b>{relationPhrases[sighting.relation]}</b> · {details.filter((part) => part !== '').join(' · ')}
        </span>
        <span className={classes['itemEnd']}>
          <Button tone="quiet" size="s" aria-expanded={open} onPress={() => setOpen(!open)}>
            Details
            <ChevronDown aria-hidden size={13} />
          </Button>
          <IconButton
            label="Remove from this claim"
            icon={<Trash2 />}
            isDisabled={!writable}
            onPress={() => void attempt(() => client.claims.removeSighting({ sightingId: sighting.id }))}
          />
        </span>
      </div>
      {open ? <SightingDetails sighting={sighting} isReadOnly={!writable} /> : null}
    </li>
  );
}

function SightingDetails({ sighting, isReadOnly }: { sighting: Sighting; isReadOnly: boolean }) {
  const save = (fields: Partial<SightingFields>, on: { revision: number; gesture?: string }) =>
    client.claims.updateSighting({ sightingId: sighting.id, ...on, fields });
  const set = (fields: Partial<SightingFields>): void => void attempt(() => save(fields, { revision: sighting.revision }));
  const text = (field: 'venue' | 'attribution') => ({
    key: `sighting:${sighting.id}:${field}`,
    value: sighting[field],
    revision: sighting.revision,
    save: async (words: string, on: { revision: number; gesture: string }) => {
      const saved = await save({ [field]: words }, on);
      return { value: saved[field], revision: saved.revision };
    },
  });
  const venue = useDraft(text('venue'));
  const attribution = useDraft(text('attribution'));
  return (
    <div className={classes['details']}>
      <div className={classes['pair']}>
        <Select
          label="The article"
          value={sighting.relation}
          isReadOnly={isReadOnly}
          options={relation.options.map((value) => ({ value, label: relationNames[value], description: relationPhrases[value] }))}
          onChange={(value) => set({ relation: value })}
        />
        <Select
          label="Wording"
          value={sighting.wording}
          isReadOnly={isReadOnly}
          options={wording.options.map((value) => ({ value, label: wordingNames[value] }))}
          onChange={(value) => set({ wording: value })}
        />
        <DateField
          label="Said on"
          draftKey={`sighting:${sighting.id}:statementDate`}
          value={sighting.statementDate}
          revision={sighting.revision}
          isReadOnly={isReadOnly}
          save={async (statementDate, on) => {
            const saved = await save({ statementDate }, on);
            return { value: saved.statementDate, revision: saved.revision };
          }}
        />
        <DraftField label="Venue" draft={venue} isReadOnly={isReadOnly} placeholder="Speech, interview, post…" />
      </div>
      <DraftField
        label="Attribution"
        draft={attribution}
        isReadOnly={isReadOnly}
        placeholder="Who relayed it, from the speaker to this article"
      />
    </div>
  );
}
