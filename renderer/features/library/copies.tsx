import { useQuery } from '@tanstack/react-query';
import { Copy, Download } from 'lucide-react';
import type { DocumentDetail } from '../../../shared/domain/entities.ts';
import { download } from '../../actions/download.ts';
import { attempt } from '../../actions/run.ts';
import { undoOf } from '../../actions/takeBack.ts';
import { api, client, newId } from '../../api/client.ts';
import { useWritable } from '../../parts/scale.ts';
import { Section } from '../../parts/section.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatInstant } from '../../ui/dates.ts';
import { formatSize } from '../../ui/sizes.ts';
import classes from './copies.module.css';

/** Other files that say what the article says: where else it was found. */
export function Copies({ document }: { document: DocumentDetail }) {
  const { data: copies } = useQuery(api.documents.copies.queryOptions({ input: { documentId: document.id } }));
  const writable = useWritable();
  if (!copies || copies.length === 0) return null;
  const separate = async (copyId: string): Promise<void> => {
    const own = await client.documents.separateCopy({ copyId, documentId: newId() });
    const { toast } = useWorkspace.getState();
    toast({ tone: 'done', text: `“${own.title}” is an article of its own now.`, action: undoOf(own.revision) });
  };
  return (
    <Section name="document.copies" title={copies.length === 1 ? '1 other copy' : `${copies.length} other copies`}>
      <ul className={classes['copies']}>
        {copies.map(({ id, fileName, size, mediaType, sha256, importedAt }) => (
          <li key={id}>
            <div className={classes['file']}>
              <strong title={fileName}>{fileName}</strong>
              <span>
                {mediaType}, {formatSize(size)}, {formatInstant(importedAt)}
              </span>
              <code title={sha256}>
                {sha256.slice(0, 16)}…{sha256.slice(-8)}
              </code>
            </div>
            <IconButton
              label={`Copy SHA-256 of ${fileName}`}
              icon={<Copy />}
              onPress={() =>
                void attempt(async () => {
                  await navigator.clipboard.writeText(sha256);
                  announce('SHA-256 copied.');
                })
              }
            />
            <IconButton
              label={`Download ${fileName}`}
              icon={<Download />}
              onPress={() => void attempt(async () => download(await client.documents.original({ documentId: document.id, copyId: id })))}
            />
            {writable ? (
              <Button size="s" tone="quiet" onPress={() => void attempt(() => separate(id))}>
                Make it an article of its own
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
