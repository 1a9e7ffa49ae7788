import { useState, type ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Inspection } from '../../../shared/contract/recovery.ts';
import { download } from '../../actions/download.ts';
import { client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useRecovery } from '../../state/recovery.ts';
import { Tag } from '../../ui/badges.tsx';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/dates.ts';
import classes from './recovery.module.css';

type Way = 'open' | 'read-only' | 'restore' | 'salvage' | 'export';
type FoundBackup = Inspection['backups'][number];

const shownBackups = 3;
const changes = (count: number): string => (count === 1 ? 'one change' : `${count.toLocaleString()} changes`);

/** The backup after which the least is missing; of equals the newest. Backups come newest first. */
function bestBackup(backups: readonly FoundBackup[]): FoundBackup | undefined {
  return backups.reduce<FoundBackup | undefined>(
    (best, backup) => (best === undefined || (backup.missing ?? Infinity) < (best.missing ?? Infinity) ? backup : best),
    undefined,
  );
}

/** Restore, salvage or export, with what each brings back; the one that brings back most stands first. */
export function WaysOn({ inspection }: { inspection: Inspection }) {
  const { key, backups, readable, state } = inspection;
  const best = bestBackup(backups);
  const [backupId, setBackupId] = useState(best?.id ?? null);
  const [busy, setBusy] = useState<Way | null>(null);
  const [problem, setProblem] = useState<{ way: Way; message: string } | null>(null);
  const [exported, setExported] = useState<string | null>(null);
  const nothing = state === 'missing' ? 'There is no file to read' : 'Nothing in this file can be read';
  const rows = readable.reduce((sum, found) => sum + found.rows, 0);
  const finish = useRecovery((state) => state.finish);
  const leave = useRecovery((state) => state.leave);

  const go = async (way: Way, step: () => Promise<void>): Promise<void> => {
    setBusy(way);
    setProblem(null);
    try {
      await step();
    } catch (error) {
      setProblem({ way, message: failureOf(error).message });
    } finally {
      setBusy(null);
    }
  };
  const open = (readOnly: boolean) => async (): Promise<void> => {
    await client.cases.open({ key, readOnly });
    leave();
  };
  const restore = async (): Promise<void> => {
    if (backupId === null) return;
    const { case: restored, ...result } = await client.recovery.restore({ key, backupId });
    finish({ kind: 'restored', name: restored.name, ...result });
  };
  const salvage = async (): Promise<void> => {
    const { case: made, ...result } = await client.recovery.salvage({ key });
    finish({ kind: 'salvaged', name: made.name, fileName: made.fileName, folder: made.folder, ...result });
  };
  const exportWords = async (): Promise<void> => {
    const { file, losses } = await client.recovery.export({ key });
    download(file);
    setExported(`${file.name} was made. It is where your downloads go.${losses > 0 ? ` ${changesOf(losses)} could not be read.` : ''}`);
  };
  const card = (way: Way, rest: Omit<WayProps, 'way' | 'busy' | 'problem'>): ReactNode => (
    <WayCard way={way} busy={busy} problem={problem?.way === way ? problem.message : null} {...rest} />
  );

  return (
    <section aria-labelledby="ways-on" className={classes['section']}>
      <h2 id="ways-on">Ways on</h2>
      <ol className={classes['ways']}>
        {state === 'sound'
          ? card('open', {
              title: 'Open the case',
              text: 'It can be opened as usual.',
              button: 'Open',
              primary: true,
              run: () => void go('open', open(false)),
            })
          : null}
        {state === 'newer'
          ? card('read-only', {
              title: 'Read it',
              text: 'Read, search and export; nothing is written to the file.',
              button: 'Open read-only',
              primary: true,
              run: () => void go('read-only', open(true)),
            })
          : null}
        {card('restore', {
          title: 'Restore a backup',
          text:
            backups.length === 0
              ? state === 'missing'
                ? 'There is no backup of this case in the folder of backups. If the file was moved, find it and open it.'
                : 'There is no backup of this case in the folder of backups.'
              : state === 'missing'
                ? 'Puts a backup where the case was, and plays the journal onto it.'
                : 'Puts a backup in the place of the file, and plays the journal onto it. The file as it is now is kept beside it under another name.',
          button: 'Restore',
          primary: state !== 'sound' && state !== 'newer',
          disabled: backupId === null,
          run: () => void go('restore', restore),
          children: backupId === null ? null : <BackupChoice backups={backups} best={best!} value={backupId} onChange={setBackupId} />,
        })}
        {card('salvage', {
          title: 'Salvage to a new case',
          text:
            rows === 0
              ? `${nothing}, so there is nothing to salvage.`
              : 'Writes everything that can be read into a new case in your folder of cases, and lists what could not be read. This file is not touched.',
          button: 'Salvage',
          primary: backups.length === 0 && state !== 'sound' && state !== 'newer' && rows > 0,
          disabled: rows === 0,
          run: () => void go('salvage', salvage),
        })}
        {card('export', {
          title: 'Export the words',
          text:
            rows === 0
              ? `${nothing}, so there is nothing to export.`
              : 'All articles, claims, verdicts and notes that can be read, as one text file that any program opens.',
          button: 'Export',
          disabled: rows === 0,
          run: () => void go('export', exportWords),
          children: exported ? <p role="status">{exported}</p> : null,
        })}
      </ol>
    </section>
  );
}

const changesOf = (losses: number): string => (losses === 1 ? 'One thing' : `${losses.toLocaleString()} things`);

interface WayProps {
  way: Way;
  title: string;
  text: string;
  button: string;
  primary?: boolean;
  disabled?: boolean;
  busy: Way | null;
  problem: string | null;
  run: () => void;
  children?: ReactNode;
}

function WayCard({ way, title, text, button, primary = false, disabled = false, busy, problem, run, children }: WayProps) {
  return (
    <li className={classes['way']} data-off={disabled || undefined}>
      <div className={classes['said']}>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
      {disabled ? null : (
        <Button {...(primary ? { tone: 'primary' as const } : {})} isPending={busy !== null} onPress={run}>
          {busy === way ? 'Working…' : button}
        </Button>
      )}
      {children}
      {problem ? (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}

interface BackupChoiceProps {
  backups: readonly FoundBackup[];
  best: FoundBackup;
  value: string;
  onChange: (id: string) => void;
}

function BackupChoice({ backups, best, value, onChange }: BackupChoiceProps) {
  const [all, setAll] = useState(false);
  // The recommended one is always in sight.
  const shown = all ? backups : [...new Set([best, ...backups])].slice(0, shownBackups);
  return (
    <RadioGroup value={value} onChange={onChange} className={classes['backups']!}>
      <Label className="visually-hidden">Backup to restore</Label>
      {shown.map((backup) => (
        <Radio key={backup.id} value={backup.id} className={classes['backup']!}>
          <b>{formatMoment(backup.at)}</b>
          <span>{bringsBack(backup)}</span>
          {backup.id === best.id ? <Tag tone="supports">Recommended</Tag> : null}
        </Radio>
      ))}
      {shown.length < backups.length ? (
        <Button size="s" tone="quiet" onPress={() => setAll(true)}>
          Show all {backups.length.toLocaleString()}
        </Button>
      ) : null}
    </RadioGroup>
  );
}

/** What a restore of this backup brings back, and what it cannot. */
function bringsBack({ seq, fromJournal, history, missing }: FoundBackup): string {
  if (history === 'another')
    return `Tells another history than this file: ${changes(seq)} of a copy that went its own way, or of another case`;
  const played = fromJournal > 0 ? `${changes(seq)}, and ${changes(fromJournal)} from the journal` : `${changes(seq)}`;
  if (missing === null) return `Brings back ${played}; what came later is not known`;
  return missing === 0 ? `Brings back everything: ${played}` : `Brings back ${played}; ${changes(missing)} would be missing`;
}
