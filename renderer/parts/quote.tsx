import { CornerDownRight } from 'lucide-react';
import type { QuotedPassage } from '../../shared/domain/entities.ts';
import { formatPartialDate } from '../ui/dates.ts';
import classes from './quote.module.css';

type Quoted = Pick<QuotedPassage, 'exact' | 'prefix' | 'suffix' | 'documentTitle' | 'publisher' | 'published'>;

/** The exact words of a passage, what stands around them, and where they come from. One click goes to the place. */
export function Quote({ passage, onOpen }: { passage: Quoted; onOpen?: (() => void) | undefined }) {
  const source = (
    <>
      <cite>{passage.documentTitle}</cite>
      {[passage.publisher, formatPartialDate(passage.published)]
        .filter((part) => part !== '')
        .map((part) => (
          <span key={part}> · {part}</span>
        ))}
    </>
  );
  return (
    <figure className={classes['quote']}>
      <blockquote dir="auto" className={classes['words']}>
        <span className={classes['around']}>{passage.prefix.slice(-60)}</span>
        <mark>{passage.exact}</mark>
        <span className={classes['around']}>{passage.suffix.slice(0, 60)}</span>
      </blockquote>
      <figcaption className={classes['source']}>
        {onOpen ? (
          <button type="button" className={classes['go']} title="Go to the place" onClick={onOpen}>
            <CornerDownRight aria-hidden size={13} />
            <span>{source}</span>
          </button>
        ) : (
          source
        )}
      </figcaption>
    </figure>
  );
}
