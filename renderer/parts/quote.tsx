import { CornerDownRight, FileClock } from 'lucide-react';
import type { QuotedPassage } from '../../shared/domain/entities.ts';
import { pageWords } from '../../shared/text/pages.ts';
import { graphemeEdge } from '../../shared/text/segment.ts';
import { formatPartialDate } from '../ui/dates.ts';
import classes from './quote.module.css';

type Quoted = Pick<QuotedPassage, 'exact' | 'prefix' | 'suffix' | 'documentTitle' | 'publisher' | 'published' | 'pages'> & {
  waiting?: boolean;
};

/** The exact words of a passage, what stands around them, and where they come from. One click goes to the place. */
export function Quote({ passage, onOpen }: { passage: Quoted; onOpen?: (() => void) | undefined }) {
  const source = (
    <>
      <cite>{passage.documentTitle}</cite>
      {[passage.publisher, formatPartialDate(passage.published), pageWords(passage.pages)]
        .filter((part) => part !== '')
        .map((part) => (
          <span key={part}> · {part}</span>
        ))}
    </>
  );
  const { start, end, leftOut } = endsOf(passage.exact);
  return (
    <figure className={classes['quote']}>
      <blockquote dir="auto" className={classes['words']}>
        <span className={classes['around']}>{before(passage.prefix)}</span>
        <mark>{start}</mark>
        {end === null ? null : (
          <>
            <span className={classes['around']}> [… {leftOut} …] </span>
            <mark>{end}</mark>
          </>
        )}
        <span className={classes['around']}>{after(passage.suffix)}</span>
      </blockquote>
      {passage.waiting ? (
        <p className={classes['waiting']}>
          <FileClock aria-hidden size={13} />
          The article has a newer version: these words wait for review there.
        </p>
      ) : null}
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

/** More than anybody reads beside the article: of a longer quote its beginning and its end are shown. */
const shownAtMost = 20_000;

function endsOf(exact: string): { start: string; end: string | null; leftOut: string } {
  if (exact.length <= shownAtMost) return { start: exact, end: null, leftOut: '' };
  const start = exact.slice(0, graphemeEdge(exact, shownAtMost / 2, 'before'));
  const end = exact.slice(graphemeEdge(exact, exact.length - shownAtMost / 2, 'after'));
  return { start, end, leftOut: `${(exact.length - start.length - end.length).toLocaleString()} characters` };
}

const around = 60;

/** What stands before the quote in its paragraph, from a whole word on. */
function before(prefix: string): string {
  const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
  if (line.length < prefix.length && line.length <= around) return line;
  const cut = line.slice(-around);
  const start = cut.search(/\s/);
  return start < 0 ? '' : `…${cut.slice(start)}`;
}

/** What follows the quote in its paragraph, up to a whole word. */
function after(suffix: string): string {
  const end = suffix.indexOf('\n');
  const line = end < 0 ? suffix : suffix.slice(0, end);
  if (end >= 0 && line.length <= around) return line;
  const cut = line.slice(0, around);
  const last = cut.search(/\s\S*$/);
  return last < 0 ? '' : `${cut.slice(0, last)} …`;
}
