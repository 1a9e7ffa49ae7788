import { FileClock } from 'lucide-react';
import type { ClaimDetail } from '../../shared/domain/entities.ts';
import { Tag } from '../ui/badges.tsx';
import classes from './evidenceChanged.module.css';

const explained = 'An article that this claim rests on has a newer version, and nobody has decided yet what becomes of the passage.';

/** Whether a passage that a claim rests on waits for review. */
export const restsOnWaiting = ({ sightings, evidence }: Pick<ClaimDetail, 'sightings' | 'evidence'>): boolean =>
  [...sightings, ...evidence].some(({ passage }) => passage?.waiting === true);

/** Stands beside a verdict that was reached on words which may have changed. Without room for words, the sign alone. */
export function EvidenceChanged({ short = false }: { short?: boolean }) {
  return (
    <span className={classes['mark']} title={explained}>
      <Tag tone="warning">
        <FileClock aria-hidden size={12} />
        <span className={short ? 'visually-hidden' : undefined}>Evidence changed</span>
      </Tag>
    </span>
  );
}
