import { Fragment, useMemo, useState } from 'react';
import { differences, fold } from './differences.ts';
import classes from './textDiff.module.css';

/** UTF-16 code units of one stretch that are shown at first, and with each step more. */
const shownAtFirst = 4_000;
const shownMore = 20_000;

/** A text as it was and as it became, word by word: what went is struck out, what came is underlined, what stayed is folded. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => differences(before, after), [before, after]);
  if (pieces.every(({ kind }) => kind !== 'kept') && pieces.length > 1) {
    return (
      <>
        <p>
          <Removed text={before} />
        </p>
        <p>
          <Added text={after} />
        </p>
      </>
    );
  }
  return (
    <p>
      {pieces.map(({ kind, text }, index) => {
        if (kind === 'added') return <Added key={index} text={text} />;
        if (kind === 'removed') return <Removed key={index} text={text} />;
        return <Kept key={index} text={text} first={index === 0} last={index === pieces.length - 1} />;
      })}
    </p>
  );
}

const takeKeyboard = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });

function Kept({ text, first, last }: { text: string; first: boolean; last: boolean }) {
  const [unfolded, setUnfolded] = useState(false);
  const folded = useMemo(() => fold(text, { first, last }), [text, first, last]);
  if (!folded) return <Fragment>{text}</Fragment>;
  return (
    <>
      {folded.head}
      {unfolded ? (
        // The keyboard was on the button that this takes the place of.
        <span ref={takeKeyboard} tabIndex={-1} className={classes['unfolded']}>
          <LongText text={folded.hidden} atFirst={shownMore} />
        </span>
      ) : (
        <button type="button" className={classes['fold']} onClick={() => setUnfolded(true)}>
          … {folded.hidden.length.toLocaleString()} characters unchanged …
        </button>
      )}
      {folded.tail}
    </>
  );
}

/** A text of which no more is shown at once than can be read; how much is left out is said, and shown when asked for. */
export function LongText({ text, atFirst = shownAtFirst }: { text: string; atFirst?: number }) {
  const [shown, setShown] = useState(atFirst);
  // A little more than fits is shown for good: a button would take as much room.
  if (text.length <= shown * 1.1) return <>{text}</>;
  return (
    <>
      {text.slice(0, shown).replace(/[\uD800-\uDBFF]$/, '')}
      <button type="button" className={classes['fold']} onClick={() => setShown(shown + shownMore)}>
        … {(text.length - shown).toLocaleString()} more characters …
      </button>
    </>
  );
}

export function Added({ text }: { text: string }) {
  return (
    <ins className={classes['added']}>
      <LongText text={text} />
    </ins>
  );
}

export function Removed({ text }: { text: string }) {
  return (
    <del className={classes['removed']}>
      <LongText text={text} />
    </del>
  );
}

/** One of two states of a text, for both to stand side by side: what went is struck out in the old one, what came underlined in the new. */
export function DiffSide({ before, after, side }: { before: string; after: string; side: 'old' | 'new' }) {
  const pieces = useMemo(() => differences(before, after), [before, after]);
  return (
    <>
      {pieces.map(({ kind, text }, index) => {
        if (kind === 'kept') return <Fragment key={index}>{text}</Fragment>;
        if (kind === 'removed') return side === 'old' ? <Removed key={index} text={text} /> : null;
        return side === 'new' ? <Added key={index} text={text} /> : null;
      })}
    </>
  );
}
