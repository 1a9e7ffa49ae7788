import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import classes from './pathForm.module.css';

interface PathFormProps {
  label: string;
  placeholder: string;
  /** What the button says. */
  button: string;
  problem: string | undefined;
  isPending: boolean;
  /** The path is not the one of the problem any more. */
  onTyped: () => void;
  /** Whether the path was taken: then the field is empty again. */
  take: (path: string) => Promise<boolean>;
}

/** Names a folder by its path, where no dialog of the system can choose one. */
export function PathForm({ label, placeholder, button, problem, isPending, onTyped, take }: PathFormProps) {
  const [path, setPath] = useState('');
  const submit = async (): Promise<void> => {
    if (path.trim() !== '' && (await take(path.trim()))) setPath('');
  };
  return (
    <Form
      className={classes['form']!}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={label}
        value={path}
        error={problem}
        isReadOnly={isPending}
        placeholder={placeholder}
        onChange={(changed) => {
          setPath(changed);
          onTyped();
        }}
      />
      <Button type="submit" isDisabled={path.trim() === ''} isPending={isPending}>
        {button}
      </Button>
    </Form>
  );
}
