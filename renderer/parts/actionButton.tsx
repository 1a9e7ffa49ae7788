import type { ReactNode } from 'react';
import { actionById } from '../actions/all.ts';
import { runAction, useActionState } from '../actions/run.ts';
import { Button, IconButton, ShortWords } from '../ui/button.tsx';
import { Keys } from '../ui/keys.tsx';

interface ActionButtonProps {
  /** Id of the action. */
  action: string;
  tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  size?: 's' | 'm';
  icon?: ReactNode;
  /** Shows the icon alone; the label becomes its name and tooltip. */
  iconOnly?: boolean;
  /** Shorter words where the place says the rest; the action keeps its name. */
  label?: string;
  showKeys?: boolean;
  /** Cuts words that are too long for their place. */
  shorten?: boolean;
}

/** A button for an action: same name, key and condition as in menu and palette. */
export function ActionButton({
  action: id,
  tone,
  size,
  icon,
  iconOnly = false,
  label,
  showKeys = false,
  shorten = false,
}: ActionButtonProps) {
  const action = actionById(id);
  const state = useActionState(action);
  const name = label ?? state.label;
  const keys = action.keys?.[0];
  const props = { isDisabled: !state.enabled, onPress: () => void runAction(action) };
  if (iconOnly) {
    const pressed = state.checked;
    return <IconButton {...props} label={name} keys={keys} icon={icon} {...(pressed === undefined ? {} : { pressed })} />;
  }
  return (
    <Button {...props} {...(tone ? { tone } : {})} {...(size ? { size } : {})}>
      {shorten ? <ShortWords icon={icon}>{name}</ShortWords> : icon}
      {shorten ? null : name}
      {showKeys && keys ? <Keys keys={keys} /> : null}
    </Button>
  );
}
