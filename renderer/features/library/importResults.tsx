import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { canBeKept } from '../../../shared/domain/errors.ts';
import { importWarningTexts } from '../../../shared/domain/wording.ts';
import { attempt, currentContext } from '../../actions/run.ts';
import { reviewPassages } from '../../actions/versions.ts';
import { api } from '../../api/client.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { ResultGroup } from '../../parts/resultGroup.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { doubtInWords, isChanged, isOlder, type ChangedArticle } from './changedArticles.ts';
import { CitationField } from './citation.tsx';
import classes from './importResults.module.css';
import { isAtHand, keepFiles, makeOwn, makeVersionsOf, useImports, type ToldOutcome } from './imports.ts';

/** Rows that can be corrected at once; more are corrected in the library. */
const editableRows = 50;
/** Results of so many files can be filtered. */
const filterable = 20;
const plural = (count: number, one: string, many: string): string => `${count.toLocaleString()} ${count === 1 ? one : many}`;

type Of<Kind extends ToldOutcome['outcome']> = Extract<ToldOutcome, { outcome: Kind }>;
const ofKind = <Kind extends ToldOutcome['outcome']>(outcomes: readonly ToldOutcome[], kind: Kind): Of<Kind>[] =>
  outcomes.filter((outcome): outcome is Of<Kind> => outcome.outcome === kind);

/** What became of every file of the newest import, with the guesses to look at while they are fresh. */
export function ImportResults({ of }: { of: { importId: string; outcomes: ImportOutcome[] } | null }) {
  useEffect(() => {
    if (of && !useImports.getState().running) useImports.setState(of);
  }, [of]);
  const close = useWorkspace((state) => state.closeDialog);
  const all = useImports((state) => state.outcomes);
  const busy = useImports((state) => state.running !== null);
  const { data: documents } = useQuery(api.documents.list.queryOptions({ input: {} }));
  const openCase = useOpenCase(standingOf);
  const [filter, setFilter] = useState('');
  const [making, setMaking] = useState(false);
  const byId = new Map(documents?.map((document) => [document.id, document]));
  const wanted = filter.trim().toLowerCase();
  const titleOf = (outcome: { documentId: string; title: string }): string => byId.get(outcome.documentId)?.title ?? outcome.title;
  const fits = (outcome: ToldOutcome): boolean => {
    const rest = 'message' in outcome ? outcome.message : 'documentId' in outcome ? titleOf(outcome) : 'citations';
    return `${outcome.name} ${rest}`.toLowerCase().includes(wanted);
  };
  const outcomes = wanted === '' ? all : all.filter(fits);
  const imported = ofKind(outcomes, 'imported');
  const kept = ofKind(outcomes, 'kept');
  const changed = imported.filter(isChanged);
  const certain = changed.filter((article) => article.sameAddress.doubt === null || isOlder(article));
  const versions = ofKind(outcomes, 'version');
  const copies = ofKind(outcomes, 'copy');
  const duplicates = ofKind(outcomes, 'duplicate');
  const cited = ofKind(outcomes, 'citations');
  const failures = ofKind(outcomes, 'failed');
  const doubtful = imported.filter(({ warnings }) => warnings !== undefined);
  const rows = imported.map(({ documentId }) => byId.get(documentId)).filter((document) => document !== undefined);
  const writable = openCase?.readOnly === null;
  const canKeep = ({ name, reason }: Of<'failed'>): boolean => writable && canBeKept(reason) && isAtHand(name);
  const keepable = failures.filter(canKeep).map(({ name }) => name);

  const makeThem = async (articles: readonly ChangedArticle[]): Promise<void> => {
    setMaking(true);
    try {
      await makeVersionsOf(articles);
    } finally {
      setMaking(false);
    }
  };

  return (
    <Dialog
      title={titleFor(all)}
      width="l"
      onClose={close}
      footer={
        <Button tone="primary" onPress={close}>
          Done
        </Button>
      }
    >
      {all.length > filterable ? (
        <TextField label="Filter files" hideLabel placeholder="Filter by file, title or reason" value={filter} onChange={setFilter} />
      ) : null}
      {outcomes.length === 0 && all.length > 0 ? <p className={classes['more']}>No file fits “{filter}”.</p> : null}
      <ResultGroup
        title={`${plural(failures.length, 'file was', 'files were')} not imported`}
        items={failures}
        action={
          keepable.length > 1 ? (
            <Button size="s" isDisabled={busy} onPress={() => void keepFiles(new Set(keepable))}>
              Keep all of these
            </Button>
          ) : null
        }
        hint={
          keepable.length > 0
            ? 'A file that gives no text can be kept as it is, with its SHA-256. Its text can be written by hand afterwards, and cited like any other.'
            : null
        }
      >
        {(failure) => (
          <>
            <strong>{failure.name}</strong>
            <span>{failure.message}</span>
            {canKeep(failure) ? (
              <Button size="s" tone="quiet" isDisabled={busy} onPress={() => void keepFiles(new Set([failure.name]))}>
                Keep it, and write its text
              </Button>
            ) : null}
          </>
        )}
      </ResultGroup>
      <ResultGroup title={`${plural(kept.length, 'file is', 'files are')} kept, without text`} items={kept}>
        {(one) => (
          <>
            <strong>{one.name}</strong>
            <OpenLink documentId={one.documentId}>Write its text</OpenLink>
          </>
        )}
      </ResultGroup>
      <ResultGroup
        title={`${plural(changed.length, 'article came', 'articles came')} from the address of one that is here, with another text`}
        items={changed}
        hint="Each is an article of its own for now. Made a new version, it goes where the other is, and the passages there are followed into its text."
        action={
          writable && certain.length > 1 ? (
            <Button size="s" isPending={making} onPress={() => void attempt(() => makeThem(certain))}>
              Make {certain.length < changed.length ? `${certain.length.toLocaleString()} of them` : 'all'} versions of those
            </Button>
          ) : null
        }
      >
        {(article) => (
          <>
            <strong>{article.name}</strong>
            <OpenLink documentId={article.sameAddress.documentId}>
              {titleOf({ documentId: article.sameAddress.documentId, title: article.sameAddress.title })}
            </OpenLink>
            {writable ? (
              <Button size="s" tone="quiet" isPending={making} onPress={() => void attempt(() => makeThem([article]))}>
                {isOlder(article) ? 'Make it an earlier version' : 'Make it a new version'}
              </Button>
            ) : null}
            {article.sameAddress.doubt ? <em>{doubtInWords[article.sameAddress.doubt]}</em> : null}
          </>
        )}
      </ResultGroup>
      <ResultGroup
        title={`${plural(versions.length, 'file is a version', 'files are versions')} of an article that was here`}
        items={versions}
      >
        {({ documentId, name, title, number, behind, counts }) => (
          <>
            <strong>{name}</strong>
            <OpenLink
              documentId={documentId}
            >{`Version ${number}${behind ? ', an older text,' : ''} of ${titleOf({ documentId, title })}`}</OpenLink>
            {counts.waiting > 0 ? <ReviewLink documentId={documentId} waiting={counts.waiting} /> : null}
          </>
        )}
      </ResultGroup>
      <ResultGroup
        title={`${plural(copies.length, 'file says', 'files say')} what an article says already`}
        items={copies}
        hint="Another file with the same text, letter for letter. It is kept as another copy of the article, with its own SHA-256."
      >
        {(copy) => (
          <>
            <strong>{copy.name}</strong>
            <OpenLink documentId={copy.documentId}>{titleOf(copy)}</OpenLink>
            {writable ? (
              <Button size="s" tone="quiet" onPress={() => void attempt(() => makeOwn(copy))}>
                Make it an article of its own
              </Button>
            ) : null}
          </>
        )}
      </ResultGroup>
      <ResultGroup
        title={`${plural(cited.length, 'file holds', 'files hold')} citations, not an article`}
        items={cited}
        hint="Such a file is kept with the case as it came. Its citations can be taken over into the articles that they are about: now, or later by File → Import citations."
      >
        {({ name, fileId, citations }) => (
          <>
            <strong>{name}</strong>
            <span>{plural(citations, 'citation', 'citations')}</span>
            <CitationsLink fileId={fileId} name={name} />
          </>
        )}
      </ResultGroup>
      <ResultGroup title={`${plural(duplicates.length, 'file was', 'files were')} already there`} items={duplicates}>
        {(duplicate) => (
          <>
            <strong>{duplicate.name}</strong>
            <OpenLink documentId={duplicate.documentId}>{titleOf(duplicate)}</OpenLink>
          </>
        )}
      </ResultGroup>
      <ResultGroup title={`${plural(doubtful.length, 'article', 'articles')} may not be whole`} items={doubtful}>
        {({ documentId, name, warnings }) => (
          <>
            <strong>{name}</strong>
            <span>{warnings?.map((warning) => importWarningTexts[warning]).join(' ')}</span>
            <OpenLink documentId={documentId}>Read</OpenLink>
          </>
        )}
      </ResultGroup>
      {rows.length > 0 ? (
        <section className={classes['part']}>
          <h3>Look over what was guessed</h3>
          <div className={classes['guesses']}>
            {rows.slice(0, editableRows).map((document) => (
              <Guessed key={document.id} document={document} readOnly={!writable} />
            ))}
          </div>
          {rows.length > editableRows ? (
            <p className={classes['more']}>
              {plural(rows.length - editableRows, 'more article is', 'more articles are')} in the library; correct their details there.
            </p>
          ) : null}
        </section>
      ) : null}
    </Dialog>
  );
}

function titleFor(outcomes: readonly ToldOutcome[]): string {
  const [imported, kept] = [ofKind(outcomes, 'imported').length, ofKind(outcomes, 'kept').length];
  const versions = ofKind(outcomes, 'version').length;
  if (imported === 0 && versions > 0) return `${plural(versions, 'new version', 'new versions')} imported`;
  if (imported > 0) return `${plural(imported, 'article', 'articles')} imported`;
  if (kept === 0 && outcomes.some(({ outcome }) => outcome === 'copy')) return 'Copies kept, nothing imported';
  const isCited = outcomes.some(({ outcome }) => outcome === 'citations');
  if (kept === 0 && isCited) return 'Citations kept, no article imported';
  return kept > 0 ? `${plural(kept, 'file', 'files')} kept, nothing imported` : 'Nothing was imported';
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

function CitationsLink({ fileId, name }: { fileId: string; name: string }) {
  const openDialog = useWorkspace((state) => state.openDialog);
  return (
    <Button
      size="s"
      tone="quiet"
      aria-label={`Look at the citations of “${name}”`}
      onPress={() => openDialog({ kind: 'take-citations', documentId: null, fileId })}
    >
      Look at them…
    </Button>
  );
}

function ReviewLink({ documentId, waiting }: { documentId: string; waiting: number }) {
  const close = useWorkspace((state) => state.closeDialog);
  return (
    <Button
      size="s"
      tone="quiet"
      onPress={() => {
        close();
        void attempt(() => reviewPassages(currentContext(), documentId));
      }}
    >
      {waiting === 1 ? 'Review 1 passage' : `Review ${waiting.toLocaleString()} passages`}
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
