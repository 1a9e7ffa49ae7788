import { useQuery } from '@tanstack/react-query';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Settings } from '../../../shared/contract/settings.ts';
import { attempt } from '../../actions/run.ts';
import { api, client } from '../../api/client.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { DraftField } from '../../parts/draftField.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
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
  if (!settings) return null;
  return (
    <Dialog
      title="Settings"
      width="s"
      onClose={close}
      footer={
        <>
          <ActionButton action="library.watchFolder" />
          <ActionButton action="backup.settings" />
          <Button tone="primary" onPress={close}>
            Done
          </Button>
        </>
      }
    >
      <NameField name={settings.actor} />
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

function NameField({ name }: { name: string }) {
  const draft = useDraft({
    key: 'settings:actor',
    value: name,
    // Settings have no revisions: the newest name stands.
    revision: 0,
    problem: (text) => (text.trim() === '' ? 'A name is needed; the one before stays until you give one.' : undefined),
    save: async (text) => ({ value: (await client.settings.update({ actor: text.trim() })).actor, revision: 0 }),
  });
  return (
    <DraftField
      label="Your name"
      description="Stands beside every change, verdict and note you make from now on."
      draft={draft}
      maxLength={200}
    />
  );
}
