import { memo } from 'react';
import { Checkbox } from 'react-aria-components';
import type { MatchedCitation } from '../../../shared/domain/citations.ts';
import type { CitationFields, DocumentKind, DocumentSummary } from '../../../shared/domain/entities.ts';
import { citationFieldNames, documentKindNames } from '../../../shared/domain/wording.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { offerDiscarded, RestoredLine } from '../../parts/restored.tsx';
import { TickBox } from '../../ui/tickBox.tsx';
import classes from './citations.module.css';
import { choicesOf, undecided, useDecisions, type FieldChoice } from './decisions.ts';

const kinds = (Object.entries(documentKindNames) as [DocumentKind, string][]).map(([value, label]) => ({ value, label }));

const shown = (field: keyof CitationFields, value: string): string =>
  field === 'kind' ? (documentKindNames[value as DocumentKind] ?? value) : value;

/** What an entry would change of its article, field by field: to take, to correct, or to leave. */
export const EntryFields = memo(function EntryFields({ entry, document }: { entry: MatchedCitation; document: DocumentSummary }) {
  const decision = useDecisions((state) => state.byNumber[entry.number] ?? undecided);
  const choices = choicesOf(entry, document, decision);
  const correct = useDecisions((state) => state.correct);
  const dropCorrections = useDecisions((state) => state.dropCorrections);
  const discard = (): void => {
    const written = Object.entries(decision.written) as [keyof CitationFields, string][];
    dropCorrections([entry.number]);
    offerDiscarded(() => written.forEach(([field, value]) => correct(entry.number, field, value)));
  };
  return (
    <div className={classes['fields']} role="group" aria-label={`Fields of entry ${entry.number}`}>
      <RestoredLine at={decision.restoredAt} onDiscard={discard} />
      {choices.length === 0 ? <p className={classes['hint']}>The article says all of this already.</p> : null}
      {choices.map((choice) => (
        <Field key={choice.field} choice={choice} number={entry.number} />
      ))}
      {entry.notTaken.length > 0 ? (
        <p className={classes['hint']}>
          No place in Assay for:{' '}
          {entry.notTaken.map(({ name, value }, place) => (
            // The same field may come twice.
            <span key={`${name} ${place}`} dir="auto" title={value}>
              {place > 0 ? ', ' : ''}
              {name} ({value.length > 40 ? `${value.slice(0, 40)}…` : value})
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
});

function Field({ choice, number }: { choice: FieldChoice; number: number }) {
  const { field, now, value, isTaken, origin, isOwn, problem } = choice;
  const name = citationFieldNames[field];
  const decide = useDecisions((state) => state.decide);
  const correct = useDecisions((state) => state.correct);
  const { ticked } = useDecisions((state) => state.byNumber[number] ?? undecided);
  const write = (next: string): void => correct(number, field, next);
  return (
    <div className={classes['field']}>
      <Checkbox
        className={classes['tick']!}
        aria-label={`Take ${name.toLowerCase()}`}
        isSelected={isTaken}
        onChange={(isSelected) => decide(number, { ticked: { ...ticked, [field]: isSelected } })}
      >
        <TickBox />
      </Checkbox>
      <div className={classes['value']}>
        {field === 'kind' ? (
          <Select label={name} value={value as DocumentKind} options={kinds} onChange={write} />
        ) : (
          <TextField label={name} value={value} error={isTaken ? problem : undefined} onChange={write} />
        )}
        <p className={classes['origin']}>
          <span>{origin === null ? 'As you wrote it' : origin}</span>
          <span dir="auto">
            {now === '' ? 'Empty until now' : `Now: ${shown(field, now)}`}
            {isOwn ? ' (written or confirmed by a person)' : ''}
          </span>
        </p>
      </div>
    </div>
  );
}
