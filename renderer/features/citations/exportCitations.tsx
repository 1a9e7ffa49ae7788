import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { citationFormat, citationFormatNames, type CitationFormat } from '../../../shared/domain/citations.ts';
import { download } from '../../actions/download.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { Choice } from '../../parts/choice.tsx';
import { ResultGroup } from '../../parts/resultGroup.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './citations.module.css';

const describe: Record<CitationFormat, string> = {
  'csl-json': 'Holds all of it. For Zotero and other programs of the Citation Style Language.',
  bibtex: 'BibLaTeX in UTF-8. For LaTeX, JabRef and others.',
  ris: 'For EndNote, Mendeley, Citavi and library catalogues.',
};

/** Writes citations to a file, and says first what its format cannot hold. */
export function ExportCitations({ documentIds }: { documentIds: readonly string[] }) {
  const close = useWorkspace((state) => state.closeDialog);
  const toast = useWorkspace((state) => state.toast);
  const [format, setFormat] = useState<CitationFormat>('csl-json');
  const [scope, setScope] = useState<'some' | 'all'>(documentIds.length > 0 ? 'some' : 'all');
  const wanted = scope === 'some' ? [...documentIds] : null;
  const { data, error, isPlaceholderData } = useQuery(
    api.citations.export.queryOptions({ input: { documentIds: wanted, format }, placeholderData: keepPreviousData }),
  );
  const some = documentIds.length === 1 ? 'This article' : `The ${documentIds.length.toLocaleString()} selected articles`;
  const save = (): void => {
    if (!data) return;
    download(data.file);
    close();
    toast({ tone: 'done', text: `${data.file.name} was made. It is where your downloads go.` });
  };
  return (
    <Dialog
      title="Export citations"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button tone="primary" isDisabled={!data || data.citations === 0 || isPlaceholderData} onPress={save}>
            {data ? `Export ${data.citations === 1 ? '1 citation' : `${data.citations.toLocaleString()} citations`}` : 'Export'}
          </Button>
        </>
      }
    >
      {documentIds.length > 0 ? (
        <Choice
          label="Of what"
          value={scope}
          options={[
            { value: 'some', label: some },
            { value: 'all', label: 'All articles of the case' },
          ]}
          onChange={setScope}
        />
      ) : null}
      <Choice
        label="Format"
        value={format}
        options={citationFormat.options.map((value) => ({ value, label: citationFormatNames[value] }))}
        onChange={setFormat}
      />
      <p className={classes['hint']}>{describe[format]}</p>
      {error ? (
        <p role="alert" className={classes['problem']}>
          {failureOf(error).message}
        </p>
      ) : null}
      {data && data.losses.length > 0 ? (
        <ResultGroup title={`What ${citationFormatNames[format]} cannot hold`} items={data.losses} hasButtons={false}>
          {({ title, message }) => (
            <>
              <strong dir="auto">{title}</strong>
              <span dir="auto">{message}</span>
            </>
          )}
        </ResultGroup>
      ) : data ? (
        <p className={classes['hint']}>Nothing is lost.</p>
      ) : null}
    </Dialog>
  );
}
