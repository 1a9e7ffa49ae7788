import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './settings.module.css';

/** What Assay is, and what it does with what it is given. */
export function AboutDialog() {
  const close = useWorkspace((state) => state.closeDialog);
  const { data: settings } = useQuery(api.settings.get.queryOptions({ input: {} }));
  return (
    <Dialog
      title="About Assay"
      width="s"
      onClose={close}
      footer={
        <Button tone="primary" autoFocus onPress={close}>
          Close
        </Button>
      }
    >
      <div className={classes['about']}>
        <p>
          <strong>Assay {settings?.version}</strong>, a workbench for fact-checkers: articles in, defensible reports out.
        </p>
        <p>
          Your articles and your work stay on this computer. Assay opens no connection to any other, sends nothing, and has no account. A
          case is one file that is yours to copy, move and delete.
        </p>
        <p>
          Free software under the MIT licence. The fonts are Source Serif 4 and Source Sans 3, under the SIL Open Font License. Citation
          styles are applied by citeproc-js, © 2009–2019 Frank Bennett, under the CPAL 1.0; the styles are under CC BY-SA 3.0.
        </p>
      </div>
    </Dialog>
  );
}
