import { useQuery } from '@tanstack/react-query';
import { BookOpen, ClipboardPaste, Columns2, Copy, Download, FileScan, History } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DocumentDetail, DocumentKind } from '../../../shared/domain/entities.ts';
import { isTranscript } from '../../../shared/domain/versions.ts';
import { documentKindNames } from '../../../shared/domain/wording.ts';
import { changeOriginalView, loadOriginalView } from '../../actions/originalView.ts';
import { attempt } from '../../actions/run.ts';
import { downloadOriginal } from '../../actions/versions.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { Notes } from '../../parts/notes.tsx';
import { useWritable } from '../../parts/scale.ts';
import { Section } from '../../parts/section.tsx';
import { useVersions } from '../../parts/useVersions.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatInstant, formatInstantFully } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Select } from '../../ui/field.tsx';
import { CitationField, Guess } from './citation.tsx';
import { Copies } from './copies.tsx';
import classes from './documentInspector.module.css';
import { SameAddress } from './sameAddress.tsx';
import { UnusualCharacters } from './unusualCharacters.tsx';

const kinds = (Object.entries(documentKindNames) as [DocumentKind, string][]).map(([value, label]) => ({ value, label }));

/** What is known of an article: its citation to correct, its original to prove it. */
export function DocumentInspector({ documentId }: { documentId: string }) {
  const { data: document, error } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const readOnly = !useWritable();
  const openDocument = useWorkspace((state) => state.openDocument);
  const openDialog = useWorkspace((state) => state.openDialog);
  if (error) return <Empty title="This article cannot be shown">{failureOf(error).message}</Empty>;
  if (!document) return <div aria-busy="true" />;
  const field = { document, readOnly };
  return (
    <article className={classes['inspector']} aria-label="Article details">
      <header className={classes['header']}>
        <h2>Article</h2>
        <Button size="s" tone="primary" onPress={() => openDocument(documentId)}>
          <BookOpen aria-hidden size={14} />
          Read
        </Button>
        <ActionButton action="history.ofThis" icon={<History />} iconOnly />
        <OpenBeside documentId={documentId} />
      </header>
      <section className={classes['fields']} aria-label="Citation">
        <div className={classes['exchange']}>
          <Button size="s" tone="quiet" isDisabled={readOnly} onPress={() => openDialog({ kind: 'take-citations', documentId })}>
            <ClipboardPaste aria-hidden size={14} />
            Paste or open a citation…
          </Button>
          <Button size="s" tone="quiet" onPress={() => openDialog({ kind: 'export-citations', documentIds: [documentId] })}>
            <Download aria-hidden size={14} />
            Export…
          </Button>
        </div>
        <CitationField {...field} field="title" />
        <CitationField {...field} field="publisher" />
        <CitationField {...field} field="byline" />
        <div className={classes['pair']}>
          <CitationField {...field} field="published" />
          <CitationField {...field} field="modified" />
        </div>
        <CitationField {...field} field="accessed" />
        <div>
          <Select
            label="Kind"
            value={document.kind}
            options={kinds}
            isReadOnly={readOnly}
            onChange={(kind) => void attempt(() => client.documents.update({ documentId, revision: document.revision, fields: { kind } }))}
          />
          {document.guesses.kind ? <Guess document={document} field="kind" method={document.guesses.kind} readOnly={readOnly} /> : null}
        </div>
        <CitationField {...field} field="address" placeholder="https://" />
        <CitationField {...field} field="language" placeholder="en" />
      </section>
      <Section name="document.notes" title="Notes">
        <Notes targetKind="document" targetId={documentId} />
      </Section>
      <UnusualCharacters document={document} />
      <Original document={document} />
      <Copies document={document} />
      <SameAddress document={document} />
      <footer className={classes['footer']}>
        <Button size="s" tone="quiet" isDisabled={readOnly} onPress={() => openDialog({ kind: 'new-version', documentId })}>
          New version…
        </Button>
        <ActionButton action="library.delete" size="s" tone="quiet" />
      </footer>
    </article>
  );
}

function OpenBeside({ documentId }: { documentId: string }) {
  const reading = useWorkspace((state) => state.panes.length > 0);
  if (!reading) return null;
  return (
    <IconButton
      label="Open beside the article that is open"
      icon={<Columns2 />}
      onPress={() => useWorkspace.getState().openDocument(documentId, { beside: true })}
    />
  );
}

function Original({ document }: { document: DocumentDetail }) {
  const { version } = document;
  return (
    <Section
      title="Original"
      name="document.original"
      actions={
        <>
          <Button
            size="s"
            tone="quiet"
            onPress={() => {
              useWorkspace.getState().openDocument(document.id);
              void loadOriginalView(document.id).then(() => changeOriginalView(document.id, { shown: true }));
            }}
          >
            <FileScan aria-hidden size={14} />
            Show
          </Button>
          <Button size="s" tone="quiet" onPress={() => void attempt(() => downloadOriginal(document.id, version.id))}>
            <Download aria-hidden size={14} />
            Download
          </Button>
        </>
      }
    >
      <dl className={classes['facts']}>
        <Fact name="File">{document.fileName}</Fact>
        <Fact name="Size">{formatSize(document.size)}</Fact>
        <Fact name="Found to be">
          {version.mediaType}
          {version.claimedType !== '' && version.claimedType !== version.mediaType ? `, though its name says ${version.claimedType}` : ''}
        </Fact>
        <Fact name="Imported">{formatInstantFully(version.importedAt)}</Fact>
        <Fact name="Text">{textFact(document)}</Fact>
        {version.leftOut.length > 0 ? (
          <Fact name="Left out">
            <Button size="s" tone="quiet" onPress={() => useWorkspace.getState().openDialog({ kind: 'left-out', documentId: document.id })}>
              {version.leftOut.length === 1 ? '1 piece of the file' : `${version.leftOut.length.toLocaleString()} pieces of the file`}
            </Button>
          </Fact>
        ) : null}
        <Fact name="SHA-256">
          <code title={document.sha256}>
            {document.sha256.slice(0, 16)}…{document.sha256.slice(-8)}
          </code>
          <IconButton
            label="Copy SHA-256"
            icon={<Copy />}
            onPress={() =>
              void attempt(async () => {
                await navigator.clipboard.writeText(document.sha256);
                announce('SHA-256 copied.');
              })
            }
          />
        </Fact>
      </dl>
      <EarlierOriginals document={document} />
    </Section>
  );
}

function textFact({ textLength, version }: DocumentDetail): string {
  if (textLength === 0) return 'None yet: write or paste a transcript in the reader';
  const size = `${textLength.toLocaleString()} characters, version ${version.number}`;
  return isTranscript(version) ? `${size}, a transcript written by hand` : `${size}, read as ${version.encoding} by ${version.extractor}`;
}

/** The originals that earlier versions were made of. */
function EarlierOriginals({ document }: { document: DocumentDetail }) {
  const versions = useVersions(document);
  const earlier = (versions ?? []).filter(({ id }) => id !== document.versionId);
  if (earlier.length === 0) return null;
  return (
    <>
      <h4 className={classes['earlierHead']}>Earlier versions</h4>
      <ul className={classes['earlier']}>
        {earlier.map(({ id, number, fileName, size, importedAt }) => (
          <li key={id}>
            <span>Version {number}</span>
            <span className={classes['earlierFile']}>
              {fileName}, {formatSize(size)}, {formatInstant(importedAt)}
            </span>
            <IconButton
              label={`Download original of version ${number}`}
              icon={<Download />}
              onPress={() => void attempt(() => downloadOriginal(document.id, id))}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function formatSize(bytes: number): string {
  const unit = bytes < 1_000 ? 'byte' : bytes < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = bytes / { byte: 1, kilobyte: 1_000, megabyte: 1_000_000 }[unit];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
}
