import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { api } from './api/client.ts';
import { failureOf } from './api/errors.ts';
import { standingOf } from './api/openCase.ts';
import { ChooseCoding } from './features/reader/passages/coding.tsx';
import { ChoosePassage } from './features/reader/passages/choosePassage.tsx';
import { LinkChoice } from './features/reader/passages/linkChoice.tsx';
import { SkipDialog } from './features/reader/coverage/skipDialog.tsx';
import { Occurrences } from './features/reader/find/occurrences.tsx';
import { PassageInspector } from './features/reader/passages/passageInspector.tsx';
import { ReaderView } from './features/reader/readerView.tsx';
import { ClaimInspector } from './features/claims/claimInspector.tsx';
import { ClaimPicker } from './features/claims/claimPicker.tsx';
import { ClaimsView } from './features/claims/claimsView.tsx';
import { CiteSource } from './features/evidence/citeSource.tsx';
import { EvidenceInspector } from './features/evidence/evidenceInspector.tsx';
import { EvidenceView } from './features/evidence/evidenceView.tsx';
import { HistoryView } from './features/history/historyView.tsx';
import { BrokenImport } from './features/library/brokenImport.tsx';
import { DocumentInspector } from './features/library/documentInspector.tsx';
import { Importer } from './features/library/importer.tsx';
import { ImportResults } from './features/library/importResults.tsx';
import { Library } from './features/library/library.tsx';
import { PasteArticle } from './features/library/pasteArticle.tsx';
import { WatchedFolderDialog } from './features/library/watchedFolder.tsx';
import { ExportCitations } from './features/citations/exportCitations.tsx';
import { TakeCitations } from './features/citations/takeCitations.tsx';
import { ReportView } from './features/report/reportView.tsx';
import { BackupInspector } from './features/safekeeping/backupInspector.tsx';
import { BackupSettings } from './features/safekeeping/backupSettings.tsx';
import { Health } from './features/safekeeping/health.tsx';
import { Notices } from './features/safekeeping/notices.tsx';
import { Recovery } from './features/safekeeping/recovery.tsx';
import { RestoreBackup } from './features/safekeeping/restoreBackup.tsx';
import { SafekeepingView } from './features/safekeeping/safekeepingView.tsx';
import { Unfinished } from './features/safekeeping/unfinished.tsx';
import { SearchView } from './features/search/searchView.tsx';
import { AboutDialog } from './features/settings/aboutDialog.tsx';
import { SettingsDialog } from './features/settings/settingsDialog.tsx';
import { Palette } from './features/commands/palette.tsx';
import { ShortcutsDialog } from './features/commands/shortcutsDialog.tsx';
import { CaseFailure, NewCase, OpenCase, RenameCase } from './features/start/caseDialogs.tsx';
import { Start } from './features/start/start.tsx';
import { LeftOutDialog } from './features/versions/leftOut.tsx';
import { NewVersion } from './features/versions/newVersion.tsx';
import { TranscriptDialog } from './features/versions/transcriptDialog.tsx';
import { Comparing } from './features/versions/comparing.tsx';
import { ReviewPanel } from './features/versions/reviewPanel.tsx';
import { Banners } from './features/shell/banners.tsx';
import { Frame } from './features/shell/frame.tsx';
import { MenuBar } from './features/shell/menuBar.tsx';
import { Rail } from './features/shell/rail.tsx';
import { OpenLink } from './features/reader/openLink.tsx';
import { useChanges, useDesktop } from './features/shell/following.ts';
import { useShortcuts } from './features/shell/shortcuts.ts';
import { LabelDialog } from './parts/labelDialog.tsx';
import { useCaseDrafts } from './parts/useCaseDrafts.ts';
import { useRecovery } from './state/recovery.ts';
import { useWorkspace } from './state/workspace.ts';
import { Button } from './ui/button.tsx';
import { Confirm } from './ui/confirm.tsx';
import { Empty } from './ui/empty.tsx';
import { rescueKeyboard, useHeldFocus } from './ui/keyboard.ts';
import { useTheme } from './ui/theme.ts';
import classes from './app.module.css';
import { Toasts } from './ui/toasts.tsx';

/** The window: says which component stands where, and nothing else. */
export function App() {
  const settings = useQuery(api.settings.get.queryOptions({ input: {} }));
  const current = useQuery({ ...api.cases.current.queryOptions({ input: {} }), select: standingOf });
  const recovering = useRecovery((state) => state.subject !== null);
  useTheme(settings.data?.theme ?? 'system');
  useChanges();
  useShortcuts();
  useHeldFocus();
  const draftsRead = useCaseDrafts(current.data ?? null);
  const name = current.data?.name;
  useEffect(() => {
    document.title = name ? `${name} – Assay` : 'Assay';
  }, [name]);

  const shown = current.data ? `${current.data.caseId} ${current.data.readOnly ?? ''} ${current.data.asOf?.seq ?? ''}` : '';
  useKeyboardOnWayBack(draftsRead ? shown : null);

  const failed = settings.error ?? current.error;
  return (
    <div className={classes['window']}>
      <header>
        {window.assayDesktop ? null : <MenuBar />}
        <Banners />
        <Health />
        <Notices />
        <Unfinished />
        <BrokenImport />
      </header>
      {failed ? (
        <main>
          <Empty
            title="Assay does not answer"
            action={<Button onPress={() => void Promise.all([settings.refetch(), current.refetch()])}>Try again</Button>}
          >
            {failureOf(failed).message}
          </Empty>
        </main>
      ) : settings.data === undefined || current.data === undefined || !draftsRead ? (
        <main aria-busy="true" />
      ) : recovering ? (
        <Recovery />
      ) : current.data === null ? (
        <Start />
      ) : (
        <Frame key={shown} rail={<Rail />} main={<Room />} inspector={<Inspector />} />
      )}
      {window.assayDesktop ? <DesktopLink /> : null}
      <Importer />
      {draftsRead ? <OpenDialog /> : null}
      <Messages />
    </div>
  );
}

/** An earlier moment, or a backup, is left by its banner, which is above all that was drawn anew: the keyboard goes there first. */
function useKeyboardOnWayBack(shown: string | null): void {
  const before = useRef('');
  useEffect(() => {
    if (shown === null) return;
    const another = before.current !== '' && shown !== '' && before.current !== shown;
    before.current = shown;
    if (another) rescueKeyboard(() => document.querySelector<HTMLElement>('[data-way-back] button'));
  }, [shown]);
}

/** Follows every change of what is open and selected; on its own, so that only it renders again with each. */
function DesktopLink() {
  useDesktop();
  return null;
}

function Room() {
  switch (useWorkspace((state) => state.view)) {
    case 'library':
      return <Library />;
    case 'reader':
      return <Reading />;
    case 'claims':
      return <ClaimsView />;
    case 'evidence':
      return <EvidenceView />;
    case 'report':
      return <ReportView />;
    case 'history':
      return <HistoryView />;
    case 'search':
      return <SearchView />;
    case 'safekeeping':
      return <SafekeepingView />;
  }
}

/** The reader with the review of passages below it, or two versions side by side in its place. */
function Reading() {
  const comparison = useWorkspace((state) => state.comparison);
  const review = useWorkspace((state) => state.review);
  if (comparison) return <Comparing comparison={comparison} />;
  return (
    <div className={classes['reading']}>
      <div>
        <ReaderView />
      </div>
      {review ? <ReviewPanel review={review} /> : null}
    </div>
  );
}

function Inspector() {
  const inspected = useWorkspace((state) => state.inspected);
  switch (inspected?.kind) {
    case 'passage':
      return <PassageInspector key={inspected.id} passageId={inspected.id} />;
    case 'claim':
      return <ClaimInspector key={inspected.id} claimId={inspected.id} />;
    case 'document':
      return <DocumentInspector key={inspected.id} documentId={inspected.id} />;
    case 'evidence':
      return <EvidenceInspector key={inspected.id} evidenceId={inspected.id} />;
    case 'backup':
      return <BackupInspector key={inspected.id} backupId={inspected.id} />;
    case undefined:
      return <Empty title="Nothing selected">What you select, an article, a passage or a claim, is shown and edited here.</Empty>;
  }
}

function OpenDialog() {
  const { dialog, closeDialog } = useWorkspace(useShallow(({ dialog, closeDialog }) => ({ dialog, closeDialog })));
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'settings':
      return <SettingsDialog />;
    case 'about':
      return <AboutDialog />;
    case 'new-case':
      return <NewCase dialog={dialog} />;
    case 'open-case':
      return <OpenCase />;
    case 'rename-case':
      return <RenameCase />;
    case 'case-failure':
      return <CaseFailure dialog={dialog} />;
    case 'paste-article':
      return <PasteArticle pasted={dialog.pasted ?? null} />;
    case 'new-version':
      return <NewVersion documentId={dialog.documentId} />;
    case 'take-citations':
      return <TakeCitations documentId={dialog.documentId} fileId={dialog.fileId ?? null} />;
    case 'export-citations':
      return <ExportCitations documentIds={dialog.documentIds} />;
    case 'left-out':
      return <LeftOutDialog documentId={dialog.documentId} />;
    case 'transcript':
      return <TranscriptDialog documentId={dialog.documentId} />;
    case 'import-results':
      return <ImportResults of={dialog.of ?? null} />;
    case 'open-link':
      return <OpenLink address={dialog.address} words={dialog.words} />;
    case 'watched-folder':
      return <WatchedFolderDialog />;
    case 'labels':
      return <LabelDialog dialog={dialog} />;
    case 'coding':
      return <ChooseCoding />;
    case 'pick-claim':
      return <ClaimPicker dialog={dialog} />;
    case 'link':
      return <LinkChoice {...dialog} />;
    case 'cite-source':
      return <CiteSource claimId={dialog.claimId} />;
    case 'skip':
      return <SkipDialog subject={dialog.subject} />;
    case 'choose-passage':
      return <ChoosePassage passageIds={dialog.passageIds} />;
    case 'occurrences':
      return <Occurrences documentId={dialog.documentId} of={dialog.of} />;
    case 'restore-backup':
      return <RestoreBackup backupId={dialog.backupId} />;
    case 'backup-settings':
      return <BackupSettings />;
    case 'confirm':
      return <Confirm {...dialog} onClose={closeDialog} />;
  }
}

function Messages() {
  const { toasts, dismissToast } = useWorkspace(useShallow(({ toasts, dismissToast }) => ({ toasts, dismissToast })));
  return <Toasts toasts={toasts} onDismiss={dismissToast} />;
}
