import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import classes from './choice.module.css';

interface ChoiceProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  value: Value | null;
  options: readonly { value: Value; label: string; content?: ReactNode; hint?: string }[];
  isDisabled?: boolean;
  autoFocus?: boolean;
  onChange: (value: Value) => void;
}

/** A few choices that all stay in sight, one of them taken. */
export function Choice<Value extends string>({
  label,
  hideLabel,
  value,
  options,
  isDisabled = false,
  autoFocus,
  onChange,
}: ChoiceProps<Value>) {
  return (
    <RadioGroup
      value={value}
      isDisabled={isDisabled}
      orientation="horizontal"
      className={classes['group']!}
      onChange={(chosen) => onChange(chosen as Value)}
    >
      <Label className={hideLabel ? 'visually-hidden' : classes['label']!}>{label}</Label>
      <div className={classes['options']}>
        {options.map((option, index) => (
          <Radio
            key={option.value}
            value={option.value}
            className={classes['option']!}
            aria-label={option.label}
            {...(option.hint ? { 'aria-description': option.hint } : {})}
            autoFocus={Boolean(autoFocus) && (value === null ? index === 0 : option.value === value)}
          >
            {option.content ?? option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
