import { useQuery } from '@tanstack/react-query';
import { BookPlus, Ellipsis, History, FileQuestion, Library, Quote as QuoteIcon } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { ClaimDetail } from '../../../shared/domain/entities.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { standingVerdict } from '../../actions/startVerdict.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { EvidenceChanged, restsOnWaiting } from '../../parts/evidenceChanged.tsx';
import { Notes } from '../../parts/notes.tsx';
import { Section } from '../../parts/section.tsx';
import { useScale } from '../../parts/scale.ts';
import { useClaimWork } from '../../state/claimWork.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { RatingBadge, Tag } from '../../ui/badges.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActionLines } from '../../parts/actionMenu.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { ClaimFieldsForm } from './claimFields.tsx';
import classes from './claimInspector.module.css';
import { ClaimEvidence } from './claimEvidence.tsx';
import { Sightings } from './sightings.tsx';
import { VerdictPanel } from './verdictPanel.tsx';

/** One claim as a document that is edited in place; from what was said to what was found. */
export function ClaimInspector({ claimId }: { claimId: string }) {
  const { data: claim, error } = useQuery(api.claims.get.queryOptions({ input: { claimId } }));
  if (error) {
    return (
      <Empty icon={<FileQuestion />} title="This claim is not here">
        {failureOf(error).message}
      </Empty>
    );
  }
  return claim ? <Claim claim={claim} /> : <div aria-busy="true" />;
}

function Claim({ claim }: { claim: ClaimDetail }) {
  const root = useRef<HTMLDivElement>(null);
  const { rating } = useScale();
  const gathering = useWorkspace((state) => state.openClaimId === claim.id);
  const standing = standingVerdict(claim.verdicts);
  useFieldFocus(claim.id, root);
  return (
    <article ref={root} className={classes['claim']} aria-label={`Claim: ${claim.shortText || claim.text}`}>
      <header className={classes['header']}>
        <h2 className="visually-hidden">Claim</h2>
        <RatingBadge rating={rating(standing?.ratingId ?? null)} name />
        {standing && standing.ratingId === null ? <Tag>Verdict in words</Tag> : null}
        {restsOnWaiting(claim) ? <EvidenceChanged /> : null}
        <span className={classes['headerEnd']}>
          {gathering ? (
            <Button size="s" onPress={() => useWorkspace.getState().setOpenClaim(null)}>
              Stop gathering
            </Button>
          ) : null}
          <ActionButton action="history.ofThis" icon={<History />} iconOnly />
          <ClaimMenu />
        </span>
      </header>
      <ClaimFieldsForm claim={claim} />
      <Section
        name="claim.sightings"
        title="Said in"
        count={claim.sightings.length}
        actions={
          <ActionButton action="claim.gather" label="Add passage" tone="quiet" size="s" icon={<QuoteIcon aria-hidden size={13} />} />
        }
      >
        <Sightings claim={claim} />
      </Section>
      <Section
        name="claim.evidence"
        title="Evidence"
        count={claim.evidence.length}
        actions={
          <>
            <ActionButton action="claim.gather" label="Gather" tone="quiet" size="s" icon={<BookPlus aria-hidden size={13} />} />
            <ActionButton action="claim.cite" label="Cite source" tone="quiet" size="s" icon={<Library aria-hidden size={13} />} />
          </>
        }
      >
        <ClaimEvidence claim={claim} />
      </Section>
      <Section name="claim.verdict" title="Verdict" count={claim.verdicts.length > 1 ? claim.verdicts.length : undefined}>
        <VerdictPanel claim={claim} />
      </Section>
      <Section name="claim.notes" title="Notes" count={claim.notes.length}>
        <Notes targetKind="claim" targetId={claim.id} />
      </Section>
    </article>
  );
}

const menuActions = [
  ['claim.verdict', 'claim.gather', 'claim.stopGathering', 'claim.cite'],
  ['claim.labels', 'claim.report', 'history.ofThis'],
  ['claim.delete'],
];

function ClaimMenu() {
  return (
    <MenuButton placement="bottom end" button={<IconButton label="More for this claim" icon={<Ellipsis />} />}>
      <ActionLines label="Claim" groups={menuActions} />
    </MenuButton>
  );
}

/** Lets commands put the keyboard into a field, now or as soon as the claim is on screen. */
function useFieldFocus(claimId: string, root: React.RefObject<HTMLElement | null>): void {
  const wanted = useClaimWork((state) => (state.wantedField?.claimId === claimId ? state.wantedField.field : null));
  const focusField = useMemo(
    () => (field: string) => {
      const input = root.current?.querySelector<HTMLElement>(
        `[data-field="${field}"] :is(textarea, input:not([tabindex="-1"]), [role="radio"])`,
      );
      if (!input) return;
      input.focus();
      input.scrollIntoView({ block: 'nearest' });
      if (field === 'claim.text' && input instanceof HTMLTextAreaElement) input.select();
    },
    [root],
  );
  useOfferHandle('focusField', focusField);
  useEffect(() => {
    if (wanted === null) return;
    focusField(wanted);
    useClaimWork.getState().wantField(null);
  }, [wanted, focusField]);
}
