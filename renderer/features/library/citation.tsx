import { Check } from 'lucide-react';
import { memo } from 'react';
import { originOf } from '../../../shared/domain/citations.ts';
import { partialDate } from '../../../shared/domain/ids.ts';
import type { CitationFields, DocumentSummary } from '../../../shared/domain/entities.ts';
import { citationFieldNames } from '../../../shared/domain/wording.ts';
import { attempt } from '../../actions/run.ts';
import { client } from '../../api/client.ts';
import { DraftField } from '../../parts/draftField.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import classes from './citation.module.css';
import { Button } from '../../ui/button.tsx';

type TextualField = Exclude<keyof CitationFields, 'kind'>;

const isDate = (field: TextualField): field is 'published' | 'modified' | 'accessed' =>
  field === 'published' || field === 'modified' || field === 'accessed';

function problemOf(field: TextualField, text: string): string | undefined {
  if (!isDate(field) || text === '') return undefined;
  return partialDate.safeParse(text).error?.issues[0]?.message;
}

interface CitationFieldProps {
  document: DocumentSummary;
  field: TextualField;
  readOnly: boolean;
  hideLabel?: boolean;
  placeholder?: string;
}

/** One field of an article's citation: saves itself, and says where a machine's guess stands in it. */
export const CitationField = memo(function CitationField({
  document,
  field,
  readOnly,
  hideLabel = false,
  placeholder,
}: CitationFieldProps) {
  const { id, revision } = document;
  const draft = useDraft({
    key: `document:${id}:${field}`,
    value: document[field] ?? '',
    revision,
    problem: (text) => problemOf(field, text),
    async save(text, on) {
      const value = isDate(field) && text === '' ? null : text;
      const saved = await client.documents.update({
        documentId: id,
        revision: on.revision,
        fields: { [field]: value },
        gesture: on.gesture,
      });
      return { value: saved[field] ?? '', revision: saved.revision };
    },
  });
  const method = document.guesses[field];
  return (
    <div className={classes['field']}>
      <DraftField
        draft={draft}
        label={citationFieldNames[field]}
        hideLabel={hideLabel}
        isReadOnly={readOnly}
        {...(field === 'title' ? { lines: 2 } : {})}
        {...(isDate(field) ? { placeholder: placeholder ?? '2025-09-04' } : { placeholder: placeholder ?? '' })}
      />
      {method && !draft.unsaved ? <Guess document={document} field={field} method={method} readOnly={readOnly} /> : null}
    </div>
  );
});

/** Says where a machine's guess comes from, until a person confirms it. */
export function Guess({
  document,
  field,
  method,
  readOnly,
}: {
  document: DocumentSummary;
  field: keyof CitationFields;
  method: string;
  readOnly: boolean;
}) {
  return (
    <p className={classes['guess']}>
      <span>{originOf(method)}</span>
      {readOnly ? null : (
        <Button
          size="s"
          tone="quiet"
          aria-label={`Confirm ${citationFieldNames[field].toLowerCase()}`}
          onPress={() =>
            void attempt(() =>
              client.documents.update({ documentId: document.id, revision: document.revision, fields: {}, confirm: [field] }),
            )
          }
        >
          <Check aria-hidden size={13} />
          <span>Confirm</span>
        </Button>
      )}
    </p>
  );
}
