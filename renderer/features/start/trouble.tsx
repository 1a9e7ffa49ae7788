import { CircleAlert } from 'lucide-react';
import { detailOf } from '../../api/errors.ts';
import { Button } from '../../ui/button.tsx';
import type { CaseOpener } from './openCase.ts';
import classes from './start.module.css';

/** What went wrong, where it went wrong, with the way on where there is one. */
export function Trouble({ opener, place }: { opener: CaseOpener; place: string }) {
  const { trouble } = opener;
  if (trouble?.place !== place) return null;
  return (
    <div className={classes['trouble']} role="alert">
      <CircleAlert aria-hidden />
      <p title={detailOf(trouble.failure) ?? ''}>{trouble.failure.message}</p>
      {trouble.openReadOnly ? (
        <Button size="s" isPending={opener.busy} onPress={trouble.openReadOnly}>
          Open read-only
        </Button>
      ) : null}
      {trouble.lookInto ? (
        <Button size="s" onPress={trouble.lookInto}>
          See what can be saved
        </Button>
      ) : null}
    </div>
  );
}
