import { FileInput } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { UnfinishedImport } from '../../../shared/contract/documents.ts';
import type { ImporterHandle } from '../../actions/action.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { attempt } from '../../actions/run.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { useNewVersion } from '../../state/newVersion.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import classes from './importer.module.css';
import { importFiles, pauseImport, resumeImport, stopImport, useImports } from './imports.ts';
import { rateInWords, rateOf, timeLeftInWords } from './pace.ts';
import { carriesWords, takesWords, wordsIn, type PastedWords } from './pasted.ts';
import { carriesFiles, filesOfDrop, filesOfInput, type PickedFile } from './pickedFiles.ts';

/** Takes files into the case, from dialogs and drops, and shows how far the import is. */
export function Importer() {
  const openCase = useOpenCase(standingOf);
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const chosenFor = useRef<UnfinishedImport | null>(null);
  const handle = useMemo<ImporterHandle>(
    () => ({
      chooseFiles(broken) {
        // For this choice alone: whoever calls it off, and imports other files later, begins an import of its own.
        chosenFor.current = broken ?? null;
        filesInput.current?.click();
      },
      chooseFolder: () => folderInput.current?.click(),
    }),
    [],
  );
  useOfferHandle('importer', handle);

  const caseId = openCase?.caseId;
  const writable = openCase === null || openCase?.readOnly === null;
  const take = (files: PickedFile[], unreadable: string[] = [], broken: UnfinishedImport | null = null): void => {
    if (useNewVersion.getState().take?.(files)) return;
    if (files.length + unreadable.length === 0) {
      useWorkspace.getState().toast({ tone: 'failed', text: 'There are no files in what you chose. Nothing was imported.' });
    } else if (openCase) {
      void importFiles(files, unreadable, broken);
    } else {
      useImports.setState({ waiting: files });
      void attempt(() => askForCase(files.length));
    }
  };

  // Files that were chosen before there was a case go into the one that is made for them.
  useEffect(() => {
    const { waiting } = useImports.getState();
    if (!caseId || waiting.length === 0) return;
    useImports.setState({ waiting: [] });
    void importFiles(waiting);
  }, [caseId]);

  const asVersion = useNewVersion((state) => state.take !== null);
  const dragging = useFileDrop({ files: writable, words: writable && caseId !== undefined }, take);
  usePasting(writable && caseId !== undefined, take);
  const onChange = (event: React.ChangeEvent<HTMLInputElement>): void => {
    take(filesOfInput(event.target), [], event.target === filesInput.current ? chosenFor.current : null);
    chosenFor.current = null;
    // The same files can be chosen again.
    event.target.value = '';
  };

  return (
    <>
      <input ref={filesInput} type="file" multiple hidden tabIndex={-1} aria-label="Files to import" onChange={onChange} />
      <input
        ref={folderInput}
        type="file"
        {...{ webkitdirectory: '' }}
        hidden
        tabIndex={-1}
        aria-label="Folder to import"
        onChange={onChange}
      />
      {dragging ? (
        <div className={classes['overlay']} aria-hidden>
          <div>
            <FileInput />
            <strong>{!writable ? 'This case is read-only' : asVersion ? 'Drop as the new version' : 'Drop to import'}</strong>
            <span>
              {!writable
                ? 'Nothing can be added to it.'
                : asVersion
                  ? 'One file'
                  : dragging === 'words'
                    ? 'The selected words, as an article'
                    : 'Files and whole folders'}
            </span>
          </div>
        </div>
      ) : null}
      <Progress />
    </>
  );
}

async function askForCase(files: number): Promise<void> {
  const { assayDesktop: desktop } = window;
  const workspace = useWorkspace.getState();
  if (!desktop) return workspace.openDialog({ kind: 'new-case', forFiles: files });
  const failure = await desktop.createCaseDialog();
  if (failure) workspace.openDialog({ kind: 'case-failure', failure });
}

const offerWords = (words: PastedWords | null): void => {
  if (words) useWorkspace.getState().openDialog({ kind: 'paste-article', pasted: words });
};

/** Pasting into the library, where no field has the keyboard: words become an article, copied files are imported. */
function usePasting(able: boolean, take: (files: PickedFile[]) => void): void {
  const latest = useRef({ able, take });
  useEffect(() => {
    latest.current = { able, take };
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { dialog, view } = useWorkspace.getState();
      if (!latest.current.able || dialog !== null || view !== 'library' || event.defaultPrevented || takesWords(event.target)) return;
      const words = wordsIn(event.clipboardData);
      const files = [...(event.clipboardData?.files ?? [])].map((file) => ({ name: file.name, file }));
      // Word processors lay a picture of the words beside them.
      if (words) offerWords(words);
      else if (files.length > 0) latest.current.take(files);
      else return;
      event.preventDefault();
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}

type Dragged = 'files' | 'words';

/** Files, and words of other programs, dropped anywhere in the window; what they are while they hover over it. */
function useFileDrop(able: { files: boolean; words: boolean }, take: (files: PickedFile[], unreadable: string[]) => void): Dragged | null {
  const [dragging, setDragging] = useState<Dragged | null>(null);
  const { files, words } = able;
  const latest = useRef({ files, words, take });
  useEffect(() => {
    latest.current = { files, words, take };
  });
  useEffect(() => {
    // Entering a child comes before leaving its parent: only the balance tells whether the drag is still inside.
    let inside = 0;
    let own = false;
    const set = (depth: number, what: Dragged): void => {
      inside = depth;
      setDragging(inside > 0 ? what : null);
    };
    const on = (step: (event: DragEvent, what: Dragged) => void) => (event: DragEvent) => {
      const isWords = !own && latest.current.words && useWorkspace.getState().dialog === null && carriesWords(event.dataTransfer);
      const what = carriesFiles(event.dataTransfer) ? 'files' : isWords ? 'words' : null;
      // Words that are dropped into a field go there.
      if (what === null || (what === 'words' && takesWords(event.target) && event.type !== 'dragleave' && event.type !== 'dragenter')) {
        if (event.type === 'drop') set(0, 'words');
        return;
      }
      event.preventDefault();
      step(event, what);
    };
    const listeners = {
      // What is dragged within the window is no article.
      dragstart: () => (own = true),
      dragend: () => (own = false),
      dragenter: on((_, what) => set(inside + 1, what)),
      dragleave: on((_, what) => set(Math.max(0, inside - 1), what)),
      dragover: on((event) => {
        event.dataTransfer!.dropEffect = latest.current.files ? 'copy' : 'none';
      }),
      drop: on((event, what) => {
        set(0, what);
        if (what === 'words') offerWords(wordsIn(event.dataTransfer));
        else if (latest.current.files)
          void filesOfDrop(event.dataTransfer!).then(({ files, unreadable }) => latest.current.take(files, unreadable));
      }),
    };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name as 'drop', listener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name as 'drop', listener);
    };
  }, []);
  return dragging;
}

function Progress() {
  const running = useImports((state) => state.running);
  if (!running) return null;
  const { done, total, state, name, pace } = running;
  const rate = rateOf(pace);
  const isPaused = state === 'paused' || state === 'pausing';
  const told = isPaused
    ? 'Paused: what is in stays in'
    : rate === null
      ? ''
      : `${rateInWords(rate)}, ${timeLeftInWords((total - done) / rate)}`;
  return (
    <ProgressBar className={classes['progress']!} aria-label="Import" value={done} maxValue={total}>
      {({ percentage }) => (
        <>
          <span className={classes['count']}>
            {isPaused ? 'Paused at' : 'Importing'} {done.toLocaleString()} of {total.toLocaleString()}
          </span>
          <span className={classes['name']} title={name}>
            {name}
          </span>
          <progress max={100} value={percentage ?? 0} aria-hidden />
          <span className={classes['pace']}>{told}</span>
          <Button
            size="s"
            isDisabled={state === 'stopping' || state === 'pausing'}
            onPress={() => (state === 'paused' ? resumeImport() : pauseImport())}
          >
            {state === 'paused' ? 'Resume' : 'Pause'}
          </Button>
          <Button size="s" isDisabled={state === 'stopping'} onPress={stopImport}>
            {state === 'stopping' ? 'Stopping…' : 'Stop'}
          </Button>
        </>
      )}
    </ProgressBar>
  );
}
