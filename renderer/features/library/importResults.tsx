import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { importWarningTexts } from '../../../shared/domain/wording.ts';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CitationField } from './citation.tsx';
import classes from './importResults.module.css';
import { useImports } from './imports.ts';

/** Rows that can be corrected at once; more are corrected in the library. */
const editableRows = 50;
const plural = (count: number, one: string, many: string): string => `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** What became of every file of the newest import, with the guesses to look at while they are fresh. */
export function ImportResults() {
  const close = useWorkspace((state) => state.closeDialog);
  const outcomes = useImports((state) => state.outcomes);
  const { data: documents } = useQuery(api.documents.list.queryOptions({ input: {} }));
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const byId = new Map(documents?.map((document) => [document.id, document]));
  const imported = outcomes.filter((outcome) => outcome.outcome === 'imported');
  const duplicates = outcomes.filter((outcome) => outcome.outcome === 'duplicate');
  const failures = outcomes.filter((outcome) => outcome.outcome === 'failed');
  const doubtful = imported.filter(({ warnings }) => warnings !== undefined);
  const rows = imported.map(({ documentId }) => byId.get(documentId)).filter((document) => document !== undefined);

  return (
    <Dialog
      title={imported.length === 0 ? 'Nothing was imported' : `${plural(imported.length, 'article', 'articles')} imported`}
      width="l"
      onClose={close}
      footer={
        <Button tone="primary" onPress={close}>
          Done
        </Button>
      }
    >
      {failures.length > 0 ? (
        <Part title={`${plural(failures.length, 'file was', 'files were')} not imported`}>
          <ul className={classes['lines']}>
            {failures.map((failure, index) => (
              <li key={index}>
                <strong>{failure.name}</strong>
                <span>{failure.message}</span>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {duplicates.length > 0 ? (
        <Part title={`${plural(duplicates.length, 'file was', 'files were')} already there`}>
          <ul className={classes['lines']}>
            {duplicates.map((duplicate, index) => (
              <li key={index}>
                <strong>{duplicate.name}</strong>
                <OpenLink documentId={duplicate.documentId}>{byId.get(duplicate.documentId)?.title ?? duplicate.title}</OpenLink>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {doubtful.length > 0 ? (
        <Part title={`${plural(doubtful.length, 'article', 'articles')} may not be whole`}>
          <ul className={classes['lines']}>
            {doubtful.map(({ documentId, name, warnings }) => (
              <li key={documentId}>
                <strong>{name}</strong>
                <span>{warnings?.map((warning) => importWarningTexts[warning]).join(' ')}</span>
                <OpenLink documentId={documentId}>Read</OpenLink>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {rows.length > 0 ? (
        <Part title="Look over what was guessed">
          <div className={classes['guesses']}>
            {rows.slice(0, editableRows).map((document) => (
              <Guessed key={document.id} document={document} readOnly={openCase?.readOnly !== null} />
            ))}
          </div>
          {rows.length > editableRows ? (
            <p className={classes['more']}>
              {plural(rows.length - editableRows, 'more article is', 'more articles are')} in the library; correct their details there.
            </p>
          ) : null}
        </Part>
      ) : null}
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function OpenLink({ documentId, children }: { documentId: string; children: ReactNode }) {
  const close = useWorkspace((state) => state.closeDialog);
  const openDocument = useWorkspace((state) => state.openDocument);
  return (
    <Button
      size="s"
      tone="quiet"
      onPress={() => {
        close();
        openDocument(documentId);
      }}
    >
      {children}
    </Button>
  );
}

function Guessed({ document, readOnly }: { document: DocumentSummary; readOnly: boolean }) {
  return (
    <div role="group" aria-label={document.title} className={classes['row']}>
      <div className={classes['file']}>
        <span title={document.fileName}>{document.fileName}</span>
        <OpenLink documentId={document.id}>Read</OpenLink>
      </div>
      <CitationField document={document} field="title" readOnly={readOnly} />
      <div className={classes['pair']}>
        <CitationField document={document} field="publisher" readOnly={readOnly} />
        <CitationField document={document} field="published" readOnly={readOnly} />
      </div>
    </div>
  );
}
