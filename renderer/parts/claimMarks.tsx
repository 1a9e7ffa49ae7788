import {
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Clock3,
  Minus,
  Newspaper,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ClaimStatus, Priority } from '../../shared/domain/entities.ts';
import { claimStatusNames, priorityNames } from '../../shared/domain/wording.ts';
import classes from './claimMarks.module.css';

const statusIcons: Record<ClaimStatus, LucideIcon> = {
  new: CircleDashed,
  'in-progress': CircleDot,
  waiting: Clock3,
  ready: CircleCheck,
  published: Newspaper,
  dropped: CircleSlash,
};

const priorityIcons: Record<Priority, LucideIcon> = { low: ChevronDown, normal: Minus, high: ChevronUp, urgent: ChevronsUp };

export function StatusIcon({ status }: { status: ClaimStatus }) {
  const Icon = statusIcons[status];
  return <Icon aria-hidden size={14} className={classes['icon']} data-status={status} />;
}

export function PriorityIcon({ priority }: { priority: Priority }) {
  const Icon = priorityIcons[priority];
  return <Icon aria-hidden size={14} className={classes['icon']} data-priority={priority} />;
}

export function StatusMark({ status }: { status: ClaimStatus }) {
  return (
    <span className={classes['mark']}>
      <StatusIcon status={status} />
      {claimStatusNames[status]}
    </span>
  );
}

export function PriorityMark({ priority }: { priority: Priority }) {
  return (
    <span className={classes['mark']} data-priority={priority}>
      <PriorityIcon priority={priority} />
      {priorityNames[priority]}
    </span>
  );
}

/** Both as choices for a Select. */
export const statusOptions = (Object.keys(claimStatusNames) as ClaimStatus[]).map((value) => ({
  value,
  label: claimStatusNames[value],
  icon: <StatusIcon status={value} />,
}));

export const priorityOptions = (Object.keys(priorityNames) as Priority[]).map((value) => ({
  value,
  label: priorityNames[value],
  icon: <PriorityIcon priority={value} />,
}));
