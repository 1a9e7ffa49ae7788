import { useQueries, useQuery } from '@tanstack/react-query';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { api } from '../../../api/client.ts';
import { useScale } from '../../../parts/scale.ts';
import { firstWords } from '../../../../shared/text/shortText.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import classes from './choosePassage.module.css';
import { inkOf, paint } from './paint.ts';

/** Each is read by itself; the list of passages shows and filters all, however many there are. */
const choicesAtMost = 50;

/** The passages at one place, shortest first. */
export function ChoosePassage({ passageIds }: { passageIds: string[] }) {
  const closeDialog = useWorkspace((state) => state.closeDialog);
  const inspect = useWorkspace((state) => state.inspect);
  const { rating } = useScale();
  const { data: labels = [] } = useQuery(api.labels.list.queryOptions({ input: {} }));
  const passages = useQueries({
    queries: passageIds.slice(0, choicesAtMost).map((passageId) => api.passages.get.queryOptions({ input: { passageId } })),
  });
  const items = passages.flatMap(({ data }) =>
    data ? [{ passage: data, ...paint(data, rating, (id) => labels.find((label) => label.id === id)) }] : [],
  );
  const more = passageIds.length - choicesAtMost;
  return (
    <Dialog title="Which passage?" width="s" onClose={closeDialog}>
      {items.length > 0 ? (
        <ListBox
          aria-label="Passages here"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is asked for by key, to choose by key
          autoFocus="first"
          className={classes['list']!}
          items={items}
          onAction={(key) => {
            closeDialog();
            inspect({ kind: 'passage', id: String(key) });
          }}
        >
          {({ id, passage, tone, letter, meaning }) => (
            <ListBoxItem id={id} textValue={meaning} className={classes['item']!}>
              <b className={classes['letter']} style={{ color: inkOf(tone) }} aria-hidden>
                {letter || '▎'}
              </b>
              <span className={classes['words']}>
                <span>{meaning}</span>
                <q>{firstWords(passage.exact)}</q>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      ) : null}
      {more > 0 ? <p>And {more.toLocaleString()} more here, in the list of passages.</p> : null}
    </Dialog>
  );
}
