import { useMemo } from 'react';
import type { DocumentDetail } from '../../../shared/domain/entities.ts';
import { findOddities } from '../../../shared/text/oddities.ts';
import { Section } from '../../parts/section.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import classes from './unusualCharacters.module.css';

const shownAtMost = 50;
/** So much of the text stands around a place in the list. */
const around = 24;

/** Where the text is not what it looks like, with the reason and the way there; nothing for the usual article. */
export function UnusualCharacters({ document }: { document: DocumentDetail }) {
  const { id, version } = document;
  const oddities = useMemo(() => findOddities(version.text, version.removed), [version.text, version.removed]);
  if (oddities.length === 0) return null;
  const rest = oddities.length - shownAtMost;
  return (
    <Section title="Unusual characters" count={oddities.length} name="document.unusual">
      <p className={classes['about']}>
        Here the text is not what it looks like. It may be harmless, a fault of the site, or meant to mislead.
      </p>
      <ul className={classes['list']} role="list">
        {oddities.slice(0, shownAtMost).map(({ start, end, explanation }) => (
          <li key={start}>
            <button
              type="button"
              className={classes['place']}
              title="Go to the place"
              onClick={() => useWorkspace.getState().openDocument(id, { range: { start, end } })}
            >
              <bdi>
                {before(version.text, start)}
                <strong>{version.text.slice(start, end)}</strong>
                {after(version.text, end)}
              </bdi>
            </button>
            <p>{explanation}</p>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p className={classes['about']}>And {rest.toLocaleString()} more, marked in the text.</p> : null}
    </Section>
  );
}

const before = (text: string, at: number): string => {
  const line = text.slice(Math.max(0, at - around), at).toWellFormed();
  return line.slice(line.lastIndexOf('\n') + 1);
};

const after = (text: string, at: number): string =>
  text
    .slice(at, at + around)
    .toWellFormed()
    .split('\n', 1)[0]!;
