import { useEffect, useState } from 'react';
import { confidence, type ClaimDetail, type Verdict } from '../../../shared/domain/entities.ts';
import { partialDate } from '../../../shared/domain/ids.ts';
import { confidenceNames, verdictAxisNames } from '../../../shared/domain/wording.ts';
import { attempt } from '../../actions/run.ts';
import { newVerdictDraft, standingVerdict } from '../../actions/startVerdict.ts';
import { undoOf } from '../../actions/takeBack.ts';
import { forgetVerdict, writeVerdict } from '../../actions/verdictDraft.ts';
import { client } from '../../api/client.ts';
import { Choice } from '../../parts/choice.tsx';
import { dateProblem } from '../../parts/dateField.tsx';
import { Markdown } from '../../parts/markdown.tsx';
import { offerDiscarded, RestoredLine, WordsAtRisk } from '../../parts/restored.tsx';
import { useScale, useWritable } from '../../parts/scale.ts';
import { useClaimWork, type VerdictDraft } from '../../state/claimWork.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { RatingBadge, Tag } from '../../ui/badges.tsx';
import { Button } from '../../ui/button.tsx';
import { formatInstant, formatInstantFully, formatPartialDate } from '../../ui/dates.ts';
import { TextField } from '../../ui/field.tsx';
import { Keys } from '../../ui/keys.tsx';
import classes from './verdictPanel.module.css';

/** The verdict that stands, those before it, and the form for the next. */
export function VerdictPanel({ claim }: { claim: ClaimDetail }) {
  const draft = useClaimWork((state) => state.verdictDrafts[claim.id]);
  const writable = useWritable();
  const standing = standingVerdict(claim.verdicts);
  const earlier = claim.verdicts.filter((verdict) => verdict !== standing);
  const recorded = draft !== undefined && claim.verdicts.some(({ id }) => id === draft.id);
  useEffect(() => {
    // Recorded just before the window broke: what was found again is part of the case.
    if (recorded) forgetVerdict(claim.id);
  }, [recorded, claim.id]);
  const start = (): void => {
    useClaimWork.getState().draftVerdict(claim.id, newVerdictDraft(standing));
    useClaimWork.getState().wantField({ claimId: claim.id, field: 'verdict.rating' });
  };
  return (
    <div className={classes['panel']}>
      {standing ? <VerdictCard verdict={standing} /> : null}
      {draft && writable ? (
        <VerdictForm claim={claim} draft={draft} standing={standing} />
      ) : (
        <>
          {standing ? null : (
            <p className={classes['hint']}>
              No verdict yet. Weigh the evidence, choose a rating and say why; <Keys keys="1" /> to <Keys keys="0" /> choose a rating from
              anywhere.
            </p>
          )}
          <div>
            <Button isDisabled={!writable} size="s" onPress={start}>
              {standing ? 'Change verdict' : 'Write a verdict'}
            </Button>
          </div>
        </>
      )}
      {earlier.length > 0 ? (
        <details className={classes['earlier']}>
          <summary>{earlier.length === 1 ? '1 earlier verdict' : `${earlier.length} earlier verdicts`}</summary>
          <ol>
            {earlier.map((verdict) => (
              <li key={verdict.id}>
                <VerdictCard verdict={verdict} quiet />
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  );
}

function VerdictCard({ verdict, quiet = false }: { verdict: Verdict; quiet?: boolean }) {
  const { rating } = useScale();
  const shown = rating(verdict.ratingId);
  return (
    <article
      className={classes['card']}
      data-tone={quiet ? undefined : (shown?.tone ?? 'none')}
      aria-label={quiet ? 'Earlier verdict' : 'Verdict'}
    >
      <header>
        {shown ? (
          <RatingBadge rating={shown} name />
        ) : (
          <Tag>{verdict.ratingId === null ? 'In words alone' : 'Rating no longer in the scale'}</Tag>
        )}
        <span>{confidenceNames[verdict.confidence]}</span>
        {verdict.axis === 'said' ? <span>{verdictAxisNames.said}</span> : null}
      </header>
      <Markdown text={verdict.rationale} />
      {verdict.whatWouldChange ? (
        <div>
          <h4>What would change it</h4>
          <Markdown text={verdict.whatWouldChange} />
        </div>
      ) : null}
      {verdict.noEvidenceReason ? (
        <div>
          <h4>Why there is no evidence</h4>
          <Markdown text={verdict.noEvidenceReason} />
        </div>
      ) : null}
      <footer>
        As of {formatPartialDate(verdict.asOf)} · {verdict.author} ·{' '}
        <time dateTime={verdict.createdAt} title={formatInstantFully(verdict.createdAt)}>
          {formatInstant(verdict.createdAt)}
        </time>
      </footer>
    </article>
  );
}

interface VerdictFormProps {
  claim: ClaimDetail;
  draft: VerdictDraft;
  standing: Verdict | undefined;
}

/** What a draft still lacks, by field. */
function problemsOf(draft: VerdictDraft, hasEvidence: boolean) {
  return {
    confidence: draft.confidence === null ? 'Say how sure you are.' : undefined,
    rationale: draft.rationale.trim() === '' ? 'A verdict needs a rationale.' : undefined,
    asOf: dateProblem(draft.asOf) ?? (partialDate.safeParse(draft.asOf.trim()).success ? undefined : 'A verdict holds as of a date.'),
    noEvidenceReason: !hasEvidence && draft.noEvidenceReason.trim() === '' ? 'There is no evidence: say why, or add some.' : undefined,
  };
}

function VerdictForm({ claim, draft, standing }: VerdictFormProps) {
  const { ratings, rating } = useScale();
  const [tried, setTried] = useState(false);
  const [recording, setRecording] = useState(false);
  const chosen = rating(draft.ratingId);
  const hasEvidence = claim.evidence.length > 0;
  const problems = problemsOf(draft, hasEvidence);
  const shown = tried ? problems : { confidence: undefined, rationale: undefined, asOf: undefined, noEvidenceReason: undefined };
  const set = (part: Partial<VerdictDraft>): void => writeVerdict(claim.id, { ...draft, ...part });

  const discard = (): void => {
    forgetVerdict(claim.id);
    offerDiscarded(() => writeVerdict(claim.id, draft));
  };

  const record = async (): Promise<void> => {
    setTried(true);
    const missing = Object.entries(problems).find(([, problem]) => problem !== undefined);
    if (missing || draft.confidence === null) {
      if (missing) {
        announce(`Not recorded. ${missing[1]}`);
        useClaimWork.getState().wantField({ claimId: claim.id, field: `verdict.${missing[0]}` });
      }
      return;
    }
    const { confidence: sure, restoredAt: _restoredAt, ...rest } = draft;
    setRecording(true);
    let recorded: Verdict | undefined;
    const done = await attempt(async () => {
      recorded = await client.verdicts.record({ ...rest, asOf: draft.asOf.trim(), confidence: sure, claimId: claim.id });
    });
    setRecording(false);
    if (!done || !recorded) return;
    forgetVerdict(claim.id);
    useWorkspace.getState().toast({
      tone: 'done',
      text: `Verdict recorded: ${chosen?.name ?? 'in words'}`,
      // A row's revision is the number of the operation that wrote it.
      action: undoOf(recorded.revision),
    });
  };

  return (
    <form
      className={classes['form']}
      aria-label={standing ? 'Change verdict' : 'New verdict'}
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
      // Before the field sees it: a radio keeps its keys to itself.
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void record();
      }}
    >
      <RestoredLine at={draft.restoredAt} onDiscard={discard} />
      <div data-field="verdict.rating">
        <Choice
          label="Rating"
          value={draft.ratingId}
          options={ratings.map((option, index) => ({
            value: option.id,
            label: option.name,
            hint: option.definition,
            content: (
              <>
                <RatingBadge rating={option} name />
                {index < 10 ? <kbd className={classes['key']}>{(index + 1) % 10}</kbd> : null}
              </>
            ),
          }))}
          onChange={(ratingId) => set({ ratingId })}
        />
        <p className={classes['definition']}>
          {chosen ? (
            <>
              {chosen.definition}{' '}
              <button type="button" className={classes['unset']} onClick={() => set({ ratingId: null })}>
                No rating
              </button>
            </>
          ) : (
            'Without a rating, the verdict stands in words alone.'
          )}
        </p>
      </div>
      <div data-field="verdict.confidence">
        <Choice
          label="Confidence"
          value={draft.confidence}
          options={confidence.options.map((value) => ({
            value,
            label: confidenceNames[value],
            content: confidenceNames[value].split(' ')[0],
          }))}
          onChange={(value) => set({ confidence: value })}
        />
        {shown.confidence ? <p className={classes['problem']}>{shown.confidence}</p> : null}
      </div>
      {hasEvidence && !draft.noEvidenceReason ? null : (
        <div data-field="verdict.noEvidenceReason">
          <TextField
            label="Why there is no evidence"
            value={draft.noEvidenceReason}
            error={shown.noEvidenceReason}
            lines={2}
            isRequired={!hasEvidence}
            placeholder="Where you looked, and what you found instead"
            onChange={(noEvidenceReason) => set({ noEvidenceReason })}
          />
        </div>
      )}
      <div data-field="verdict.rationale">
        <TextField
          label="Rationale"
          value={draft.rationale}
          error={shown.rationale}
          lines={5}
          prose
          isRequired
          placeholder="Begin with one sentence that says what is so. Then why. Markdown works here."
          onChange={(rationale) => set({ rationale })}
        />
      </div>
      <TextField
        label="What would change it"
        value={draft.whatWouldChange}
        lines={2}
        placeholder="The record, figure or witness that would"
        onChange={(whatWouldChange) => set({ whatWouldChange })}
      />
      <div data-field="verdict.asOf" className={classes['narrow']}>
        <TextField label="As of" value={draft.asOf} error={shown.asOf} isRequired onChange={(asOf) => set({ asOf })} />
      </div>
      <WordsAtRisk prefix={`verdict:${claim.id}:`} />
      <div className={classes['buttons']}>
        <Button tone="quiet" size="s" onPress={discard}>
          Discard
        </Button>
        <Button tone="primary" type="submit" isDisabled={recording}>
          Record verdict
          <Keys keys="$mod+Enter" />
        </Button>
      </div>
    </form>
  );
}
