import type { ClaimColumn } from '../../../shared/contract/claims.ts';
import type { ClaimRow, Label } from '../../../shared/domain/entities.ts';
import type { Rating } from '../../../shared/domain/ratings.ts';
import { claimTypeNames } from '../../../shared/domain/wording.ts';
import { PriorityMark, StatusMark } from '../../parts/claimMarks.tsx';
import { EvidenceChanged } from '../../parts/evidenceChanged.tsx';
import { LabelChip, RatingBadge } from '../../ui/badges.tsx';
import { formatInstant, formatInstantFully } from '../../ui/dates.ts';
import classes from './claimsTable.module.css';

export interface CellContext {
  rating: (id: string | null) => Rating | null;
  label: (id: string) => Label | undefined;
  /** Whether the rating's name fits beside its letter. */
  named: boolean;
}

/** What a claim shows in a column. */
export function ClaimCell({ column, claim, context }: { column: ClaimColumn; claim: ClaimRow; context: CellContext }) {
  switch (column) {
    case 'rating':
      return (
        <span className={classes['rating']}>
          <RatingBadge rating={context.rating(claim.ratingId)} name={context.named} />
          {claim.evidenceChanged ? <EvidenceChanged short /> : null}
        </span>
      );
    case 'claim':
      return (
        <span className={classes['claim']} dir="auto">
          {claim.shortText || claim.text}
        </span>
      );
    case 'claimant':
      return claim.claimant ? <span dir="auto">{claim.claimant}</span> : <None />;
    case 'articles':
      return claim.articles.length === 0 ? (
        <None />
      ) : (
        <span title={claim.articles.map((article) => article.title).join('\n')}>
          {claim.articles.length > 1 ? <b className={classes['count']}>{claim.articles.length}</b> : null}
          <span dir="auto">{claim.articles[0]!.title}</span>
        </span>
      );
    case 'supporting':
      return <Count count={claim.supporting} />;
    case 'refuting':
      return <Count count={claim.refuting} />;
    case 'status':
      return <StatusMark status={claim.status} />;
    case 'priority':
      return <PriorityMark priority={claim.priority} />;
    case 'labels':
      return claim.labelIds.length === 0 ? null : (
        <span className={classes['labels']}>
          {claim.labelIds.map((id) => {
            const label = context.label(id);
            return label ? <LabelChip key={id} name={label.name} colour={label.colour} /> : null;
          })}
        </span>
      );
    case 'type':
      return <span>{claimTypeNames[claim.type]}</span>;
    case 'updated':
      return (
        <time dateTime={claim.updatedAt} title={formatInstantFully(claim.updatedAt)}>
          {formatInstant(claim.updatedAt)}
        </time>
      );
  }
}

function None() {
  return <span className={classes['none']}>–</span>;
}

function Count({ count }: { count: number }) {
  return count === 0 ? <span className={classes['none']}>0</span> : <span>{count.toLocaleString()}</span>;
}
