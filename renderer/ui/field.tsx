import type { CSSProperties, ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Button,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import { ChevronDown } from 'lucide-react';
import classes from './field.module.css';

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  description?: string | undefined;
  error?: string | undefined;
  placeholder?: string;
  /** More than one line: a text area that grows with its text up to this many. */
  lines?: number;
  /** Set in the reading face, for words that will be published. */
  prose?: boolean;
}

export function TextField({ label, hideLabel, description, error, placeholder, lines = 1, prose, ...props }: TextFieldProps) {
  const look = `${classes['input']} ${prose ? classes['prose'] : ''}`;
  // An example of what to write is of no use where nothing can be written.
  const example = props.isReadOnly ? '' : (placeholder ?? '');
  return (
    // The forms say themselves what is missing, in their own words and place: the browser's check would only refuse.
    <AriaTextField {...props} validationBehavior="aria" isInvalid={error !== undefined} className={classes['field']!}>
      <Label className={hideLabel ? 'visually-hidden' : classes['label']!}>{label}</Label>
      {lines > 1 ? (
        <TextArea
          dir="auto"
          className={`${look} ${classes['area']}`}
          rows={lines}
          placeholder={example}
          style={{ '--lines': lines } as CSSProperties}
        />
      ) : (
        <Input dir="auto" className={look} placeholder={example} />
      )}
      {description ? (
        <Text slot="description" className={classes['description']}>
          {description}
        </Text>
      ) : null}
      <FieldError className={classes['error']!}>{error}</FieldError>
    </AriaTextField>
  );
}

interface SelectProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  value: Value | null;
  options: readonly { value: Value; label: string; icon?: ReactNode; description?: string }[];
  placeholder?: string;
  /** Shows what is chosen, as a text that can be reached and copied, and offers no other. */
  isReadOnly?: boolean;
  onChange: (value: Value) => void;
}

export function Select<Value extends string>({
  label,
  hideLabel,
  value,
  options,
  placeholder,
  isReadOnly = false,
  onChange,
}: SelectProps<Value>) {
  if (isReadOnly) {
    const chosen = options.find((option) => option.value === value)?.label ?? '–';
    return <TextField label={label} {...(hideLabel ? { hideLabel } : {})} value={chosen} isReadOnly />;
  }
  return (
    <AriaSelect
      className={classes['field']!}
      value={value}
      placeholder={placeholder ?? '–'}
      onChange={(key) => {
        if (key !== null) onChange(key as Value);
      }}
    >
      <Label className={hideLabel ? 'visually-hidden' : classes['label']!}>{label}</Label>
      <Button className={`${classes['input']} ${classes['select']}`}>
        <SelectValue className={classes['value']!} />
        <ChevronDown aria-hidden size={14} />
      </Button>
      <Popover className={classes['popover']!} offset={4}>
        <ListBox className={classes['list']!}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className={classes['option']!}>
              {option.icon}
              <span>
                {option.label}
                {option.description ? <small className={classes['hint']}>{option.description}</small> : null}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
