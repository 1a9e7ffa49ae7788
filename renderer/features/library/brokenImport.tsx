import { useQuery } from '@tanstack/react-query';
import { FileClock } from 'lucide-react';
import { attempt, currentContext } from '../../actions/run.ts';
import { client } from '../../api/client.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { useWritable } from '../../parts/scale.ts';
import banner from '../../ui/banner.module.css';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/dates.ts';
import { goOnWithImport, useImports } from './imports.ts';

/** An import that was broken off when Assay ended, with the ways on. It is asked for once, when the case is opened. */
export function BrokenImport() {
  const openCase = useOpenCase(standingOf);
  return openCase ? <Broken key={openCase.caseId} caseId={openCase.caseId} /> : null;
}

function Broken({ caseId }: { caseId: string }) {
  const writable = useWritable();
  const busy = useImports((state) => state.running !== null);
  const runs = useImports((state) => state.runs);
  // Not among what changes of the case make out of date: an import that is under way, here or in another window, is not broken off.
  const { data: broken, refetch } = useQuery({
    queryKey: [['brokenImport'], { caseId, runs }],
    queryFn: () => client.documents.unfinishedImport({}),
    staleTime: Infinity,
  });
  if (!broken || !writable || busy) return null;
  const { importId, at, total, done, canGoOn } = broken;
  const goOn = async (): Promise<void> => {
    if (!canGoOn) return currentContext().handles.importer?.chooseFiles(broken);
    await goOnWithImport(importId, total);
  };
  return (
    <section aria-label="Import that was broken off">
      <div className={banner['banner']} data-tone="warning" role="status">
        <FileClock aria-hidden />
        <p>
          An import of {total.toLocaleString()} {total === 1 ? 'file' : 'files'} was broken off, {formatMoment(at)}: {done.toLocaleString()}{' '}
          {done === 1 ? 'is' : 'are'} in.{' '}
          {canGoOn ? 'It can go on where it was.' : 'Choose its files again: what is in is not imported twice.'}
        </p>
        <Button size="s" onPress={() => void attempt(goOn)}>
          {canGoOn ? 'Go on' : 'Choose the files…'}
        </Button>
        <Button
          size="s"
          tone="quiet"
          onPress={() =>
            void attempt(async () => {
              await client.documents.endImport({ importId });
              await refetch();
            })
          }
        >
          Leave it
        </Button>
      </div>
    </section>
  );
}
