import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Settings } from '../../../shared/contract/settings.ts';
import { attempt } from '../../actions/run.ts';
import { api, client } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import classes from './settings.module.css';

const themes: { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** The settings of this person on this machine. Everything is stored as it is chosen. */
export function SettingsDialog() {
  const close = useWorkspace((state) => state.closeDialog);
  const { data: settings } = useQuery(api.settings.get.queryOptions({ input: {} }));
  const [name, setName] = useState(settings?.actor ?? '');
  if (!settings) return null;
  const unnamed = name.trim() === '';
  const saveName = (): void => {
    if (!unnamed && name.trim() !== settings.actor) void attempt(() => client.settings.update({ actor: name.trim() }));
  };
  return (
    <Dialog
      title="Settings"
      width="s"
      onClose={() => {
        saveName();
        close();
      }}
      footer={
        <Button
          tone="primary"
          onPress={() => {
            saveName();
            close();
          }}
        >
          Done
        </Button>
      }
    >
      <TextField
        label="Your name"
        description="Stands beside every change, verdict and note you make from now on."
        value={name}
        maxLength={200}
        error={unnamed ? 'A name is needed; the one before stays until you give one.' : undefined}
        onChange={setName}
        onBlur={saveName}
      />
      <RadioGroup
        className={classes['choice']!}
        value={settings.theme}
        onChange={(theme) => void attempt(() => client.settings.update({ theme: theme as Settings['theme'] }))}
      >
        <Label>Theme</Label>
        <div>
          {themes.map(({ value, label }) => (
            <Radio key={value} value={value} className={classes['option']!}>
              {label}
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </Dialog>
  );
}
