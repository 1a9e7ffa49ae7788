import type { LabelColour } from '../../shared/domain/entities.ts';
import type { Rating } from '../../shared/domain/ratings.ts';
import classes from './badges.module.css';

/** A verdict: colour and letter together, so that neither is needed alone. `name` adds the word. */
export function RatingBadge({ rating, name = false }: { rating: Rating | null; name?: boolean }) {
  if (!rating) {
    return (
      <span className={classes['rating']} data-tone="open">
        <b aria-hidden>–</b>
        <span className={name ? undefined : 'visually-hidden'}>No verdict</span>
      </span>
    );
  }
  return (
    <span className={classes['rating']} data-tone={rating.tone} title={rating.definition}>
      <b aria-hidden>{rating.letter}</b>
      <span className={name ? undefined : 'visually-hidden'}>{rating.name}</span>
    </span>
  );
}

export function LabelChip({ name, colour }: { name: string; colour: LabelColour }) {
  return (
    <span className={classes['label']} data-colour={colour}>
      {name}
    </span>
  );
}

/** A short fact in a quiet frame: a status, a count, a stance. */
export function Tag({
  children,
  tone = 'plain',
}: {
  children: React.ReactNode;
  tone?: 'plain' | 'supports' | 'refutes' | 'context' | 'warning';
}) {
  return (
    <span className={classes['tag']} data-tone={tone}>
      {children}
    </span>
  );
}
