import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DocumentDetail } from '../../../shared/domain/entities.ts';
import { attempt } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { useWritable } from '../../parts/scale.ts';
import { Section } from '../../parts/section.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { doubtInWords, isOlder, makeNewVersions } from './changedArticles.ts';
import classes from './copies.module.css';

/** Another article of the case that was found at the same address: this one may be its new version. */
export function SameAddress({ document }: { document: DocumentDetail }) {
  const { data: sameAddress } = useQuery(api.documents.sameAddress.queryOptions({ input: { documentId: document.id } }));
  const writable = useWritable();
  const [busy, setBusy] = useState(false);
  if (!sameAddress) return null;
  const { documentId, title, doubt } = sameAddress;
  const make = async (): Promise<void> => {
    setBusy(true);
    try {
      await makeNewVersions([{ documentId: document.id, sameAddress }], null, () => {
        useWorkspace.getState().inspect({ kind: 'document', id: documentId });
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section name="document.sameAddress" title="Another article from this address">
      <div className={classes['other']}>
        <Button size="s" tone="quiet" onPress={() => useWorkspace.getState().inspect({ kind: 'document', id: documentId })}>
          {title}
        </Button>
        {doubt ? <p>{doubtInWords[doubt]}</p> : null}
        {writable ? (
          <Button size="s" isPending={busy} onPress={() => void attempt(make)}>
            {isOlder({ sameAddress }) ? 'Make this an earlier version of it' : 'Make this a new version of it'}
          </Button>
        ) : null}
      </div>
    </Section>
  );
}
