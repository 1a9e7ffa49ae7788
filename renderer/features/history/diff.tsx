import { diffWordsWithSpace } from 'diff';
import { Fragment, useMemo } from 'react';
import classes from './changes.module.css';

/** Milliseconds after which two texts are too different to be compared word by word. */
const patience = 150;
const longest = 4_000;

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** A text as it was and as it became, word by word: what went is struck out, what came is underlined. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffWordsWithSpace(shorten(before), shorten(after), { timeout: patience }), [before, after]);
  if (before === '') return <Added text={after} />;
  if (after === '') return <Removed text={before} />;
  // Nothing in common to hold on to: both in full are easier to read than a patchwork.
  const kept = parts?.filter(({ added, removed }) => !added && !removed).reduce((sum, { value }) => sum + value.trim().length, 0) ?? 0;
  if (!parts || kept * 4 < Math.min(before.length, after.length)) {
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
      {parts.map(({ value, added, removed }, index) =>
        added ? (
          <Added key={index} text={value} />
        ) : removed ? (
          <Removed key={index} text={value} />
        ) : (
          <Fragment key={index}>{value}</Fragment>
        ),
      )}
    </p>
  );
}

export function Added({ text }: { text: string }) {
  return <ins className={classes['added']}>{shorten(text)}</ins>;
}

export function Removed({ text }: { text: string }) {
  return <del className={classes['removed']}>{shorten(text)}</del>;
}
