import { PanelRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useHandles } from '../../actions/handles.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import classes from './calledInspector.module.css';

interface CalledInspectorProps {
  /** CSS pixels. */
  width: number;
  shown: boolean;
  onShow: (shown: boolean) => void;
  children: ReactNode;
}

/**
 * The inspector where there is no room for it beside what is read: it gives way, and is called over it by its key, by its button at the edge,
 * or by whatever moves the keyboard into it. It goes with the next press beside it. What it shows stays as it is meanwhile.
 */
export function CalledInspector({ width, shown, onShow, children }: CalledInspectorProps) {
  const aside = useRef<HTMLElement>(null);
  const holdsSomething = useWorkspace((state) => state.inspected !== null);
  // Once there is room again it stands where it stood.
  useEffect(() => () => onShow(false), [onShow]);
  useEffect(() => {
    if (!shown) {
      // The keyboard does not stay in what is gone from sight.
      if (aside.current?.contains(document.activeElement)) useHandles.getState().reader?.focus();
      return;
    }
    const press = ({ target }: Event): void => {
      if (target instanceof Element && target.closest('#root main') && !aside.current?.contains(target)) onShow(false);
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('focusin', press);
    return () => {
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('focusin', press);
    };
  }, [shown, onShow]);
  return (
    <>
      {/* Escape leaves it as it leaves whatever floats. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as said */}
      <aside
        ref={aside}
        className={classes['inspector']}
        aria-label="Inspector"
        data-shown={shown || undefined}
        style={{ width }}
        onFocusCapture={() => onShow(true)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          onShow(false);
          useHandles.getState().reader?.focus();
        }}
      >
        {children}
      </aside>
      <div className={classes['edge']} data-holds={holdsSomething || undefined}>
        <ActionButton action="view.inspector" iconOnly icon={<PanelRight />} />
      </div>
    </>
  );
}
