import { useQuery } from '@tanstack/react-query';
import {
  ArrowLeftFromLine,
  ArrowLeftToLine,
  ArrowRightFromLine,
  ArrowRightToLine,
  CirclePlus,
  Combine,
  FilePlus2,
  FileQuestion,
  FileScan,
  History,
  CircleMinus,
  ListPlus,
  ScissorsLineDashed,
  Trash2,
} from 'lucide-react';
import { useCallback, useRef, type ReactNode } from 'react';
import type { Passage } from '../../../../shared/domain/entities.ts';
import { stanceNames } from '../../../../shared/domain/wording.ts';
import { shortTextOf } from '../../../../shared/text/shortText.ts';
import { pagesOf } from '../../../../shared/text/pages.ts';
import { useHandles, useOfferHandle } from '../../../actions/handles.ts';
import { deletePassage, skipPassage } from '../../../actions/passages.ts';
import { attempt } from '../../../actions/run.ts';
import { api } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import { ActionButton } from '../../../parts/actionButton.tsx';
import { Labels } from '../../../parts/labels.tsx';
import { Later } from '../../../parts/later.tsx';
import { Notes } from '../../../parts/notes.tsx';
import { Quote } from '../../../parts/quote.tsx';
import { useScale, useWritable } from '../../../parts/scale.ts';
import { Section } from '../../../parts/section.tsx';
import { asWanted, useWantedShapes } from '../../../state/wantedShapes.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { RatingBadge, Tag } from '../../../ui/badges.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import classes from './passageInspector.module.css';

/** One passage: its exact words, what was said about it, and what it serves. */
export function PassageInspector({ passageId }: { passageId: string }) {
  const { data: passage, error } = useQuery(api.passages.get.queryOptions({ input: { passageId } }));
  const shapes = useWantedShapes((state) => state.shapes);
  if (error)
    return (
      <Empty icon={<FileQuestion />} title="This passage is not here">
        {failureOf(error).message}
      </Empty>
    );
  return passage ? <Shown passage={asWanted(passage, shapes)} /> : <div aria-busy="true" />;
}

function Shown({ passage }: { passage: Passage }) {
  const root = useRef<HTMLElement>(null);
  const writable = useWritable();
  const { data: document } = useQuery(api.documents.get.queryOptions({ input: { documentId: passage.documentId } }));
  const openDocument = useWorkspace((state) => state.openDocument);
  /** The field that was asked for before it was drawn. */
  const wanted = useRef<string | null>(null);
  const focusField = useCallback((field: string) => {
    const found = root.current?.querySelector<HTMLElement>(`[data-field="${field}"] textarea`);
    wanted.current = found ? null : field;
    found?.focus();
  }, []);
  useOfferHandle('focusField', focusField);
  const focusWanted = useCallback(() => {
    if (wanted.current !== null) focusField(wanted.current);
  }, [focusField]);
  const uses = passage.sightings.length + passage.evidence.length;
  return (
    <article ref={root} className={classes['inspector']} aria-label="Passage">
      <header className={classes['header']}>
        <h2>Passage</h2>
        <span className={classes['tools']}>
          <ActionButton action="original.show" icon={<FileScan />} iconOnly />
          <ActionButton action="history.ofThis" icon={<History />} iconOnly />
          {writable ? (
            <IconButton label="Delete passage" icon={<Trash2 />} onPress={() => void attempt(() => deletePassage(passage))} />
          ) : null}
        </span>
      </header>
      <div className={classes['quote']}>
        <Quote
          passage={{
            ...passage,
            documentTitle: document?.title ?? '',
            publisher: document?.publisher ?? '',
            published: document?.published ?? null,
            pages: document?.version.id === passage.versionId ? pagesOf(document.version.blocks, passage.ranges) : [],
          }}
          onOpen={() => openDocument(passage.documentId, { passageId: passage.id })}
        />
        <Later>
          {writable ? <Edges versionId={passage.versionId} /> : null}
          {writable && document && passage.ranges.length > 1 ? <Fragments passage={passage} text={document.version.text} /> : null}
        </Later>
      </div>
      <Later onShown={focusWanted}>
        <SkipReason passage={passage} />
        <div className={classes['labels']}>
          <Labels targetKind="passage" targetIds={[passage.id]} labelIds={passage.labelIds} />
        </div>
        <Section
          name="passage.uses"
          title="Claims"
          count={uses}
          actions={
            <>
              <ActionButton action="reader.claim" label="New claim" size="s" tone="quiet" icon={<FilePlus2 aria-hidden size={13} />} />
              <ActionButton
                action="reader.addToClaim"
                label="Add to claim"
                size="s"
                tone="quiet"
                icon={<ListPlus aria-hidden size={13} />}
              />
            </>
          }
        >
          <Uses passage={passage} />
        </Section>
        <Section name="passage.notes" title="Notes" count={passage.noteCount}>
          <Notes targetKind="passage" targetId={passage.id} />
        </Section>
      </Later>
    </article>
  );
}

function SkipReason({ passage: { id, exact, skipReason } }: { passage: Passage }) {
  const writable = useWritable();
  const openDialog = useWorkspace((state) => state.openDialog);
  if (skipReason === '') return null;
  return (
    <div className={classes['skipped']} role="group" aria-label="Skipped">
      <span>Skipped: {skipReason}</span>
      {writable ? (
        <>
          <Button
            size="s"
            tone="quiet"
            onPress={() => openDialog({ kind: 'skip', subject: { kind: 'passage', passageId: id, words: exact, reason: skipReason } })}
          >
            Change…
          </Button>
          <Button size="s" tone="quiet" onPress={() => void attempt(() => skipPassage(id, ''))}>
            No longer skip
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** Moves the ends of the passage, a word at a time, and changes what it is made of. Works where its text is open, and is the current one. */
function Edges({ versionId }: { versionId: string }) {
  const open = useHandles((handles) => handles.reader?.versionId === versionId && !handles.reader.earlier);
  if (!open) return null;
  return (
    <div className={classes['edges']} role="group" aria-label="Adjust the passage">
      <span>Start</span>
      <ActionButton action="reader.adjust.start.earlier" iconOnly icon={<ArrowLeftFromLine />} />
      <ActionButton action="reader.adjust.start.later" iconOnly icon={<ArrowRightToLine />} />
      <span>End</span>
      <ActionButton action="reader.adjust.end.earlier" iconOnly icon={<ArrowLeftToLine />} />
      <ActionButton action="reader.adjust.end.later" iconOnly icon={<ArrowRightFromLine />} />
      <span className={classes['shape']}>
        <ActionButton action="reader.passage.add" iconOnly icon={<CirclePlus />} />
        <ActionButton action="reader.passage.takeOut" iconOnly icon={<CircleMinus />} />
        <ActionButton action="reader.passage.split" iconOnly icon={<ScissorsLineDashed />} />
        <ActionButton action="reader.passage.join" iconOnly icon={<Combine />} />
      </span>
    </div>
  );
}

/** The fragments of a passage that is not in one piece; each can be taken out. */
function Fragments({ passage, text }: { passage: Passage; text: string }) {
  const work = useHandles(({ reader }) => (reader?.documentId === passage.documentId ? reader.passageWork : null));
  if (!work) return null;
  return (
    <ol className={classes['fragments']} aria-label="Fragments">
      {passage.ranges.map((range) => {
        const words = text.slice(range.start, range.end);
        return (
          <li key={range.start}>
            <span dir="auto">{words}</span>
            <IconButton
              label={`Take out “${shortTextOf(words, 40)}”`}
              icon={<CircleMinus />}
              onPress={() => void attempt(() => work.removeFragment(passage.id, range))}
            />
          </li>
        );
      })}
    </ol>
  );
}

function Uses({ passage }: { passage: Passage }): ReactNode {
  const { rating } = useScale();
  const inspect = useWorkspace((state) => state.inspect);
  if (passage.sightings.length + passage.evidence.length === 0) return <p className={classes['none']}>No claim uses this passage yet.</p>;
  return (
    <ul className={classes['uses']}>
      {passage.sightings.map(({ id, claimId, shortText, ratingId }) => (
        <li key={id}>
          <button type="button" className={classes['use']} onClick={() => inspect({ kind: 'claim', id: claimId })}>
            <RatingBadge rating={rating(ratingId)} />
            <span>{shortText || 'Claim'}</span>
          </button>
        </li>
      ))}
      {passage.evidence.map(({ id, shortText, stance }) => (
        <li key={id}>
          <button type="button" className={classes['use']} onClick={() => inspect({ kind: 'evidence', id })}>
            <Tag tone={stance}>{stanceNames[stance]}</Tag>
            <span>{shortText || 'Claim'}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
