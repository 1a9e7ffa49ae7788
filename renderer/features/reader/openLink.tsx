import { TriangleAlert } from 'lucide-react';
import { linkDoubts } from '../../../shared/text/linkDoubts.ts';
import { attempt } from '../../actions/run.ts';
import { copyAddress, openAddress } from '../../actions/textLinks.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './openLink.module.css';

/** Asks before an address is given to the browser: that asks another machine for it, and leaves a trace there. The safe answer has the keyboard. */
export function OpenLink({ address, words }: { address: string; words: string }) {
  const close = useWorkspace((state) => state.closeDialog);
  const doubts = linkDoubts(address, words);
  return (
    <Dialog
      title="Open this address in the browser?"
      width="m"
      urgent
      onClose={close}
      footer={
        <>
          <Button onPress={() => copyAddress({ address, words })}>Copy address</Button>
          <Button autoFocus onPress={close}>
            Cancel
          </Button>
          <Button
            tone="primary"
            onPress={() => {
              close();
              void attempt(() => openAddress(address));
            }}
          >
            Open in the browser
          </Button>
        </>
      }
    >
      <div className={classes['body']}>
        {/* Whole and in one direction, whatever characters it has. */}
        <code dir="ltr" className={classes['address']}>
          {address}
        </code>
        {doubts.length > 0 ? (
          <ul className={classes['doubts']}>
            {doubts.map((doubt) => (
              <li key={doubt}>
                <TriangleAlert aria-hidden size={15} />
                {doubt}
              </li>
            ))}
          </ul>
        ) : null}
        <p className={classes['hint']}>
          The browser asks that site for the page, which then knows that somebody came, from where and when. What is in the case is not
          sent. The page may say something else by now than the article did.
        </p>
      </div>
    </Dialog>
  );
}
