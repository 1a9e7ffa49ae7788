import { fragmentSeparator } from '../../shared/text/anchor.ts';
import type { FindQuery } from '../../shared/text/find.ts';
import { api } from '../api/client.ts';
import { inCase, type Action, type ActionContext, type FindHandle } from './action.ts';

const canFind = ({ workspace, handles }: ActionContext): boolean => workspace.view === 'reader' && handles.find !== null;

/** What all occurrences are wanted of: the words in the find bar, the selection, or the inspected passage. */
function askedFor({
  workspace,
  handles: { reader, find },
}: ActionContext): { documentId: string; of: string | FindQuery } | { passageId: string } | null {
  const query = find?.query();
  if (reader && query) return { documentId: reader.documentId, of: query };
  const selected = reader?.anchor();
  if (reader && selected) return { documentId: reader.documentId, of: selected.exact };
  return workspace.inspected?.kind === 'passage' ? { passageId: workspace.inspected.id } : null;
}

const step = (direction: 1 | -1, label: string, keys: readonly string[]): Action => ({
  id: `find.${direction > 0 ? 'next' : 'previous'}`,
  label,
  keys,
  words: 'find search again hit',
  enabled: (context) => canFind(context) && context.handles.find!.words() !== '',
  run: ({ handles }) => handles.find?.step(direction),
});

const choice = (how: Parameters<FindHandle['toggle']>[0], label: string, key: string, words: string): Action => ({
  id: `find.${how}`,
  label,
  keys: [key],
  scope: 'find',
  words: `find search ${words}`,
  enabled: (context) => canFind(context) && context.handles.find!.isShown(),
  checked: ({ handles }) => handles.find?.isOn(how) ?? false,
  run: ({ handles }) => handles.find?.toggle(how),
});

/** Commands that find words in the article that is read, and everywhere else. */
export const findActions: Action[] = [
  {
    id: 'find.open',
    opensField: true,
    label: 'Find in the article',
    keys: ['$mod+f'],
    menu: 'Edit',
    group: 3,
    words: 'search text page',
    enabled: canFind,
    run: ({ handles }) => handles.find?.open(),
  },
  {
    id: 'find.close',
    label: 'Close the find bar',
    keys: ['Escape'],
    scope: 'reader',
    words: 'find search hide',
    enabled: (context) => canFind(context) && context.handles.find!.isShown(),
    run: ({ handles }) => handles.find?.close(),
  },
  step(1, 'Find next', ['F3', '$mod+g']),
  step(-1, 'Find previous', ['Shift+F3', '$mod+Shift+g']),
  choice('matchCase', 'Match case', 'Alt+KeyC', 'capital letters'),
  choice('wholeWords', 'Whole words', 'Alt+KeyW', 'word'),
  choice('expression', 'Regular expression', 'Alt+KeyR', 'regex pattern'),
  {
    id: 'find.occurrences',
    label: 'Find all occurrences…',
    keys: ['$mod+Shift+l'],
    menu: 'Edit',
    group: 3,
    words: 'highlight every place same quote label all',
    enabled: (context) => inCase(context) && askedFor(context) !== null,
    async run(context) {
      const asked = askedFor(context);
      if (!asked) return;
      if ('documentId' in asked) return context.workspace.openDialog({ kind: 'occurrences', ...asked });
      const passage = await context.queryClient.fetchQuery(api.passages.get.queryOptions({ input: asked }));
      // Of a passage that leaves something out, what stands before the first gap.
      const of = passage.exact.split(fragmentSeparator, 1)[0]!;
      context.workspace.openDialog({ kind: 'occurrences', documentId: passage.documentId, of });
    },
  },
  {
    id: 'find.everywhere',
    label: 'Find everywhere in the case',
    keys: ['$mod+Shift+f'],
    menu: 'Edit',
    group: 3,
    words: 'search all articles',
    enabled: inCase,
    run({ workspace, handles }) {
      const words = handles.find?.words() ?? '';
      if (words !== '') workspace.setSearchText(words);
      workspace.show('search');
      handles.search?.focus();
    },
  },
];
