import type { ClaimDetail, Stance } from '../../../shared/domain/entities.ts';
import { EvidenceItem } from '../../parts/evidenceItem.tsx';
import classes from './claimInspector.module.css';

const groups: { stance: Stance; title: string }[] = [
  { stance: 'supports', title: 'For' },
  { stance: 'refutes', title: 'Against' },
  { stance: 'context', title: 'Context' },
];

/** The evidence of a claim, for and against told apart. A side that is missing is said to be missing. */
export function ClaimEvidence({ claim }: { claim: ClaimDetail }) {
  if (claim.evidence.length === 0) {
    return (
      <p className={classes['hint']}>
        No evidence yet. Lay a source beside the article and select the words that speak for or against the claim, or cite a source that is
        not in the case.
      </p>
    );
  }
  return groups.map(({ stance, title }) => {
    const items = claim.evidence.filter((item) => item.stance === stance);
    if (items.length === 0)
      return stance === 'context' ? null : <p key={stance} className={classes['hint']}>{`None recorded ${title.toLowerCase()} it.`}</p>;
    return (
      <div key={stance} className={classes['group']}>
        <h4>
          {title} <span>{items.length}</span>
        </h4>
        <ul className={classes['items']}>
          {items.map((item) => (
            <EvidenceItem key={item.id} item={item} others={claim.evidence.filter((other) => other.id !== item.id)} />
          ))}
        </ul>
      </div>
    );
  });
}
