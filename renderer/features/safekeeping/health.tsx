import { CircleAlert, FileQuestion } from 'lucide-react';
import { healthAdvice } from '../../../shared/domain/safekeepingWords.ts';
import { standingOf, useOpenCase, type StandingCase } from '../../api/openCase.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import banner from '../../ui/banner.module.css';
import classes from './notices.module.css';

/** What is wrong with the disk or the file under the open case. It cannot be dismissed: it goes when it is over. */
export function Health() {
  const openCase = useOpenCase(standingOf);
  const state = openCase?.health.state ?? 'ok';
  if (!openCase || state === 'ok') return null;
  if (state === 'missing' || state === 'replaced') return <Frozen openCase={openCase} what={state} />;
  return (
    <div className={banner['banner']} data-tone="danger" role="alert" title={openCase.health.detail}>
      <CircleAlert aria-hidden />
      <p>{healthAdvice[state]}</p>
    </div>
  );
}

/** The file of the open case is not where it was: nothing is written until the person chooses. */
function Frozen({ openCase, what }: { openCase: StandingCase; what: 'missing' | 'replaced' }) {
  const { folder, fileName } = openCase;
  return (
    <section className={classes['frozen']} role="alert" aria-labelledby="frozen-case">
      <FileQuestion aria-hidden />
      <div>
        <h2 id="frozen-case">{what === 'missing' ? 'The file of this case is gone' : 'Another file is in the place of this case'}</h2>
        <p>
          {what === 'missing'
            ? `${folder}/${fileName} was moved, renamed or deleted while it was open. All that was saved is still held here, and what you type is kept in this window. You can read, search and export; nothing can be saved until you choose.`
            : `${folder}/${fileName} was replaced while it was open. Neither file was changed. What is open here is still whole, and what you type is kept in this window. You can read, search and export; nothing can be saved until you choose. Before the other file is opened, what is open here is saved as a new file.`}
        </p>
        <div className={classes['choices']}>
          {what === 'missing' ? <ActionButton action="case.putBack" tone="primary" /> : null}
          <ActionButton action="case.saveCopy" {...(what === 'replaced' ? { tone: 'primary' as const } : {})} />
          {what === 'replaced' ? <ActionButton action="case.openOther" /> : null}
          <ActionButton action="case.close" />
        </div>
      </div>
    </section>
  );
}
