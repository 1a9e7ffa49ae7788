import { FileLock, FileX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../../../ui/button.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import type { OriginalProps } from '../originalProps.ts';
import classes from '../originalPane.module.css';
import type { Answers, PdfFailure } from './messages.ts';
import { PdfError, PdfFile } from './pdfFile.ts';
import { PdfPages } from './pdfPages.tsx';
import { startPdfThread } from './pdfThread.ts';

type Opened = { pdf: PdfFile; begin: Answers['open'] } | { failure: PdfFailure };

/** The pages of a PDF, drawn by a thread of their own. */
export function PdfOriginal(props: OriginalProps) {
  const { file } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    const pdf = new PdfFile(file, startPdfThread);
    let isShown = true;
    pdf.open().then(
      (begin) => isShown && setOpened({ pdf, begin }),
      (error: unknown) => isShown && setOpened({ failure: error instanceof PdfError ? error.reason : 'failed' }),
    );
    return () => {
      isShown = false;
      pdf.close();
      setOpened(null);
    };
  }, [file, attempts]);
  if (!opened) return <div className={classes['waiting']} aria-busy="true" />;
  if ('failure' in opened) return <NotOpened failure={opened.failure} onRetry={() => setAttempts(attempts + 1)} />;
  return <PdfPages {...props} pdf={opened.pdf} begin={opened.begin} />;
}

const reasons: Readonly<Record<PdfFailure, string>> = {
  damaged: 'It is damaged in a way that nothing can be drawn of it.',
  locked: 'It is locked with a password.',
  slow: 'Reading it took too long, and was stopped.',
  failed: 'What draws it has failed.',
};

function NotOpened({ failure, onRetry }: { failure: PdfFailure; onRetry: () => void }) {
  return (
    <Empty
      icon={failure === 'locked' ? <FileLock /> : <FileX />}
      title="This PDF cannot be shown"
      action={failure === 'locked' ? null : <Button onPress={onRetry}>Try again</Button>}
    >
      {reasons[failure]} The file is kept byte for byte and can be saved; the text beside it is not touched by this.
    </Empty>
  );
}
