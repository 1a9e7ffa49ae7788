import { ChevronRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { citationMatchNames, type MatchedCitation } from '../../../shared/domain/citations.ts';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { Select } from '../../ui/field.tsx';
import classes from './citations.module.css';
import { choicesOf, formatName, undecided, useDecisions, type Found } from './decisions.ts';
import { EntryFields } from './entryFields.tsx';

/** In a case of more articles than this, an entry offers only those that are like it. */
const mostOffered = 50;
/** Entries that are shown until all of them are asked for. */
const firstEntries = 100;
const leaveOut = 'leave out';

interface FoundProps {
  found: Found;
  documents: readonly DocumentSummary[];
  documentId: string | null;
}

/** What was read: the entries with the articles that they are about, and what could not be read. */
export function FoundCitations({ found, documents, documentId }: FoundProps) {
  const [most, setMost] = useState(firstEntries);
  const { entries, problems, format } = found;
  const matched = entries.filter(({ documentIds }) => documentIds.length === 1).length;
  return (
    <>
      <p className={classes['lead']}>
        {formatName(format)}: {entries.length === 1 ? '1 entry' : `${entries.length.toLocaleString()} entries`}
        {documentId === null ? `, ${matched.toLocaleString()} about an article of this case` : ''}.
      </p>
      {problems.length > 0 ? (
        <section className={classes['problems']} aria-label="What could not be read">
          <h3>
            <TriangleAlert aria-hidden size={15} />
            {problems.length === 1 ? '1 problem' : `${problems.length.toLocaleString()} problems`}
          </h3>
          <ul>
            {problems.map(({ line, message }) => (
              <li key={`${line} ${message}`}>{message}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {documentId === null ? (
        <ul className={classes['entries']} aria-label="Entries">
          {entries.slice(0, most).map((entry) => (
            <Entry key={entry.number} entry={entry} documents={documents} />
          ))}
        </ul>
      ) : (
        <OneArticle entries={entries} documents={documents} documentId={documentId} />
      )}
      {documentId === null && entries.length > most ? (
        <button type="button" className={classes['more']} onClick={() => setMost(entries.length)}>
          Show all {entries.length.toLocaleString()} entries
        </button>
      ) : null}
    </>
  );
}

const titleOf = ({ fields, key, number }: MatchedCitation): string => fields.title ?? (key || `Entry ${number}`);

/** For one article: which of the entries, and what of it. */
function OneArticle({
  entries,
  documents,
  documentId,
}: {
  entries: readonly MatchedCitation[];
  documents: readonly DocumentSummary[];
  documentId: string;
}) {
  const byNumber = useDecisions((state) => state.byNumber);
  const decide = useDecisions((state) => state.decide);
  const chosen = entries.find(({ number }) => byNumber[number]?.documentId === documentId);
  const document = documents.find(({ id }) => id === documentId);
  return (
    <>
      {entries.length > 1 ? (
        <Select
          label="Entry"
          value={String(chosen?.number ?? '')}
          options={entries.map((entry) => ({ value: String(entry.number), label: titleOf(entry) }))}
          onChange={(number) => {
            if (chosen) decide(chosen.number, { documentId: null });
            decide(Number(number), { documentId });
          }}
        />
      ) : null}
      {chosen && document ? <EntryFields entry={chosen} document={document} /> : null}
    </>
  );
}

/** One of many entries: the article that it is about, and on demand its fields. */
function Entry({ entry, documents }: { entry: MatchedCitation; documents: readonly DocumentSummary[] }) {
  const decision = useDecisions((state) => state.byNumber[entry.number] ?? undecided);
  const decide = useDecisions((state) => state.decide);
  const claimed = useDecisions((state) =>
    Object.entries(state.byNumber).some(
      ([number, other]) => Number(number) !== entry.number && other.documentId !== null && other.documentId === decision.documentId,
    ),
  );
  const [open, setOpen] = useState(false);
  const document = documents.find(({ id }) => id === decision.documentId);
  const like = documents.filter(({ id }) => entry.documentIds.includes(id));
  const others = documents.length <= mostOffered ? documents.filter(({ id }) => !entry.documentIds.includes(id)) : [];
  const choices = document ? choicesOf(entry, document, decision) : [];
  const count = choices.filter(({ isTaken }) => isTaken).length;
  return (
    <li className={classes['entry']}>
      <div className={classes['line']}>
        <AriaButton
          className={classes['toggle']!}
          aria-expanded={open}
          isDisabled={!document}
          onPress={() => setOpen(!open)}
          aria-label={`Fields of “${titleOf(entry)}”`}
        >
          <ChevronRight aria-hidden size={14} className={open ? classes['turned']! : ''} />
        </AriaButton>
        <div className={classes['words']}>
          <strong dir="auto">{titleOf(entry)}</strong>
          <span dir="auto">
            {[entry.fields.byline, entry.fields.publisher, entry.fields.published].filter((part) => part).join(', ') ||
              `Line ${entry.line}`}
          </span>
        </div>
        <div className={classes['match']}>
          <Select
            label={`Article for “${titleOf(entry)}”`}
            hideLabel
            value={decision.documentId ?? leaveOut}
            options={[
              { value: leaveOut, label: 'Leave out' },
              ...like.map(({ id, title }) => ({ value: id, label: title, description: entry.by ? citationMatchNames[entry.by] : '' })),
              ...others.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(id) => decide(entry.number, { documentId: id === leaveOut ? null : id })}
          />
          <span className={claimed ? classes['problem'] : classes['hint']}>
            {matchWords(entry, decision.documentId, claimed, fieldWords(count, choices.length))}
          </span>
        </div>
      </div>
      {open && document ? <EntryFields entry={entry} document={document} /> : null}
    </li>
  );
}

function fieldWords(taken: number, all: number): string {
  if (all === 0) return 'says nothing new';
  if (taken === 0) return 'no field is ticked';
  return taken === 1 ? '1 field' : `${taken} fields`;
}

function matchWords(entry: MatchedCitation, documentId: string | null, claimed: boolean, fields: string): string {
  if (claimed) return 'Another entry goes into this article: choose one of them.';
  if (documentId !== null) {
    const why = entry.by !== null && entry.documentIds.includes(documentId) ? citationMatchNames[entry.by] : 'chosen by hand';
    return `${why}, ${fields}`;
  }
  if (entry.documentIds.length > 1) return `${entry.documentIds.length} articles have the ${citationMatchNames[entry.by!]}: choose one.`;
  return entry.documentIds.length === 0 ? 'No article of this case is like it.' : '';
}
