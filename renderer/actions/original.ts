import { useOriginals } from '../state/original.ts';
import { focusSoon } from '../ui/keyboard.ts';
import type { Action, ActionContext, OriginalHandle } from './action.ts';
import { showsReader } from './beside.ts';
import { setView, viewOf } from '../api/viewSettings.ts';
import { useHandles } from './handles.ts';
import { changeOriginalView, loadOriginalView } from './originalView.ts';
import { inReader } from './reader.ts';
import { downloadOriginal } from './versions.ts';

/** Under which is kept whether pages are dimmed; they are until a person says otherwise. */
export const dimKey = 'original.dim';

/** The article whose original is meant: that of the active pane. */
const documentOf = ({ workspace: { panes, activePane } }: ActionContext): string | null =>
  (panes[activePane] ?? panes[0])?.documentId ?? null;

const isShown = (context: ActionContext): boolean => {
  const { original } = context.handles;
  return original !== null && original.documentId === documentOf(context);
};
const hasPages = ({ handles }: ActionContext): boolean => Boolean(handles.original?.pages);

/** The words that are meant: those selected, those of the chosen passage where it is the text's, else the sentence at the caret. */
async function showInOriginal({ client, workspace: { inspected }, handles: { reader } }: ActionContext): Promise<void> {
  if (!reader) return;
  const { documentId, versionId } = reader;
  let words = reader.anchor();
  if (!words && inspected?.kind === 'passage') {
    const passage = await client.passages.get({ passageId: inspected.id });
    if (passage.documentId === documentId && passage.versionId === versionId)
      words = { versionId, ranges: passage.ranges, exact: passage.exact };
  }
  words ??= reader.anchorOrSentence();
  const at = reader.caretAt;
  useOriginals.getState().want({ documentId, versionId, ranges: words?.ranges ?? [{ start: at, end: at }] });
  await loadOriginalView(documentId);
  changeOriginalView(documentId, { shown: true });
}

const command = (
  given: Pick<Action, 'id' | 'label' | 'keys' | 'words'>,
  run: (pages: NonNullable<OriginalHandle['pages']>) => void,
  rest: Partial<Action> = {},
): Action => ({
  scope: 'original',
  enabled: hasPages,
  ...given,
  ...rest,
  run({ handles }) {
    if (handles.original?.pages) run(handles.original.pages);
  },
});

export const originalActions: Action[] = [
  {
    id: 'original.toggle',
    label: 'Original beside the text',
    keys: ['$mod+Shift+o'],
    menu: 'View',
    group: 4,
    words: 'pdf page picture scan facsimile source file',
    enabled: (context) => showsReader(context) && documentOf(context) !== null,
    checked: isShown,
    async run(context) {
      const documentId = documentOf(context)!;
      const shown = isShown(context);
      await loadOriginalView(documentId);
      changeOriginalView(documentId, { shown: !shown });
      if (shown) context.handles.reader?.focus();
      else focusSoon(() => document.querySelector<HTMLElement>('[data-scope="original"]'));
    },
  },
  {
    id: 'original.show',
    label: 'Show in the original',
    keys: ['Shift+o'],
    scope: 'reader',
    menu: 'View',
    group: 4,
    words: 'pdf page passage words where facsimile',
    enabled: inReader,
    run: showInOriginal,
  },
  {
    id: 'original.showInText',
    label: 'Show in the text',
    keys: ['t', 'Enter'],
    scope: 'original',
    words: 'original page back',
    enabled: ({ handles }) => handles.original !== null,
    run: ({ handles }) => handles.original?.showInText(),
  },
  command({ id: 'original.nextPage', label: 'Next page of the original', keys: ['ArrowRight', 'n'], words: 'pdf' }, (pages) =>
    pages.turn(1),
  ),
  command({ id: 'original.previousPage', label: 'Previous page of the original', keys: ['ArrowLeft', 'Shift+n'], words: 'pdf' }, (pages) =>
    pages.turn(-1),
  ),
  command(
    { id: 'original.goToPage', label: 'Go to a page of the original…', keys: ['g'], words: 'pdf number' },
    (pages) => pages.askForPage(),
    { opensField: true },
  ),
  command({ id: 'original.larger', label: 'Larger original', keys: ['[Shift]+Equal', 'NumpadAdd'], words: 'zoom in pdf' }, (pages) =>
    pages.zoom('larger'),
  ),
  command({ id: 'original.smaller', label: 'Smaller original', keys: ['Minus', 'NumpadSubtract'], words: 'zoom out pdf' }, (pages) =>
    pages.zoom('smaller'),
  ),
  command({ id: 'original.fitWidth', label: 'Fit the width of the original', keys: ['w'], words: 'zoom pdf' }, (pages) =>
    pages.zoom('width'),
  ),
  command({ id: 'original.fitPage', label: 'Fit whole pages of the original', keys: ['p'], words: 'zoom pdf' }, (pages) =>
    pages.zoom('page'),
  ),
  command(
    { id: 'original.linked', label: 'Turn pages with the text', keys: ['l'], words: 'pdf scroll together' },
    (pages) => pages.toggleLinked(),
    {
      checked: ({ handles }) => handles.original?.pages?.linked ?? false,
    },
  ),
  {
    id: 'original.copy',
    label: 'Copy words of the original',
    scope: 'original',
    words: 'selection clipboard',
    enabled: ({ handles }) => handles.original !== null,
    run: () => void document.execCommand('copy'),
  },
  {
    id: 'original.dim',
    label: 'Dim pages in dark mode',
    keys: ['d'],
    scope: 'original',
    words: 'white glare night pdf scan',
    enabled: ({ handles }) => handles.original !== null,
    checked: () => viewOf(dimKey) !== false,
    run: () => setView(dimKey, viewOf(dimKey) === false),
  },
  {
    id: 'original.save',
    label: 'Save the original…',
    keys: ['s'],
    scope: 'original',
    words: 'download file bytes',
    enabled: ({ handles }) => handles.original !== null,
    async run({ handles: { original } }) {
      if (original) await downloadOriginal(original.documentId, original.versionId);
    },
  },
  {
    id: 'original.backToText',
    label: 'Back to the text',
    keys: ['Escape'],
    scope: 'original',
    enabled: ({ handles }) => handles.original !== null,
    run: () => useHandles.getState().reader?.focus(),
  },
];
