import { partialDate } from '../../shared/domain/ids.ts';
import { DraftField } from './draftField.tsx';
import { useDraft } from './useDraft.ts';

interface DateFieldProps {
  label: string;
  draftKey: string;
  value: string | null;
  revision: number;
  isReadOnly?: boolean;
  save: (date: string | null, on: { revision: number; gesture: string }) => Promise<{ value: string | null; revision: number }>;
}

/** Why a text is no date, in words; nothing for a date as precise as it is known. */
export function dateProblem(text: string): string | undefined {
  return text.trim() === '' ? undefined : partialDate.safeParse(text.trim()).error?.issues[0]?.message;
}

/** A date as precise as it is known: a year, a month or a day. Empty for none. */
export function DateField({ label, draftKey, value, revision, isReadOnly = false, save }: DateFieldProps) {
  const draft = useDraft({
    key: draftKey,
    value: value ?? '',
    revision,
    problem: dateProblem,
    save: async (text, on) => {
      const saved = await save(text.trim() || null, on);
      return { value: saved.value ?? '', revision: saved.revision };
    },
  });
  return <DraftField label={label} draft={draft} isReadOnly={isReadOnly} placeholder="2025-09-04" />;
}
