import type { DocumentDetail } from '../../../../shared/domain/entities.ts';
import { documentKindNames, warningsInFull } from '../../../../shared/domain/wording.ts';
import { isTranscript } from '../../../../shared/domain/versions.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { Button } from '../../../ui/button.tsx';
import { formatPartialDate } from '../../../ui/dates.ts';
import classes from './articleHead.module.css';

/** Whose words these are, and from when. The title stands here unless the text begins with it. */
export function ArticleHead({ document, titled, earlier }: { document: DocumentDetail; titled: boolean; earlier: boolean }) {
  const { leftOut, warnings } = document.version;
  const facts = [document.byline, formatPartialDate(document.published), documentKindNames[document.kind]].filter((fact) => fact !== '');
  return (
    <header className={classes['head']}>
      {document.publisher ? <p className={classes['publisher']}>{document.publisher}</p> : null}
      {titled ? null : (
        <h1 dir="auto" className={classes['title']}>
          {document.title}
        </h1>
      )}
      <p className={classes['facts']}>
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {isTranscript(document.version) ? (
        <p className={classes['leftOut']}>
          <span>The text is a transcript: it was written by hand for {fileNameOf(document.fileName)}.</span>
          {earlier ? null : (
            <Button
              size="s"
              tone="quiet"
              onPress={() => useWorkspace.getState().openDialog({ kind: 'transcript', documentId: document.id })}
            >
              Correct it…
            </Button>
          )}
        </p>
      ) : null}
      {leftOut.length > 0 && !earlier ? (
        <p className={classes['leftOut']} data-warns={warnings.length > 0 || undefined}>
          {warningsInFull(document.version).map((warning) => (
            <span key={warning}>{warning}</span>
          ))}
          <Button size="s" tone="quiet" onPress={() => useWorkspace.getState().openDialog({ kind: 'left-out', documentId: document.id })}>
            What was left out…
          </Button>
        </p>
      ) : null}
    </header>
  );
}

const fileNameOf = (path: string): string => path.replace(/^.*[/\\]/, '');

/** Whether the text begins with its title, so that it need not be said twice. */
export function beginsWithTitle({ title, version: { text, blocks } }: DocumentDetail): boolean {
  const [first] = blocks;
  return first !== undefined && text.slice(first.start, first.end).toLowerCase() === title.trim().toLowerCase();
}
