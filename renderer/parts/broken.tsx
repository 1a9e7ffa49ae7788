import { CircleAlert } from 'lucide-react';
import { Component, useState, type ErrorInfo, type ReactNode } from 'react';
import { saveTypedWords } from '../actions/words.ts';
import { keeper } from '../api/drafts.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copyText.ts';
import classes from './broken.module.css';

interface Broken {
  message: string;
  /** For someone who looks into it later. */
  details: string;
}

/** Stands in for the window where showing it fails. Without it, React takes everything away and leaves an empty page. */
export class WhenBroken extends Component<{ children: ReactNode }, { broken: Broken | null }> {
  override readonly state: { broken: Broken | null } = { broken: null };

  static getDerivedStateFromError(error: unknown): { broken: Broken } {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { broken: { message, details: stack ?? message } };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    this.setState(({ broken }) => broken && { broken: { ...broken, details: `${broken.details}\n${componentStack ?? ''}` } });
  }

  override render(): ReactNode {
    const { broken } = this.state;
    return broken ? <BrokenWindow broken={broken} /> : this.props.children;
  }
}

function BrokenWindow({ broken: { message, details } }: { broken: Broken }) {
  const [copied, setCopied] = useState(false);
  // Words that the disk refuses would go with the page.
  const [atRisk] = useState(() => keeper.trouble() !== null);
  return (
    <main className={classes['broken']} role="alert" aria-labelledby="broken-window">
      <CircleAlert aria-hidden />
      <h1 id="broken-window">Something broke in this window</h1>
      <p>
        {atRisk
          ? 'Everything that was saved is safe. What you typed last is in this window alone: save it as a file before you reload.'
          : 'Everything that was saved is safe, and what you typed is kept.'}
      </p>
      <div className={classes['ways']}>
        {atRisk ? <Button onPress={saveTypedWords}>Save what I typed as a file…</Button> : null}
        <Button tone="primary" autoFocus onPress={() => location.reload()}>
          Reload
        </Button>
        <Button onPress={() => setCopied(copyText(`${message}\n\n${details}\n${navigator.userAgent}`))}>
          {copied ? 'Copied' : 'Copy details'}
        </Button>
      </div>
    </main>
  );
}
