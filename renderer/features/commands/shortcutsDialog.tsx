import { useState } from 'react';
import { labelOf, type Action, type Scope } from '../../actions/action.ts';
import { actions } from '../../actions/all.ts';
import { useActionContext } from '../../actions/run.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { keyParts, Keys } from '../../ui/keys.tsx';
import classes from './commands.module.css';

const scopes: Record<Scope, string> = {
  everywhere: 'Everywhere',
  reader: 'In an article',
  original: 'In the original of an article',
  find: 'While finding in an article',
  claims: 'In the claims table',
  library: 'In the library',
  evidence: 'In the evidence',
  versions: 'In the review and the comparison of versions',
};

/** Every key in use, by where it works. */
export function ShortcutsDialog() {
  const close = useWorkspace((state) => state.closeDialog);
  const context = useActionContext();
  const [filter, setFilter] = useState('');
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (action: Action): boolean => {
    const keys = (action.keys ?? []).flatMap(keyParts).join(' ');
    const text = `${labelOf(action, context)} ${action.words ?? ''} ${keys}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const groups = (Object.keys(scopes) as Scope[])
    .map((scope) => ({
      scope,
      found: actions.filter((action) => action.keys?.length && (action.scope ?? 'everywhere') === scope && fits(action)),
    }))
    .filter(({ found }) => found.length > 0);
  return (
    <Dialog title="Keys in use" width="l" onClose={close}>
      <TextField label="Filter keys" hideLabel placeholder="Filter by command or key" autoFocus value={filter} onChange={setFilter} />
      {groups.length === 0 ? <p>No command fits “{filter}”.</p> : null}
      <div className={classes['groups']}>
        {groups.map(({ scope, found }) => (
          <section key={scope} aria-label={scopes[scope]} className={classes['group']}>
            <h3>{scopes[scope]}</h3>
            <dl>
              {found.map((action) => (
                <div key={action.id}>
                  <dt>{labelOf(action, context)}</dt>
                  <dd>
                    {action.keys?.map((keys) => (
                      <Keys key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes['hint']}>Single letters do nothing while you type in a field. Tab and Shift Tab move through the panes.</p>
    </Dialog>
  );
}
