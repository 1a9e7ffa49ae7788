import { CircleAlert, Check, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button, IconButton } from './button.tsx';
import classes from './toasts.module.css';

interface ToastShape {
  id: number;
  tone: 'done' | 'failed';
  text: string;
  action?: { label: string; run: () => void };
}

const shownFor = { done: 6_000, failed: 20_000 } as const;

/** Short messages in the corner: what was done and can be taken back, and what failed. */
export function Toasts({ toasts, onDismiss }: { toasts: readonly ToastShape[]; onDismiss: (id: number) => void }) {
  return (
    // Above dialogs, and not hidden by them from people who listen.
    <section className={classes['region']} aria-label="Messages" data-react-aria-top-layer="true">
      <div role="status">
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} onDismiss={onDismiss} />
        ))}
      </div>
    </section>
  );
}

function ToastLine({ toast, onDismiss }: { toast: ToastShape; onDismiss: (id: number) => void }) {
  const { id, tone, text, action } = toast;
  useEffect(() => {
    const timer = setTimeout(() => onDismiss(id), shownFor[tone]);
    return () => clearTimeout(timer);
  }, [id, tone, onDismiss]);
  return (
    <div className={classes['toast']} data-tone={tone}>
      <span className={classes['icon']}>{tone === 'failed' ? <CircleAlert aria-hidden /> : <Check aria-hidden />}</span>
      <p>{text}</p>
      {action ? (
        <Button
          size="s"
          onPress={() => {
            action.run();
            onDismiss(id);
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton label="Dismiss" icon={<X />} onPress={() => onDismiss(id)} />
    </div>
  );
}
