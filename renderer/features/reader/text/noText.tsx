import { FileQuestion } from 'lucide-react';
import type { DocumentDetail } from '../../../../shared/domain/entities.ts';
import { useWritable } from '../../../parts/scale.ts';
import { TranscriptForm } from '../../../parts/transcript.tsx';
import classes from './noText.module.css';

/** Stands where the text of an article would, while its file has none that a machine could read. */
export function NoText({ document, earlier }: { document: DocumentDetail; earlier: boolean }) {
  const writable = useWritable() && !earlier;
  return (
    <section className={classes['none']} aria-label="No text yet">
      <div className={classes['said']}>
        <FileQuestion aria-hidden />
        <div>
          <h2>No text yet</h2>
          <p>
            Assay read no words in this file ({document.version.mediaType}) and keeps it as it is.
            {writable ? ' Write or paste what it says: passages, claims and evidence can then rest on it.' : ''}
          </p>
        </div>
      </div>
      {writable ? <TranscriptForm document={document} /> : null}
    </section>
  );
}
