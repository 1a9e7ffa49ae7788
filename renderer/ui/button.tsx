import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import classes from './button.module.css';
import { Keys } from './keys.tsx';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
  tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  size?: 's' | 'm';
  ref?: Ref<HTMLButtonElement>;
}

/**
 * What a button is while it is pending: it keeps the keyboard and does nothing. React Aria's own pending buttons leave an announcement
 * in the page that points at the button, also once that is gone.
 */
export const whilePending = (isPending: boolean): Partial<AriaButtonProps> =>
  isPending ? { 'aria-disabled': true, type: 'button', onPress: () => undefined } : {};

export function Button({ tone = 'plain', size = 'm', children, isPending = false, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} {...whilePending(isPending)} className={`${classes['button']} ${classes[tone]} ${classes[size]}`}>
      {children}
    </AriaButton>
  );
}

/** Icon and words of a button that may be narrower than its words. */
export function ShortWords({ icon, children }: { icon?: ReactNode; children: string }) {
  return (
    <span className={classes['short']} title={children}>
      {icon}
      <span className={classes['words']}>{children}</span>
    </span>
  );
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** Spoken, and shown as a tooltip. */
  label: string;
  keys?: string | undefined;
  icon: ReactNode;
  pressed?: boolean;
}

export function IconButton({ label, keys, icon, pressed, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...props}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={classes['icon']!}
      >
        {icon}
      </AriaButton>
      <Tooltip className={classes['tooltip']!} offset={6}>
        {label}
        {keys ? <Keys keys={keys} /> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
