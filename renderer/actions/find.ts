import { inCase, type Action, type ActionContext, type FindHandle } from './action.ts';

const canFind = ({ workspace, handles }: ActionContext): boolean => workspace.view === 'reader' && handles.find !== null;

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
  step(1, 'Find next', ['F3', '$mod+g']),
  step(-1, 'Find previous', ['Shift+F3', '$mod+Shift+g']),
  choice('matchCase', 'Match case', 'Alt+KeyC', 'capital letters'),
  choice('wholeWords', 'Whole words', 'Alt+KeyW', 'word'),
  choice('expression', 'Regular expression', 'Alt+KeyR', 'regex pattern'),
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
