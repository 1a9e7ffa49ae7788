import * as z from 'zod';
import { type Action, type ActionContext, type PassageHandle, type PassageKind, type TextUnit } from './action.ts';
import { beside, showsReader } from './beside.ts';
import { setView, viewOf } from '../api/viewSettings.ts';
import { canMark, inReader } from './reader.ts';

/** A passage is chosen, and its article may be open beside it. */
const hasPassage = (context: ActionContext): boolean => canMark(context) && context.workspace.inspected?.kind === 'passage';
const work = ({ handles }: ActionContext): PassageHandle | undefined => handles.reader?.passageWork;

const walk = (kind: PassageKind, direction: 1 | -1, label: string, key: string): Action => ({
  id: `reader.passage.${direction > 0 ? 'next' : 'previous'}${kind === 'any' ? '' : `.${kind}`}`,
  label,
  keys: [key],
  scope: 'reader',
  words: 'highlight walk',
  enabled: inReader,
  run: (context) => work(context)?.walk(direction, kind),
});

const units = { character: 'one character', word: 'one word', sentence: 'one sentence' } as const satisfies Partial<
  Record<TextUnit, string>
>;

/** Without Shift the keys move the start, with it the end. Words were first, and keep the shorter name of their command. */
const adjust = (unit: keyof typeof units, earlierKey: string, laterKey: string): Action[] =>
  (['start', 'end'] as const).flatMap((edge) =>
    ([-1, 1] as const).map((direction): Action => {
      const key = direction < 0 ? earlierKey : laterKey;
      return {
        id: `reader.adjust.${edge}.${direction > 0 ? 'later' : 'earlier'}${unit === 'word' ? '' : `.${unit}`}`,
        label: `${edge === 'start' ? 'Start' : 'End'} ${units[unit]} ${direction > 0 ? 'later' : 'earlier'}`,
        keys: [edge === 'start' ? `Alt+${key}` : `Alt+Shift+${key}`],
        words: 'passage boundary grow shrink',
        enabled: hasPassage,
        run: (context) => work(context)?.adjust(edge, unit, direction),
      };
    }),
  );

const laneKey = 'reader.lane';
export const laneColouring = z.enum(['verdict', 'label']);

/** Walking through the passages of an article, and what changes their shape. */
export const shapeActions: Action[] = [
  walk('any', 1, 'Next passage', '.'),
  walk('any', -1, 'Previous passage', ','),
  walk('without-claim', 1, 'Next passage without a claim', 'w'),
  walk('without-claim', -1, 'Previous passage without a claim', 'Shift+w'),
  walk('unverified', 1, 'Next passage whose claim has no verdict', 'u'),
  walk('unverified', -1, 'Previous passage whose claim has no verdict', 'Shift+u'),
  {
    id: 'reader.passage.open',
    label: 'Open the passage at the caret',
    keys: ['Enter'],
    scope: 'reader',
    words: 'inspect choose',
    enabled: inReader,
    run: (context) => work(context)?.openAtCaret(),
  },
  {
    id: 'reader.passage.add',
    label: 'Add the selection to the passage',
    keys: ['a'],
    scope: 'reader',
    menu: 'Edit',
    group: 5,
    words: 'fragment discontinuous gap part',
    enabled: hasPassage,
    run: (context) => work(context)?.addSelection(),
  },
  {
    id: 'reader.passage.takeOut',
    label: 'Take the selection out of the passage',
    keys: ['Shift+a'],
    scope: 'reader',
    menu: 'Edit',
    group: 5,
    words: 'fragment remove gap leave out',
    enabled: hasPassage,
    run: (context) => work(context)?.takeOut(),
  },
  {
    id: 'reader.passage.split',
    label: 'Split the passage at the caret',
    keys: ['s'],
    scope: 'reader',
    menu: 'Edit',
    group: 5,
    words: 'cut part two',
    enabled: canMark,
    run: (context) => work(context)?.split(),
  },
  {
    id: 'reader.passage.join',
    label: 'Join the selected passages',
    keys: ['m'],
    scope: 'reader',
    menu: 'Edit',
    group: 5,
    words: 'merge unite combine',
    enabled: canMark,
    run: (context) => work(context)?.join(),
  },
  beside('passages', {
    id: 'reader.passages',
    label: 'List of passages',
    keys: ['p'],
    words: 'highlights overview filter label claim verdict',
  }),
  {
    id: 'reader.lane',
    label: 'Colour the margin by label',
    menu: 'View',
    group: 4,
    words: 'lane verdict bars',
    enabled: showsReader,
    checked: () => viewOf(laneKey) === 'label',
    run: () => setView(laneKey, viewOf(laneKey) === 'label' ? 'verdict' : 'label'),
  },
  ...adjust('character', 'h', 'l'),
  ...adjust('word', 'BracketLeft', 'BracketRight'),
  ...adjust('sentence', 'k', 'j'),
];
