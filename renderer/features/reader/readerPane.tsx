import { skipToken, useQuery } from '@tanstack/react-query';
import { ChartNoAxesGantt, FileScan, Info, ListTree, X } from 'lucide-react';
import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import { besideKey, besideText } from '../../actions/beside.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { goToPassage } from '../../parts/goToPassage.ts';
import { useScale } from '../../parts/scale.ts';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useCoding } from '../../state/coding.ts';
import { asWanted, useWantedShapes } from '../../state/wantedShapes.ts';
import { useWorkspace, type ReaderPane as Pane } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import type { DocumentDetail } from '../../../shared/domain/entities.ts';
import { findOddities } from '../../../shared/text/oddities.ts';
import { ArticleHead, beginsWithTitle } from './text/articleHead.tsx';
import { Blocks } from './text/blocks.tsx';
import { CodingBar } from './passages/coding.tsx';
import { ReaderController } from './controller.ts';
import { CoveragePanel } from './coverage/coveragePanel.tsx';
import { Descriptions } from './passages/descriptions.tsx';
import { EdgeHandles } from './passages/edgeHandles.tsx';
import { FindBar } from './find/findBar.tsx';
import { useHeld } from './heldVersion.ts';
import { HoverCard } from './passages/hoverCard.tsx';
import { keptPlace } from './keptPlaces.ts';
import { Lane } from './passages/lane.tsx';
import { PaneHead } from './paneHead.tsx';
import { Minimap } from './overview/minimap.tsx';
import { LinkMenu } from './text/linkMenu.tsx';
import { NoText } from './text/noText.tsx';
import { PassageList } from './passages/passageList.tsx';
import classes from './readerPane.module.css';
import { ReadingLook, useReadingLook } from './readingLook.tsx';
import { usePosition, useSteadyPlace } from './readingPosition.ts';
import { recordReading } from './coverage/readingRecord.ts';
import { PassageChoice, SelectionBar } from './passages/selectionBar.tsx';
import { useFinding } from './find/useFinding.ts';
import type { Viewport } from './overview/viewport.ts';
import { VersionChoice, VersionNotices } from './versionNotices.tsx';

/** One article being read. */
export function ReaderPane({ pane, index, alone, twin }: { pane: Pane; index: 0 | 1; alone: boolean; twin: boolean }) {
  const { data: newest, error: missing } = useQuery(api.documents.get.queryOptions({ input: { documentId: pane.documentId } }));
  const current = useHeld(newest, index);
  const { versionId } = pane;
  const isEarlier = versionId !== undefined && current?.version.id !== versionId;
  const { data: earlier, error: gone } = useQuery(api.versions.get.queryOptions({ input: isEarlier ? { versionId } : skipToken }));
  const error = missing ?? gone;
  const document = useMemo(() => {
    if (!current || !isEarlier) return current;
    if (!earlier) return undefined;
    const { position, ...version } = earlier;
    return { ...current, version, position };
  }, [current, isEarlier, earlier]);
  // With its passages from the first, so that a long text is laid out once. Where they cannot be read, the text can.
  const { isPending } = useQuery(
    api.passages.list.queryOptions({ input: isEarlier ? { documentId: pane.documentId, versionId } : { documentId: pane.documentId } }),
  );
  if (error)
    return (
      <Empty
        title="This article cannot be shown"
        action={<Button onPress={() => useWorkspace.getState().closePane(index)}>Close it</Button>}
      >
        {failureOf(error).message}
      </Empty>
    );
  if (!document || isPending) return <div className={classes['pane']} aria-busy="true" />;
  return (
    <Article
      key={document.version.id}
      document={document}
      earlier={isEarlier}
      pane={pane}
      index={index}
      alone={alone}
      twin={twin}
      replaced={current !== newest}
    />
  );
}

interface ArticleProps {
  document: DocumentDetail;
  earlier: boolean;
  pane: Pane;
  index: 0 | 1;
  alone: boolean;
  /** The other pane shows the same article. */
  twin: boolean;
  replaced: boolean;
}

const Article = memo(function Article({ document, earlier, pane, index, alone, twin, replaced }: ArticleProps) {
  const [begin] = useState(
    () => keptPlace(pane.opened, document.version.id) ?? (pane.from?.versionId === document.version.id ? pane.from : document.position),
  );
  const controller = useMemo(
    () => new ReaderController(document, { earlier, slot: pane.slot, caret: begin?.caret ?? begin?.top ?? 0 }),
    // oxlint-disable-next-line react/exhaustive-deps -- a version's text never changes; other fields of the article must not restart its reader
    [document.version.id, earlier],
  );
  controller.pane = index;
  controller.replaced = replaced;
  const active = useWorkspace((state) => state.activePane === index);
  const { textSize, look } = useReadingLook();
  const scroller = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const caret = useRef<HTMLDivElement>(null);
  const told = useRef<HTMLDivElement>(null);
  const [beside] = useViewSetting(besideKey, besideText, null);

  useOfferHandle('reader', controller, active);
  useOfferHandle(index === 0 ? 'left' : 'right', controller);
  // Before the controller is attached, and so detached after it: the last place is asked of a controller that still has its text.
  usePosition(controller, begin, pane.opened, scroller, root);
  useSteadyPlace(controller, scroller, root, `${textSize} ${look.measure} ${look.leading}`);
  useLayoutEffect(
    () => controller.attach({ root: root.current!, scroller: scroller.current!, caret: caret.current!, told: told.current! }),
    [controller],
  );
  useEffect(() => {
    if (active) controller.activate();
  }, [active, controller]);
  const isCovered = useWorkspace((state) => state.dialog !== null);
  useEffect(() => controller.cover(isCovered), [controller, isCovered]);
  useTarget(controller, pane);
  useKeyboardHere(controller, pane.opened, active);

  const finding = useFinding(controller, root, scroller, active);

  const titled = beginsWithTitle(document);
  // oxlint-disable-next-line react/exhaustive-deps -- a version's text never changes
  const oddities = useMemo(() => findOddities(document.version.text, document.version.removed), [document.version.id]);
  const name = twin ? `${document.title}, ${index === 0 ? 'left' : 'right'} view` : document.title;
  const makeActive = (): void => useWorkspace.getState().setActivePane(index);
  return (
    <section
      className={classes['pane']}
      aria-label={name}
      data-active={alone || active || undefined}
      data-paper={look.paper}
      onPointerDownCapture={makeActive}
      onFocusCapture={makeActive}
    >
      <PassagesInStep controller={controller} />
      <ReadSoFar controller={controller} viewport={finding.viewport} />
      <PaneHead name={document.title}>
        <ActionButton action="reader.passages" iconOnly icon={<ListTree />} />
        <ActionButton action="reader.coverage" iconOnly icon={<ChartNoAxesGantt />} />
        <ActionButton action="original.toggle" iconOnly icon={<FileScan />} />
        <VersionChoice document={document} index={index} replaced={replaced} />
        <IconButton
          label="Article details"
          icon={<Info />}
          keys="i"
          onPress={() => useWorkspace.getState().inspect({ kind: 'document', id: document.id })}
        />
        <ReadingLook />
        <IconButton label="Close this article" icon={<X />} onPress={() => useWorkspace.getState().closePane(index)} />
        <div aria-hidden className={classes['progress']} />
      </PaneHead>
      <VersionNotices document={document} earlier={earlier} onLetGo={replaced ? () => controller.clearSelection() : null} />
      <FindBar session={finding.session} />
      <CodingBar />
      <div ref={told} role="status" className="visually-hidden" />
      <div className={classes['content']}>
        <div className={classes['reading']}>
          {beside === 'passages' && (alone || active) ? <PassageList controller={controller} /> : null}
          {beside === 'coverage' && (alone || active) ? <CoveragePanel controller={controller} /> : null}
          <div
            ref={scroller}
            role="region"
            aria-label={earlier ? `Text of ${name}, version ${document.version.number}` : `Text of ${name}`}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the caret lives here: reading by keyboard starts from this stop
            tabIndex={0}
            data-scope="reader"
            className={classes['scroller']}
          >
            <article
              className={classes['column']}
              data-measure={look.measure}
              data-leading={look.leading}
              lang={document.language || undefined}
              style={{ '--text-size': `${textSize}px` } as CSSProperties}
            >
              <ArticleHead document={document} titled={titled} earlier={earlier} />
              {document.version.text === '' ? <NoText document={document} earlier={earlier} /> : null}
              <div className={classes['body']}>
                {/* Clicks on marks have their keys: walk with . and , and open with Enter. */}
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
                <div
                  ref={root}
                  className={classes['text']}
                  onClick={(event) => openAt(controller, event.target)}
                  onDoubleClick={(event) => openClaimAt(controller, event.target)}
                >
                  <Blocks
                    text={document.version.text}
                    blocks={document.version.blocks}
                    passages={controller.passages}
                    oddities={oddities}
                    links={document.version.links}
                    titled={titled}
                  />
                </div>
                <Descriptions passages={controller.passages} />
                <Lane controller={controller} root={root} scroller={scroller} />
                <div ref={caret} aria-hidden className={classes['caret']} />
                <EdgeHandles controller={controller} root={root} scroller={scroller} />
                <SelectionBar controller={controller} root={root} />
                <PassageChoice controller={controller} root={root} />
                <HoverCard controller={controller} root={root} scroller={scroller} />
                <LinkMenu controller={controller} scroller={scroller} caret={caret} />
              </div>
            </article>
          </div>
        </div>
        <Minimap controller={controller} finding={finding} />
      </div>
    </section>
  );
});

const markAt = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('mark[data-o]') : null;

function openClaimAt(controller: ReaderController, target: EventTarget): void {
  const mark = markAt(target);
  // In a coding run a double click selects a word, which is a passage by now.
  if (mark && useCoding.getState().labelId === null) controller.passageWork.openClaimAt(Number(mark.dataset['o']));
}

function openAt(controller: ReaderController, target: EventTarget): void {
  const selection = window.getSelection();
  if (selection && !selection.isCollapsed) return;
  const mark = markAt(target);
  if (!mark) return controller.closeChoice();
  controller.passageWork.openAt(Number(mark.dataset['o']));
}

/** The passages of the current version are known by the article alone: commands paint new ones there. */
const passagesOf = ({ documentId, versionId, earlier }: ReaderController): { documentId: string; versionId?: string } =>
  earlier ? { documentId, versionId } : { documentId };

/**
 * Keeps the painted passages in step with those stored, and with what the inspector shows. Draws nothing: it stands before the text, so
 * that the text is painted with its passages from the first, and by itself, so that nothing else renders with every passage.
 */
function PassagesInStep({ controller }: { controller: ReaderController }) {
  const { data: passages } = useQuery(api.passages.list.queryOptions({ input: passagesOf(controller) }));
  const { data: labels } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const { rating } = useScale();
  const inspectedId = useWorkspace((state) => (state.inspected?.kind === 'passage' ? state.inspected.id : null));
  const shapes = useWantedShapes((state) => state.shapes);
  const update = (): void => {
    if (!passages) return;
    // Those of a version that came in meanwhile stand at other places.
    if (passages.some(({ versionId }) => versionId !== controller.versionId)) return;
    const placed = shapes.size === 0 ? passages : passages.map((passage) => asWanted(passage, shapes));
    controller.passages.update(placed, rating, labels ?? [], inspectedId);
  };
  // Before the first render of the text, which has nobody to tell yet.
  // oxlint-disable-next-line react/exhaustive-deps -- once for each controller: what comes later is told in the effect below
  useMemo(update, [controller]);
  // oxlint-disable-next-line react/exhaustive-deps -- `update` is made of these
  useLayoutEffect(update, [controller, passages, labels, rating, inspectedId, shapes]);
  return null;
}

/** Knows what was read of this text, and records what is read now. */
function ReadSoFar({ controller, viewport }: { controller: ReaderController; viewport: Viewport }) {
  const { documentId, versionId, coverage } = controller;
  const { data: read } = useQuery(api.documents.readSoFar.queryOptions({ input: { documentId, versionId } }));
  useEffect(() => {
    if (read) coverage.know(read);
  }, [coverage, read]);
  useEffect(() => recordReading(viewport, coverage), [viewport, coverage]);
  return null;
}

/** An article that was opened takes the keyboard, once the dialog that opened it is gone. */
function useKeyboardHere(controller: ReaderController, opened: number, active: boolean): void {
  const free = useWorkspace((state) => state.dialog === null);
  const taken = useRef<number | null>(null);
  useEffect(() => {
    if (!active || !free || taken.current === opened) return;
    taken.current = opened;
    controller.focus();
  }, [controller, opened, active, free]);
}

/** Goes to the place that was asked for, once it is there. */
function useTarget(controller: ReaderController, { target, opened }: Pane): void {
  // Null where the article has no such passage. Of all passages nothing but this may make the article render again.
  const { data: stored } = useQuery({
    ...api.passages.list.queryOptions({ input: passagesOf(controller) }),
    select: (passages) => passages.find(({ id }) => id === target?.passageId)?.ranges ?? null,
  });
  const reached = useRef(0);
  const ranges = useMemo(() => (target?.range ? [target.range] : stored), [target, stored]);
  const go = useCallback(() => {
    if (!target || !ranges || reached.current === target.nonce) return;
    reached.current = target.nonce;
    controller.goTo(ranges);
    controller.focus();
  }, [controller, target, ranges]);
  useLayoutEffect(go, [go]);
  const passageId = target && !target.range && stored === null ? target.passageId : undefined;
  useEffect(() => {
    if (passageId === undefined) return;
    void client.passages.get({ passageId }).then(
      ({ documentId, versionId }) => {
        const { panes } = useWorkspace.getState();
        // It stands on another version: that one is shown, unless something else was opened meanwhile.
        const wanted = documentId === controller.documentId && versionId !== controller.versionId;
        if (wanted && panes.some((pane) => pane.opened === opened)) goToPassage({ id: passageId, documentId }, { versionId });
      },
      () => undefined,
    );
  }, [controller, passageId, opened]);
}
