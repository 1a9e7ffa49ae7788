import { FileInput, FlaskConical, FolderOpen, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { actionById } from '../../actions/all.ts';
import { runAction } from '../../actions/run.ts';
import { FailedCase } from './failedCase.tsx';
import { KnownCases } from './knownCases.tsx';
import { useCaseOpener } from './openCase.ts';
import classes from './start.module.css';
import { Trouble } from './trouble.tsx';

/** No case is open: three ways to begin, and the cases worked on before. */
export function Start() {
  const opener = useCaseOpener();
  return (
    <main className={classes['start']}>
      <div className={classes['column']}>
        <header className={classes['header']}>
          <h1>
            <FlaskConical aria-hidden />
            Assay
          </h1>
          <p>Read articles, check what they claim, and show how you know. Everything stays on this computer.</p>
        </header>
        <FailedCase opener={opener} />
        <ul className={classes['offers']}>
          <Offer
            icon={<FileInput />}
            title="Import articles"
            text="Choose text files; a new case is made for them."
            onPress={() => void runAction(actionById('case.import'))}
          />
          <Offer
            icon={<FolderOpen />}
            title="Open a case"
            text="Go on with a case from this computer."
            onPress={() => void runAction(actionById('case.open'))}
          />
          <Offer
            icon={<Sparkles />}
            title="Try the demo case"
            text="Four invented articles, already worked on."
            onPress={opener.openDemo}
          />
        </ul>
        <Trouble opener={opener} place="demo" />
        <KnownCases opener={opener} heading="Recent cases" />
        <p className={classes['hint']}>
          You can also drop files or a folder anywhere in this window, or{' '}
          <Button className={classes['link']!} onPress={() => void runAction(actionById('case.new'))}>
            begin an empty case
          </Button>
          .
        </p>
      </div>
    </main>
  );
}

function Offer({ icon, title, text, onPress }: { icon: ReactNode; title: string; text: string; onPress: () => void }) {
  return (
    <li>
      <Button className={classes['offer']!} onPress={onPress}>
        {icon}
        <strong>{title}</strong>
        <span>{text}</span>
      </Button>
    </li>
  );
}
