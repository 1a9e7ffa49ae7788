import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { PassageRef } from '../../../shared/contract/claims.ts';
import { relation, stance, wording, type ClaimRow, type Relation, type Stance, type Wording } from '../../../shared/domain/entities.ts';
import { relationNames, relationPhrases, stanceNames, wordingNames } from '../../../shared/domain/wording.ts';
import { shortTextOf } from '../../../shared/text/shortText.ts';
import { newPassage, withPassage } from '../../actions/passages.ts';
import { attempt } from '../../actions/run.ts';
import { useHandles } from '../../actions/handles.ts';
import { api, client, newId } from '../../api/client.ts';
import { Choice } from '../../parts/choice.tsx';
import { useScale } from '../../parts/scale.ts';
import { useClaimWork } from '../../state/claimWork.ts';
import { useWorkspace, type Dialog as OpenDialog, type TextSelection } from '../../state/workspace.ts';
import { RatingBadge } from '../../ui/badges.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './claimPicker.module.css';

type Target = { passageId: string } | TextSelection;
type How = { stance: Stance } | { relation: Relation; wording: Wording };

/** Chooses the claim that selected words belong to, and in which way they do. */
export function ClaimPicker({ dialog }: { dialog: Extract<OpenDialog, { kind: 'pick-claim' }> }) {
  const close = useWorkspace((state) => state.closeDialog);
  const selection = useWorkspace((state) => state.selection);
  // What was selected when the question was asked.
  const [target] = useState<Target | null>(dialog.passageId ? { passageId: dialog.passageId } : selection);
  const [claim, setClaim] = useState<ClaimRow | 'new' | null>(null);
  const { data: passage } = useQuery(
    api.passages.get.queryOptions({ input: { passageId: dialog.passageId ?? '' }, enabled: dialog.passageId !== undefined }),
  );
  const quote = target && 'exact' in target ? target.exact : (passage?.exact ?? '');

  const finish = async (chosen: ClaimRow | 'new', how: How): Promise<void> => {
    if (!target) return;
    close();
    await attempt(() => attach(target, chosen, how, quote));
  };
  const choose = (chosen: ClaimRow | 'new'): void => {
    if (dialog.purpose === 'evidence' && dialog.stance && chosen !== 'new') void finish(chosen, { stance: dialog.stance });
    else setClaim(chosen);
  };

  return (
    <Dialog title={dialog.purpose === 'sighting' ? 'Add to a claim' : 'Evidence for a claim'} onClose={close}>
      {quote ? (
        <blockquote className={classes['quote']} dir="auto">
          {quote}
        </blockquote>
      ) : null}
      {target === null ? (
        <p>Select some text in an article first.</p>
      ) : claim === null ? (
        <ClaimSearch onChoose={choose} />
      ) : (
        <>
          <p className={classes['chosen']} dir="auto">
            {claim === 'new' ? 'A new claim from this passage' : claim.shortText || claim.text}
            <Button size="s" tone="quiet" onPress={() => setClaim(null)}>
              Another
            </Button>
          </p>
          {dialog.purpose === 'sighting' ? (
            <SightingChoice onDone={(how) => void finish(claim, how)} />
          ) : (
            <StanceChoice onDone={(chosen) => void finish(claim, { stance: chosen })} />
          )}
        </>
      )}
    </Dialog>
  );
}

function ClaimSearch({ onChoose }: { onChoose: (claim: ClaimRow | 'new') => void }) {
  const [text, setText] = useState('');
  const { rating } = useScale();
  const { data: found } = useQuery(api.claims.suggest.queryOptions({ input: { text }, placeholderData: keepPreviousData }));
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchField aria-label="Find a claim" autoFocus className={classes['search']!}>
        <Input dir="auto" placeholder="Find a claim by its words or its claimant" />
      </SearchField>
      <div role="group" aria-label="Found" tabIndex={0} className={classes['list']}>
        <ListBox
          aria-label="Claims"
          className={classes['options']!}
          onAction={(key) => {
            const claim = found?.find((row) => row.id === key);
            if (key === 'new') onChoose('new');
            else if (claim) onChoose(claim);
          }}
          selectionMode="none"
        >
          {(found ?? []).map((row) => (
            <ListBoxItem key={row.id} id={row.id} textValue={row.shortText || row.text} className={classes['option']!}>
              <RatingBadge rating={rating(row.ratingId)} />
              <span dir="auto" className={classes['words']}>
                {row.shortText || row.text}
              </span>
              <span className={classes['claimant']}>{row.claimant}</span>
            </ListBoxItem>
          ))}
          <ListBoxItem id="new" textValue="New claim from this passage" className={classes['option']!}>
            <Plus aria-hidden size={14} />
            New claim from this passage
          </ListBoxItem>
        </ListBox>
      </div>
    </Autocomplete>
  );
}

const stanceKeys: Record<string, Stance> = { s: 'supports', r: 'refutes', c: 'context' };

function StanceChoice({ onDone }: { onDone: (stance: Stance) => void }) {
  return (
    <div role="group" aria-label="Stance" className={classes['stances']}>
      {stance.options.map((value, index) => (
        <Button
          key={value}
          autoFocus={index === 0}
          onPress={() => onDone(value)}
          onKeyDown={(event) => {
            const chosen = stanceKeys[event.key.toLowerCase()];
            if (chosen && !event.ctrlKey && !event.metaKey && !event.altKey) onDone(chosen);
            else event.continuePropagation();
          }}
        >
          {stanceNames[value]}
          <kbd className={classes['key']}>{value[0]!.toUpperCase()}</kbd>
        </Button>
      ))}
    </div>
  );
}

function SightingChoice({ onDone }: { onDone: (how: { relation: Relation; wording: Wording }) => void }) {
  const [chosen, setChosen] = useState<Relation>('asserts');
  const [words, setWords] = useState<Wording>('direct');
  return (
    <form
      className={classes['how']}
      onSubmit={(event) => {
        event.preventDefault();
        onDone({ relation: chosen, wording: words });
      }}
    >
      <Choice
        label="The article"
        value={chosen}
        autoFocus
        options={relation.options.map((value) => ({ value, label: relationNames[value], hint: relationPhrases[value] }))}
        onChange={setChosen}
      />
      <p className={classes['phrase']}>It {relationPhrases[chosen]}.</p>
      <Choice
        label="Wording"
        value={words}
        options={wording.options.map((value) => ({ value, label: wordingNames[value] }))}
        onChange={setWords}
      />
      <div className={classes['done']}>
        <Button type="submit" tone="primary">
          Add to claim
        </Button>
      </div>
    </form>
  );
}

/** Ties the words to the claim, making the passage, and where it is new the claim, on the way. */
async function attach(target: Target, chosen: ClaimRow | 'new', how: How, quote: string): Promise<void> {
  const id = newId();
  const claimId = chosen === 'new' ? newId() : chosen.id;
  const shortText = chosen === 'new' ? shortTextOf(quote) : chosen.shortText;
  const command = async (passage: PassageRef): Promise<void> => {
    if ('stance' in how) {
      if (chosen === 'new') await client.claims.create({ id: claimId, fields: { text: quote, shortText } });
      await client.evidence.create({ id, claimId, stance: how.stance, source: { passage } });
    } else if (chosen === 'new')
      await client.claims.create({ id: claimId, fields: { text: quote, shortText }, sighting: { ...how, id, passage } });
    else await client.claims.addSighting({ ...how, id, claimId, passage });
  };

  if ('passageId' in target) await command({ passageId: target.passageId });
  else {
    const { documentId, versionId, ranges, exact } = target;
    const passage = newPassage(documentId, { versionId, ranges, exact });
    useHandles.getState().reader?.takeSelection();
    const ratingId = chosen === 'new' ? null : chosen.ratingId;
    const uses =
      'stance' in how
        ? { evidence: [{ id, claimId, shortText, stance: how.stance }] }
        : { sightings: [{ id, claimId, shortText, ratingId }] };
    await withPassage(passage, uses, () => command({ create: { ...passage, labelIds: [] } }));
  }
  if (chosen === 'new') useClaimWork.getState().wantField({ claimId, field: 'claim.text' });
  useWorkspace.getState().inspect({ kind: 'claim', id: claimId });
}
