import { useQuery } from '@tanstack/react-query';
import { PlugZap, Lock } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import classes from './banners.module.css';

const readOnlyReasons = {
  chosen: 'This case is open read-only. You can read, search and export; nothing can be changed.',
  newer: 'This case was saved by a newer Assay and is open read-only. Update Assay to edit it.',
  disk: 'This case lies where Assay may not write, and is open read-only. Copy it to another place to edit it.',
} as const;

/** What is true of the whole window and stays so until something is done about it. */
export function Banners() {
  const connected = useWorkspace((state) => state.connected);
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  return (
    <>
      {connected ? null : (
        <div className={classes['banner']} data-tone="danger" role="alert">
          <PlugZap aria-hidden />
          Assay does not answer. What was saved is safe; what you change now is not saved. Trying again…
        </div>
      )}
      {openCase?.readOnly ? (
        <div className={classes['banner']} role="note">
          <Lock aria-hidden />
          {readOnlyReasons[openCase.readOnly]}
        </div>
      ) : null}
    </>
  );
}
