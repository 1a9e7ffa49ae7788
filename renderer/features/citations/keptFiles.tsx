import { useQuery } from '@tanstack/react-query';
import { Download, Trash2 } from 'lucide-react';
import { download } from '../../actions/download.ts';
import { attempt } from '../../actions/run.ts';
import { undoOf } from '../../actions/takeBack.ts';
import { api, client } from '../../api/client.ts';
import { useWritable } from '../../parts/scale.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import classes from './citations.module.css';

interface KeptFilesProps {
  isBusy: boolean;
  read: (source: { fileId: string }) => void;
}

/** Files of citations that came with imports: to be read, saved as they came, or taken out of the case. Nothing where there are none. */
export function KeptFiles({ isBusy, read }: KeptFilesProps) {
  const { data: files } = useQuery(api.citations.files.queryOptions({ input: {} }));
  const writable = useWritable();
  if (!files || files.length === 0) return null;
  const remove = (fileId: string, title: string): void =>
    void attempt(async () => {
      const { seq } = await client.citations.removeFile({ fileId });
      useWorkspace.getState().toast({ tone: 'done', text: `“${title}” was taken out of this case.`, action: undoOf(seq) });
    });
  return (
    <section className={classes['kept']} aria-labelledby="kept-citations">
      <h3 id="kept-citations">Files with citations in this case</h3>
      <ul>
        {files.map(({ id, title, fileName, citations }) => (
          <li key={id}>
            <strong dir="auto" title={fileName}>
              {title}
            </strong>
            <span>{citations === 1 ? '1 citation' : `${citations.toLocaleString()} citations`}</span>
            <Button size="s" isDisabled={isBusy} aria-label={`Read “${title}”`} onPress={() => read({ fileId: id })}>
              Read
            </Button>
            <IconButton
              label={`Save “${title}” as it came`}
              icon={<Download />}
              onPress={() => void attempt(async () => download(await client.citations.file({ fileId: id })))}
            />
            <IconButton
              label={`Take “${title}” out of the case`}
              icon={<Trash2 />}
              isDisabled={!writable}
              onPress={() => remove(id, title)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
