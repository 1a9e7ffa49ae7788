import { skipToken, useQuery } from '@tanstack/react-query';
import { CornerUpLeft, Download, Moon, X } from 'lucide-react';
import { Suspense, lazy, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import * as z from 'zod';
import type { OriginalView } from '../../../../shared/domain/entities.ts';
import { useHandles } from '../../../actions/handles.ts';
import { dimKey } from '../../../actions/original.ts';
import { changeOriginalView } from '../../../actions/originalView.ts';
import { attempt } from '../../../actions/run.ts';
import { downloadOriginal } from '../../../actions/versions.ts';
import { api, client } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import { ActionButton } from '../../../parts/actionButton.tsx';
import { useViewSetting } from '../../../parts/useViewSetting.ts';
import { useOriginals } from '../../../state/original.ts';
import type { ReaderPane } from '../../../state/workspace.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { PaneHead } from '../paneHead.tsx';
import { bodyKindOf } from './kinds.ts';
import { OriginalMenu } from './originalMenu.tsx';
import classes from './originalPane.module.css';
import type { OriginalProps } from './originalProps.ts';
import { PictureOriginal } from './pictureOriginal.tsx';
import { SourceOriginal } from './sourceOriginal.tsx';
import { useWanted } from './wanted.ts';

// What draws PDFs and cleans pages is large, and most articles are read without it.
const PdfOriginal = lazy(async () => ({ default: (await import('./pdf/pdfOriginal.tsx')).PdfOriginal }));
const WebOriginal = lazy(async () => ({ default: (await import('./web/webOriginal.tsx')).WebOriginal }));

/** The file that an article was made of, beside its text. */
export function OriginalPane({ pane, index, view }: { pane: ReaderPane; index: 0 | 1; view: OriginalView }) {
  const { documentId, versionId } = pane;
  const { data: current, error: missing } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const isEarlier = versionId !== undefined && current !== undefined && current.version.id !== versionId;
  const { data: earlier, error: gone } = useQuery(api.versions.get.queryOptions({ input: isEarlier ? { versionId } : skipToken }));
  const version = isEarlier ? earlier : current?.version;
  const reader = useHandles((handles) => (index === 0 ? handles.left : handles.right));
  const wanted = useWanted(documentId, version?.id);
  const { file, error } = useBytes(documentId, version?.id);
  const root = useRef<HTMLElement>(null);
  const [dim] = useViewSetting(dimKey, z.boolean(), true);
  const [said, setSaid] = useState<string | null>(null);
  const onView = useMemo(() => (change: Partial<OriginalView>) => changeOriginalView(documentId, change), [documentId]);
  // What was asked for is not asked again by whoever opens it the next time.
  useEffect(() => () => useOriginals.getState().forget(documentId), [documentId]);
  const close = (): void => {
    changeOriginalView(documentId, { shown: false });
    reader?.focus();
  };
  const title = current?.title ?? '';
  const failure = missing ?? gone ?? error;
  return (
    <section ref={root} className={classes['pane']} aria-label={`Original of ${title}`} data-dim={dim || undefined}>
      <OriginalMenu root={root} />
      <PaneHead name={file ? `Original: ${file.name}` : 'Original'} title={file?.name}>
        <span className={classes['inTheDark']}>
          <ActionButton action="original.dim" iconOnly icon={<Moon />} />
        </span>
        <ActionButton action="original.showInText" iconOnly icon={<CornerUpLeft />} />
        <IconButton
          label="Save the original"
          icon={<Download />}
          isDisabled={!version}
          onPress={() => void attempt(() => downloadOriginal(documentId, version!.id))}
        />
        <IconButton label="Close the original" icon={<X />} onPress={close} />
      </PaneHead>
      <p role="status" className={classes['said']}>
        {said}
      </p>
      {failure ? (
        <Empty title="The original cannot be shown">{failureOf(failure).message}</Empty>
      ) : file && version ? (
        <Suspense fallback={<Waiting />}>
          <Body
            key={version.id}
            {...{ documentId, title, file, version, view, wanted, onView }}
            reader={reader?.versionId === version.id ? reader : null}
            onSaid={setSaid}
          />
        </Suspense>
      ) : (
        <Waiting />
      )}
    </section>
  );
}

function Waiting(): ReactNode {
  return <div className={classes['waiting']} aria-busy="true" />;
}

function Body(props: OriginalProps) {
  const { version, documentId } = props;
  switch (bodyKindOf(version.mediaType)) {
    case 'pdf':
      return <PdfOriginal {...props} />;
    case 'web':
      return <WebOriginal {...props} />;
    case 'picture':
      return <PictureOriginal {...props} />;
    case 'source':
      return <SourceOriginal {...props} />;
    case 'none':
      return (
        <div className={classes['scroller']}>
          <Empty
            title="This kind of file is not drawn here"
            action={<Button onPress={() => void attempt(() => downloadOriginal(documentId, version.id))}>Save the original</Button>}
          >
            It is kept byte for byte as it came ({version.mediaType}), and can be saved and opened with the program that it belongs to.
          </Empty>
        </div>
      );
  }
}

/** The original of a version. It never changes, and is not kept once nobody looks at it. */
function useBytes(documentId: string, versionId: string | undefined): { file: File | null; error: unknown } {
  const [read, setRead] = useState<{ versionId: string; file: File | null; error: unknown } | null>(null);
  useEffect(() => {
    if (versionId === undefined) return;
    let isWanted = true;
    client.documents.original({ documentId, versionId }).then(
      (file) => isWanted && setRead({ versionId, file, error: null }),
      (error: unknown) => isWanted && setRead({ versionId, file: null, error }),
    );
    return () => {
      isWanted = false;
    };
  }, [documentId, versionId]);
  return read?.versionId === versionId ? (read ?? { file: null, error: null }) : { file: null, error: null };
}
