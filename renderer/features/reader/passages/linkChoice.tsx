import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { stance, type Stance } from '../../../../shared/domain/entities.ts';
import { stanceNames } from '../../../../shared/domain/wording.ts';
import { link } from '../../../actions/link.ts';
import { attempt } from '../../../actions/run.ts';
import { api } from '../../../api/client.ts';
import { useClaimWork } from '../../../state/claimWork.ts';
import { useWorkspace, type LinkRequest } from '../../../state/workspace.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keys } from '../../../ui/keys.tsx';
import classes from './linkChoice.module.css';

/** The keys that the same stances have in an article. */
const keys: Record<Stance, string> = { supports: 'e', refutes: 'Shift+e', context: 'x' };

/** Says what a link is about to tie together, and asks for its stance: a key, or Enter for the one of last time. */
export function LinkChoice(request: LinkRequest) {
  const close = useWorkspace((state) => state.closeDialog);
  const last = useClaimWork((state) => state.linkStance);
  const [isNew, setIsNew] = useState(false);
  const { data: claim } = useQuery(api.claims.get.queryOptions({ input: request.claimId ? { claimId: request.claimId } : skipToken }));
  const claimId = isNew ? null : request.claimId;
  const finish = (chosen: Stance): void => {
    close();
    void attempt(() => link({ ...request, claimId }, chosen));
  };
  return (
    <Dialog title="Link the two" width="s" onClose={close}>
      {/* Every key of it is one of a button inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classes['choice']}
        onKeyDown={({ key, shiftKey, ctrlKey, metaKey, altKey }) => {
          if (ctrlKey || metaKey || altKey) return;
          const letter = key.toLowerCase();
          if (letter === 'e') finish(shiftKey ? 'refutes' : 'supports');
          else if (letter === 'x' && !shiftKey) finish('context');
          else if (letter === 'n' && !shiftKey && request.claimId) setIsNew(!isNew);
        }}
      >
        <dl className={classes['sides']}>
          <dt>{claimId === null ? 'New claim' : 'Claim'}</dt>
          <dd dir="auto">{claimId === null ? request.claiming.exact : claim?.shortText.trim() || claim?.text}</dd>
          {claimId === null ? null : (
            <>
              <dt>Seen in</dt>
              <dd dir="auto">{request.claiming.exact}</dd>
            </>
          )}
          <dt>Evidence</dt>
          <dd dir="auto">{request.evidence.exact}</dd>
        </dl>
        <div role="group" aria-label="The evidence" className={classes['stances']}>
          {stance.options.map((value) => (
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the choice is asked for by key, to be made by key
            <Button
              key={value}
              autoFocus={value === last}
              tone={value === last ? 'primary' : 'plain'}
              onPress={() => finish(value)}
              onKeyDown={(event) => event.continuePropagation()}
            >
              {stanceNames[value]}
              <Keys keys={keys[value]} />
            </Button>
          ))}
        </div>
        {request.claimId ? (
          <Button size="s" tone="quiet" onPress={() => setIsNew(!isNew)} onKeyDown={(event) => event.continuePropagation()}>
            {isNew ? 'Use the claim that there is' : 'Make a new claim instead'}
            <Keys keys="n" />
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}
