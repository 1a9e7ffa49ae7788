import type { Action, CoverageWalk } from './action.ts';
import { beside } from './beside.ts';
import { canMark, inReader } from './reader.ts';

const walk = (kind: CoverageWalk, direction: 1 | -1, label: string, key: string): Action => ({
  id: `reader.sentence.${direction > 0 ? 'next' : 'previous'}.${kind}`,
  label,
  keys: [key],
  scope: 'reader',
  words: 'coverage progress left remaining walk',
  enabled: inReader,
  run: ({ handles }) => handles.reader?.coverageWork.next(kind, direction),
});

/** What of an article was read and dealt with, and what is left. */
export const coverageActions: Action[] = [
  beside('coverage', {
    id: 'reader.coverage',
    label: 'Coverage of the article',
    keys: ['o'],
    words: 'progress read unread sentences skipped percent overview',
  }),
  {
    id: 'reader.skip',
    opensField: true,
    label: 'Skip this sentence…',
    keys: ['z'],
    scope: 'reader',
    menu: 'Edit',
    group: 4,
    words: 'reason pass over ignore not checkable coverage',
    enabled: canMark,
    run({ handles, workspace }) {
      const subject = handles.reader?.coverageWork.skipSubject();
      if (subject) workspace.openDialog({ kind: 'skip', subject });
    },
  },
  walk('unread', 1, 'Next unread sentence', 'r'),
  walk('unread', -1, 'Previous unread sentence', 'Shift+r'),
  walk('open', 1, 'Next sentence not yet dealt with', 'd'),
  walk('open', -1, 'Previous sentence not yet dealt with', 'Shift+d'),
];
