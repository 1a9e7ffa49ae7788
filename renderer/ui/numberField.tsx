import { Group, Input, Label, NumberField as AriaNumberField, Text } from 'react-aria-components';
import classes from './field.module.css';

interface NumberFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  description?: string;
  onChange: (value: number) => void;
}

/** A whole number between two others; told when it is finished (Enter, or leaving the field). Arrow keys count up and down. */
export function NumberField({ label, value, min, max, description, onChange }: NumberFieldProps) {
  return (
    <AriaNumberField
      className={classes['field']!}
      value={value}
      minValue={min}
      maxValue={max}
      step={1}
      onChange={(changed) => {
        if (!Number.isNaN(changed)) onChange(changed);
      }}
    >
      <Label className={classes['label']}>{label}</Label>
      <Group>
        <Input className={classes['input']!} />
      </Group>
      {description ? (
        <Text slot="description" className={classes['description']}>
          {description}
        </Text>
      ) : null}
    </AriaNumberField>
  );
}
